"""The sentences that may be cited: exact, without markup, each once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.candidates import Candidate, candidates, document_sentences, measured_before, short_names
from assistant.ingestion.chunking import split_passages
from assistant.ingestion.reader import make_document
from assistant.types import Document, Hit

TEXT = """# 云谷区报告

引言一句。引言二句。

## 企业

- 上市企业268家。
- 独角兽企业40家，其中新增3家。
1. 第一条。

| 名称 | 数量 |
|------|-----:|
| 高校 | 37所 |

> 引用一句。

---

## 人口

常住人口为18万人
"""
DOCUMENT = make_document(TEXT, "a.md")
LINES = st.lists(
    st.sampled_from(["# 题", "## 节", "- 条目。", "1. 条。甲。", "| 甲 | 乙 |", "|---|---|", "正文一。正文二。", "> 引。", "", "---", "《甲。乙》。"]),
    max_size=12,
).map("\n".join)  # fmt: skip


def found(document: Document, passages: Sequence[int] | None = None) -> list[Candidate]:
    cut = split_passages(document, 60)
    hits = [Hit(cut[number], 1.0) for number in (passages if passages is not None else range(len(cut)))]
    return candidates(hits, {document.id: document})


def test_the_sentences_of_a_document() -> None:
    assert [sentence.text for sentence in document_sentences(DOCUMENT)] == [
        "引言一句。",
        "引言二句。",
        "上市企业268家。",
        "独角兽企业40家，其中新增3家。",
        "第一条。",
        "名称 | 数量 |",
        "高校 | 37所 |",
        "引用一句。",
        "常住人口为18万人",
    ]


@given(LINES | st.text("甲乙。；#-|> \n1.*《》“”", max_size=60))
def test_sentences_are_exact_ordered_and_without_headings(text: str) -> None:
    document = make_document(f"{text}\n正文。", "a.md")
    position = 0
    for sentence in document_sentences(document):
        assert position <= sentence.start < sentence.end
        assert document.text[sentence.start : sentence.end] == sentence.text
        assert sentence.document_id == document.id
        position = sentence.end
        for section in document.sections:
            assert not section.start <= sentence.start < section.body


def test_each_sentence_of_the_hits_once_with_what_stands_around_it() -> None:
    everything = found(DOCUMENT)
    assert [each.sentence for each in everything] == list(document_sentences(DOCUMENT))
    second = everything[1]
    assert (second.before.text, second.view.text, second.after.text) == ("引言一句。", "引言二句。", "上市企业268家。")
    assert (second.lead.text, second.position, second.of) == ("引言一句。", 1, 9)
    assert everything[0].before.text == everything[-1].after.text == ""
    assert (everything[2].context.text, "企业" in everything[2].heading.text) == ("云谷区报告", True)
    assert "云谷区报告" in everything[2].context.text


def test_the_best_passage_comes_first() -> None:
    last = len(split_passages(DOCUMENT, 60)) - 1
    ranked = found(DOCUMENT, [last, 0])
    assert ranked[0].sentence.text == "常住人口为18万人"
    assert [each.rank for each in ranked] == sorted(each.rank for each in ranked)
    assert {each.sentence.text for each in ranked if each.rank == 1} >= {"引言一句。", "引言二句。"}


def test_no_hits_no_candidates() -> None:
    assert found(DOCUMENT, []) == []


FULL = "锦榆精密机械股份有限公司2023年年度报告"


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("锦榆精密机械股份有限公司（以下简称“锦榆精机”）成立于2009年。", ("锦榆精机",)),
        ("锦榆精密机械股份有限公司（下称：“锦榆精机”）成立于2009年。", ("锦榆精机",)),
        ("本公司（简称“锦榆精机”，又简称为“锦精股份”）成立于2009年。", ("锦榆精机", "锦精股份")),
        ("檀溪银行（简称“檀溪行”）为主办银行。", ()),  # another one's name
        ("锦榆精密机械股份有限公司（以下简称“本公司”）成立于2009年。", ()),
        ("锦榆精密机械股份有限公司（以下简称“精密机械”）成立于2009年。", ()),  # the title has it already
        ("公司在“锦榆精机”展厅举行仪式。", ()),
    ],
)
def test_the_short_names_of_whom_a_title_names(sentence: str, names: tuple[str, ...]) -> None:
    assert short_names(make_document(f"# {FULL}\n\n{sentence}\n", "a.md")) == names


def test_a_short_name_is_known_beside_every_sentence() -> None:
    document = make_document(f"# {FULL}\n\n公司（简称“锦榆精机”）成立。\n\n员工812人。\n", "a.md")
    assert all("锦榆精机" in each.context.text for each in found(document))


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        (
            "全体居民人均可支配收入25680元，增长6.8%。其中城镇居民35420元；农村居民16380元。",
            ["", "（居民人均可支配收入）", "（居民人均可支配收入）"],
        ),
        ("人均可支配收入25680元。城镇居民消费支出16380元。", ["", ""]),  # says what it measures
        ("人均可支配收入25680元。常住人口51.8万人。", ["", ""]),  # another unit
        ("人均可支配收入25680元。\n\n低保标准710元。", ["", ""]),  # another paragraph
    ],
)
def test_what_a_bare_figure_measures(text: str, measured: list[str]) -> None:
    document = make_document(text, "a.md")
    assert [measured_before(document, place) for place in range(len(document_sentences(document)))] == measured
