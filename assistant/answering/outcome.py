"""What a calculation says: a sentence with its markers, the part that was asked for, and the formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.arithmetic import EXACT, Result, in_unit, plain
from assistant.answering.operand import Bound, Operand
from assistant.answering.units import CURRENCIES
from assistant.types import Calculation

_OPPOSITES = {
    "高": "低", "多": "少", "大": "小", "长": "短", "贵": "便宜", "快": "慢", "远": "近", "晚": "早", "重": "轻", "强": "弱",
    "增长": "下降", "增加": "减少", "提高": "降低", "上涨": "下跌", "扩大": "缩小", "涨": "跌", "增": "减",
}  # fmt: skip
_DOWN = {**{down: up for up, down in _OPPOSITES.items()}, "降": "升"}
_UP = {**_OPPOSITES, "提升": "下降", "上升": "下降"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """`text` ends in 。; `key` is the `[start, end)` of what was asked for in it. Dates have no calculation."""

    text: str
    key: tuple[int, int]
    calculation: Calculation | None = None

    @property
    def verdict(self) -> str:
        """What was asked for, as text: a figure, a name, 是的."""
        return self.text[slice(*self.key)]


class Unresolved(ValueError):
    """The operands cannot be worked with; the message says why, in the words of the answer.

    `worth_saying`: they are what was asked for all the same (two currencies, 20多万 against 25万), so that the reader
    is given them.
    """

    def __init__(self, reason: str, worth_saying: bool = False) -> None:
        super().__init__(reason)
        self.worth_saying = worth_saying


def misfit(values: Sequence[Operand]) -> Unresolved:
    """Return the reason why operands of different units cannot be worked with."""
    written = listed([value.written for value in values])
    if all(value.base in CURRENCIES for value in values):
        return Unresolved(f"{written}的币种不同", worth_saying=True)
    return Unresolved(f"{written}的单位不同")


def outcome(before: str, key: str, after: str, calculation: Calculation | None = None) -> Outcome:
    """Return the outcome whose text is before + key + after."""
    return Outcome(before + key + after, (len(before), len(before) + len(key)), calculation)


def sign_of(word: str) -> int:
    """Return 1 for a word that asks for more (高, 晚, 增长), −1 for one that asks for less (少, 早, 下降)."""
    return -1 if word in _DOWN else 1


def opposite(word: str) -> str:
    """Return 低 for 高, 减少 for 增加."""
    return _DOWN.get(word) or _UP[word]


def marks(operand: Operand) -> str:
    """Return the operand's markers as they stand in a text: [1][2], nothing for a constant."""
    return "".join(f"[{number}]" for number in operand.markers)


def shown(operand: Operand, unit: str) -> str:
    """Return the operand with unit and markers, as the report writes it when that is in the unit or vague."""
    if operand.dated or operand.unit == unit or operand.bound is not Bound.EXACT:
        return operand.written + marks(operand)
    return f"{plain(in_unit(operand.value, unit))}{unit}{marks(operand)}"


def term(operand: Operand, unit: str) -> str:
    """Return the operand as it stands in a formula: its number in the unit, and its markers."""
    return f"{plain(in_unit(operand.value, unit))} {marks(operand)}".strip()


def listed(names: Sequence[str]) -> str:
    """Return 甲、乙和丙."""
    return "和".join(("、".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def points_away(rate: Operand, points: Operand, sign: int) -> tuple[Result, str, str]:
    """Return the share that is `points` (个百分点) above a rate, or with `sign` -1 below it, its formula and its steps."""
    by = replace(points, value=EXACT.divide(points.value, Decimal(100)), unit="%", kind="share")
    value = EXACT.multiply(rate.value + sign * by.value, Decimal(100))
    bound = Bound.EXACT if rate.bound is points.bound is Bound.EXACT else Bound.ABOUT
    mark = "+" if sign > 0 else "−"
    formula = f"{term(rate, '%')} {mark} {term(by, '%')}"
    return Result(value, "%", bound), formula, f"{shown(rate, '%')} {mark} {shown(points, points.unit)}"
