"""Whether evidence keeps to what the question asks for: its years, places, people and names."""

from __future__ import annotations

import re

import rjieba

from assistant.answering.background import known
from assistant.answering.candidates import Candidate
from assistant.answering.key import OFFICES, key_clause, key_span
from assistant.answering.names import PEOPLE, is_name
from assistant.answering.places import names_of, own_places, places
from assistant.answering.question import SPEECH_ASKED, Asked, Question
from assistant.answering.view import View, view
from assistant.answering.years import governing, own_year
from assistant.text import bigrams

_QUOTED = re.compile('[《「"]([^》」"]{2,30})[》」"]|([a-z][a-z0-9.\\-]+)')
_WHICH = re.compile(
    "哪一?([家位个所支座种项])([\u4e00-\u9fff]{2,8}?)(?=[,。?]|$|的|建立|签|合作|被|是|在|参|进|提|有|与|和|成|获|为)"
)
_QUALIFIED = re.compile(
    f"((?:副|前任|原|首任|代理|常务|名誉)({OFFICES})|第[一二三四五六七八九十\\d]+(产业|季度|届|期|批|阶段|代|轮))"
)
_SELF_NAMED = re.compile(
    "(?:什么|哪一?[个家所座支项部]?)[\u4e00-\u9fff]{0,4}?(交易所|医院|法院|机场|小组|委员会|基金会|手册|条例)"
)
_SAYS = re.compile("(?:还|也|则)?(?:说|认为|表示|指出|称|强调|用|谈到|把)")
_IN_BRACKETS = re.compile("\\([^)]*\\)")
_HELD = re.compile("书记|[区市省县镇]长|主席|总统|总理|董事长|总经理|总裁|首席.{2}官")
_CLAUSE_END = re.compile("[,;。]")
_EXPECTED = re.compile("预计|计划|(?:发展|奋斗|追求|规划)的?目标|目标[是为]|力争|有望|预期")
_COMPARED = re.compile("(?:仅次于|次于|高于|低于|超过|超越|接近|相当于|不及|比|占|与|和)[\u4e00-\u9fff]{2,6}")
_WIDER = re.compile(
    "(?:北京|上海|天津|重庆)市?(?=[\u4e00-\u9fff]{2,3}(?:区|新区|县))|[\u4e00-\u9fff]{2,3}省(?=[\u4e00-\u9fff]{2,4}[市县])"
)
_OWNER = re.compile("(?:^|[^占])(?<!占)([^,。;的占]{2,8})的$")
_OF_THE_WHOLE = re.compile("(?:占|为|是|达|相当于)[^,。;]{2,12}?的?(?:约|近|超过?)?$")
_WHOLE = re.compile("全[国市区省县球]|市区")
_TURNS = tuple(
    re.compile(words)
    for words in (
        "下降|减少|下滑|下跌|降低|降幅|降至|降到|降了|萎缩|缩减|缩小|缩水|回落|走低|越来越[少低小差]|变[少低小差]|跌|负增长",
        "关闭|关停|停业|停运|歇业|封闭",
        "辞去|辞职|辞任|离职|离任|卸任|请辞|免职|撤职|下台|落马",
        "取消|撤销|废止|废除|停止|终止|暂停|中止|叫停",
        "破产|倒闭|退市|清盘|解散",
        "推迟|延期|推后|延后|延迟",
        "裁员|裁减",
    )
)
"""Turns for the worse, each in the words for it."""
_OWNED = frozenset({Asked.NUMBER, Asked.SHARE})
_DATED = _OWNED | {Asked.RANK}


def broken(question: Question, candidate: Candidate, document: str) -> str:
    """Return in a sentence what the evidence does not meet, "" when it meets all; `document` is the folded text.

    Asked for 2019年 or 朝阳区, a sentence on 2022年 or 海淀区 is no evidence.
    """
    return (
        _broken_year(question, candidate, document)
        or _broken_month(question, candidate)
        or _broken_place(question, candidate, document)
        or _broken_name(question, document)
        or _other_whole(question, candidate)
        or _unnamed(question, candidate)
        or _other_kind(question, candidate)
        or _only_expected(question, candidate)
        or _turned_otherwise(question, candidate)
        or _other_speaker(question, candidate)
    )


def _broken_year(question: Question, candidate: Candidate, document: str) -> str:
    titled = candidate.context.years
    if question.edition and titled and not question.edition & titled:
        return _other_years(question.edition, titled)
    asked, here = question.years, candidate.view.years
    if not asked:
        return ""
    if question.asked in _DATED:
        return _other_figure(question, candidate, document)
    if asked & here:
        return ""
    near = candidate.before.years | candidate.context.years | candidate.heading.years
    if here and not (asked <= near and not _dated(candidate.view)):
        return _other_years(asked, here)
    if here or any(str(year) in document for year in asked):
        return ""  # a report names its year once and goes on
    return _other_years(asked, candidate.context.years | near | candidate.lead.years | candidate.passage.years)


def _other_figure(question: Question, candidate: Candidate, document: str) -> str:
    """Return that a figure holds for another year: the one before it in the sentence, else the one named last.

    A report names its year once and goes on, in its title or at the start of a section.
    """
    asked, here = question.years, candidate.view
    key = key_span(question, here.text)
    year = governing(here.text, key[0]) if key else 0
    if year or asked & here.years:
        return "" if {year or min(asked & here.years)} & asked else _other_years(asked, frozenset({year}))
    last = governing(document, document.find(here.text))
    usual = candidate.context.years | candidate.heading.years | {last, own_year(document)} - {0}
    return "" if asked & usual else _other_years(asked, usual)


def _other_years(asked: frozenset[int], found: frozenset[int]) -> str:
    missing = "、".join(f"{year}年" for year in sorted(asked))
    if not found:
        return f"报告没有说明{missing}的情况。"
    return f"报告里有{'、'.join(f'{year}年' for year in sorted(found)[:3])}的内容，没有{missing}的。"


def _dated(sentence: View) -> bool:
    """Whether the sentence sets its time at the start, so that the time holds for all of it."""
    first = next((found for found in sentence.quantities if found.kind in ("year", "date")), None)
    return first is not None and first.start <= 4


def _broken_month(question: Question, candidate: Candidate) -> str:
    asked, here = view(question.text).months, candidate.view.months
    if not asked or not here or {month % 100 for month in asked} & {month % 100 for month in here}:
        return ""
    return f"报告没有说明{'、'.join(f'{month % 100}月' for month in sorted(asked))}的这一项。"


def _broken_place(question: Question, candidate: Candidate, document: str) -> str:
    asked = places(_COMPARED.sub("", question.text))
    if not asked or question.asked is Asked.PLACE:
        return ""
    near = "".join(
        part.text for part in (candidate.view, candidate.before, candidate.context, candidate.heading, candidate.lead)
    )
    for place in sorted(asked - places(near)):
        if not any(name in document for name in names_of(place)):
            return f"报告没有提到{_written(place, question.text)}。"
        if places(near) - asked and place not in own_places(document):
            return f"报告没有说明{_written(place, question.text)}的这一项。"
    owners = _owners(question, candidate.view.text) if question.asked in _OWNED else frozenset[str]()
    if not owners and asked & places(candidate.view.text) - places(_COMPARED.sub("", near)):
        owners = own_places(document)  # 达40家，仅次于硅谷 is not 硅谷's
    if owners and not owners & asked:
        return f"报告说的是{min(owners)}，没有说{_written(min(asked), question.text)}的这一项。"
    return ""


def _written(place: str, text: str) -> str:
    """Return a place as a text writes it: 朝阳区, not 朝阳."""
    found = re.search(f"(?:{'|'.join(map(re.escape, names_of(place)))})(?:新区|[市区县省])?", text)
    return found.group() if found else place


def _owners(question: Question, sentence: str) -> frozenset[str]:
    """Return the places for which a sentence's figure holds, none where it names none.

    接近西安市（陕西省会）的11486亿元 is 西安's, 北京市海淀区有40家，仅次于硅谷 is 海淀's.
    """
    key = key_span(question, sentence)
    before = _IN_BRACKETS.sub("", sentence[: key[0]] if key else "")
    if question.asked is Asked.SHARE:
        before = _OF_THE_WHOLE.sub("", before)  # 为北京市总数的一半 is a share of 北京's, not 北京's share
    owner = _OWNER.search(before)
    if owner is not None and places(owner.group(1)):
        return places(owner.group(1))
    return places(_WIDER.sub("", _COMPARED.sub("", before)))


def _other_whole(question: Question, candidate: Candidate) -> str:
    """Return that a figure holds for another whole: 全区 for 全市."""
    asked = set(_WHOLE.findall(question.text))
    if question.asked not in _OWNED or not asked:
        return ""
    here = set(_WHOLE.findall(key_clause(question, candidate.sentence.text)))
    if not here or here & asked:
        return ""
    return f"报告说的是{min(here)}，没有说{min(asked)}的这一项。"


def _unnamed(question: Question, candidate: Candidate) -> str:
    """Return that the evidence leaves open which one it is: 一家国际组织 says not which one.

    The name of an exchange or a working group ends in that very word, so that evidence without it names none.
    """
    kind = _SELF_NAMED.search(question.text)
    if kind and not any(kind.group(1) in part.text for part in (candidate.view, candidate.before, candidate.after)):
        return f"报告没有说是哪个{kind.group(1)}。"
    which = _WHICH.search(question.text)
    if which is None:
        return ""
    measure, thing = which.groups()
    found = re.search(f"(?:[一某数几多]|若干){measure}{re.escape(thing)}", candidate.view.text)
    return f"报告提到了{found.group()}，没有说是哪{measure}。" if found else ""


def _other_kind(question: Question, candidate: Candidate) -> str:
    """Return that the evidence is on another of its kind: 第三产业 for 第二产业, 区长 for 副区长."""
    near = candidate.view.text + candidate.before.text + candidate.heading.text
    for qualified, office, kind in _QUALIFIED.findall(question.text):
        if qualified not in near and (office or kind) in near:
            return f"报告没有说明{qualified}的这一项。"
    if question.asked is Asked.PERSON:
        held = _HELD.search(question.text)
        if held and not re.search(f"(?<!副){re.escape(held.group())}", near):
            return f"报告没有说明{held.group()}是谁。"
    if "人均" in question.text and "人均" not in near:
        return "报告没有说明人均的数字。"
    return ""


def _only_expected(question: Question, candidate: Candidate) -> str:
    """Return that a figure is only hoped for: 预计到2023年达到1万亿元 says not what it was in 2023."""
    if question.asked is not Asked.NUMBER or _EXPECTED.search(question.text):
        return ""
    key = key_span(question, candidate.view.text)
    found = _EXPECTED.search(_around(key, candidate.view.text)) if key else None
    return f"报告只有{found.group()}的数字。" if found else ""


def _turned_otherwise(question: Question, candidate: Candidate) -> str:
    """Return that nothing is said of the turn for the worse that the question takes for granted: 为什么下降了."""
    if question.asked is not Asked.REASON:
        return ""
    turn = next(filter(None, (turn.search(question.text) for turn in _TURNS)), None)
    near = candidate.before.text + candidate.view.text + candidate.after.text
    if turn is None or turn.re.search(near):
        return ""
    return f"报告没有说{turn.group()}。"


def _other_speaker(question: Question, candidate: Candidate) -> str:
    """Return that somebody else is quoted than the one whose words are asked for."""
    asked = [word for word in view(question.text).people if word in question.names]
    here = candidate.view
    if not asked or not SPEECH_ASKED.search(question.text) or any(name in here.text for name in asked):
        return ""
    other = next((name for name in here.people if _SAYS.match(here.text, here.text.find(name) + len(name))), "")
    return f"报告说的是{other}的话，没有说{asked[0]}的。" if other else ""


def _around(key: tuple[int, int], sentence: str) -> str:
    """Return the clause in which a key stands, and the next."""
    start = max(sentence.rfind(mark, 0, key[0]) for mark in ",;:") + 1
    ends = _CLAUSE_END.finditer(sentence, key[1])
    end = next((match.end() for place, match in enumerate(ends) if place == 1), len(sentence))
    return sentence[start:end]


def _broken_name(question: Question, document: str) -> str:
    """Return that a person, a title or a Latin name is not in the document; a part of it is enough."""
    for quoted, latin in _QUOTED.findall(question.text):
        pairs = bigrams(quoted)
        if quoted and sum(pair in document for pair in pairs) < 0.6 * len(pairs):
            return f"报告没有提到{quoted}。"
        if latin and latin not in document and not known(latin):
            return f"报告没有提到{latin}。"
    for word, tag in rjieba.tag(question.text):
        if tag in PEOPLE and is_name(word, tag) and not any(p in document for p in bigrams(word)):
            return f"报告没有提到{word}。"
    return ""
