"""Spans and citation figures, worked out by hand."""

from __future__ import annotations

import pytest

from assistant.evaluation.metrics.overlap import (
    Span,
    citation_precision,
    citation_recall,
    covers,
    overlap,
    same_place,
)


def span(start: int, end: int, document: str = "d") -> Span:
    return Span(document, start, end)


def test_overlap_counts_shared_characters_of_one_document() -> None:
    assert overlap(span(0, 10), span(5, 20)) == 5
    assert overlap(span(0, 10), span(10, 20)) == 0
    assert overlap(span(0, 10), span(0, 10, "other")) == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (span(0, 100), span(40, 50), True),
        (span(0, 10), span(5, 100), True),
        (span(0, 10), span(6, 100), False),
        (span(0, 10), span(10, 20), False),
        (span(5, 5), span(0, 10), False),
    ],
)
def test_same_place_is_half_of_the_shorter(one: Span, other: Span, same: bool) -> None:
    assert same_place(one, other) is same
    assert same_place(other, one) is same


def test_covering_needs_more_than_half() -> None:
    assert covers(span(0, 6), span(0, 10))
    assert not covers(span(0, 5), span(0, 10))
    assert not covers(span(0, 5), span(3, 3))


def test_the_worked_examples_of_the_docstrings() -> None:
    assert citation_precision([span(0, 10), span(50, 60)], [span(0, 20)]) == 0.5
    assert citation_recall([span(0, 10)], [span(0, 20), span(30, 40)]) == 0.5


def test_two_clauses_of_one_gold_sentence_are_both_precise() -> None:
    cited, gold = [span(0, 10), span(20, 30)], [span(0, 40)]
    assert citation_precision(cited, gold) == 1.0
    assert citation_recall(cited, gold) == 1.0


def test_nothing_to_count_is_none() -> None:
    assert citation_precision([], [span(0, 1)]) is None
    assert citation_recall([span(0, 1)], []) is None
    assert citation_recall([], [span(0, 1)]) == 0.0
