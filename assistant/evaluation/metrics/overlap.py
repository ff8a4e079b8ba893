"""Spans of text and their overlap: what citations and hits are measured with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """`[start, end)` in the text of one document, in characters."""

    document_id: str
    start: int
    end: int

    @property
    def length(self) -> int:
        """How many characters it covers."""
        return self.end - self.start


def overlap(one: Span, other: Span) -> int:
    """How many characters both cover."""
    if one.document_id != other.document_id:
        return 0
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def same_place(one: Span, other: Span) -> bool:
    """Whether both cover at least half of the shorter one."""
    shared = overlap(one, other)
    return shared > 0 and 2 * shared >= min(one.length, other.length)


def covers(whole: Span, part: Span) -> bool:
    """Whether `whole` covers more than half of `part`."""
    return 2 * overlap(whole, part) > part.length


def citation_precision(cited: Sequence[Span], gold: Sequence[Span]) -> float | None:
    """The share of citations that stand in the same place as some of `gold`; None without citations.

    After ALCE (Gao et al. 2023, Enabling Large Language Models to Generate Text with Citations, section 3), with the
    overlap of offsets with evidence that people chose in place of an entailment model.

    Cited [0, 10) and [50, 60), gold [0, 20): 1/2.
    """
    return sum(any(same_place(span, evidence) for evidence in gold) for span in cited) / len(cited) if cited else None


def citation_recall(cited: Sequence[Span], gold: Sequence[Span]) -> float | None:
    """The share of gold evidence in whose place a citation stands; None without gold. Source as `citation_precision`.

    Cited [0, 10), gold [0, 20) and [30, 40): 1/2.
    """
    return sum(any(same_place(span, evidence) for span in cited) for evidence in gold) / len(gold) if gold else None
