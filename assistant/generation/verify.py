"""The gate between a language model and the reader: a claim that its quotes do not bear out is not shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from assistant.answering.candidates import Candidate
from assistant.answering.operand import Operand
from assistant.answering.question import Question
from assistant.generation.asked import strays
from assistant.generation.course import off_course
from assistant.generation.figures import amounts, dates, has_date, in_digits, loose, operand, ranks, stands_for
from assistant.generation.offices import foreign_office
from assistant.generation.order import said_later
from assistant.generation.placing import misplaced
from assistant.generation.scope import narrowed
from assistant.generation.sense import contrary, denied, unfounded
from assistant.generation.sources import Sources
from assistant.generation.sums import worked_out
from assistant.generation.wording import covered, foreign_name
from assistant.text import fold

LONGEST = 300
_HAN = re.compile("[\u4e00-\u9fff]")
_SIDE_BY_SIDE = re.compile("[\u4e00-\u9fff]{3}")  # no statement has less
_WORD = re.compile(r"[^\W\d_]")
_MARKUP = re.compile(r"[\[\]【】<>{}|\\`]|https?:|\*\*")


class Fault(StrEnum):
    """Why a claim of the model is dropped; the names stand in logs and figures."""

    NO_SOURCE = "no_source"
    UNKNOWN_ID = "unknown_id"
    FORM = "form"
    NUMBER = "number"
    DATE = "date"
    RANK = "rank"
    NAME = "name"
    OFFICE = "office"
    TURNED = "turned"
    UNFOUNDED = "unfounded"
    WORDS = "words"
    MISPLACED = "misplaced"
    NARROWED = "narrowed"
    CONSTRAINT = "constraint"
    CONTRADICTS = "contradicts"
    OFF_TOPIC = "off_topic"


def find_fault(
    text: str, cited: Sequence[Candidate], question: Question, reported: Callable[[str], bool]
) -> Fault | None:
    """Return what is wrong with a claim, None where its quotes bear it out and it keeps to the question.

    `reported` tells whether a name stands anywhere in the reports that are cited.
    """
    if not cited:
        return Fault.NO_SOURCE
    if not _is_chinese_sentence(text):
        return Fault.FORM
    claim, sources = in_digits(fold(text)), Sources(tuple(cited))
    if claim.rstrip("。;") in (fold(one.text).rstrip("。;") for one in sources.sentences):
        return Fault.CONSTRAINT if strays(question, claim, sources, reported) else None
    reckoned = _reckoned(claim, sources)
    if None in reckoned or any(figure not in sources.text for figure in loose(claim)):
        return Fault.NUMBER
    checks: tuple[tuple[Fault, Callable[[], object]], ...] = (
        (Fault.DATE, lambda: not _dates_stand(claim, sources)),
        (Fault.RANK, lambda: ranks(claim) - ranks(sources.text)),
        (Fault.NAME, lambda: foreign_name(claim, sources)),
        (Fault.OFFICE, lambda: foreign_office(claim, sources)),
        (Fault.TURNED, lambda: denied(claim, sources) or (not any(reckoned) and contrary(claim, sources))),
        (Fault.UNFOUNDED, lambda: unfounded(claim, sources)),
        (Fault.WORDS, lambda: not covered(claim, sources, question.text)),
        (
            Fault.MISPLACED,
            lambda: (
                not any(reckoned)
                and (misplaced(claim, sources) or said_later(claim, sources) or off_course(claim, sources))
            ),
        ),
        (Fault.NARROWED, lambda: narrowed(claim, sources)),
        (Fault.CONSTRAINT, lambda: strays(question, claim, sources, reported)),
    )
    return next((fault for fault, fails in checks if fails()), None)


def _is_chinese_sentence(text: str) -> bool:
    letters = len(_WORD.findall(text))
    return (
        len(text) <= LONGEST
        and not _MARKUP.search(text)
        and _SIDE_BY_SIDE.search(text) is not None
        and len(_HAN.findall(text)) * 2 > letters
    )


def _reckoned(claim: str, sources: Sources) -> list[bool | None]:
    """Return for each figure whether it is worked out from the quotes (True), stands there (False), or neither (None)."""
    found = amounts(claim)
    quoted = [(quote, one) for quote in sources.quotes for one in amounts(quote)]
    standing = [any(stands_for(claim, one, quote, other) for quote, other in quoted) for one in found]
    if all(standing):
        return [False] * len(found)
    values = [operand(claim, one) for one in found]
    # What the claim names is what it reckons with; a bare result is reckoned from all that is quoted.
    named = [value for value, stands in zip(values, standing, strict=True) if stands]
    terms: list[Operand] = named if len(named) > 1 else [operand(quote, one) for quote, one in quoted]
    return [
        False if stands else (worked_out(claim, one, value, terms) or None)
        for one, value, stands in zip(found, values, standing, strict=True)
    ]


def _dates_stand(claim: str, sources: Sources) -> bool:
    quoted = [found for quote in sources.quotes for found in dates(quote)]
    context = dates(sources.context)
    return all(has_date(found, quoted, context) for found in dates(claim))
