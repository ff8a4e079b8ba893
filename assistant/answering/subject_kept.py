"""Whether evidence keeps to whom and what a question asks about: the institution, the measure, the part of a year."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

import rjieba

from assistant.answering.background import idf, known
from assistant.answering.candidates import Candidate
from assistant.answering.key import OFFICES, key_clause, key_span
from assistant.answering.question import FIGURES, Asked, Question
from assistant.answering.signals import TELLING
from assistant.answering.synonyms import same_as
from assistant.answering.titles import without_year
from assistant.answering.view import view
from assistant.text import bigrams

REACH = 600  # characters before a sentence in which it may have been said of whom it speaks
_INSTITUTION = re.compile(
    "(?:^|[和与跟同在对从的,是由及])(?P<own>(?:(?![哪什多少几全本该这那各家所个的新老里说有办建在任是])[\u4e00-\u9fff]){2,8}?)"
    "(?P<kind>大学(?!生)|学院|医院|银行|集团|证券|药业|开发区|高新区|园区|保税区)"
)
_PART_OF_YEAR = re.compile("第?[一二三四1-4]季度|[上下]半年")
_HAN = re.compile("(?:(?![的在有是为])[\u4e00-\u9fff]){2,10}")
_NOUNS = frozenset("nx")
_AMOUNT = re.compile("(?:余额|总额|总量|额)$")
_GROWTH_ASKED = re.compile(
    "(?:增长|增加|上涨|提高|下降|减少)了?多少|(?:比|较)(?:上一?年|去年|前一年|(?:19|20)\\d\\d年)(?:同期|[年底末])*"
    "[^,?]{0,10}?(?:多|少|增|减|涨|降|跌|高|低|快|慢)[^,?多几百]{0,3}(?:多少|几|百分之)|[涨降跌]了(?:几|百分之)"
)
_CHANGED = re.compile(
    "增|升|涨|提高|降|减|跌|回落|多|少|缩|扩|翻|倍|同比|环比|上一?年|去年|前一年|年初|原来|[由从].{1,24}到|以来|(?:19|20)\\d\\d年.+(?:19|20)\\d\\d年"
)
_HALF = re.compile("半年度|中期报告|1[-—–至到~]6月")
_QUOTED = re.compile("[“「]([\u4e00-\u9fff]{2,6})[”」]")
SCHOOLS = re.compile("幼儿园|小学|初中|高中|中职|大学|本科|硕士|博士|高职")
_OFFICE_OF = re.compile(f"({OFFICES})的")
_SUPERLATIVE = re.compile("最(?!早(?:可以?)?(?:追溯|见于|出现|起源))[大高多早长快强低小少新贵]")
_LIMIT_ASKED = re.compile("最[多高少低](?:一次|一天|可以?|能|会)")
_LIMIT = re.compile("最|峰|上限|限额|不超过|至[多少]")
_FOREMOST = re.compile("最|第一|首|冠|榜|居|领先|领跑|超过|唯一")
_ONE_ASKED = frozenset({Asked.ORGANISATION, Asked.NAME, Asked.PLACE, Asked.PERSON})
_AGAINST = re.compile("(?:仅次于|次于|低于|高于|超过|不及|落后于|领先于|少于|多于|比)")
_LIST = re.compile(
    "(?:[由有是为和与及、包括]|^|[,;:])((?:[^,。;:、和与及\\d由]{2,8}[、和与及])+[^,。;:、和与及\\d]{2,8}?)(?=[两二三四五六七八九十\\d等]|,|。|;|$)"
)
_COMPANY = re.compile("[\u4e00-\u9fff]{2,12}?(?:有限公司|集团|公司)")
_OPENS_LIST = re.compile("[有是为由]|包括|含")
_EACH = re.compile("[各均都]|分别|每")
_BETWEEN = re.compile("[、和与及]")
_MEASURES = tuple(
    re.compile(words)
    for words in (
        "利润|净利|盈利|亏损",
        "收入|营收|营业额|销售额|产值|增加值|gdp|总值",
        "工资|薪酬|薪资|年薪",
        "支出|开支",
        "投资",
        "资产",
        "负债|债务",
        "存款",
        "贷款",
        "价格|均价|单价|房价|售价",
    )
)
"""What figures are of, each in the words for it."""


def not_named(question: Question, document: str) -> str:
    """Return that an institution is not in the document: 东岚师范大学 is none where only 东岚理工大学 is."""
    for found in _INSTITUTION.finditer(question.text):
        own, name = found["own"], found["own"] + found["kind"]
        pairs = bigrams(own)
        if name in document or (len(own) == 2 and idf(own) < TELLING):  # 公立医院 is of a kind and no name
            continue
        if sum(pair not in document for pair in pairs) > 0.4 * len(pairs):
            return f"报告没有提到{name}。"
    return ""


def of_another(question: Question, candidate: Candidate, document: str) -> str:
    """Return that the evidence stands where whom the question begins with has not been spoken of yet."""
    name = _name(without_year(question.text), document)
    if not name or name in candidate.context.text or name in candidate.heading.text:
        return ""
    here = candidate.sentence.start
    end = document.find("\n", here)
    said = document[max(0, here - REACH) : end if end >= 0 else len(document)]
    return "" if name in said else f"报告没有说{name}的这一项。"


def only_compared(question: Question, candidate: Candidate, document: str) -> str:
    """Return that whom the question begins with stands there only for another to be held against: 仅次于临津港."""
    name = _name(without_year(question.text), document) if question.asked in FIGURES else ""
    text = candidate.view.text
    if not name or _AGAINST.search(question.text):
        return ""
    if name not in text:
        everywhere = re.findall(f"(.{{0,6}}){re.escape(name)}", document)
        only = everywhere and all(_AGAINST.search(before) for before in everywhere)
        return f"报告没有说{name}的这一项。" if only else ""
    if re.search(f"比{re.escape(name)}[^,。;0-9]{{0,6}}?[高低多少快慢大小][出了]?约?[0-9]", text):
        return ""  # from the other's figure it can be worked out
    held_against = re.sub(
        f"{_AGAINST.pattern}[^,。;0-9]{{0,8}}?{re.escape(name)}(?![省市区县]?(?:\\([^)]*\\))?(?:的|\\()约?[0-9])",
        "",
        text,
    )
    return "" if name in held_against else f"报告没有说{name}的这一项。"


def other_member(question: Question, candidate: Candidate) -> str:
    """Return that a figure is not that of one of several who are listed: 由甲、乙、丙三家运营，其中甲投放12.6万辆, asked of 乙."""
    clause = key_clause(question, candidate.sentence.text) if question.asked in FIGURES else ""
    lists = _LIST.findall(candidate.view.text) if clause and not _EACH.search(clause) else []
    of_no_company = _COMPANY.sub("", question.text) if lists else ""  # 发展 of 农业发展有限公司
    for members in lists:
        first, *others = _BETWEEN.split(members)
        names = [_OPENS_LIST.split(first)[-1], *others]
        asked = next((name for name in names if name and name in of_no_company), "")
        if asked and asked not in clause and not all(name in question.text for name in names):
            return f"报告没有单说{asked}的这一项。"
    return ""


def _name(asked: str, document: str) -> str:
    """Return the name with which a question begins, if the document has it: its first words that are no known ones."""
    begun = _HAN.match(asked)
    if begun is None or known(asked[:2]) or rjieba.tag(asked)[0][1][0] not in _NOUNS:
        return ""
    name = "".join(takewhile(lambda word: len(word) == 1 or not known(word), rjieba.cut(begun.group())))
    return name if len(name) > 1 and name in document else ""


def other_brand(question: Question, candidate: Candidate, document: str) -> str:
    """Return that a figure is another's than the one whom the question names, both of whom the report puts in quotes."""
    asked = [name for name in _quoted(document) if name in question.text]
    key = key_span(question, candidate.view.text) if asked else None
    before = _QUOTED.findall(candidate.view.text[: key[0]]) if key else []
    if not before or before[-1] in question.text or any(name in candidate.view.text for name in asked):
        return ""
    return f"报告说的是{before[-1]}，没有说{asked[0]}的这一项。"


@lru_cache(maxsize=64)
def _quoted(document: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_QUOTED.findall(document)))


def other_level(question: Question, candidate: Candidate) -> str:
    """Return that a figure is of another level of schools than the one asked of: 高中 for 初中."""
    if question.asked not in (Asked.NUMBER, Asked.SHARE):
        return ""
    asked = set(SCHOOLS.findall(question.text))
    near = candidate.view.text + candidate.before.text + candidate.heading.text
    found = set(SCHOOLS.findall(candidate.view.text))
    if not asked or not found or any(level in near for level in asked):
        return ""
    return f"报告说的是{min(found)}，没有说{min(asked)}的这一项。"


def other_person(question: Question, candidate: Candidate) -> str:
    """Return that a figure is another person's than the one whom the question names."""
    asked = [name for name in question.names if name in view(question.text).people]
    near = candidate.view.text + candidate.before.text
    if question.asked is not Asked.NUMBER or not asked or any(name in near for name in asked):
        return ""
    other = next(iter(candidate.view.people), "")
    return f"报告说的是{other}，没有说{asked[0]}的这一项。" if other else ""


def other_holder(question: Question, candidate: Candidate) -> str:
    """Return that nothing is said near of the office whose holder a figure is asked of: 总经理的年薪."""
    held = _OFFICE_OF.search(question.text) if question.asked is Asked.NUMBER else None
    near = candidate.view.text + candidate.before.text
    return f"报告没有说{held[1]}的这一项。" if held and held[1] not in near else ""


def other_part_of_year(question: Question, candidate: Candidate) -> str:
    """Return that nothing is said of the quarter or the half of a year that is asked of."""
    near = candidate.view.text + candidate.before.text + candidate.heading.text + candidate.context.text
    asked = [part.removeprefix("第") for part in _PART_OF_YEAR.findall(question.text)]
    missing = next((part for part in asked if part not in near and not (part == "上半年" and _HALF.search(near))), "")
    if "全年" in question.text and _HALF.search(candidate.context.text) and "全年" not in candidate.view.text:
        missing = "全年"
    return f"报告没有说明{missing}的这一项。" if missing else ""


def not_foremost(question: Question, candidate: Candidate) -> str:
    """Return that nothing is said of which is the largest, where that is asked."""
    most = _SUPERLATIVE.search(question.text) if question.asked in _ONE_ASKED else None
    if most is None or _FOREMOST.search(candidate.view.text + candidate.before.text):
        return ""
    return f"报告没有说哪个{most.group()}。"


def no_limit(question: Question, candidate: Candidate) -> str:
    """Return that a figure is none of the most or the least that can be, where that is asked: 一天最多能接待多少人."""
    asked = _LIMIT_ASKED.search(question.text) if question.asked is Asked.NUMBER else None
    return f"报告没有说{asked.group()[:2]}多少。" if asked and not _LIMIT.search(candidate.view.text) else ""


def other_measured(question: Question, candidate: Candidate) -> str:
    """Return that a figure is of another measure than the one asked of: 营收132.6亿元 for 利润."""
    if question.asked is not Asked.NUMBER or not question.indicator:
        return ""
    indicator = _AMOUNT.sub("", question.indicator)
    asked = next((one for one in _MEASURES if _ends_with(one, indicator)), None)
    text = candidate.view.text
    key = key_span(question, text) if asked else None
    if asked is None or key is None:
        return ""
    near = text + candidate.before.text + candidate.heading.text + candidate.header
    label = re.split("[,、。;:\\d]", text[: key[0]])[-1]
    other = next((found.group() for one in _MEASURES if (found := one.search(label))), "")
    if not other or asked.search(near) or any(word in near for word in same_as(question.indicator)):
        return ""
    return f"报告说的是{other}，没有说{question.indicator}。"


def not_changed(question: Question, candidate: Candidate) -> str:
    """Return that nothing is said of the change that a figure is asked of."""
    asked = _GROWTH_ASKED.search(question.text) if question.asked in (Asked.NUMBER, Asked.SHARE) else None
    if asked is None or candidate.header or _CHANGED.search(candidate.view.text):
        return ""
    return "报告没有说变化了多少。"


def _ends_with(measure: re.Pattern[str], indicator: str) -> bool:
    return any(found.end() == len(indicator) for found in measure.finditer(indicator))
