"""The figure of the time before, from the sentence with this year's: stated there, or worked back from the change."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from assistant.answering import arithmetic
from assistant.answering.arithmetic import Result, common_unit, in_unit
from assistant.answering.operand import Operand, label, operand_of
from assistant.answering.outcome import points_away, shown, term
from assistant.text import Quantity, bigrams, fold, quantities
from assistant.types import Answer

BEFORE = "(?:上一?年度?|去年|前一年|前年|前年度|年初|期初|{year})(?:年?[底末初])?(?:的?同期)?"
ANY_YEAR = "(?:19|20)[0-9]{2}年"
UP = "增长|增加|增产|净增|新增|提高|上升|上涨|多|增"
_CHANGE = f"(?:(?:比|较){BEFORE}(?:相比)?|同比)(?P<way>{UP}|下降|减少|减产|净减|降低|回落|少|降)(?:了|约|近)*$"
_BARE_CHANGE = re.compile("[,，](?P<way>增长|增加|下降|减少)(?:了|约|近)*")
_STATED = f"(?:{BEFORE}(?:为|是|有|的)?|由{BEFORE}的?)(?:约|达)?$"
_TIMES = f"(?:是|为|相当于|达到?){BEFORE}的(?:约|近)?$"
_FROM = re.compile("[由从](?:上年|去年|原来|之前)?的?$")
_TO = re.compile("[^，。；]{0,4}[到至为]$")
_CONSTANT_PRICES = re.compile(
    "可比|不变价|生产总值|增加值|gdp"
)  # grows in real terms, whether the report says so or not
_SHARES = re.compile("(?:所占)?(?:比重|占比|比例|份额)")
_CLAUSE = re.compile("[^,;，；。、]*$")


@dataclass(frozen=True, slots=True)
class Earlier:
    """The figure before `now`: `stated`, or where it is worked back the `result` with its formula and steps."""

    now: Operand
    stated: Operand | None = None
    result: Result | None = None
    formula: str = ""
    steps: str = ""


def earlier(when: str, question: str, found: Answer, now: Operand) -> Earlier | None:
    """Return the figure of the time that a question calls `when` (2022年, 上年), None where the sentence does not give it."""
    folded = fold(found.text)
    measured = [one for one in quantities(folded) if one.kind in ("number", "share")]
    for first, second in pairwise(measured):
        if _FROM.search(folded, 0, first.start) and _TO.fullmatch(folded, first.end, second.start):
            before, later = (operand_of(found, one) for one in (first, second))
            if before and later and later.value == now.value and before.base == now.base:
                return Earlier(now, stated=before)
    year = when if when[:2].isdigit() else ANY_YEAR
    stated, change, times = (re.compile(form.format(year=year)) for form in (_STATED, _CHANGE, _TIMES))
    for place, quantity in enumerate(measured):
        one = operand_of(found, quantity)
        if one is None or quantity.start < found.key_spans[0][0]:
            continue
        ahead = folded[: quantity.start]
        if one.base == now.base and quantity.start > found.key_spans[0][0] and stated.search(ahead):
            return Earlier(now, stated=one)
        changed = change.search(ahead) or _right_after(measured, place, ahead)
        match = changed or (times.search(ahead) if one.base == "倍" else None)
        if match is None:
            continue
        own, named = _changed(folded, match.start(), measured[:place], question)
        current = None if own is None else operand_of(found, own)
        if current is None or current.dated:
            return None
        # A change that does not say whose it is is that of the last figure, which must be the one that was asked for.
        if not named and current.value != now.value and quantity.start > found.key_spans[0][0]:
            return None
        if changed is None:
            return _divided(current, one, shown(one, one.unit), term(one, one.unit))
        sign = 1 if re.fullmatch(UP, changed["way"]) else -1
        if one.base == current.base == "%" and one.kind == "number" and current.kind == "share":
            result, formula, steps = points_away(current, one, -sign)
            return Earlier(current, result=result, formula=formula, steps=steps)
        if one.base == current.base != "%":
            return _taken_back(current, one, sign)
        if one.kind == "share" and current.kind == "number" and not _CONSTANT_PRICES.search(folded):
            return _grown(current, one, sign)
    return None


def _right_after(measured: Sequence[Quantity], place: int, ahead: str) -> re.Match[str] | None:
    """Return the change that follows right after a figure: 收入48.72亿元，增长5.8%, as yearly reports say it."""
    return _BARE_CHANGE.fullmatch(ahead, measured[place - 1].end) if place else None


def _changed(folded: str, end: int, before: Sequence[Quantity], question: str) -> tuple[Quantity | None, bool]:
    """Return the figure that a change beginning at `end` is of, the last one or the one that it names, and whether it does."""
    clause = _CLAUSE.search(folded, 0, end)
    subject = clause.group().removeprefix("其中") if clause else ""
    figures = [one for one in before if one.kind == "number"]
    if _SHARES.fullmatch(subject):
        return next((one for one in reversed(before) if one.kind == "share"), None), False
    if not figures:
        return None, False
    if any(one.start >= end - len(subject) for one in figures) or not subject:
        return figures[-1], False
    named = set(bigrams(subject))
    of_name = [one for one in figures if named & set(bigrams(label(folded, one.start)))]
    return (of_name[0], True) if len(of_name) == 1 and named & set(bigrams(question)) else (None, False)


def _taken_back(now: Operand, change: Operand, sign: int) -> Earlier:
    unit = common_unit((now,), "")
    result = arithmetic.difference(now, change, unit) if sign > 0 else arithmetic.total((now, change), unit)
    mark = "−" if sign > 0 else "+"
    formula, steps = (f"{write(now, unit)} {mark} {write(change, unit)}" for write in (term, shown))
    return Earlier(now, result=result, formula=formula, steps=steps)


def _grown(now: Operand, rate: Operand, sign: int) -> Earlier | None:
    mark, factor = ("+", 1 + rate.value) if sign > 0 else ("−", 1 - rate.value)
    if factor <= 0:
        return None
    by = replace(rate, value=factor)
    return _divided(now, by, f"(1 {mark} {shown(rate, '%')})", f"(1 {mark} {term(rate, '%')} ÷ 100)")


def _divided(now: Operand, by: Operand, shown_by: str, term_by: str) -> Earlier | None:
    """Return now ÷ by, in as many digits as now has, since a rate is rounded itself."""
    unit = common_unit((now,), "")
    number = in_unit(now.value, unit)
    exact = number / by.value
    places = max(Decimal(1).scaleb(int(number.as_tuple().exponent)), Decimal("0.01"))
    result = Result(exact.quantize(places), unit, now.bound, rounded=True)
    return Earlier(
        now, result=result, formula=f"{term(now, unit)} ÷ {term_by}", steps=f"{shown(now, unit)} ÷ {shown_by}"
    )
