from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.errors import EncoderError
from assistant.indexing.codes import Codes
from assistant.indexing.dense import COARSE, SAMPLED, Dense, Part
from assistant.indexing.vectors import Vectors

RANDOM = np.random.default_rng(7)
ROUNDED = 5e-3
"""Half a 127th of the largest number in each of 32 dimensions."""


def unit_rows(count: int, dimension: int = 32) -> NDArray[np.float32]:
    """Vectors around a few centres, as those of texts are."""
    centres = RANDOM.standard_normal((20, dimension))
    vectors = centres[RANDOM.integers(0, 20, count)] + 0.7 * RANDOM.standard_normal((count, dimension))
    rows: NDArray[np.float32] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return rows


def whole(rows: NDArray[np.float32]) -> Dense:
    """A shelf of passages of one window each."""
    return Dense([Part.of(Vectors.of(rows, [1] * len(rows)))], np.arange(len(rows)))


def best_windows(passages: list[NDArray[np.float32]], query: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.array([max(float(window @ query) for window in windows) for windows in passages], dtype=np.float32)


def test_the_best_window_is_the_score_worked_out_by_hand() -> None:
    rows = np.array([[1, 0], [0.6, 0.8], [-1, 0], [0, -1], [0, 1]], dtype=np.float32)
    dense = Dense([Part.of(Vectors.of(rows, [2, 1, 2]))], np.arange(3))
    query = np.array([0.6, 0.8], dtype=np.float32)
    assert dense.scores(query).tolist() == pytest.approx([1.0, -0.6, 0.8], abs=ROUNDED)
    assert dense.scores(query, np.array([2, 0])).tolist() == pytest.approx([0.8, 1.0], abs=ROUNDED)
    assert dense.scores(query, np.array([], dtype=np.int64)).tolist() == []
    assert [dense.promising(query, k).tolist() for k in (1, 2, 3, 5)] == [[0], [0, 2], [0, 2], [0, 1, 2]]
    # The mean of 1, -0.6 and 0.8 is 0.4, and their variance 2 / 3 - 0.16.
    assert dense.spread(query) == pytest.approx((0.4, np.sqrt(2 / 3 - 0.16)), abs=ROUNDED)


@pytest.mark.parametrize("sizes", [(250, 350), (1024, 1033, 70), (70, 2048, 9)])
def test_segments_order_and_deleted_passages(sizes: tuple[int, ...]) -> None:
    counts = RANDOM.integers(1, 5, sum(sizes))
    rows = unit_rows(int(counts.sum()) + 20, dimension=256)
    passages, queries = np.split(rows[:-20], np.cumsum(counts)[:-1]), rows[-20:]
    cuts = np.cumsum(sizes)[:-1]
    parts = [
        Part.of(Vectors.of(np.concatenate(passages[first:last]), counts[first:last]))
        for first, last in zip([0, *cuts], [*cuts, len(counts)], strict=True)
    ]
    order = RANDOM.permutation(len(counts))[: len(counts) * 2 // 3]
    dense, ordered = Dense(parts, order), [passages[place] for place in order]
    some = RANDOM.permutation(len(order))[:50]
    kept = []
    for query in queries:
        exact = best_windows(ordered, query)
        assert dense.scores(query) == pytest.approx(exact, abs=ROUNDED)
        assert dense.scores(query, some) == pytest.approx(exact[some], abs=ROUNDED)
        assert dense.spread(query) == pytest.approx((exact.mean(), exact.std()), abs=0.03)
        found = dense.promising(query, 300)
        assert found.tolist() == sorted(set(found.tolist()))
        assert 0 <= found[0] <= found[-1] < len(order)
        kept.append(len(set(found.tolist()) & set(np.argsort(-exact)[:10].tolist())) / 10)
    assert np.mean(kept) >= 0.99


def test_scores_do_not_depend_on_what_else_is_scored() -> None:
    counts = RANDOM.integers(1, 5, 3 * SAMPLED)
    vectors = Vectors.of(unit_rows(int(counts.sum())), counts)
    dense, query = Dense([Part.of(vectors)], np.arange(len(counts))), unit_rows(1)[0]
    everything = dense.scores(query)
    some = RANDOM.permutation(len(counts))[:300]
    assert dense.scores(query, some).tolist() == everything[some].tolist()
    assert [dense.scores(query, some[i : i + 1])[0] for i in range(20)] == everything[some[:20]].tolist()


def test_asked_for_as_many_as_there_are_windows_it_gives_all_passages() -> None:
    counts = np.full(1500, 3)
    dense = Dense([Part.of(Vectors.of(unit_rows(4500), counts))], np.arange(1500))
    assert dense.promising(unit_rows(1)[0], 4500).tolist() == list(range(1500))


def test_the_windows_with_the_nearest_codes_are_compared_themselves() -> None:
    """The first has the signs of the question but another direction, the second another sign but nearly its direction."""
    query = np.array([0.9, 0.1, 0.1, 0.1], dtype=np.float32) / np.float32(np.sqrt(0.84))
    rows = np.array([[0.1, 0.1, 0.1, 0.9], [0.9, -0.1, 0.1, 0.1]], dtype=np.float32) / np.float32(np.sqrt(0.84))
    differing, windows = Codes.of(Vectors.of(rows, [1, 1])).search(query, 2)
    assert (differing.tolist(), windows.tolist()) == ([0, 1], [0, 1])
    assert whole(rows).promising(query, 1).tolist() == [1]


def test_only_the_nearest_codes_are_looked_at() -> None:
    near = np.array([1, 1, 1, 1, 1, 1, 1, -0.9], dtype=np.float32)
    rows = np.stack([np.ones(8, dtype=np.float32)] * COARSE + [near])
    query = np.array([1, 1, 1, 1, 1, 1, 1, 0.001], dtype=np.float32)
    differing, _ = Codes.of(Vectors.of(rows, [1] * len(rows))).search(query, len(rows))
    assert differing.tolist() == [0] * COARSE + [1]
    assert set(whole(rows).promising(query, 1).tolist()) <= set(range(COARSE))


def test_the_spread_of_many_scores_is_estimated_from_some_of_them() -> None:
    rows, query = unit_rows(3 * SAMPLED), unit_rows(1)[0]
    scores = rows @ query
    assert whole(rows).spread(query) == pytest.approx((scores[::3].mean(), scores[::3].std()), abs=1e-3)


def test_saved_codes_find_the_same(tmp_path: Path) -> None:
    vectors, query = Vectors.of(unit_rows(300), [1] * 300), unit_rows(1)[0]
    codes = Codes.of(vectors)
    codes.save(tmp_path)
    loaded = Codes.load(tmp_path)
    (tmp_path / "codes.faiss").unlink()  # what is mapped outlives its file
    assert [found.tolist() for found in loaded.search(query, 9)] == [found.tolist() for found in codes.search(query, 9)]


def test_codes_that_are_gone_or_broken_are_an_error_of_the_system(tmp_path: Path) -> None:
    """Another process may have taken the segment away: who opens it looks again, as for any other file."""
    with pytest.raises(OSError, match="cannot be read"):
        Codes.load(tmp_path)
    (tmp_path / "codes.faiss").write_bytes(b"no index")
    with pytest.raises(OSError, match="cannot be read"):
        Codes.load(tmp_path)


def test_a_windows_code_is_the_same_among_others() -> None:
    rows, query = unit_rows(40), unit_rows(1)[0]
    together = dict(zip(*reversed(Codes.of(Vectors.of(rows, [1] * 40)).search(query, 40)), strict=True))
    for number in range(40):
        alone, _ = Codes.of(Vectors.of(rows[number : number + 1], [1])).search(query, 1)
        assert alone[0] == together[number]


def test_joined_codes_find_what_all_windows_together_do() -> None:
    rows, query = unit_rows(90), unit_rows(1)[0]
    parts = [Codes.of(Vectors.of(some, [1] * len(some))) for some in (rows[:40], rows[40:41], rows[41:])]
    written = Vectors.of(rows, [1] * 90).rows
    expected = ((written > 0) != (query > 0)).sum(axis=1)
    differing, windows = Codes.joined(parts).search(query, 90)
    assert sorted(windows.tolist()) == list(range(90))
    assert differing.tolist() == sorted(expected.tolist()) == expected[windows].tolist()
    assert Codes.joined(parts).search(query, 7)[0].tolist() == sorted(expected.tolist())[:7]


def test_a_zero_vector_scores_zero() -> None:
    dense, nothing = whole(unit_rows(1500)), np.zeros(32, dtype=np.float32)
    assert dense.scores(nothing, np.arange(4)).tolist() == [0, 0, 0, 0]
    assert len(dense.promising(nothing, 5)) == 5


def test_windows_without_a_vector_are_found_last() -> None:
    rows = unit_rows(1500)
    rows[5:] = 0
    query = rows[0]
    dense = whole(rows)
    assert dense.scores(query, np.array([0, 9])).tolist() == pytest.approx([1, 0], abs=ROUNDED)
    assert 0 in dense.promising(query, 3)


def test_a_vector_of_another_encoder_is_refused() -> None:
    with pytest.raises(EncoderError, match=r"a vector of shape \(16,\) cannot be compared with those of shape \(32,\)"):
        whole(unit_rows(4)).scores(np.zeros(16, dtype=np.float32))
