"""Figures that follow from one sentence: the year before's, the change since, how many times it is, a day's part."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.answering import arithmetic
from assistant.answering.arithmetic import Result, common_unit, in_unit
from assistant.answering.operand import Operand, constant, operands
from assistant.answering.outcome import shown, term
from assistant.answering.plan import Operation, Part, Plan
from assistant.answering.question import FIGURES, analyse
from assistant.answering.year_before import ANY_YEAR, BEFORE, UP, earlier
from assistant.text import bigrams, fold
from assistant.types import Answer, AnswerKind, Calculation, Claim

_YEAR = re.compile("(?:截至|截止到?|到)?(?P<year>(?:19|20)\\d\\d)年(?:年?[底末])?")
_RELATIVE = re.compile("(?:上一?年度?|前年|前一年)(?:年?[底末])?的?|去年(?=[上下]半年|第?[一二三四]季度|同期)")
_SINCE = re.compile(
    f"(?:比|较|跟|和|与)(?P<when>{BEFORE.format(year=ANY_YEAR)})(?:全年)?(?:相比|比)?，?"
    "(?:增长|增加|提高|提升|上升|上涨|下降|减少|降低|下跌|多|少|高|低|涨|增|降|跌)(?:出|了|上)*"
    "(?P<much>多少(?P<unit>[^，？?]{0,4})|百分之(?:几|多少)|几[^，？?]{1,3})[？?]?$"
)
_TIMES = re.compile(
    f"(?:大?约)?(?:是|为|相当于|达到?|有)(?P<when>{BEFORE.format(year=ANY_YEAR)})的?(?:多少|几)倍[？?]?$"
)
_GROWN = re.compile(
    "(?:，?(?:同比|一年))?(?:能?节?省|添|多|少|增加|增长|减少|下降|提高|降低|缩短|延长|扩大|上涨|涨|降|掉|跌|收窄|回落)了?(?P<much>多少(?:[^，？?]{0,4})|百分之(?:几|多少)|几[^，？?]{1,3})[？?]?$"
)
_DAILY = re.compile("(?:平均)?(?:每|一)(?P<period>天|日|个?月)(?:平均|大约|大概)?|日均|月均")
_CHANGED = re.compile(f"(?:比|较){BEFORE.format(year=ANY_YEAR)}(?:{UP}|下降|减少|减产|净减|降低|回落|少|降)了?$")
_ANNUAL = re.compile("全年|年度|一年|(?:19|20)\\d\\d年(?!\\d{1,2}月)")
_STOCK = re.compile("共有|总数|累计|达到|截至|[年期]末|现有|保有|拥有|目前")
_PART_OF_A_YEAR = re.compile("日均|月均|每[天日月]|期间|季度|上半年|下半年|\\d月(?:\\d+日)?[至到—-]")
_ASKS_SHARE = re.compile("多少|几|一共|总共|大概|全年|一年|[万亿]?[元人次件家个]|钱|[?？]")
_DAYS = {"天": 365, "日": 365, "月": 12, "个月": 12}


class Wanted(StrEnum):
    """What is to be derived."""

    BEFORE = "before"
    CHANGE = "change"
    RATE = "rate"
    TIMES = "times"
    SHARE = "share of a year"


@dataclass(frozen=True, slots=True)
class Derivation:
    """A figure to derive: the plain `question` that finds the sentence, and what to make of its figure.

    `when` is how the question calls the time before (2022年, 上年), `period` the part of a year (天, 月), each "" where
    it is not asked for.
    """

    question: str
    wanted: Wanted
    when: str = ""
    period: str = ""


def derivation(question: str) -> Derivation | None:
    """Return what a question may ask to be derived, None for most questions."""
    text = question.strip()
    times = _TIMES.search(text)
    if times is not None:
        return Derivation(f"{text[: times.start()]}是多少？", Wanted.TIMES, times["when"])
    since = _SINCE.search(text)
    if since is not None:
        rate = "百分之" in since["much"] or "%" in since["much"]
        plain = f"{text[: since.start()].rstrip('，, ')}是多少？"
        return Derivation(plain, Wanted.RATE if rate else Wanted.CHANGE, since["when"])
    grown = _GROWN.search(text)
    if grown is not None and "比" not in text.replace("同比", ""):
        rate = "百分之" in grown["much"] or "%" in grown["much"]
        return Derivation(f"{text[: grown.start()]}是多少？", Wanted.RATE if rate else Wanted.CHANGE, "上年")
    daily = _DAILY.search(text)
    if daily is not None and re.search("多少|几", text) and "最" not in text:
        period = daily["period"] or ("月" if "月" in daily.group() else "天")
        return Derivation(text[: daily.start()] + text[daily.end() :], Wanted.SHARE, period=period)
    if analyse(text).asked not in FIGURES:
        return None
    year, relative = _YEAR.search(text), _RELATIVE.search(text)
    if year is not None:
        later = f"{int(year['year']) + 1}年"
        return Derivation(text[: year.start()] + later + text[year.end() :], Wanted.BEFORE, f"{year['year']}年")
    if relative is not None:
        plain = text[: relative.start()] + text[relative.end() :]
        return Derivation(plain, Wanted.BEFORE, relative.group().rstrip("的"))
    return None


def derive(wanted: Derivation, found: Answer, question: str) -> Answer | None:
    """Return the derived figure from the answer to the plain question; None where its sentence does not give it."""
    if found.kind is not AnswerKind.FACT or len(found.citations) != 1 or not (current := operands(found)):
        return None
    now = current[0]
    if now.dated:
        return None
    if wanted.wanted is Wanted.SHARE:
        return _share_of_year(wanted, found, question, now)
    before = earlier(wanted.when, question, found, now)
    if before is None:
        return None
    stated = before.stated
    if wanted.wanted is Wanted.BEFORE:
        if stated is not None:
            return replace(found, question=question, key_spans=(_span(found, stated),))
        if before.result is None:
            return None
        return told(
            found,
            question,
            wanted.when if before.result.rounded else f"{wanted.when}为",
            before.result,
            before.formula,
            before.steps,
        )
    if stated is None:
        return None
    if wanted.wanted is Wanted.TIMES:
        result = arithmetic.quotient(now, stated, "倍")
        unit = common_unit((now, stated), "")
        formula = f"{term(now, unit)} ÷ {term(stated, unit)}"
        steps = f"{shown(now, unit)} ÷ {shown(stated, unit)}"
        return told(found, question, f"是{wanted.when}的", result, formula, steps) if result is not None else None
    if wanted.wanted is Wanted.RATE:
        result = arithmetic.growth(now, stated)
        unit = common_unit((now, stated), "")
        formula = f"({term(now, unit)} − {term(stated, unit)}) ÷ {term(stated, unit)}"
        steps = f"（{shown(now, unit)} − {shown(stated, unit)}）÷ {shown(stated, unit)}"
    else:
        larger, smaller = (now, stated) if now.value >= stated.value else (stated, now)
        result = arithmetic.difference(larger, smaller, "")
        unit = common_unit((now, stated), "")
        formula, steps = (
            f"{term(larger, unit)} − {term(smaller, unit)}",
            f"{shown(larger, unit)} − {shown(smaller, unit)}",
        )
    way = "多" if now.value >= stated.value else "少"
    way = {"多": "增长", "少": "下降"}[way] if wanted.wanted is Wanted.RATE else way
    return told(found, question, f"比{wanted.when}{way}", result, formula, steps) if result is not None else None


def since(wanted: Derivation, own_year: int) -> Plan | None:
    """Return the plan for a change since an earlier year, from `own_year`, the report's, where the question says 上年."""
    if wanted.wanted not in (Wanted.CHANGE, Wanted.RATE):
        return None
    year = int(wanted.when[:4]) if wanted.when[:4].isdigit() else own_year - 1
    if year < 1:
        return None
    what = wanted.question.removesuffix("是多少？")
    parts = (Part(wanted.question, what, what), Part(f"{year}年{wanted.question}", f"{year}年{what}", f"{year}年"))
    if wanted.wanted is Wanted.RATE:
        return Plan(Operation.GROWTH, parts, word="增长", unit="%")
    return Plan(Operation.DIFFERENCE, parts, word="多")


def answers_as_asked(wanted: Derivation, stated: Answer) -> bool:
    """Whether an answer to the question as it is put gives what would be derived, and not the figure that it is derived from."""
    quote = fold(stated.citations[0].quote) if stated.citations else ""
    if wanted.wanted is Wanted.SHARE:
        return re.search("日均|月均|平均|每[天日月]", quote + stated.text) is not None
    if wanted.wanted is Wanted.BEFORE:  # a year is a constraint, 上年 is not; and 比2021年增加21万元 is said of 2022
        compared = re.findall(f"(?:比|较|由|从|是|为|相当于){wanted.when}", quote)
        return wanted.when[:2].isdigit() and (wanted.when not in quote or quote.count(wanted.when) > len(compared))
    found = operands(stated)
    if wanted.wanted is Wanted.TIMES:
        return bool(found) and found[0].base == "倍"
    before = fold(stated.text)[: stated.key_spans[0][0]] if stated.key_spans else ""
    rate = wanted.wanted is Wanted.RATE
    return bool(found) and (found[0].kind == "share") is rate and _CHANGED.search(before) is not None


def _share_of_year(wanted: Derivation, found: Answer, question: str, now: Operand) -> Answer | None:
    quote = found.citations[0].quote
    annual = _ANNUAL.search(fold(quote)) or (_ANNUAL.search(found.citations[0].title) and not _STOCK.search(quote))
    said = set(bigrams(fold(f"{found.citations[0].title}{quote}")))
    asked = set(bigrams(_ASKS_SHARE.sub(" ", fold(wanted.question))))
    if asked and not said & asked:  # 送快递能挣多少 is no 净利润
        return None
    if not annual or _PART_OF_A_YEAR.search(fold(quote)) or now.kind == "share":
        return None
    parts = _DAYS[wanted.period]
    whole = constant(f"{parts}天" if parts == 365 else f"{parts}个月")
    unit = common_unit((now,), "")
    exact = in_unit(now.value / whole.value, unit)
    result = replace(arithmetic.rounded(exact, unit, now.bound), rounded=True)
    per = f"平均每{wanted.period.removeprefix('个')}"
    steps = f"{shown(now, unit)} ÷ {parts}"
    return told(found, question, per, result, f"{term(now, unit)} ÷ {parts}", steps)


def told(found: Answer, question: str, before: str, result: Result, formula: str, steps: str) -> Answer:
    """Return the calculation with its steps, and under it the sentence that it rests on."""
    equals = "≈" if result.rounded or result.vague else "="
    text = f"{before}{result}：{steps} {equals} {result.number}{result.unit}。"
    said = re.sub(r"\[\d+\]", "", text)
    return replace(
        found,
        question=question,
        text=f"{text}\n{found.text}",
        kind=AnswerKind.CALCULATION,
        claims=(Claim(said, (1,)), *found.claims),
        key_spans=((len(before), len(before) + len(str(result))),),
        calculation=Calculation(formula, result.number, result.unit, result.vague),
    )


def _span(found: Answer, operand: Operand) -> tuple[int, int]:
    start = found.text.index(operand.written, found.key_spans[0][1])
    return start, start + len(operand.written)
