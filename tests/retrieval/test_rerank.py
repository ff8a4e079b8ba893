"""The second stage: a reranker of the tests', and a tiny cross-encoder of sentence-transformers made on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.errors import EncoderError
from assistant.indexing.index import open_index
from assistant.retrieval.rerank import CrossEncoderReranker, load_reranker
from assistant.retrieval.retriever import Retriever
from assistant.settings import load_settings
from assistant.testing import ToyEncoder

REPORT = "# 某区\n\n## 企业\n\n上市企业共268家。\n\n## 面积\n\n面积430平方公里。\n\n## 人口\n\n人口18万人。\n"


class Shortest:
    """Prefers short texts, and remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        self.given = [question, *texts]
        return np.array([-len(text) for text in texts], dtype=np.float32)


def retriever(folder: Path, reranker: Shortest | None, **values: float) -> Retriever:
    (folder / "documents").mkdir(exist_ok=True)
    (folder / "documents" / "a.md").write_text(REPORT, encoding="utf-8")
    settings, encoder = load_settings(folder / "none.toml", {}, **values), ToyEncoder()
    return Retriever(
        open_index(folder / "documents", folder / "index", settings, encoder)[0], encoder, settings, reranker
    )


def test_what_the_reranker_says_is_z_scored_weighted_and_added(tmp_path: Path) -> None:
    before = {hit.passage.text: hit for hit in retriever(tmp_path, None).retrieve("上市企业有多少", 3)}
    hits = retriever(tmp_path, Shortest(), rerank_weight=100).retrieve("上市企业有多少", 3)
    assert [hit.passage.text for hit in hits] == ["人口18万人。", "上市企业共268家。", "面积430平方公里。"]
    lengths = np.array([len(f"某区\n{hit.passage.heading}\n{hit.passage.text}") for hit in hits])
    expected = 100 * (lengths.mean() - lengths) / lengths.std()
    for hit, added in zip(hits, expected.tolist(), strict=True):
        assert hit.reranked == pytest.approx(added, rel=1e-5)
        assert hit.score == pytest.approx(before[hit.passage.text].score + added, rel=1e-5)


def test_it_reads_the_best_passages_alone_with_their_context(tmp_path: Path) -> None:
    reranker = Shortest()
    hits = retriever(tmp_path, reranker, rerank_passages=2).retrieve("上市企业有多少", 1)
    assert len(hits) == 1
    assert reranker.given[:2] == ["上市企业有多少", "某区\n企业\n上市企业共268家。"]
    assert len(reranker.given) == 3


def test_without_one_nothing_is_added(tmp_path: Path) -> None:
    assert load_reranker("") is None
    assert {hit.reranked for hit in retriever(tmp_path, None).retrieve("上市企业有多少", 3)} == {0.0}


def test_a_cross_encoder_scores_each_text_by_itself(tmp_path: Path) -> None:
    from sentence_transformers import CrossEncoder

    folder = tiny_cross_encoder(tmp_path)
    loaded = load_reranker(str(folder))
    assert isinstance(loaded, CrossEncoderReranker)
    scores = loaded.scores("海淀", ["企业", "海淀 企业"])
    single = CrossEncoder(str(folder)).predict([("海淀", "海淀 企业")], show_progress_bar=False)
    assert scores.shape == (2,)
    assert scores.dtype == np.float32
    np.testing.assert_allclose(scores[1:], single, rtol=1e-4)


def test_a_reranker_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"cannot load the reranker '.*nowhere'.*'' for none"):
        load_reranker(str(tmp_path / "nowhere"))


def tiny_cross_encoder(folder: Path) -> Path:
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"海淀企业"]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder / "model")
    torch.manual_seed(1)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=8,
    )
    config.num_labels = 1
    BertForSequenceClassification(config).save_pretrained(folder / "model")
    return folder / "model"
