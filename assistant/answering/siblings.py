"""An operand that was not found, from the sentence that gives another one: 进口 of 其中出口168.9亿元，进口67.9亿元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.operand import Operand, operands, without_markers
from assistant.answering.phrases import TIME
from assistant.answering.plan import Part, Plan
from assistant.answering.said_figures import CHANGE, figures
from assistant.text import bigrams, fold
from assistant.types import Answer, AnswerKind

_TIME = re.compile(f"{TIME}的?")


def with_siblings(plan: Plan, answers: Sequence[Answer]) -> list[Answer]:
    """Return the answers; where one of two gives nothing that can be worked with, what its part's name stands before.

    That is a figure of the sentence with the other's: one of another kind, or the very same, cannot be worked with.
    """
    if len(answers) != 2:
        return list(answers)
    first, second = (next(iter(operands(answer, plan.dated)), None) for answer in answers)
    if first and second and first.base == second.base and first != second:
        return list(answers)
    pairs = zip(plan.parts, answers, reversed(plan.parts), reversed(answers), (first, second)[::-1], strict=True)
    return [_beside(part, other, known, source) or answer for part, answer, other, source, known in pairs]


def _beside(part: Part, other: Part, known: Operand | None, source: Answer) -> Answer | None:
    """Return the source's answer with the one figure of the known one's kind before which a part, and not the other, is named."""
    if source.kind is not AnswerKind.FACT or known is None:
        return None
    own, others = (bigrams(fold(_TIME.sub("", one.name))) for one in (part, other))
    text = without_markers(source)
    named = [
        one
        for one in figures(source, text)
        if one.operand.base == known.base
        and _names(own, others, one.label)
        and not _names(others, own, one.label)
        and not CHANGE.search(one.label)
    ]
    if len(named) != 1 or named[0].operand == known:
        return None
    return replace(source, question=part.question, key_spans=((named[0].start, named[0].end),))


def _names(own: Sequence[str], others: Sequence[str], label: str) -> bool:
    """Whether a label says how a name begins that another name does not say: 华东 of 华东市场, beside 华南市场."""
    return next((pair in label for pair in own if pair not in others), False)
