"""Quotes put together: exact citations, markers in order, key spans that stand in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.compose import Quote, cite, compose, ended, heading_at
from assistant.answering.question import analyse
from assistant.ingestion.reader import make_document
from assistant.types import AnswerKind

TEXT = """# 云谷区报告

引言一句。

## 企业

云谷区共有上市企业268家，其中科创板31家；

### 新增

全年新增19家。

## 人口

常住人口为18万人
"""
DOCUMENT = make_document(TEXT, "a.md")


def quote(text: str) -> Quote:
    start = DOCUMENT.text.index(text)
    return Quote(DOCUMENT, start, start + len(text))


def test_one_quote() -> None:
    question = analyse("云谷区上市企业有多少家？")
    answer = compose("原来的问题", question, [quote("云谷区共有上市企业268家，其中科创板31家；")], AnswerKind.FACT, 0.8)
    assert answer.question == "原来的问题"
    assert answer.text == "云谷区共有上市企业268家，其中科创板31家。[1]"
    assert (answer.kind, answer.support, answer.key) == (AnswerKind.FACT, 0.8, "268家")
    (citation,) = answer.citations
    assert (citation.number, citation.title, citation.heading) == (1, "云谷区报告", "企业")
    assert citation.quote == DOCUMENT.text[citation.start : citation.end] == "云谷区共有上市企业268家，其中科创板31家；"
    assert [(claim.text, claim.markers) for claim in answer.claims] == [
        ("云谷区共有上市企业268家，其中科创板31家。", (1,))
    ]


def test_several_quotes_in_their_order() -> None:
    quotes = [quote("全年新增19家。"), quote("常住人口为18万人")]
    answer = compose("问", analyse("有哪些数？"), quotes, AnswerKind.LIST, 0.5)
    assert answer.text == "全年新增19家。[1]常住人口为18万人。[2]"
    assert [citation.number for citation in answer.citations] == [1, 2]
    assert [citation.heading for citation in answer.citations] == ["企业 · 新增", "人口"]


@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 30)), min_size=1, max_size=5))
def test_any_slices_are_cited_exactly(slices: list[tuple[int, int]]) -> None:
    found = [Quote(DOCUMENT, start, min(start + length, len(DOCUMENT.text))) for start, length in slices]
    answer = compose("问", analyse("上市企业有多少家？"), found, AnswerKind.LIST, 1.0)
    assert [citation.quote for citation in answer.citations] == [each.text for each in found]
    assert all(DOCUMENT.text[each.start : each.end] == each.quote for each in answer.citations)
    position = 0
    for claim, citation in zip(answer.claims, answer.citations, strict=True):
        said = f"{claim.text}[{citation.number}]"
        assert answer.text[position:].startswith(said)
        position += len(said)
    assert position == len(answer.text)
    for start, end in answer.key_spans:
        assert 0 <= start < end <= len(answer.text)


@pytest.mark.parametrize(
    ("place", "path"),
    [("引言", ""), ("云谷区共有", "企业"), ("全年", "企业 · 新增"), ("常住", "人口"), ("## 人口", "人口")],
)
def test_the_headings_over_a_place(place: str, path: str) -> None:
    assert heading_at(DOCUMENT, DOCUMENT.text.index(place)) == path


def test_a_citation_says_where_it_stands() -> None:
    citation = cite(quote("全年新增19家。"), 7)
    assert (citation.number, citation.document_id, citation.heading) == (7, DOCUMENT.id, "企业 · 新增")
    assert DOCUMENT.text[citation.start : citation.end] == citation.quote == "全年新增19家。"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("甲。", "甲。"),
        ("甲，", "甲。"),
        ("甲；", "甲。"),
        ("甲：", "甲。"),
        ("甲", "甲。"),
        ("甲！", "甲！"),
        ("甲？", "甲？"),
        ("“甲。”", "“甲。”"),
        ("A.", "A."),
        ("3.5%", "3.5%。"),
    ],
)
def test_a_clause_becomes_a_sentence(text: str, sentence: str) -> None:
    assert ended(text) == sentence


INCOME = make_document("# 绥棠报告\n\n居民收入31240元。其中，城镇居民收入42160元。全市有医院31家。\n", "a.md")


@pytest.mark.parametrize(
    ("question", "sentences", "key"),
    [
        ("城镇居民收入是多少元？", ["居民收入31240元。", "其中，城镇居民收入42160元。"], "42160元"),
        ("城镇居民收入是多少元？", ["其中，城镇居民收入42160元。"], "42160元"),
        ("居民收入是多少元？", ["居民收入31240元。", "全市有医院31家。"], "31240元"),  # the next one goes its own way
        ("居民收入是多少元？", ["居民收入31240元。"], "31240元"),
    ],
)
def test_the_key_of_a_sentence_that_only_introduces_the_next(question: str, sentences: list[str], key: str) -> None:
    starts = [INCOME.text.index(sentence) for sentence in sentences]
    quotes = [Quote(INCOME, start, start + len(each)) for start, each in zip(starts, sentences, strict=True)]
    answer = compose("问", analyse(question), quotes, AnswerKind.FACT, 0.9)
    assert answer.key == key
    assert [answer.text[slice(*span)] for span in answer.key_spans] == [key]
