"""Order, ties and titles over small real indexes with a toy encoder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.indexing.index import open_index
from assistant.retrieval.fusion import fuse
from assistant.retrieval.retriever import Retriever
from assistant.settings import load_settings
from assistant.testing import ToyEncoder
from assistant.text import bigrams, fold, words

REPORTS = {
    "a.md": "# 云谷区报告\n\n## 企业\n\n截至2022年年底，云谷区共有上市企业268家。\n\n## 面积\n\n面积为430.8平方公里。\n",
    "b.md": "# 雾山区报告\n\n## 企业\n\n截至2022年年底，共有上市企业31家。\n\n## 人口\n\n常住人口为18万人。\n",
    "c.md": "# 河湾区报告\n\n## 企业\n\n截至2022年年底，共有上市企业31家。\n",
}


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    for name, text in REPORTS.items():
        path = tmp_path / "documents" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def opened(shelf: Path, **values: Any) -> Retriever:
    settings, encoder = load_settings(shelf / "none.toml", {}, **values), ToyEncoder()
    return Retriever(open_index(shelf / "documents", shelf / "index", settings, encoder)[0], encoder, settings)


def test_hits_come_best_first_and_their_text_is_that_of_the_document(shelf: Path) -> None:
    retriever = opened(shelf)
    hits = retriever.retrieve("云谷区有多少上市企业？", 10)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert "268家" in hits[0].passage.text
    for hit in hits:
        text = retriever.index.documents[hit.passage.document_id].text
        assert text[hit.passage.start : hit.passage.end] == hit.passage.text


def test_a_smaller_shelf_gives_fewer_hits(shelf: Path) -> None:
    retriever = opened(shelf)
    assert len(retriever.index.passages) == 5
    assert [len(retriever.retrieve("上市企业", top_k)) for top_k in (1, 3, 5, 100)] == [1, 3, 5, 5]


def test_fewer_hits_are_the_first_of_more(shelf: Path) -> None:
    retriever = opened(shelf)
    everything = retriever.retrieve("人口和面积", 5)
    assert all(retriever.retrieve("人口和面积", top_k) == everything[:top_k] for top_k in range(1, 6))


@pytest.mark.parametrize("question", ["！？", "xyz", "上市企业"])
def test_equal_scores_keep_the_order_of_the_shelf(shelf: Path, question: str) -> None:
    retriever = opened(shelf, dense_weight=0, title_weight=0)
    hits = retriever.retrieve(question, 5)
    places = [(-hit.score, list(retriever.index.passages).index(hit.passage)) for hit in hits]
    assert places == sorted(places)


def test_the_score_is_the_fusion_that_the_hit_shows(shelf: Path) -> None:
    retriever, question = opened(shelf, dense_weight=0.4, title_weight=0), "雾山区常住人口"
    index = retriever.index
    lexical = fuse([(1, index.words.scores(words(question))), (1, index.bigrams.scores(bigrams(question)))])
    dense = np.array([index.dense.scores(retriever.encoder.encode([fold(question)])[0])])[0]
    expected = fuse([(0.6, lexical), (0.4, dense)])
    for hit in retriever.retrieve(question, 5):
        number = list(index.passages).index(hit.passage)
        assert hit.lexical == pytest.approx(float(lexical[number]))
        assert hit.dense == pytest.approx(float(dense[number]))
        assert hit.score == pytest.approx(float(expected[number]), abs=1e-6)


def test_a_question_that_names_a_report_gets_that_report(shelf: Path) -> None:
    for name, other in (("雾山区", "b.md"), ("河湾区", "c.md")):
        retriever = opened(shelf)
        best = retriever.retrieve(f"{name}报告里上市企业有多少家？", 1)[0].passage
        assert retriever.index.documents[best.document_id].source == other
        assert "31家" in best.text


def test_the_title_adds_its_weight_times_the_squared_share_that_is_named(shelf: Path) -> None:
    question = "雾山区上市企业有多少家？"  # three of the six characters of 雾山区报告
    plain = {hit.passage: hit.score for hit in opened(shelf, title_weight=0).retrieve(question, 5)}
    for hit in opened(shelf, title_weight=2).retrieve(question, 5):
        share = {"雾山区报告": 3 / 5}.get(hit.passage.title, 1 / 5)
        assert hit.score == pytest.approx(plain[hit.passage] + 2 * share**2, abs=1e-6)


def test_only_the_best_candidates_are_compared_with_the_titles(shelf: Path) -> None:
    assert len(opened(shelf, candidates=2).retrieve("上市企业", 5)) == 2


def test_the_spelling_of_the_question_does_not_matter(shelf: Path) -> None:
    retriever = opened(shelf)
    assert retriever.retrieve("霧山區常住人口１８萬人", 5) == retriever.retrieve("雾山区常住人口18万人", 5)
