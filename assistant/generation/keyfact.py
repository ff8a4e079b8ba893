"""How a claim of the model stands to the key fact of the answer without a model."""

from __future__ import annotations

from enum import Enum

from assistant.answering.background import idf
from assistant.answering.key import key_span
from assistant.answering.names import bare
from assistant.answering.question import Question
from assistant.answering.view import NARROWING, view
from assistant.generation.figures import amounts, dates, is_part_of, stands_for
from assistant.text import fold, quantities
from assistant.types import Answer

SAME_THING = 0.6  # of the weight of the question's words, from which a claim speaks of what was asked


class Stance(Enum):
    """How a claim stands to the key fact."""

    STATES = 1
    CONTRADICTS = 2
    NEITHER = 3


def stance(question: Question, plain: Answer, text: str) -> Stance:
    """Return whether a claim states the key of `plain`, gives another one for the same thing, or neither."""
    if not plain.key:
        return Stance.NEITHER
    claim, key = fold(text), fold(plain.key)
    if _states(claim, key):
        return Stance.STATES
    span = key_span(question, text)
    if span is None or not _same_thing(question, plain, claim):
        return Stance.NEITHER
    other = claim[slice(*span)]
    if _states(fold(plain.text), other):
        return Stance.NEITHER  # 总数和新增数: of two figures that the answer gives, one is its key
    return Stance.CONTRADICTS if _comparable(other, key) else Stance.NEITHER


def _states(claim: str, key: str) -> bool:
    if bare(key) in claim:
        return True
    if any(stands_for(claim, one, key, other) for other in amounts(key) for one in amounts(claim)):
        return True
    return any(is_part_of(one, other) or is_part_of(other, one) for other in dates(key) for one in dates(claim))


def _same_thing(question: Question, plain: Answer, claim: str) -> bool:
    """Whether a claim speaks of all that is asked about, for the same kind of total and the same years."""
    here, there = view(claim), view(plain.text)
    total = sum(question.terms.values())
    said = sum(idf(word) for word in question.terms if word in claim)
    years = not here.years or not there.years or bool(here.years & there.years)
    return said >= SAME_THING * total and years and here.scopes & NARROWING == there.scopes & NARROWING


def _comparable(other: str, key: str) -> bool:
    """Whether two keys are of one kind, so that they cannot both hold: figures of one unit, or two names."""
    figures = [{(one.kind, one.unit) for one in quantities(text)} for text in (other, key)]
    return bool(figures[0] & figures[1]) or not any(figures)
