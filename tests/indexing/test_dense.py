from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.errors import EncoderError
from assistant.indexing.dense import Dense, Vectors, make_graph

RANDOM = np.random.default_rng(7)


def unit_rows(count: int, dimension: int = 32) -> NDArray[np.float32]:
    """Vectors around a few centres, as those of texts are."""
    centres = RANDOM.standard_normal((20, dimension))
    vectors = centres[RANDOM.integers(0, 20, count)] + 0.7 * RANDOM.standard_normal((count, dimension))
    rows: NDArray[np.float32] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return rows


def test_cosines_worked_out_by_hand() -> None:
    dense = Dense([Vectors(np.array([[1, 0], [0.6, 0.8], [-1, 0]], dtype=np.float32))], np.arange(3))
    query = np.array([0.6, 0.8], dtype=np.float32)
    assert dense.scores(query).tolist() == pytest.approx([0.6, 1.0, -0.6])
    scores, passages = dense.search(query[None], 2)
    assert passages.tolist() == [[1, 0]]
    assert scores.tolist() == [pytest.approx([1.0, 0.6])]


def test_more_than_there_are_gives_all() -> None:
    dense = Dense([Vectors(unit_rows(3))], np.arange(3))
    scores, passages = dense.search(unit_rows(2), 10)
    assert scores.shape == passages.shape == (2, 3)
    assert sorted(passages[0].tolist()) == [0, 1, 2]


@pytest.mark.parametrize("with_graph", [False, True])
def test_segments_order_and_deleted_passages(with_graph: bool) -> None:
    rows = unit_rows(600)
    parts = [Vectors(part, make_graph(part) if with_graph else None) for part in (rows[:250], rows[250:])]
    order = RANDOM.permutation(600)[:400]
    dense = Dense(parts, order)
    queries = unit_rows(20)
    expected = queries @ rows[order].T
    found_scores, found = dense.search(queries, 10)
    assert np.array([dense.scores(query) for query in queries]) == pytest.approx(expected, abs=1e-6)
    assert found_scores == pytest.approx(np.take_along_axis(expected, found, axis=1), abs=1e-6)
    assert (np.diff(found_scores, axis=1) <= 0).all()
    best = np.argsort(-expected, axis=1)[:, :10]
    recall = np.mean([len(set(ours) & set(exact)) / 10 for ours, exact in zip(found, best, strict=True)])
    assert recall >= (0.95 if with_graph else 1.0)


@pytest.mark.parametrize("with_graph", [False, True])
def test_saved_vectors_come_back_mapped(tmp_path: Path, with_graph: bool) -> None:
    rows = unit_rows(300)
    Vectors(rows, make_graph(rows) if with_graph else None).save(tmp_path)
    loaded = Vectors.load(tmp_path)
    assert isinstance(loaded.rows.base, np.memmap)
    query = unit_rows(1)
    kept = Dense([Vectors(rows, make_graph(rows) if with_graph else None)], np.arange(300)).search(query, 5)
    for path in tmp_path.iterdir():
        path.unlink()  # what is mapped outlives its file
    assert Dense([loaded], np.arange(300)).search(query, 5)[1].tolist() == kept[1].tolist()


def test_a_zero_vector_scores_zero() -> None:
    dense = Dense([Vectors(unit_rows(4))], np.arange(4))
    assert dense.scores(np.zeros(32, dtype=np.float32)).tolist() == [0, 0, 0, 0]


def test_a_vector_of_another_encoder_is_refused() -> None:
    with pytest.raises(EncoderError, match=r"a vector of shape \(16,\) cannot be compared with those of shape \(32,\)"):
        Dense([Vectors(unit_rows(4))], np.arange(4)).scores(np.zeros(16, dtype=np.float32))
