"""From operands to the sentence that says which is larger, whether one is over the other, or their order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.answering import arithmetic
from assistant.answering.arithmetic import common_unit
from assistant.answering.operand import Bound, Operand
from assistant.answering.outcome import Outcome, Unresolved, listed, marks, misfit, opposite, outcome, shown, sign_of
from assistant.answering.plan import Operation, Plan
from assistant.types import Calculation

_NOT_LESS = {"不到": "已达到", "不足": "已达到", "低于": "不低于", "少于": "不少于", "小于": "不小于"}
_OVER = {"超过", "超出", "突破", "高于", "多于", "大于", "达到"}
_SYMBOLS = {1: ">", 0: "=", -1: "<"}


def hold_against(plan: Plan, values: Sequence[Operand]) -> Outcome:
    """Return who is ahead, whether the first is over the second, or the order of all.

    Raises Unresolved for units that do not fit and for figures too vague to tell (50余家 and 52家).
    """
    if len({value.dated for value in values}) > 1 or not arithmetic.compatible(values):
        raise misfit(values)
    if values[0].dated:
        values = _same_precision(values)
    if plan.operation is Operation.EXCEEDS:
        return _exceeds(plan, values[0], values[1])
    ranked = _ranked(plan, values)
    return _order(plan, ranked) if plan.operation is Operation.RANKING else _winner(plan, ranked)


def _exceeds(plan: Plan, first: Operand, second: Operand) -> Outcome:
    relation = _relation(first, second)
    subject, other, word = plan.parts[0].subject, plan.limit or plan.parts[1].name, plan.word
    over = word in _OVER
    if over or word in _NOT_LESS:
        yes = relation > 0 or (relation == 0 and word == "达到") if over else relation < 0
        said = f"{subject}{word}{other}" if yes else f"{subject}{'没有' + word if over else _NOT_LESS[word]}{other}"
    else:
        yes = relation == sign_of(word)
        said = f"{subject}比{other}{word if yes else opposite(word)}" if relation else f"{subject}与{other}相同"
    formula = _chain([first, second], [relation], as_written=bool(plan.limit))
    vague = any(value.bound is not Bound.EXACT for value in (first, second))
    calculation = None if first.dated else Calculation(_spaced(formula), "是" if yes else "否", "", vague)
    no = "没有" if over else "不是"
    return outcome("", "是的" if yes else no, f"，{said}：{formula}。", calculation)


def _winner(plan: Plan, ranked: list[tuple[str, Operand]]) -> Outcome:
    values = [value for _, value in ranked]
    relations = [_relation(a, b) for a, b in pairwise(values)]
    topic = f"的{plan.topic}" if plan.topic else ""
    if not any(relations):
        names = listed([name for name, _ in ranked])
        marked = "、".join(shown(value, common_unit(values, "")) for value in values)
        return outcome(f"{names}{topic}", "相同", f"，均为{marked}。", _comparison(values, relations, "相同"))
    best = [ranked[0][0]]
    for (name, _), relation in zip(ranked[1:], relations, strict=True):
        if relation:
            break
        best.append(name)
    degree = "更" if len(ranked) == 2 else ("并列最" if len(best) > 1 else "最")
    key = listed(best)
    return outcome(
        "", key, f"{topic}{degree}{plan.word}：{_chain(values, relations)}。", _comparison(values, relations, key)
    )


def _order(plan: Plan, ranked: list[tuple[str, Operand]]) -> Outcome:
    values = [value for _, value in ranked]
    relations = [_relation(a, b) for a, b in pairwise(values)]
    key = "、".join(name for name, _ in ranked)
    about = f"{plan.topic}从{plan.word}到{opposite(plan.word)}"
    after = f"（{_chain(values, relations)}）。"
    return outcome(f"{about}：", key, after, _comparison(values, relations, key))


def _comparison(values: Sequence[Operand], relations: Sequence[int], result: str) -> Calculation | None:
    if values[0].dated:
        return None
    vague = any(value.bound is not Bound.EXACT for value in values)
    return Calculation(_spaced(_chain(values, relations)), result, "", vague)


def _ranked(plan: Plan, values: Sequence[Operand]) -> list[tuple[str, Operand]]:
    pairs = [(part.name, value) for part, value in zip(plan.parts, values, strict=True)]
    return sorted(pairs, key=lambda pair: pair[1].value, reverse=sign_of(plan.word) > 0)


def _chain(values: Sequence[Operand], relations: Sequence[int], as_written: bool = False) -> str:
    """Return 8000万元[1] > 5000万元[2]; dates read 早于 and 晚于."""
    words = {1: "晚于", 0: "与", -1: "早于"} if values[0].dated else {k: f" {v} " for k, v in _SYMBOLS.items()}
    unit = common_unit(values, "")
    written = [value.written + marks(value) if as_written else shown(value, unit) for value in values]
    return written[0] + "".join(words[r] + text for r, text in zip(relations, written[1:], strict=True))


def _spaced(formula: str) -> str:
    return formula.replace("[", " [").replace("] [", "][")


def _relation(a: Operand, b: Operand) -> int:
    relation = arithmetic.order(a, b)
    if relation is None:
        raise Unresolved(f"报告里的数字不够精确，分不出高低：{a.written}和{b.written}", worth_saying=True)
    return relation


def _same_precision(values: Sequence[Operand]) -> list[Operand]:
    """Check that dates can be told apart: all have a year, and equal ones are equally precise."""
    if any(value.value < 10000 for value in values):
        raise Unresolved("找到的时间没有年份：" + "，".join(value.written for value in values))
    for a, b in pairwise(sorted(values, key=lambda value: value.value)):
        for step in (10000, 100):
            if a.value != b.value and a.value % step == 0 and a.value // step == b.value // step:
                written = f"{a.written}和{b.written}"
                raise Unresolved(f"报告里的时间不够精确，分不出先后：{written}", worth_saying=True)
    return list(values)
