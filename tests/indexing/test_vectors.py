from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from assistant.indexing.vectors import Vectors

COUNTS = st.lists(st.integers(1, 4), min_size=1, max_size=8)


def unit_rows(count: int, dimension: int = 16) -> NDArray[np.float32]:
    rows = np.random.default_rng(count).standard_normal((count, dimension)).astype(np.float32)
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def numbered(counts: list[int]) -> Vectors:
    return Vectors.of(unit_rows(sum(counts)), counts)


def windows(vectors: Vectors, passage: int) -> list[list[float]]:
    held = slice(vectors.firsts[passage], vectors.firsts[passage + 1])
    return [[float(scale), *row] for scale, row in zip(vectors.scales[held], vectors.rows[held].tolist(), strict=True)]


def test_a_row_is_in_127ths_of_its_largest_number() -> None:
    vectors = Vectors.of(np.array([[0.6, -0.8], [0, 0], [0, 1]], dtype=np.float32), [1, 2])
    assert vectors.rows.tolist() == [[95, -127], [0, 0], [0, 127]]
    assert vectors.scales.tolist() == pytest.approx([0.8 / 127, 0, 1 / 127])
    assert vectors.firsts.tolist() == [0, 1, 3]
    assert len(vectors) == 2


@given(COUNTS)
def test_what_is_kept_is_off_by_half_a_step_at_most(counts: list[int]) -> None:
    exact, vectors = unit_rows(sum(counts)), numbered(counts)
    assert (np.abs(vectors.rows * vectors.scales[:, None] - exact) <= vectors.scales[:, None] * 0.5001).all()


@given(COUNTS, st.data())
def test_passages_are_taken_with_their_windows(counts: list[int], data: st.DataObject) -> None:
    vectors = numbered(counts)
    wanted = data.draw(st.lists(st.integers(0, len(counts) - 1)))
    taken = vectors.take(np.array(wanted, dtype=np.int64))
    assert len(taken) == len(wanted)
    assert [windows(taken, place) for place in range(len(wanted))] == [windows(vectors, number) for number in wanted]


@given(COUNTS, st.data())
def test_what_is_cut_and_joined_again_is_the_same(counts: list[int], data: st.DataObject) -> None:
    vectors = numbered(counts)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(counts)), max_size=3)))
    bounds = zip([0, *cuts], [*cuts, len(counts)], strict=True)
    joined = Vectors.joined([vectors[first:last] for first, last in bounds])
    assert [windows(joined, place) for place in range(len(counts))] == [
        windows(vectors, place) for place in range(len(counts))
    ]


def test_saved_vectors_come_back_mapped(tmp_path: Path) -> None:
    vectors = numbered([2, 1, 3])
    vectors.save(tmp_path)
    loaded = Vectors.load(tmp_path)
    assert isinstance(loaded.rows.base, np.memmap)
    for path in tmp_path.iterdir():
        path.unlink()  # what is mapped outlives its file
    assert [windows(loaded, place) for place in range(3)] == [windows(vectors, place) for place in range(3)]
