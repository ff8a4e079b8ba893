"""A question in words far from the report's: what is refused at first is looked at again by models fitted to such."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant import Assistant
from assistant.answering.evidence import EvidenceFinder
from assistant.answering.features import FEATURES
from assistant.answering.question import analyse
from assistant.answering.signals import SIGNALS, known_share, names_indicator, signal_rows
from assistant.indexing.encoder import load_encoder
from assistant.indexing.index import open_index
from assistant.retrieval.retriever import Retriever
from assistant.settings import load_settings

REPORT = """# 云溪机床股份有限公司2022年年度报告

## 经营情况
2022年，公司实现营业收入48.6亿元，同比增长12.3%；归属于母公司股东的净利润为5.13亿元，同比增长8.2%。年末资产总额为97.4亿元。

## 治理
公司法定代表人为祁衡山，党委书记由罗以澄担任。2022年4月，原总经理贺鸿章因年龄原因卸任。

## 员工
2022年末，公司员工总数为6842人，其中研发人员1135人。
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("far")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "report.md").write_text(REPORT, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def finder(folder: Path) -> EvidenceFinder:
    settings, encoder = load_settings(), load_encoder("static")
    index, _ = open_index(folder / "documents", folder / "index", settings, encoder)
    return EvidenceFinder(Retriever(index, encoder, settings))


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("云溪机床这一年赚了多少钱", "5.13亿元"),
        ("公司一共有多少号人", "6842人"),
        ("前任总经理为什么不干了", "因年龄原因"),
    ],
)
def test_far_words_find_their_sentence(folder: Path, question: str, quote: str) -> None:
    answer = Assistant.open(folder / "documents", folder / "index").ask(question)
    assert not answer.refused
    assert any(quote in citation.quote for citation in answer.citations)


@pytest.mark.parametrize("question", ["云溪机床这一年捐了多少钱", "云溪机床的股票代码是多少", "感冒了吃什么药好得快"])
def test_what_is_not_told_stays_refused(folder: Path, question: str) -> None:
    assert Assistant.open(folder / "documents", folder / "index").ask(question).refused


def test_the_second_look_is_at_the_same_sentences_by_another_score(finder: EvidenceFinder) -> None:
    question = analyse("谁是一把手")
    ranked = finder.rank(question, finder.retriever.retrieve(question.text, 10))
    again = finder.rank_far(question, ranked)
    assert [one.score for one in again] == sorted((one.score for one in again), reverse=True)
    assert {one.candidate.sentence for one in again} == {one.candidate.sentence for one in ranked}
    assert {one.features.shape for one in again} == {(len(FEATURES) + len(SIGNALS),)}
    assert finder.rank_far(question, []) == []


def test_a_word_counts_as_translated_where_the_report_says_what_it_stands_for(finder: EvidenceFinder) -> None:
    question = analyse("赚了多少钱")
    found, _ = finder.rows(question, finder.retriever.retrieve(question.text, 10))
    column = signal_rows(question, found)[:, SIGNALS.index("translated_missing")]
    best = found[int(np.argmax(column))].sentence.text
    assert "净利润" in best


def test_known_share_is_one_without_content_and_none_for_other_subjects() -> None:
    assert known_share(analyse("多少"), "报告") == 1.0
    assert known_share(analyse("蝴蝶怎样过冬"), "公司实现营业收入48.6亿元") == 0.0


def test_an_indicator_is_named_by_most_of_its_pairs(finder: EvidenceFinder) -> None:
    question = analyse("云溪机床的营业收入是多少")
    hits = finder.retriever.retrieve(question.text, 10)
    found, _ = finder.rows(question, hits)
    named = [one.sentence.text for one in found if names_indicator(question, one)]
    assert any("营业收入48.6亿元" in text for text in named)
    assert not any("法定代表人" in text for text in named)
