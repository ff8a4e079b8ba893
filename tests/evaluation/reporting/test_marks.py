"""Marking gold and cited spans in a passage."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.metrics.overlap import Span
from assistant.evaluation.reporting.marks import Piece, pieces

TEXT = "共有268家，新增19家。"
RANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4)


def span(start: int, end: int, document: str = "d") -> Span:
    return Span(document, start, end)


def test_gold_and_cited_overlap() -> None:
    place = span(100, 100 + len(TEXT))
    assert pieces(TEXT, place, [span(100, 106)], [span(102, 200)]) == [
        Piece("共有", True, False),
        Piece("268家", True, True),
        Piece("，新增19家。", False, True),
    ]


def test_spans_of_other_documents_and_places_mark_nothing() -> None:
    place = span(100, 100 + len(TEXT))
    assert pieces(TEXT, place, [span(100, 106, "other")], [span(0, 100)]) == [Piece(TEXT, False, False)]


@given(RANGES, RANGES)
def test_pieces_make_up_the_text_and_mark_exactly_what_was_given(
    gold: list[tuple[int, int]], cited: list[tuple[int, int]]
) -> None:
    place = span(10, 10 + len(TEXT))
    golds = [span(min(pair), max(pair)) for pair in gold]
    quotes = [span(min(pair), max(pair)) for pair in cited]
    found = pieces(TEXT, place, golds, quotes)
    assert "".join(piece.text for piece in found) == TEXT
    offsets = [piece for piece in found for _ in piece.text]
    for position, piece in enumerate(offsets, start=10):
        assert piece.gold == any(each.start <= position < each.end for each in golds)
        assert piece.cited == any(each.start <= position < each.end for each in quotes)
