"""Exact arithmetic over operands, and how its results are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal

from assistant.answering.operand import Bound, Operand, last_place
from assistant.answering.units import base_unit, size, split_scale

# Wide enough that no sum, difference or conversion of written figures is ever rounded.
EXACT = Context(prec=100, rounding=ROUND_HALF_UP)

_LONGEST = 20
_LONG_NUMBER = 10**6
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Result:
    """A worked-out value: in `unit` as written for people, rounded only when `rounded` says so."""

    value: Decimal
    unit: str
    bound: Bound = Bound.EXACT
    rounded: bool = False

    @property
    def number(self) -> str:
        """The value in plain digits, without trailing zeros."""
        return plain(self.value)

    @property
    def vague(self) -> bool:
        """Whether an operand was vague, so that the result is."""
        return self.bound is not Bound.EXACT

    def __str__(self) -> str:
        word = {Bound.OVER: "超过", Bound.UNDER: "不到", Bound.ABOUT: "约", Bound.EXACT: "约" if self.rounded else ""}
        return f"{word[self.bound]}{self.number}{self.unit}"


def plain(value: Decimal) -> str:
    """Return a value in digits without exponent and without trailing zeros."""
    return f"{value.normalize(EXACT):f}" if value else "0"


def compatible(values: Sequence[Operand]) -> bool:
    """Return whether operands measure the same: 亿元 and 万元, not 元 and 家. 10206.9亿 goes with any unit."""
    if len({value.dated for value in values}) > 1:
        return False
    bases = {value.base for value in values if value.base or value.unit == ""}
    return len(bases) <= 1 or (bases == {"", "%"} and all(value.unit in ("", "%") for value in values))


def common_unit(values: Sequence[Operand], asked: str) -> str:
    """Return the unit to work in: the one asked for where it fits, else the operands' common or largest one."""
    base = next((value.base for value in values if value.base), "")
    scale, name = split_scale(asked)
    long = scale == 1 and all(split_scale(value.unit)[0] > 1 for value in values)  # 46000000人次 for 0.46亿人次
    if asked and not long and (base_unit(name) == base or (not name and scale > 1)):
        return asked if name else asked + next(split_scale(v.unit)[1] for v in values if v.base == base)
    named = [value.unit for value in values if value.base == base] or [values[0].unit]
    return next((unit for unit in named if _reads_well(values, unit)), max(named, key=size))


def _reads_well(values: Sequence[Operand], unit: str) -> bool:
    numbers = [in_unit(abs(value.value), unit) for value in values]
    return all(number == 0 or 1 <= number < _LONG_NUMBER for number in numbers)


def in_unit(value: Decimal, unit: str) -> Decimal:
    """Return a value in base units as a number of the unit, exact."""
    return EXACT.divide(value, size(unit))


def difference(larger: Operand, smaller: Operand, asked: str) -> Result:
    """Return larger − smaller in a common unit; the difference of two shares is in 个百分点."""
    unit = common_unit((larger, smaller), asked)
    bound = _joined(larger.bound, _flipped(smaller.bound))
    result = _settle(EXACT.subtract(larger.value, smaller.value), unit, bound, (larger, smaller))
    return replace(result, unit="个百分点") if base_unit(unit) == "%" else result


def total(values: Sequence[Operand], asked: str) -> Result:
    """Return the sum in a common unit."""
    value = Decimal(0)
    for operand in values:
        value = EXACT.add(value, operand.value)
    bound = _joined(*(operand.bound for operand in values))
    return _settle(value, common_unit(values, asked), bound, values)


def quotient(part: Operand, whole: Operand, unit: str) -> Result | None:
    """Return part ÷ whole in % or 倍, rounded half up to one decimal, two below one; None when whole is zero."""
    if not whole.value:
        return None
    exact = EXACT.divide(part.value, whole.value)
    bound = _joined(part.bound, _flipped(whole.bound))
    return rounded(EXACT.multiply(exact, Decimal(100)) if unit == "%" else exact, unit, bound)


def growth(later: Operand, earlier: Operand) -> Result | None:
    """Return (later − earlier) ÷ earlier in %, without its sign; None when earlier is zero."""
    if not earlier.value:
        return None
    change = EXACT.divide(EXACT.subtract(later.value, earlier.value), earlier.value)
    bound = Bound.EXACT if later.bound is earlier.bound is Bound.EXACT else Bound.ABOUT
    return rounded(abs(EXACT.multiply(change, Decimal(100))), "%", bound)


def rounded(value: Decimal, unit: str, bound: Bound) -> Result:
    """Return the result rounded half up: a share to one decimal, to two below one (and for 倍), never to nothing."""
    places = Decimal("0.1") if abs(value) >= 1 and unit == "%" else Decimal("0.01")
    if value and abs(value) < _HUNDREDTH:
        places = Decimal(1).scaleb(value.adjusted() - 1)
    short = value.quantize(places, context=EXACT)
    return Result(short, unit, bound, rounded=short != value)


def order(a: Operand, b: Operand) -> int | None:
    """Return 1, 0 or −1 as a is above, equal to or below b; None when vague figures leave it open."""
    if a.bound is b.bound is Bound.EXACT:
        return (a.value > b.value) - (a.value < b.value)
    (low_a, high_a), (low_b, high_b) = a.interval(), b.interval()
    if low_a >= high_b and (a.bound is not Bound.ABOUT or low_a > high_b):
        return 1
    return -1 if low_b >= high_a and (b.bound is not Bound.ABOUT or low_b > high_a) else None


def _settle(value: Decimal, unit: str, bound: Bound, operands: Sequence[Operand]) -> Result:
    """Keep a value exact, unless it runs on (a third) or an operand is vague.

    A vague operand leaves one digit more than it has itself: 20多万 − 268 is 约200000, 268 − 50余 is 不到218.
    """
    vague = [last_place(operand.value) - 1 for operand in operands if operand.bound is not Bound.EXACT]
    if vague:
        coarse = value.quantize(Decimal(1).scaleb(max(vague)), context=EXACT)
        bound, value = (bound if coarse == value else Bound.ABOUT), coarse
    number = in_unit(value, unit)
    places = -int(number.normalize(EXACT).as_tuple().exponent)
    return Result(number, unit, bound) if places <= _LONGEST else rounded(number, unit, bound)


def _flipped(bound: Bound) -> Bound:
    return {Bound.OVER: Bound.UNDER, Bound.UNDER: Bound.OVER}.get(bound, bound)


def _joined(*bounds: Bound) -> Bound:
    found = {bound for bound in bounds if bound is not Bound.EXACT}
    return found.pop() if len(found) == 1 else (Bound.ABOUT if found else Bound.EXACT)
