"""Finding gold evidence in the documents: quotes are typed, offsets are found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from assistant.errors import CaseError
from assistant.evaluation.cases import Case, GoldEvidence
from assistant.evaluation.metrics.overlap import Span
from assistant.types import Document

SHARED = 4
"""A shorter run of characters does not say that a quote is meant."""


def places(text: str, quote: str) -> list[int]:
    """Every offset at which `quote` begins in `text`, overlapping ones too."""
    found, start = [], text.find(quote)
    while start >= 0:
        found.append(start)
        start = text.find(quote, start + 1)
    return found


def locate(evidence: GoldEvidence, document: Document) -> Span:
    """Where the quote stands in its document.

    Raises CaseError when it does not stand there, or several times and `occurrence` does not say which.
    """
    found = places(document.text, evidence.quote)
    if not found:
        near = _nearest(document.text, evidence.quote)
        hint = f"; nearest stands {near!r}" if near else ""
        raise CaseError(f"{document.source} does not hold the quote {evidence.quote!r}; copy it verbatim{hint}")
    if evidence.occurrence is None and len(found) > 1:
        raise CaseError(
            f"{document.source} holds the quote {evidence.quote!r} {len(found)} times; "
            "make it longer, or say which with `occurrence`"
        )
    number = evidence.occurrence or 1
    if number > len(found):
        raise CaseError(
            f"{document.source} holds the quote {evidence.quote!r} {len(found)} times, not {number}; "
            "correct `occurrence`"
        )
    return Span(document.id, found[number - 1], found[number - 1] + len(evidence.quote))


def _nearest(text: str, quote: str) -> str:
    """As many characters of `text` around the longest run that `quote` shares with it, "" when that run is short."""
    match = SequenceMatcher(None, text, quote, autojunk=False).find_longest_match()
    start = max(0, match.a - match.b)
    return text[start : start + len(quote)] if match.size >= SHARED else ""


def by_source(documents: Iterable[Document]) -> dict[str, Document]:
    """The documents by their path in the documents folder."""
    return {document.source: document for document in documents}


def gold_spans(case: Case, shelf: Mapping[str, Document]) -> tuple[Span, ...] | None:
    """The places of the case's evidence; None when it names a document that is not on the shelf.

    Raises CaseError as `locate` does, with the case's id.
    """
    return _spans(case, case.evidence, shelf)


def also_spans(case: Case, shelf: Mapping[str, Document]) -> tuple[Span, ...]:
    """The places of what may be cited beside the evidence; none where it names a document that is not on the shelf.

    Raises CaseError as `gold_spans`.
    """
    return _spans(case, case.also, shelf) or ()


def _spans(case: Case, quoted: Sequence[GoldEvidence], shelf: Mapping[str, Document]) -> tuple[Span, ...] | None:
    if any(evidence.document not in shelf for evidence in quoted):
        return None
    try:
        return tuple(locate(evidence, shelf[evidence.document]) for evidence in quoted)
    except CaseError as error:
        raise CaseError(f"case {case.id!r}: {error}") from error
