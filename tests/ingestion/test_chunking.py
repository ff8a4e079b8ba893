from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import EmptyDocument
from assistant.ingestion.chunking import split_passages
from assistant.ingestion.reader import make_document
from assistant.text import sentence_spans
from assistant.types import Document, Passage


def split(text: str, max_chars: int) -> list[str]:
    return [passage.text for passage in split_passages(make_document(text, "a.md"), max_chars)]


def test_a_short_document_is_one_passage_with_its_context() -> None:
    document = make_document("# 海淀\n\n## 数字\n\n### 企业\n 268家。 \n", "a.md")
    start = document.text.index("268")
    assert split_passages(document, 50) == (Passage(document.id, "海淀", "数字 · 企业", start, start + 5, "268家。"),)


def test_lines_are_kept_together_up_to_the_limit() -> None:
    assert split("甲甲甲。\n乙乙乙。\n\n丙丙丙。\n丁丁丁。", 11) == ["甲甲甲。\n乙乙乙。", "丙丙丙。\n丁丁丁。"]


def test_a_long_line_is_cut_between_sentences() -> None:
    assert split("甲甲甲甲。乙乙！丙丙？丁丁丁丁丁。", 8) == ["甲甲甲甲。乙乙！", "丙丙？", "丁丁丁丁丁。"]


def test_a_sentence_as_long_as_the_limit_stays_whole() -> None:
    assert split("甲，乙，丙丁。戊，己，庚辛。", 7) == ["甲，乙，丙丁。", "戊，己，庚辛。"]


def test_a_sentence_over_the_limit_is_cut_between_clauses() -> None:
    assert split("甲甲甲，乙乙乙，丙丙丙。丁。", 8) == ["甲甲甲，乙乙乙，", "丙丙丙。", "丁。"]


def test_clauses_outside_a_quotation_come_first() -> None:
    assert split("甲甲甲甲说，“乙，丙丙。”丁丁。", 9) == ["甲甲甲甲说，", "“乙，丙丙。”", "丁丁。"]


def test_a_quotation_over_the_limit_is_cut_at_its_own_marks() -> None:
    assert split("“甲甲甲，乙乙乙。丙丙丙，丁丁丁。”", 9) == ["“甲甲甲，乙乙乙。", "丙丙丙，丁丁丁。”"]


@pytest.mark.parametrize("whole", ["10,206.9亿元", "2022年12月31日", "一万零二百", "GDP", "99.9%", "１，０００"])
def test_numbers_dates_and_words_are_never_cut(whole: str) -> None:
    for padding in range(20):
        pieces = split("甲" * padding + whole + "乙" * 20, 12)
        assert any(whole.removesuffix("元") in piece for piece in pieces), pieces


def test_headings_are_no_passages() -> None:
    assert split("# 题\n## 空\n## 甲\n正文。\n", 50) == ["正文。"]


def test_passages_stay_inside_their_section() -> None:
    assert split("# 题\n一。\n## 甲\n二。\n## 乙\n三。", 500) == ["一。", "二。", "三。"]


PIECES = [
    "海淀区",
    "10206.9亿元",
    "，",
    "。",
    "！",
    "“",
    "”",
    "《",
    "》",
    "\n",
    "\n\n",
    " ",
    "\n## 甲\n",
    "2022年2月2日",
    "、",
    "GDP",
    "（",
    "）",
    "１，０００",
]


@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join), st.integers(1, 60))
def test_passages_cover_the_text_once_and_keep_what_belongs_together(text: str, max_chars: int) -> None:
    try:
        document = make_document(text, "a.md")
    except EmptyDocument:
        return
    passages = split_passages(document, max_chars)
    for passage in passages:
        assert document.text[passage.start : passage.end] == passage.text == passage.text.strip()
        assert 0 < len(passage.text) <= max_chars
    for before, after in pairwise(passages):
        assert before.end <= after.start
    assert _covered(passages) == _expected(document)
    for start, end in _indivisible(document, max_chars):
        assert not any(start < passage.start < end or start < passage.end < end for passage in passages)


@given(st.text(max_size=300), st.integers(1, 50))
def test_any_text_is_covered_once(text: str, max_chars: int) -> None:
    document = Document("id", "", text, "a.txt")
    passages = split_passages(document, max_chars)
    assert _covered(passages) == [position for position, character in enumerate(text) if not character.isspace()]
    assert all(len(passage.text) <= max_chars for passage in passages)


def _covered(passages: tuple[Passage, ...]) -> list[int]:
    return [
        passage.start + offset
        for passage in passages
        for offset, character in enumerate(passage.text)
        if not character.isspace()
    ]


def _expected(document: Document) -> list[int]:
    return [
        position
        for section in document.sections
        for position in range(section.body, section.end)
        if not document.text[position].isspace()
    ]


def _indivisible(document: Document, max_chars: int) -> list[tuple[int, int]]:
    """The sentences that fit into a passage."""
    return [
        (start, end)
        for section in document.sections
        for start, end in sentence_spans(document.text, section.body, section.end)
        if end - start <= max_chars
    ]
