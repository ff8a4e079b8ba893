"""A passage cut into pieces that are gold, cited, both or neither."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant.evaluation.case_result import CaseResult
from assistant.evaluation.metrics.overlap import Span, overlap
from assistant.evaluation.scoring import citation_span, hit_span
from assistant.types import Hit


class Piece(NamedTuple):
    """A run of text under the same marks."""

    text: str
    gold: bool
    cited: bool


def pieces(text: str, place: Span, gold: Sequence[Span], cited: Sequence[Span]) -> list[Piece]:
    """Cut `text`, which stands at `place`, where a mark begins or ends. The pieces' texts make up `text` again."""
    edges = {place.start, place.end}
    for span in (*gold, *cited):
        if overlap(span, place):
            edges |= {max(span.start, place.start), min(span.end, place.end)}
    ordered = sorted(edges)
    return [
        Piece(text[start - place.start : end - place.start], _inside(start, place, gold), _inside(start, place, cited))
        for start, end in pairwise(ordered)
    ]


def marked_hit(result: CaseResult, hit: Hit) -> list[Piece]:
    """A retrieved passage with the case's gold evidence and the answer's citations marked."""
    return pieces(
        hit.passage.text, hit_span(hit), result.gold, [citation_span(each) for each in result.answer.citations]
    )


def _inside(offset: int, place: Span, spans: Sequence[Span]) -> bool:
    return any(span.document_id == place.document_id and span.start <= offset < span.end for span in spans)
