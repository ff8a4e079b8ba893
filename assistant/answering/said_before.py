"""The figures that the last turns of a conversation have said, and what is worked out from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.answering.calculate import calculate
from assistant.answering.context import Context, contexts
from assistant.answering.operand import Operand, operands
from assistant.answering.plan import Operation, Part, Plan
from assistant.types import Answer, AnswerKind, Turn

NEAR = 120  # characters apart within which two quotes speak of one thing
_RECENT = 3  # figures that an answer may be worked out from
_CHANGE = re.compile("比[^，]{1,10}?(?:[多少高低大小快慢长短贵早晚增减升降涨跌]|便宜)")
"""Asks for how much more there is, which is no figure of its own."""


class Said(NamedTuple):
    """What an earlier turn said: its question, its answer and the figure in it."""

    context: Context
    answer: Answer
    figure: Operand

    @property
    def part(self) -> Part:
        """The figure by what was asked of it."""
        name = self.context.subject or self.context.question
        return Part(self.context.question, name, name)


class Work(NamedTuple):
    """What to work out, and from what; `word`, `unit`, `topic` and `limit` are those of a Plan."""

    operation: Operation
    said: Sequence[Said]
    word: str = ""
    unit: str = ""
    topic: str = ""
    limit: str = ""


def figures_said(turns: Sequence[Turn], dated: bool) -> list[Said]:
    """Return the figures, or the times, of the last turns, the earliest first; none from before a refusal."""
    spoken = [turn for turn in turns if turn.answer.kind is not AnswerKind.CHAT]
    found = list[Said]()
    for turn, context in zip(reversed(spoken), contexts(turns), strict=True):
        if turn.answer.refused or len(found) == _RECENT:
            break
        figures = [one for one in operands(turn.answer, dated, context.subject) if one.dated is dated]
        if len(figures) == 1 and (figures[0].base == "%" or _CHANGE.search(context.question) is None):
            found.append(Said(context, turn.answer, figures[0]))
    return found[::-1]


def near(one: Answer, other: Answer) -> bool:
    """Whether two answers cite what stands close together."""
    return any(
        first.document_id == second.document_id and abs(first.start - second.start) <= NEAR
        for first in one.citations
        for second in other.citations
    )


def worked(work: Work, question: str) -> Answer:
    """Return the calculation; two figures that were asked for in the same words are named by what they are."""
    parts = [one.part for one in work.said]
    if len({part.name for part in parts}) < len(parts):
        parts = [Part(part.question, *[one.figure.written] * 2) for part, one in zip(parts, work.said, strict=True)]
    plan = Plan(work.operation, tuple(parts), work.topic, work.word, work.unit, work.limit)
    return calculate(plan, [one.answer for one in work.said], question)
