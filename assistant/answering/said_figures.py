"""The figures of a sentence, and what is worked out from some of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.arithmetic import Result
from assistant.answering.operand import Bound, Operand, label, operand_of
from assistant.answering.outcome import shown, term
from assistant.answering.units import base_unit
from assistant.text import UNITS, quantities
from assistant.types import Answer

MOST_FIGURES = 20  # of a sentence that is looked into
LONGEST_FIGURE = 24  # characters
HOW_MUCH = "(?:多少|百分之(?:几|多少)|几(?![乎何]))"
_UNIT_ASKED = re.compile(f"(?:多少|几个?)(?P<scale>[万亿]+)?(?P<unit>{UNITS}|钱|块)?")
RATE = re.compile("百分之|几成|百分比|%")
CHANGE = re.compile("(?:新增|净增|增[加长]?|减少?|[上回提]升|下[降跌滑]|提高|降低?|上?涨|跌|多|少)了?(?:约|近|超)?$")
_ONE_OR_OTHER = (("男", "女"), ("农村", "城镇"), ("外省", "本省"), ("线上", "线下"))
_OTHERS = (*_ONE_OR_OTHER, *((other, one) for one, other in _ONE_OR_OTHER))
Found = tuple[str, Result, str, str]
"""The words before a result, the result, its formula, and its steps."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a sentence: `text[start:end]`, and `label`, what stands right before it in its clause."""

    operand: Operand
    start: int
    end: int
    label: str


def figures(stated: Answer, text: str) -> list[Figure]:
    """Return the figures of a folded text that `stated` quotes; none where there are too many to look into."""
    measured = [one for one in quantities(text) if one.kind in ("number", "share")]
    if len(measured) > MOST_FIGURES or any(one.number_end - one.start > LONGEST_FIGURE for one in measured):
        return []
    found = []
    for one in measured:
        operand = operand_of(stated, one)
        if operand is not None:
            found.append(Figure(operand, one.start, one.end, label(text, one.start)))
    return found


def fits(asked: str, operand: Operand) -> bool:
    """Whether a figure has the unit that the question counts in, where it names one."""
    match = _UNIT_ASKED.search(asked)
    if match is None or not (match["unit"] or match["scale"]):
        return True
    if match["unit"] in ("钱", "块", None):
        return operand.base == "元"
    return operand.base == base_unit(match["unit"])


def written(mark: str, values: Sequence[Operand], unit: str) -> tuple[str, str]:
    """Return the steps and the formula of a row of figures, with `mark` between them."""
    between = f" {mark} "
    return between.join(shown(one, unit) for one in values), between.join(term(one, unit) for one in values)


def outcome_of(before: str, result: Result | None, mark: str, values: Sequence[Operand], unit: str) -> Found | None:
    """Return what was found, with its formula and its steps, None where it has no result."""
    steps, formula = written(mark, values, unit)
    return None if result is None else (before, result, formula, steps)


def about(figure: Figure) -> Operand:
    """Return the figure, a vague one where 约 stands before its verb: 约占全市的45%."""
    return replace(figure.operand, bound=Bound.ABOUT) if "约" in figure.label else figure.operand


def is_other(asked: str, name: str) -> bool:
    """Whether a question asks for one of two that make up a whole, and a name is that of the other: 男 and 女性."""
    return any(a in asked and b not in asked and b in name and a not in name for a, b in _OTHERS)
