"""Offsets are found from quotes."""

from __future__ import annotations

import pytest

from assistant.errors import CaseError
from assistant.evaluation.cases import Case, GoldEvidence
from assistant.evaluation.gold import also_spans, by_source, gold_spans, locate, places
from assistant.types import Document

REPEATED = Document("d", "t", "共19家。共19家。啊啊啊", "a.md")


def evidence(quote: str, occurrence: int | None = None) -> GoldEvidence:
    return GoldEvidence(document="a.md", quote=quote, occurrence=occurrence)


def test_overlapping_places_are_found() -> None:
    assert places("啊啊啊", "啊啊") == [0, 1]
    assert places("啊", "哦") == []


def test_a_quote_that_stands_once_needs_no_number(document: Document) -> None:
    span = locate(GoldEvidence(document="area.md", quote="新增上市企业19家。"), document)
    assert document.text[span.start : span.end] == "新增上市企业19家。"


def test_a_repeated_quote_says_which() -> None:
    assert locate(evidence("共19家。", 2), REPEATED).start == 5
    with pytest.raises(CaseError, match=r"2 times; make it longer, or say which"):
        locate(evidence("共19家。"), REPEATED)
    with pytest.raises(CaseError, match="2 times, not 3"):
        locate(evidence("共19家。", 3), REPEATED)


def test_a_quote_that_is_not_there() -> None:
    with pytest.raises(CaseError, match=r"does not hold the quote '共20家。'; copy it verbatim$"):
        locate(evidence("共20家。"), REPEATED)


def test_what_stands_nearest_to_a_quote_that_is_not_there(document: Document) -> None:
    with pytest.raises(CaseError, match=r"copy it verbatim; nearest stands '上市企业共有268家'$"):
        locate(GoldEvidence(document="area.md", quote="上市企业共计268家"), document)


def test_a_document_that_is_not_on_the_shelf(cases: tuple[Case, ...], document: Document) -> None:
    assert gold_spans(cases[0], {}) is None
    assert gold_spans(cases[3], {}) == ()
    spans = gold_spans(cases[0], by_source([document]))
    assert spans is not None
    assert document.text[spans[0].start : spans[0].end] == cases[0].evidence[0].quote


def test_the_case_is_named_when_its_quote_is_wrong(cases: tuple[Case, ...]) -> None:
    with pytest.raises(CaseError, match=r"case 'total': area\.md does not hold"):
        gold_spans(cases[0], {"area.md": Document("d", "t", "别的", "area.md")})


def test_what_may_be_cited_beside_the_evidence(cases: tuple[Case, ...], document: Document) -> None:
    beside = cases[0].model_copy(update={"also": (GoldEvidence(document="area.md", quote="共有268家"),)})
    assert also_spans(cases[0], by_source([document])) == ()
    assert also_spans(beside, {}) == ()
    (span,) = also_spans(beside, by_source([document]))
    assert document.text[span.start : span.end] == "共有268家"
    with pytest.raises(CaseError, match="does not hold"):
        also_spans(beside, {"area.md": Document("d", "t", "别的", "area.md")})
