"""A year's figure from that of a day or a month, where a question says that it is to be worked out so."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answering import arithmetic
from assistant.answering.arithmetic import Result, common_unit, in_unit
from assistant.answering.outcome import shown, term
from assistant.answering.said_figures import HOW_MUCH, Figure, Found, fits

_A_YEAR = re.compile(f"(?:一整?|全)年[^,]{{0,12}}?{HOW_MUCH}|365天|12个月")
_SO = re.compile("(?:按照?|照|依)[^,]{2,24}算|(?:每[天日月]|日均|月均)[^,]*,|365天|12个月")
_PER = re.compile("(?:每一?个?|日|月)(?P<period>[天日月均])[^,。;]{0,10}$")
_IN_A_YEAR = {"天": 365, "日": 365, "月": 12}


def asks_year(asked: str) -> bool:
    """Whether a question asks what a pace makes in a year: 照平均每天…算，一年能有多少."""
    return _A_YEAR.search(asked) is not None and _SO.search(asked) is not None


def per_year(asked: str, text: str, found: list[Figure]) -> Found | None:
    """平均每天有50家科技企业诞生."""
    paces = [
        (one.operand, before.group())
        for one in found
        if (before := _PER.search(text, 0, one.start)) and one.operand.kind == "number" and fits(asked, one.operand)
    ]
    if len(paces) != 1:
        return None
    operand, pace = paces[0]
    unit = common_unit((operand,), "")
    parts = next(times for period, times in _IN_A_YEAR.items() if period in pace)
    value = arithmetic.EXACT.multiply(operand.value, Decimal(parts))
    result = Result(in_unit(value, unit), unit, operand.bound)
    return "一年", result, f"{term(operand, unit)} × {parts}", f"{shown(operand, unit)} × {parts}"
