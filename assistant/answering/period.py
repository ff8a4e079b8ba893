"""From two times to the sentence that says how far they lie apart."""

from __future__ import annotations

from datetime import date

from assistant.answering.operand import Operand
from assistant.answering.outcome import Outcome, Unresolved, marks, opposite, outcome
from assistant.answering.plan import Plan
from assistant.types import Calculation

_PRECISION = ("年", "个月", "天")


def time_between(plan: Plan, first: Operand, second: Operand) -> Outcome:
    """Return the time between two dates in the unit asked for, or the finest one that both allow.

    Within one year the months are counted where both are known. Raises Unresolved when a year is not known.
    """
    if not (first.dated and second.dated) or min(first.value, second.value) < 10000:
        raise Unresolved("找到的内容没有年份，不能计算相隔的时间")
    earlier, later = (first, second) if first.value <= second.value else (second, first)
    unit = _unit(plan.unit, earlier, later)
    result = _count(earlier, later, unit)
    subject, other, word = plan.parts[0].subject, plan.parts[1].name, plan.word
    if not result:
        return outcome(f"{subject}与{other}", "同时", f"：{_shown(earlier)}与{_shown(later)}。")
    if not word:
        before = f"{subject}与{other}相隔"
    elif (word == "早") == (earlier is first):
        before = f"{subject}比{other}{word}"
    else:
        before = f"{subject}并不比{other}{word}，而是{opposite(word)}"
    formula = f"{_term(later, unit)} − {_term(earlier, unit)}"
    after = f"：{_shown(later)} − {_shown(earlier)} = {result}{unit}。"
    return outcome(before, f"{result}{unit}", after, Calculation(formula, str(result), unit))


def _unit(asked: str, earlier: Operand, later: Operand) -> str:
    finest = min(_known(earlier), _known(later))
    wanted = _PRECISION.index(asked) if asked in _PRECISION else 0
    if wanted == 0 and finest and _split(earlier)[0] == _split(later)[0]:
        wanted = 1
    return _PRECISION[min(wanted, finest)]


def _known(operand: Operand) -> int:
    _, month, day = _split(operand)
    return 2 if day else int(bool(month))


def _count(earlier: Operand, later: Operand, unit: str) -> int:
    (y1, m1, d1), (y2, m2, d2) = _split(earlier), _split(later)
    if unit == "天":
        return (date(y2, m2, d2) - date(y1, m1, d1)).days
    return y2 - y1 if unit == "年" else (y2 - y1) * 12 + m2 - m1


def _split(operand: Operand) -> tuple[int, int, int]:
    value = int(operand.value)
    return value // 10000, value // 100 % 100, value % 100


def _shown(operand: Operand) -> str:
    return operand.written + marks(operand)


def _term(operand: Operand, unit: str) -> str:
    number = str(_split(operand)[0]) if unit == "年" else operand.written
    return f"{number} {marks(operand)}"
