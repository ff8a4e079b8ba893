"""From operands to the sentence that gives a difference, a sum, a share, a ratio, a growth."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering import arithmetic, rates
from assistant.answering.arithmetic import EXACT, Result, common_unit
from assistant.answering.operand import Bound, Operand
from assistant.answering.outcome import Outcome, Unresolved, listed, misfit, opposite, outcome, shown, sign_of, term
from assistant.answering.plan import Operation, Plan
from assistant.answering.said_figures import Found
from assistant.answering.units import CURRENCIES, size
from assistant.types import Calculation


def work_out(plan: Plan, values: Sequence[Operand]) -> Outcome:
    """Return the result of the plan's arithmetic. Raises Unresolved for units that do not fit, and for ÷ 0."""
    if any(value.dated for value in values):
        raise Unresolved("找到的是时间，不是数字")
    if plan.operation in _OF_TWO_UNITS:
        before, result, formula, steps = _OF_TWO_UNITS[plan.operation](plan, *values)
        return _said(before, result, f"：{steps}", formula)
    if not arithmetic.compatible(values):
        raise misfit(values)
    if plan.operation is Operation.SUM:
        return _sum(plan, values)
    if plan.operation is Operation.GOAL:
        return _goal(plan, *(values[::-1] if plan.limit else values))
    if plan.operation is Operation.LEFT:
        return _left((values[-1], *values[:-1]) if plan.limit else values)
    first, second = values
    if plan.operation is Operation.REST:
        return _rest(plan, values)
    if plan.operation in (Operation.SHARE, Operation.RATIO):
        return _quotient(plan, first, second)
    if plan.operation is Operation.GROWTH and plan.unit == "%":
        return _growth(plan, first, second)
    return _difference(plan, first, second)


def _sum(plan: Plan, values: Sequence[Operand]) -> Outcome:
    result = arithmetic.total(values, plan.unit)
    unit = common_unit(values, plan.unit)
    names = listed([part.name for part in plan.parts]) + (f"的{plan.topic}" if plan.topic else "")
    terms = " + ".join(shown(value, unit) for value in values)
    formula = " + ".join(term(value, unit) for value in values)
    return _said(f"{names}合计", result, f"：{terms}", formula)


def _left(values: Sequence[Operand]) -> Outcome:
    """Return what the first leaves without all others."""
    unit = common_unit(values, "")
    taken = arithmetic.total(values[1:], unit)
    whole, parts = values[0], replace(values[1], value=EXACT.multiply(taken.value, size(taken.unit)), bound=taken.bound)
    if parts.value > whole.value:
        raise Unresolved(f"{listed([value.written for value in values[1:]])}大于{whole.written}，不是它的一部分")
    result = replace(arithmetic.difference(whole, parts, unit), unit=unit)
    steps = " − ".join(shown(value, unit) for value in values)
    return _said("剩下", result, f"：{steps}", " − ".join(term(value, unit) for value in values))


def _goal(plan: Plan, goal: Operand, reached: Operand) -> Outcome:
    """Return what is missing to a goal, or by how much it is passed; 7500亿元以上 is reached with 7500亿元."""
    falls = goal.bound is Bound.UNDER  # 降到44%以下, and not 不超过3吨
    if falls and (goal.value >= reached.value or goal.written.startswith("不")):
        raise Unresolved(f"目标是{goal.written}，不是要达到的数字")
    goal = replace(goal, bound=Bound.EXACT) if goal.bound in (Bound.OVER, Bound.UNDER) else goal
    unit, subject, named = (
        common_unit((goal, reached), plan.unit),
        plan.parts[-1].subject,
        plan.limit or plan.parts[0].name,
    )
    if goal.value == reached.value and goal.bound is reached.bound is Bound.EXACT:
        return outcome(subject, f"已达到{named}", f"：{shown(reached, unit)}。")
    larger, smaller = (goal, reached) if goal.value > reached.value else (reached, goal)
    result = arithmetic.difference(larger, smaller, plan.unit)
    before = f"{subject}离{named}还差" if larger is goal or falls else f"{subject}超过{named}"
    steps = f"：{shown(larger, unit)} − {shown(smaller, unit)}"
    return _said(before, result, steps, f"{term(larger, unit)} − {term(smaller, unit)}")


def _rest(plan: Plan, values: Sequence[Operand]) -> Outcome:
    """Return what a whole leaves without a part; of shares, the whole is the limit 100%."""
    whole, part = (values[1], values[0]) if plan.limit else (values[0], values[1])
    if part.value > whole.value:
        raise Unresolved(f"{part.written}大于{whole.written}，不是它的一部分")
    unit = common_unit((whole, part), "")
    result = replace(arithmetic.difference(whole, part, ""), unit=unit)
    steps, formula = f"：{shown(whole, unit)} − {shown(part, unit)}", f"{term(whole, unit)} − {term(part, unit)}"
    return _said(f"除{plan.parts[-1].name.removesuffix('占比')}外，其余为", result, steps, formula)


def _difference(plan: Plan, first: Operand, second: Operand) -> Outcome:
    unit = common_unit((first, second), plan.unit)
    if first.value == second.value:
        return _same(plan, first, second, unit)
    larger, smaller = (first, second) if first.value > second.value else (second, first)
    result = arithmetic.difference(larger, smaller, plan.unit)
    after = f"：{shown(larger, unit)} − {shown(smaller, unit)}"
    formula = f"{term(larger, unit)} − {term(smaller, unit)}"
    return _said(_direction(plan, larger is first), result, after, formula)


def _same(plan: Plan, first: Operand, second: Operand, unit: str) -> Outcome:
    if first.bound is not Bound.EXACT or second.bound is not Bound.EXACT:
        raise Unresolved(f"报告里的数字不够精确，算不出差别：{first.written}和{second.written}", worth_saying=True)
    names = f"{plan.parts[0].subject}与{plan.limit or plan.parts[1].name}"
    return outcome(names, "相同", f"，均为{shown(first, unit)}、{shown(second, unit)}。")


def _growth(plan: Plan, later: Operand, earlier: Operand) -> Outcome:
    result = arithmetic.growth(later, earlier)
    if result is None:
        raise Unresolved("基数为零，不能算增长率")
    unit = common_unit((later, earlier), "")
    if later.value == earlier.value:
        return _same(plan, later, earlier, unit)
    larger, smaller = (later, earlier) if later.value > earlier.value else (earlier, later)
    after = f"：（{shown(larger, unit)} − {shown(smaller, unit)}）÷ {shown(earlier, unit)}"
    formula = f"({term(larger, unit)} − {term(smaller, unit)}) ÷ {term(earlier, unit)}"
    return _said(_direction(plan, larger is later), result, after, formula)


def _quotient(plan: Plan, part: Operand, whole: Operand) -> Outcome:
    result = arithmetic.quotient(part, whole, plan.unit)
    if result is None:
        raise Unresolved("除数为零")
    unit = common_unit((part, whole), "")
    verb = "占" if plan.operation is Operation.SHARE else "是"
    after = f"：{shown(part, unit)} ÷ {shown(whole, unit)}"
    before = f"{plan.parts[0].subject}{verb}{plan.limit or plan.parts[1].name}的"
    return _said(before, result, after, f"{term(part, unit)} ÷ {term(whole, unit)}")


def _direction(plan: Plan, first_is_larger: bool) -> str:
    """Return the words before the figure; when it goes the other way than asked, they say so."""
    subject, other, word = plan.parts[0].subject, plan.limit or plan.parts[1].name, plan.word
    if not word:
        return f"{subject}与{other}相差"
    if (sign_of(word) > 0) == first_is_larger:
        return f"{subject}比{other}{word}"
    if plan.operation is Operation.GROWTH:
        return f"{subject}比{other}没有{word}，而是{opposite(word)}"
    return f"{subject}并不比{other}{word}，而是{opposite(word)}"


def _said(before: str, result: Result, after: str, formula: str) -> Outcome:
    equals = "≈" if result.rounded or result.vague else "="
    calculation = Calculation(formula, result.number, result.unit, result.vague)
    return outcome(before, str(result), f"{after} {equals} {result.number}{result.unit}。", calculation)


def _average(plan: Plan, amount: Operand, count: Operand) -> Found:
    """Return how much there is for each; a share has no part for each, and money counts nothing."""
    if "share" in (amount.kind, count.kind) or amount.base == count.base or count.base in CURRENCIES:
        raise Unresolved(f"{amount.written}和{count.written}算不出平均数")
    return rates.average(amount, count, plan.unit)


_OF_TWO_UNITS: dict[Operation, Callable[[Plan, Operand, Operand], Found]] = {
    Operation.AVERAGE: _average,
    Operation.PART: lambda plan, whole, share: rates.part(whole, share, plan.topic),
    Operation.PRODUCT: lambda _, count, each: rates.product(count, each),
}
