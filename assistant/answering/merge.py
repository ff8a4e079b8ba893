"""Several answers on one set of citation numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.types import Answer, Citation, Claim

MARKER = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Merged:
    """Answers whose markers share one numbering, and the citations those numbers stand for, from 1."""

    answers: tuple[Answer, ...]
    citations: tuple[Citation, ...]


def renumber(answers: Sequence[Answer]) -> Merged:
    """Return the answers with texts, key spans, claims and citations on one numbering, in order of appearance.

    The same place (document, start, end) gets the same number wherever it is cited.
    """
    citations = unique_citations(citation for answer in answers for citation in answer.citations)
    number_of = {_place(citation): citation.number for citation in citations}
    renumbered = []
    for answer in answers:
        numbers = {citation.number: number_of[_place(citation)] for citation in answer.citations}
        renumbered.append(_with_numbers(answer, numbers, citations))
    return Merged(tuple(renumbered), citations)


def unique_citations(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Return the citations numbered from 1 in their order, each place (document, start, end) once."""
    places: dict[tuple[str, int, int], Citation] = {}
    for citation in citations:
        places.setdefault(_place(citation), citation)
    return tuple(replace(citation, number=number) for number, citation in enumerate(places.values(), start=1))


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.document_id, citation.start, citation.end


def _with_numbers(answer: Answer, numbers: Mapping[int, int], citations: tuple[Citation, ...]) -> Answer:
    text, spans = _with_markers(answer.text, answer.key_spans, numbers)
    kept = sorted(set(numbers.values()))
    return replace(
        answer,
        text=text,
        key_spans=spans,
        claims=tuple(_claim(claim, numbers) for claim in answer.claims),
        citations=tuple(citations[number - 1] for number in kept),
    )


def _claim(claim: Claim, numbers: Mapping[int, int]) -> Claim:
    return replace(claim, markers=tuple(dict.fromkeys(numbers.get(number, number) for number in claim.markers)))


def _with_markers(
    text: str, spans: tuple[tuple[int, int], ...], numbers: Mapping[int, int]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Write the new numbers into the markers, and move the spans by what the text before them grew."""
    pieces, position, growth = [], 0, [(0, 0)]
    for match in MARKER.finditer(text):
        marker = f"[{numbers.get(int(match[1]), int(match[1]))}]"
        pieces += [text[position : match.start()], marker]
        position = match.end()
        growth.append((match.end(), growth[-1][1] + len(marker) - len(match.group())))
    pieces.append(text[position:])

    def moved(offset: int) -> int:
        return offset + next(grown for end, grown in reversed(growth) if end <= offset)

    return "".join(pieces), tuple((moved(start), moved(end)) for start, end in spans)
