"""Results whose unit is not that of both operands: so much for each, a share of an amount, so many times so much."""

from __future__ import annotations

from decimal import Decimal

from assistant.answering.arithmetic import EXACT, Result, in_unit, rounded
from assistant.answering.operand import Bound, Operand
from assistant.answering.outcome import Unresolved, shown, term
from assistant.answering.said_figures import Found
from assistant.answering.units import COUNTED, factor, size, split_scale

_SCALES = ("万亿", "亿", "万", "")


def average(amount: Operand, count: Operand, per: str) -> Found:
    """Return how much of `amount` there is for each of what is counted, `per` its unit: 2700万元 ÷ 1850家."""
    if not count.value:
        raise Unresolved("除数为零")
    each = EXACT.divide(EXACT.multiply(amount.value, factor(per)), count.value)
    result = _in_best_unit(each, amount.unit, _either(amount, count))
    steps = f"{shown(amount, amount.unit)} ÷ {shown(count, count.unit)}"
    return f"平均每{per}", result, f"{term(amount, amount.unit)} ÷ {term(count, count.unit)}", steps


def part(whole: Operand, share: Operand, name: str) -> Found:
    """Return the amount that a share of a whole is: 1.24万件 × 46%."""
    result = _in_best_unit(EXACT.multiply(whole.value, share.value), whole.unit, _either(whole, share))
    steps = f"{shown(whole, whole.unit)} × {shown(share, '%')}"
    return f"{name}为", result, f"{term(whole, whole.unit)} × {term(share, '%')}%", steps


def whole(amount: Operand, share: Operand, name: str) -> Found:
    """Return the whole of which an amount is a share: 2104亿元 ÷ 62.5%."""
    if not share.value:
        raise Unresolved("除数为零")
    result = _in_best_unit(EXACT.divide(amount.value, share.value), amount.unit, _either(amount, share))
    steps = f"{shown(amount, amount.unit)} ÷ {shown(share, '%')}"
    return f"{name}为", result, f"{term(amount, amount.unit)} ÷ {term(share, '%')}%", steps


def product(count: Operand, each: Operand) -> Found:
    """Return how much things come to that are so much each: 1.94万笔 × 1.6万元."""
    result = _in_best_unit(EXACT.multiply(count.value, each.value), each.unit, _either(count, each))
    steps = f"{shown(count, count.unit)} × {shown(each, each.unit)}"
    return "合计", result, f"{term(count, count.unit)} × {term(each, each.unit)}", steps


def _in_best_unit(value: Decimal, unit: str, bound: Bound) -> Result:
    """Return a value in base units in the largest scale of the unit in which it is at least 1, things counted whole."""
    name = split_scale(unit)[1]
    scaled = next((scale + name for scale in _SCALES if abs(in_unit(value, scale + name)) >= 1), name)
    number = in_unit(value, scaled)
    if name and name in COUNTED and size(scaled) == 1 and abs(value) >= 1:
        whole = number.quantize(Decimal(1), context=EXACT) if abs(value) >= 10 else rounded(number, scaled, bound).value
        return Result(whole, scaled, bound, rounded=whole != number)
    short = (
        number.quantize(Decimal("0.01"), context=EXACT) if abs(number) >= 1 else rounded(number, scaled, bound).value
    )
    return Result(short, scaled, bound, rounded=short != number)


def _either(one: Operand, other: Operand) -> Bound:
    return Bound.EXACT if one.bound is other.bound is Bound.EXACT else Bound.ABOUT
