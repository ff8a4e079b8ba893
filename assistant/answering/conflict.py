"""Two sentences that answer the same question with different values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import rjieba

from assistant.answering.candidates import Ranked
from assistant.answering.key import key_clause, key_span
from assistant.answering.question import Asked, Question
from assistant.answering.subject_kept import SCHOOLS
from assistant.answering.synonyms import same_as
from assistant.answering.view import NARROWING, PARTS, view
from assistant.answering.weights import share
from assistant.text import Quantity, fold, quantities

NEAR = 3.0  # how far below the best score a contradicting sentence may lie
SAME = 0.6  # share of what is asked that a clause holds if it speaks of the same thing
_THRESHOLD = re.compile("及以[上下]|以[上下]的")
_QUOTED = re.compile("[“「]([^”」]{2,8})[”」]")
_WHICH = re.compile("第[一二三四五六七八九十\\d]+(?:产业|季度|期|批|届|名)")
_HAN = re.compile("(?!总数|数量|[中里等])[\u4e00-\u9fff]")
_NOUN = re.compile("[\u4e00-\u9fff]{2,4}")
_SAYS = re.compile(
    "目前|年[末底初]|企业|公司|机构|单位|产业|行业|人员|项目|产品|用户|客户|[有为是达到共约已就近逾超过突破实现完成增减升降至总数量额只仅合计累]+"
)
_PER = re.compile("每[千万百]|人均|户均")
_LABEL = re.compile("[,，、;；:：。0-9]|其中")
_PLAIN = re.compile(
    "全[年市国省区县部]|总|各项|年末|期末|在职|在岗|目前|公司|集团|本行|我[市省县区]|当年|本年|[上下]半年|累计"
)
_NOUNS = frozenset("na")
_MOMENT = re.compile(
    "(?<!截至)(?<!截至20\\d\\d年)(?:\\d{1,2}月(?:\\d{1,2}日)?(?!底|末)|[上下]半年|[一二三四]季度|期间|假期|当[日天晚]|单日|[\u4e00-\u9fff]{2}节(?!能|约|水|点)|跨年|春运)"
)
_ALL = re.compile("一共|总共|全年|去年|一年|年度|总的")
_AGED = re.compile("岁(?:及以[上下]|以[上下])?[^,，。;；]{0,8}$")
_GETS = frozenset(
    "实现 完成 取得 创造 达到 接待 吸引 累计 合计 形成 拥有 发生 获得 贡献 增加 新增 投入 发放 带动".split()
)
_HOPES = re.compile("到20\\d\\d年|力争|计划|目标|规划|预计|有望|打算")
_SCOPE = re.compile("在?([^，,。；;]{2,24}?)(?:领域|方面|范围内|地区)")


def contradicting(question: Question, ranked: Sequence[Ranked]) -> Ranked | None:
    """Return the best sentence whose figure for the same thing differs from the first one's, None where all agree."""
    if question.asked not in (Asked.NUMBER, Asked.SHARE) or not question.focus:
        return None
    best = ranked[0]
    first = figure(question, best)
    if first is None:
        return None
    for other in ranked[1:6]:
        if best.score - other.score > NEAR:
            break
        second = figure(question, other)
        if second is not None and _same_thing(question, best, other) and _differ(first, second):
            return other
    return None


def sharpened(question: Question, ranked: list[Ranked]) -> list[Ranked]:
    """Return the ranked sentences, first the one with the exact figure that the first one's rounds: 10206.9亿 for 超过1万亿.

    Or the one with the figure of the whole, where the first one's is of a part that the question does not name.
    """
    if question.asked is not Asked.NUMBER:
        return ranked
    of_a_day = _of_a_moment(ranked[0]) and _ALL.search(question.text) is not None
    if (of_a_day or _narrowed(question, ranked[0])) and figure(question, ranked[0]) is not None:
        for place, other in enumerate(ranked[1:6], start=1):
            if _is_of_all(question, ranked[0], other, named=not of_a_day):
                return [other, *ranked[:place], *ranked[place + 1 :]]
        return ranked
    rough = figure(question, ranked[0])
    if rough is None or not rough.vague:
        return ranked
    for place, other in enumerate(ranked[1:6], start=1):
        exact = figure(question, other)
        if (
            exact is not None
            and not exact.vague
            and exact.unit == rough.unit
            and not _differ(rough, exact)
            and ranked[0].score - other.score <= NEAR
            and _speaks_of(question, other)
        ):
            return [other, *ranked[:place], *ranked[place + 1 :]]
    return ranked


def _is_of_all(question: Question, part: Ranked, other: Ranked, named: bool = True) -> bool:
    """Whether another sentence gives what is asked for in the unit of the first one's, of more than a part: 产值1286亿元."""
    of_part, of_all = figure(question, part), figure(question, other)
    return (
        of_part is not None
        and of_all is not None
        and of_all.unit == of_part.unit
        and of_all.value > of_part.value
        and part.score - other.score <= NEAR
        and not _narrowed(question, other)
        and (not named or question.indicator in other.candidate.view.text)
        and not _hoped(question, other)
        and not _of_a_moment(other)
        and (not named or _speaks_of(question, other))
    )


def figure(question: Question, ranked: Ranked) -> Quantity | None:
    """Return the quantity in a sentence that the question asks for."""
    text = ranked.candidate.sentence.text
    span = key_span(question, text)
    if span is None:
        return None
    folded = fold(text)
    found = next((found for found in quantities(folded) if found.start <= span[0] < found.end), None)
    return None if found is None or _THRESHOLD.match(folded, found.end) else found


def scope(text: str) -> str:
    """Return for what a sentence's figure holds, where it says so: 人工智能、大数据等前沿科技领域."""
    match = _SCOPE.search(text)
    return match.group().removeprefix("在") if match else ""


def _same_thing(question: Question, first: Ranked, second: Ranked) -> bool:
    """Whether both sentences speak of all that is asked about, for the same kind of total and the same years."""
    one, two = (ranked.candidate.view for ranked in (first, second))
    clauses = [view(key_clause(question, ranked.candidate.sentence.text)) for ranked in (first, second)]
    named = set(question.indicator_pairs)
    said = one.word_set | two.word_set
    asked = {term: weight for term, weight in _asked(question, first).items() if term in said}
    both = all(
        share(asked, clause.word_set) >= SAME and len(named & clause.pairs) >= SAME * len(named) for clause in clauses
    )
    times = [ranked.candidate.view.years or ranked.candidate.context.years for ranked in (first, second)]
    years = not all(times) or bool(times[0] & times[1])
    parts = [set(PARTS.findall(clause.text)) for clause in clauses]
    ends = [question.indicator[-2:] in clause.text for clause in clauses]
    which = [set(_WHICH.findall(clause.text)) for clause in clauses]  # 第一产业 and 第三产业, 收入 and 支出
    per = [_PER.search(clause.text) is not None for clause in clauses]
    schools = [set(SCHOOLS.findall(seen.text)) for seen in (one, two)]
    of_another = any(_of_another_thing(question, ranked) for ranked in (first, second))
    others = any(name not in question.text for clause in clauses for name in _QUOTED.findall(clause.text))
    return (
        both
        and not of_another
        and not others  # 新三样 is not all that is exported
        and years
        and ends[0] == ends[1]
        and which[0] == which[1]
        and schools[0] == schools[1]
        and parts[0] == parts[1]
        and one.scopes & NARROWING == two.scopes & NARROWING
        and _hoped(question, first) == _hoped(question, second)
        and _narrowed(question, second) in ("", _narrowed(question, first))
        and per[0] == per[1]
        and _of_a_moment(first) == _of_a_moment(second)
    )


def _hoped(question: Question, ranked: Ranked) -> bool:
    """Whether a figure is only hoped for: 提出到2027年达到30家."""
    text = ranked.candidate.view.text
    key = key_span(question, text)
    return key is not None and _HOPES.search(text, 0, key[0]) is not None


def _of_a_moment(ranked: Ranked) -> bool:
    """Whether a sentence tells of a day or a part of the year: 跨年夜客运量168.3万人次 is not the year's."""
    return _MOMENT.search(ranked.candidate.view.text) is not None


def _narrowed(question: Question, ranked: Ranked) -> str:
    """Return the word that makes what a figure is of a part of what is asked about: 绿色 of 绿色贷款余额312.6亿元."""
    text = ranked.candidate.view.text
    key = key_span(question, text)
    aged = _AGED.search(text, 0, key[0]) if key else None
    if aged is not None and aged.group() not in question.text:
        return aged.group()
    label = _LABEL.split(text[: key[0]])[-1] if key and question.indicator else ""
    names = [name for name in (*same_as(question.indicator), question.indicator) if name in label]
    if not names:
        return ""
    before = label[: label.rindex(max(names, key=len))]
    word, tag = rjieba.tag(before)[-1] if before else ("", "")
    plain = word in question.text or word in ranked.candidate.context.text or _PLAIN.fullmatch(word)
    kind = tag[:1] in _NOUNS or (tag[:1] == "v" and not _SAYS.fullmatch(word) and word not in _GETS)  # 制造产值
    return word if kind and len(word) > 1 and not plain else ""


def _of_another_thing(question: Question, ranked: Ranked) -> bool:
    """Whether what is asked of only begins what the figure counts: 旅行社许可证7家, or 6家旅行社开通专线, for 旅行社."""
    text, name = ranked.candidate.view.text, question.indicator
    key = key_span(question, text) if name else None
    if key and _HAN.match(text[key[1] :].partition(name)[2] if text.startswith(name, key[1]) else ""):
        return True
    between = text[: key[0]].rpartition(name)[2] if key and name in text[: key[0]] else ""
    return _NOUN.fullmatch(_SAYS.sub("", between)) is not None


def _speaks_of(question: Question, ranked: Ranked) -> bool:
    return share(_asked(question, ranked), ranked.candidate.view.word_set) >= SAME


def _asked(question: Question, ranked: Ranked) -> dict[str, float]:
    """Return the question's terms without those of the document's title."""
    return {term: weight for term, weight in question.terms.items() if term not in ranked.candidate.context.word_set}


def _differ(first: Quantity, second: Quantity) -> bool:
    """Whether two figures of one unit contradict each other; 超过1万亿 does not contradict 10206.9亿."""
    if first.kind != second.kind or first.unit != second.unit or first.value == second.value:
        return False
    vague = first.vague or second.vague
    ratio = max(first.value, second.value) / max(min(first.value, second.value), Decimal("1e-9"))
    return not vague or ratio > Decimal("1.1")
