"""Trees against a hand-made one and against walking them node by node."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from assistant.answering.trees import MOST_LEAVES, Trees, load_trees

SHIPPED = ("evidence", "evidence-far", "support", "support-far", "near-miss", "clauses")


def made(
    feature: list[int], threshold: list[float], left: list[int], right: list[int], leaves: list[float], roots: list[int]
) -> Trees:
    inner = (np.array(each, dtype=np.int32) for each in (feature, left, right, roots))
    features, lefts, rights, starts = inner
    numbers = (np.array(each, dtype=np.float32) for each in (threshold, leaves))
    thresholds, values = numbers
    return Trees(features, thresholds, lefts, rights, values, starts)


# Two trees: x0 <= 0.5 ? 1 : (x1 <= 2 ? 10 : 20), and x1 <= 0 ? 100 : 200.
SMALL = made([0, 1, 1], [0.5, 2, 0], [-1, -2, -4], [1, -3, -5], [1, 10, 20, 100, 200], [0, 2])


@pytest.mark.parametrize(
    ("row", "expected"),
    [([0.5, 9], 201), ([0.4, 0], 101), ([0.6, 2], 210), ([0.6, 2.1], 220), ([1, -1], 110), ([-5, -5], 101)],
)
def test_hand_made_trees(row: list[float], expected: float) -> None:
    assert SMALL.predict(np.array([row], dtype=np.float32)).tolist() == [expected]


def test_rows_are_independent() -> None:
    rows = np.array([[0.5, 9], [0.6, 2], [0.6, 2.1]], dtype=np.float32)
    assert SMALL.predict(rows).tolist() == [201, 210, 220]
    assert SMALL.predict(rows[:0]).tolist() == []


def walk(trees: Trees, row: NDArray[np.float32]) -> float:
    total = 0.0
    for root in trees.roots.tolist():
        node = root
        while node >= 0:
            smaller = row[trees.feature[node]] <= trees.threshold[node]
            node = int(trees.left[node] if smaller else trees.right[node])
        total += float(trees.leaves[-node - 1])
    return total


@pytest.mark.parametrize("name", SHIPPED)
@given(seed=st.integers(0, 10**6))
def test_the_shipped_models_give_what_walking_them_gives(name: str, seed: int) -> None:
    trees = load_trees(name)
    draw = np.random.default_rng(seed)
    chosen = draw.choice(trees.threshold, size=(3, int(trees.feature.max()) + 1))
    rows = (chosen + draw.choice([-1, 0, 1], size=chosen.shape)).astype(np.float32)
    expected = [walk(trees, row) for row in rows]
    np.testing.assert_allclose(trees.predict(rows), expected, rtol=1e-4, atol=1e-3)


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_models_are_whole(name: str) -> None:
    trees = load_trees(name)
    nodes, leaves = len(trees.feature), len(trees.leaves)
    targets = np.concatenate([trees.left, trees.right])
    reached = np.sort(np.concatenate([targets, trees.roots]))
    np.testing.assert_array_equal(reached, np.arange(-leaves, nodes))
    assert leaves == nodes + len(trees.roots)
    assert np.isfinite(trees.threshold).all()
    assert np.isfinite(trees.leaves).all()


def grown(draw: np.random.Generator, sizes: list[int]) -> Trees:
    """Return trees with so many leaves each, divided at random, over three features of few values."""
    feature, threshold, left, right = [list[int]() for _ in range(4)]
    leaves, roots = list[float](), list[int]()

    def grow(size: int) -> int:
        if size == 1:
            leaves.append(float(draw.integers(100)))
            return -len(leaves)
        node = len(feature)
        for each, value in ((feature, draw.integers(3)), (threshold, draw.integers(4)), (left, 0), (right, 0)):
            each.append(int(value))
        part = int(draw.integers(1, size))
        left[node] = grow(part)
        right[node] = grow(size - part)
        return node

    for size in sizes:
        roots.append(grow(size))
    return made(feature, list(map(float, threshold)), left, right, leaves, roots)


@given(seed=st.integers(0, 10**6), sizes=st.lists(st.integers(1, MOST_LEAVES), min_size=1, max_size=6))
def test_trees_of_any_shape_give_what_walking_them_gives(seed: int, sizes: list[int]) -> None:
    draw = np.random.default_rng(seed)
    trees = grown(draw, sizes)
    rows = draw.integers(5, size=(4, 3)).astype(np.float32)
    assert trees.predict(rows).tolist() == [walk(trees, row) for row in rows]


def test_a_tree_of_too_many_leaves_is_an_error() -> None:
    trees = grown(np.random.default_rng(0), [3, MOST_LEAVES + 1])
    with pytest.raises(ValueError, match="a tree with 65 leaves; train trees of at most 64"):
        trees.predict(np.zeros((1, 3), dtype=np.float32))


def test_a_model_is_stored_in_plain_arrays(tmp_path: Path) -> None:
    path = tmp_path / "small.npz"
    arrays = {name: getattr(SMALL, name) for name in ("feature", "threshold", "left", "right", "leaves", "roots")}
    np.savez(path, allow_pickle=False, **arrays)
    row = np.array([[0.6, 2.1]], dtype=np.float32)
    assert Trees.load(path).predict(row).tolist() == [220]
    np.savez(path, **arrays | {"feature": np.array([object()])})
    with pytest.raises(ValueError, match="allow_pickle=False"):
        Trees.load(path)
