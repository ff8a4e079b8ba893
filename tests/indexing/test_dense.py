from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.errors import EncoderError
from assistant.indexing.dense import CODED_FROM, SAMPLED, Dense, Vectors

RANDOM = np.random.default_rng(7)
ROUNDED = 1e-4


def unit_rows(count: int, dimension: int = 32) -> NDArray[np.float32]:
    """Vectors around a few centres, as those of texts are."""
    centres = RANDOM.standard_normal((20, dimension))
    vectors = centres[RANDOM.integers(0, 20, count)] + 0.7 * RANDOM.standard_normal((count, dimension))
    rows: NDArray[np.float32] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return rows


def whole(rows: NDArray[np.float32]) -> Dense:
    return Dense([Vectors.of(rows)], np.arange(len(rows)))


def test_cosines_worked_out_by_hand() -> None:
    dense = whole(np.array([[1, 0], [0.6, 0.8], [-1, 0]], dtype=np.float32))
    query = np.array([0.6, 0.8], dtype=np.float32)
    assert dense.scores(query).tolist() == pytest.approx([0.6, 1.0, -0.6], abs=ROUNDED)
    assert dense.scores(query, np.array([2, 0])).tolist() == pytest.approx([-0.6, 0.6], abs=ROUNDED)
    assert dense.scores(query, np.array([], dtype=np.int64)).tolist() == []
    assert dense.search(query, 2).tolist() == [1, 0]
    # The mean of 0.6, 1 and -0.6 is 1 / 3, and their variance 1.72 / 3 - 1 / 9.
    assert dense.spread(query) == pytest.approx((1 / 3, np.sqrt(1.72 / 3 - 1 / 9)), abs=ROUNDED)


def test_more_than_there_are_gives_all() -> None:
    assert sorted(whole(unit_rows(3)).search(unit_rows(1)[0], 10).tolist()) == [0, 1, 2]


@pytest.mark.parametrize("sizes", [(250, 350), (CODED_FROM, CODED_FROM + 9, 70)])
def test_segments_order_and_deleted_passages(sizes: tuple[int, ...]) -> None:
    rows = unit_rows(sum(sizes))
    parts = [Vectors.of(part) for part in np.split(rows, np.cumsum(sizes)[:-1])]
    assert [part.codes is not None for part in parts] == [size >= CODED_FROM for size in sizes]
    order = RANDOM.permutation(len(rows))[: len(rows) * 2 // 3]
    dense = Dense(parts, order)
    queries = unit_rows(20)
    expected = queries @ rows[order].T
    some = RANDOM.permutation(len(order))[:50]
    recall = []
    for query, exact in zip(queries, expected, strict=True):
        assert dense.scores(query) == pytest.approx(exact, abs=ROUNDED)
        assert dense.scores(query, some) == pytest.approx(exact[some], abs=ROUNDED)
        found = dense.search(query, 100)
        assert len(set(found.tolist())) == 100
        assert (np.diff(exact[found]) <= ROUNDED).all()
        assert dense.spread(query) == pytest.approx((exact.mean(), exact.std()), abs=0.01)
        recall.append(len(set(found[:10]) & set(np.argsort(-exact)[:10])) / 10)
    assert np.mean(recall) >= 0.99


def test_the_spread_of_many_scores_is_estimated_from_some_of_them() -> None:
    rows, query = unit_rows(3 * SAMPLED), unit_rows(1)[0]
    scores = rows @ query
    assert whole(rows).spread(query) == pytest.approx((scores[::3].mean(), scores[::3].std()), abs=ROUNDED)


@pytest.mark.parametrize("count", [300, CODED_FROM])
def test_saved_vectors_come_back_mapped(tmp_path: Path, count: int) -> None:
    rows = unit_rows(count)
    Vectors.of(rows).save(tmp_path)
    loaded = Vectors.load(tmp_path)
    assert isinstance(loaded.rows.base, np.memmap)
    for path in tmp_path.iterdir():
        path.unlink()  # what is mapped outlives its file
    query = unit_rows(1)[0]
    assert Dense([loaded], np.arange(count)).search(query, 5).tolist() == whole(rows).search(query, 5).tolist()


def test_a_zero_vector_scores_zero() -> None:
    dense, nothing = whole(unit_rows(CODED_FROM)), np.zeros(32, dtype=np.float32)
    assert dense.scores(nothing, np.arange(4)).tolist() == [0, 0, 0, 0]
    assert len(dense.search(nothing, 5)) == 5


def test_a_vector_of_another_encoder_is_refused() -> None:
    with pytest.raises(EncoderError, match=r"a vector of shape \(16,\) cannot be compared with those of shape \(32,\)"):
        whole(unit_rows(4)).scores(np.zeros(16, dtype=np.float32))
