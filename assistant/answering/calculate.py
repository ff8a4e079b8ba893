"""From the answers that a plan's questions found to the one answer that was asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, product

from assistant.answering.distribute import distribute
from assistant.answering.holding import hold_against
from assistant.answering.merge import MARKER, Merged, renumber, unique_citations
from assistant.answering.operand import Operand, constant, operands
from assistant.answering.outcome import Outcome, Unresolved, listed
from assistant.answering.period import time_between
from assistant.answering.phrases import TIME, level_kind
from assistant.answering.plan import Operation, Part, Plan
from assistant.answering.respective import in_a_row
from assistant.answering.stated import is_about_another
from assistant.answering.told_of_events import tells_event
from assistant.answering.working import work_out
from assistant.text import fold
from assistant.types import Answer, AnswerKind, Claim

_HELD = {Operation.COMPARISON, Operation.EXCEEDS, Operation.RANKING}
_COMBINATIONS = 6
_SHARED_FIGURE = re.compile(r"(?<![平人户年月日])均|都|皆|同为|相同|一样|各|分别|持平")
_YEAR = re.compile(TIME)
_THAN = (
    "(?:(?:比|较)[^，。；,;0-9]{1,14}?(?:[高低多少快慢大小长短贵]|增加|减少|提高|下降)[出了]*(?:约|近)?"
    "|(?:高于|低于|快于|慢于)[^，。；,;0-9]{2,14}?(?=[0-9.]+个?百分点))"
)
_CHANGE_ASKED = re.compile("增|减|多[出了]|少了|涨|降|升|变化|差")


def calculate(plan: Plan, answers: Sequence[Answer], question: str) -> Answer:
    """Return the answer to the question from the answers to `plan.questions`, in their order.

    Every operand is cited and its sentence stands under the result. A part without an answer, or with one that
    speaks of another part's place or organisation, makes it a refusal that
    names the part, and so does a figure of another unit; figures too vague to tell apart, or of two currencies, are
    given side by side. A part whose sources disagree gives one result for each of its figures, as a conflict; a
    comparison that comes out the same for all of them stays one.
    """
    if len(answers) != len(plan.parts):
        raise ValueError(f"{len(answers)} answers for {len(plan.parts)} questions; give one for each, in order")
    if plan.operation is Operation.DISTRIBUTION:
        return distribute(plan, answers, question)
    standing = renumber([answer for answer in answers if not answer.refused])
    parts = zip(plan.parts, _in_place(answers, standing), strict=True)
    choices = [
        ()
        if is_about_another(plan, part, answer)
        or _only_change(part, answer, found)
        or (plan.dated and not tells_event(part.question, fold(answer.text)))
        else found
        for part, answer in parts
        for found in (operands(answer, plan.dated, part.subject),)
    ]
    if plan.operation is Operation.GOAL and not plan.limit:
        choices[1] = _not_the_goal(*choices)
    lacking = [part for part, choice in zip(plan.parts, choices, strict=True) if not choice]
    if lacking:
        return _refuse(plan, answers, question, lacking, choices)
    limits = [(constant(plan.limit),)] if plan.limit else []
    combinations = list(islice(product(*choices, *limits), _COMBINATIONS))
    years = _years_differ(plan, standing, combinations[0])
    try:
        _check_distinct(plan, standing, combinations[0])
        if years and plan.operation is Operation.SHARE:
            raise Unresolved(f"一个数字占另一个的多少，要同一年的才能算；{years}")
        outcomes = [_outcome(plan, values) for values in combinations]
    except Unresolved as reason:
        return _unresolved(plan, answers, question, reason)
    if len({outcome.verdict for outcome in outcomes}) == 1:
        return _compose(question, outcomes[0], standing, years and f"注意{years}。")
    return _compose_conflict(plan, question, outcomes, standing, combinations)


def _not_the_goal(goal: Sequence[Operand], reached: Sequence[Operand]) -> tuple[Operand, ...]:
    """Return what has been reached, where a report's goal was found for it as well."""
    goals = {(one.value, one.base) for one in goal}
    return tuple(one for one in reached if (one.value, one.base) not in goals) or tuple(reached)


def _only_change(part: Part, answer: Answer, found: Sequence[Operand]) -> bool:
    """Whether all that an answer gives is by how much something differs: 8.2分 of 比公交高8.2分 is not the figure of 公交."""
    text = MARKER.sub("", answer.text)
    differs = [re.search(_THAN + re.escape(one.written), text) for one in found]
    return bool(found) and all(differs) and _CHANGE_ASKED.search(part.question) is None


def _outcome(plan: Plan, values: Sequence[Operand]) -> Outcome:
    if plan.operation in _HELD:
        return hold_against(plan, values)
    if plan.operation is Operation.PERIOD:
        return time_between(plan, values[0], values[1])
    return work_out(plan, values)


def _in_place(answers: Sequence[Answer], standing: Merged) -> list[Answer]:
    renumbered = iter(standing.answers)
    return [answer if answer.refused else next(renumbered) for answer in answers]


def _check_distinct(plan: Plan, standing: Merged, values: Sequence[Operand]) -> None:
    """Refuse to work with one figure twice: a single figure in a sentence belongs to one part, not to both."""
    cited = [value for value in values if value.markers]
    for i, first in enumerate(cited):
        for second in cited[i + 1 :]:
            same = (first.value, first.unit, first.markers) == (second.value, second.unit, second.markers)
            quotes = "".join(standing.citations[number - 1].quote for number in first.markers)
            if same and (in_a_row(fold(quotes)) or not _SHARED_FIGURE.search(quotes)):
                names = listed([part.subject for part in plan.parts])
                raise Unresolved(f"报告里只有一个数字（{first.written}），没有分别说明{names}")


def _compose(question: str, outcome: Outcome, standing: Merged, note: str) -> Answer:
    lines = [outcome.text + note, *dict.fromkeys(answer.text for answer in standing.answers)]
    return Answer(
        question,
        "\n".join(lines),
        AnswerKind.CALCULATION if outcome.calculation else AnswerKind.FACT,
        citations=standing.citations,
        claims=(_claim(outcome.text), *_claims(standing)),
        key_spans=(outcome.key,),
        calculation=outcome.calculation,
        support=min(answer.support for answer in standing.answers),
    )


def _compose_conflict(
    plan: Plan, question: str, outcomes: Sequence[Outcome], standing: Merged, combinations: Sequence[Sequence[Operand]]
) -> Answer:
    disputed = [i for i, part in enumerate(zip(*combinations, strict=True)) if len(set(part)) > 1]
    text = listed([plan.parts[i].subject for i in disputed]) + "在报告里有不同的数字，结果也就不同："
    spans, claims = [], []
    for outcome, values in zip(outcomes, combinations, strict=True):
        figures = "、".join(_with_scope(values[i]) for i in disputed)
        text += f"\n按{figures}算，"
        spans.append((outcome.key[0] + len(text), outcome.key[1] + len(text)))
        text += outcome.text
        claims.append(_claim(outcome.text, scope=figures))
    return Answer(
        question,
        "\n".join([text, *dict.fromkeys(answer.text for answer in standing.answers)]),
        AnswerKind.CONFLICT,
        citations=standing.citations,
        claims=(*claims, *_claims(standing)),
        key_spans=tuple(spans),
        support=min(answer.support for answer in standing.answers),
    )


def _refuse(
    plan: Plan,
    answers: Sequence[Answer],
    question: str,
    lacking: Sequence[Part],
    choices: Sequence[tuple[Operand, ...]],
) -> Answer:
    """Say which operand the report does not give, and what it does give, as no answer but the nearest thing."""
    subjects = listed([_wanted(part) for part in lacking])
    verb = "比较" if plan.operation in _HELD else "计算"
    text = f"报告里没有{subjects}，无法{verb}。"
    found = [f"{part.subject}为{choice[0].written}" for part, choice in zip(plan.parts, choices, strict=True) if choice]
    text += f"报告里有的是：{'，'.join(found)}。" if found else ""
    useful = [answer for answer, choice in zip(answers, choices, strict=True) if choice]
    return _refusal(question, text, useful or answers, missing=subjects)


def _wanted(part: Part) -> str:
    """Return what a part asks for in words that follow 没有: 沈阳的GDP, 海英计划的时间."""
    if "什么时候" in part.question and not part.subject.endswith(("时间", "日期")):
        return f"{part.subject}的时间"
    return f"{part.subject}的数字" if level_kind(part.subject) == "name" else part.subject


def _unresolved(plan: Plan, answers: Sequence[Answer], question: str, reason: Unresolved) -> Answer:
    said = f"无法得出结果：{reason}。"
    if not reason.worth_saying:
        return _refusal(question, said, answers, missing=str(reason))
    parts = distribute(plan, answers, question)
    moved = tuple((start + len(said) + 1, end + len(said) + 1) for start, end in parts.key_spans)
    return replace(parts, text=f"{said}\n{parts.text}", key_spans=moved, missing=str(reason))


def _refusal(question: str, text: str, answers: Sequence[Answer], missing: str) -> Answer:
    found = [citation for answer in answers for citation in answer.citations]
    related = found or [citation for answer in answers for citation in answer.related]
    return Answer(question, text, AnswerKind.REFUSAL, missing=missing, related=unique_citations(related))


def _with_scope(operand: Operand) -> str:
    return f"{operand.written}（{operand.scope}）" if operand.scope else operand.written


def _claim(text: str, scope: str = "") -> Claim:
    markers = dict.fromkeys(int(number) for number in MARKER.findall(text))
    return Claim(MARKER.sub("", text), tuple(markers), scope)


def _claims(standing: Merged) -> tuple[Claim, ...]:
    return tuple(dict.fromkeys(claim for answer in standing.answers for claim in answer.claims))


def _years_differ(plan: Plan, standing: Merged, values: Sequence[Operand]) -> str:
    """Return that figures are of different years, where each sentence names one and the question did not ask for them."""
    if values[0].dated or any(_YEAR.search(part.question) for part in plan.parts):
        return ""
    years = [set(_YEAR.findall(MARKER.sub("", answer.text))) for answer in standing.answers]
    named = [next(iter(year)) for year in years if len(year) == 1]
    if len(named) == len(years) and len({year[:4] for year in named}) > 1:
        return f"年份不同：{'、'.join(named)}"
    return ""
