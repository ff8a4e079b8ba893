"""Which questions to suggest: of different kinds, from the shelf itself, each checked to have an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import zip_longest

from assistant.answering.question_making import Candidate, Kind, candidates
from assistant.text import fold, words
from assistant.types import Answer, Citation, Document

_KINDS: tuple[Kind, ...] = ("figure", "date", "person", "list", "reason", "content", "place", "view")
_TRIES = 12  # a question that is suggested was asked before, so the number of tries bounds the time
_SAME = 0.9
_DOCUMENTS = 24  # of a large shelf, evenly spread
_READ = 40_000  # characters of all the documents together that are read for suggestions
_AROUND = 3_000  # characters before and after a cited place


def suggest(documents: Sequence[Document], answerable: Callable[[str], bool], limit: int) -> tuple[str, ...]:
    """Return up to `limit` questions of different kinds that `answerable` confirms, from different documents in turn.

    The same documents give the same questions.
    """
    step = -(-len(documents) // _DOCUMENTS) or 1
    chosen = documents[::step]
    share = _READ // max(1, len(chosen))
    made = [candidates(document, end=min(share, len(document.text))) for document in chosen]
    ordered = _alternate(_by_kind(made))
    return _confirmed(ordered, answerable, limit, tries=limit + _TRIES)


def follow_ups(
    answer: Answer, documents: Sequence[Document], answerable: Callable[[str], bool], limit: int
) -> tuple[str, ...]:
    """Return up to `limit` questions about what stands near the places that an answer cites.

    The nearest first: the cited sentence's other facts, its section, its document. What the answer already says is
    not asked for again. Nothing cited and nothing related gives no questions.
    """
    places = answer.citations or answer.related
    known = answer.text + answer.question + answer.understood
    near: list[Candidate] = []
    for document in documents:
        cited = [citation for citation in places if citation.document_id == document.id]
        if cited:
            near += _nearest(document, cited)
    asked = answer.understood or answer.question
    new = (made for made in near if made.value not in known and not _alike(made.question, asked))
    return _confirmed(new, answerable, limit, tries=limit * 2)


def _by_kind(made: Sequence[Sequence[Candidate]]) -> list[list[Candidate]]:
    """Return a queue for each kind, in which the documents take turns, each kind beginning at another document."""
    queues = []
    for position, kind in enumerate(_KINDS):
        turned = [*made[position % len(made) :], *made[: position % len(made)]] if made else []
        queues.append(_alternate([[one for one in ones if one.kind == kind] for ones in turned]))
    return queues


def _alternate(queues: Iterable[Sequence[Candidate]]) -> list[Candidate]:
    return [one for row in zip_longest(*queues) for one in row if one is not None]


def _confirmed(
    ordered: Iterable[Candidate], answerable: Callable[[str], bool], limit: int, tries: int
) -> tuple[str, ...]:
    chosen: list[str] = []
    for made in ordered:
        if len(chosen) >= limit or tries <= 0:
            break
        if any(_alike(made.question, other) for other in chosen):
            continue
        tries -= 1
        if answerable(made.question):
            chosen.append(made.question)
    return tuple(chosen)


def _nearest(document: Document, cited: Sequence[Citation]) -> list[Candidate]:
    first, last = min(citation.start for citation in cited), max(citation.end for citation in cited)
    last = min(last, first + 2 * _AROUND)
    start = document.text.rfind("\n", 0, max(0, first - _AROUND)) + 1
    made = candidates(document, start, min(len(document.text), last + _AROUND))
    return sorted(made, key=lambda one: _distance(one, cited, document))


def _distance(made: Candidate, cited: Sequence[Citation], document: Document) -> tuple[bool, int]:
    """Return how far a question's sentence is from the cited places: those of the same section come first."""
    nearest = min(cited, key=lambda citation: abs(citation.start - made.start))
    section = next((s for s in document.sections if s.start <= nearest.start < s.end), None)
    outside = section is not None and not section.start <= made.start < section.end
    return outside, abs(nearest.start - made.start)


def _alike(left: str, right: str) -> bool:
    first, second = _words(left), _words(right)
    return len(first & second) / max(1, min(len(first), len(second))) > _SAME


@lru_cache(maxsize=1024)
def _words(question: str) -> frozenset[str]:
    return frozenset(words(fold(question)))
