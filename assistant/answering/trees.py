"""Gradient-boosted trees read from plain arrays and evaluated with numpy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

MOST_LEAVES = 64


@dataclass(frozen=True)
class Trees:
    """A trained ensemble of regression trees, as LightGBM grows them.

    All trees' inner nodes lie one after the other, each before those under it. At node i the walk goes to `left[i]` when
    the row's value of `feature[i]` is at most `threshold[i]`, else to `right[i]`; a negative target -k-1 is leaf k, and
    leaves are numbered from left to right. `roots` is where each tree starts, which has at most MOST_LEAVES leaves.
    Inner arrays have shape (n_nodes,), `leaves` (n_leaves,), `roots` (n_trees,).
    """

    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    leaves: NDArray[np.float32]
    roots: NDArray[np.int32]

    @classmethod
    def load(cls, path: Path) -> Trees:
        """Read the .npz file that training wrote."""
        with np.load(path, allow_pickle=False) as arrays:
            return cls(
                feature=arrays["feature"].astype(np.int32),
                threshold=arrays["threshold"],
                left=arrays["left"].astype(np.int32),
                right=arrays["right"].astype(np.int32),
                leaves=arrays["leaves"].astype(np.float32),
                roots=arrays["roots"].astype(np.int32),
            )

    def predict(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the summed leaf values, float32 (len(rows),); `rows` is float32 (n, n_features) without NaN.

        The method is QuickScorer (Lucchese et al., SIGIR 2015): of each tree's leaves, one bit for each, those are crossed
        out that lie left of a node where the row goes right; the first that is left is where it ends.
        """
        nodes = self._nodes
        crossed = np.empty((len(rows), len(self.roots)), dtype=nodes.leaves_left.dtype)
        for row, bits in zip(rows, crossed, strict=True):
            right = row.take(nodes.feature) > nodes.threshold
            np.bitwise_or.reduce((right * nodes.leaves_left).reshape(-1, len(bits)), axis=0, out=bits)
        first = ~crossed & (crossed + crossed.dtype.type(1))
        place = np.frexp(first.astype(np.float32))[1] - 1
        total: NDArray[np.float32] = self.leaves.take(nodes.first_leaf + place).sum(axis=1, dtype=np.float32)
        return total

    @cached_property
    def _nodes(self) -> _Nodes:
        first = self._first_leaf(self.roots)
        grown = np.flatnonzero(self.roots >= 0)
        starts = self.roots[grown]
        node = np.arange(len(self.feature))
        of = np.searchsorted(starts, node, side="right") - 1
        tree, place = grown[of], node - starts[of]
        most = int(np.diff([*first, len(self.leaves)]).max(initial=1))
        if most > MOST_LEAVES:
            raise ValueError(f"a tree with {most} leaves; train trees of at most {MOST_LEAVES}")
        one = np.uint64(1)
        begin, end = (self._first_leaf(to) - first[tree] for to in (self.left, self.right))
        bits = (one << end.astype(np.uint64)) - (one << begin.astype(np.uint64))
        shape = (int(place.max(initial=-1)) + 1, len(self.roots))
        feature, threshold = np.zeros(shape, dtype=np.intp), np.full(shape, np.inf, dtype=np.float32)
        leaves_left = np.zeros(shape, dtype=np.min_scalar_type((1 << most) - 1))
        feature[place, tree], threshold[place, tree], leaves_left[place, tree] = self.feature, self.threshold, bits
        return _Nodes(feature.ravel(), threshold.ravel(), leaves_left.ravel(), first)

    def _first_leaf(self, targets: NDArray[np.int32]) -> NDArray[np.intp]:
        """Return the leaf that lies farthest to the left under each target."""
        targets = targets.copy()
        while len(inner := np.flatnonzero(targets >= 0)):
            targets[inner] = self.left[targets[inner]]
        return (-targets - 1).astype(np.intp)


@dataclass(frozen=True, slots=True)
class _Nodes:
    """The nth nodes of all trees one after the other, for n from 0; where a tree has less, one that is never gone right at.

    `leaves_left` are the leaves under a node's left branch, bit k of an unsigned integer for leaf `first_leaf` + k of its
    tree. The first three arrays have shape (most nodes of a tree * n_trees,), `first_leaf` (n_trees,).
    """

    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    leaves_left: NDArray[np.unsignedinteger]
    first_leaf: NDArray[np.intp]


@cache
def load_trees(name: str) -> Trees:
    """Return a shipped model by the name of its file: 'evidence', 'near-miss'."""
    with as_file(files("assistant").joinpath(f"models/{name}.npz")) as path:
        return Trees.load(path)
