"""Gradient-boosted trees read from plain arrays and evaluated with numpy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Trees:
    """A trained ensemble of regression trees, as LightGBM grows them.

    All trees' inner nodes lie one after the other. At node i the walk goes to `left[i]` when the row's value of
    `feature[i]` is at most `threshold[i]`, else to `right[i]`; a negative target -k-1 is leaf k. `roots` is where
    each tree starts. Inner arrays have shape (n_nodes,), `leaves` (n_leaves,), `roots` (n_trees,).
    """

    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    leaves: NDArray[np.float32]
    roots: NDArray[np.int32]
    depth: int

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
                depth=int(arrays["depth"]),
            )

    def predict(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the summed leaf values, float32 (len(rows),); `rows` is float32 (n, n_features) without NaN."""
        walk = self._walk
        values, starts = rows.ravel(), np.arange(len(rows))[:, None] * rows.shape[1]
        node = np.broadcast_to(walk.roots, (len(rows), len(walk.roots)))
        for _ in range(self.depth):
            goes_left = values[starts + walk.feature[node]] <= walk.threshold[node]
            node = np.where(goes_left, walk.left[node], walk.right[node])
        total: NDArray[np.float32] = walk.values[node].sum(axis=1, dtype=np.float32)
        return total

    @cached_property
    def _walk(self) -> _Walk:
        """The nodes with a node for each leaf behind them that leads to itself, so that all walks are as long."""
        inner, leaves = len(self.feature), len(self.leaves)
        ends = np.arange(inner, inner + leaves)

        def target(to: NDArray[np.int32]) -> NDArray[np.intp]:
            return np.where(to < 0, inner - to - 1, to).astype(np.intp)

        return _Walk(
            feature=np.concatenate([self.feature, np.zeros(leaves)]).astype(np.intp),
            threshold=np.concatenate([self.threshold, np.full(leaves, np.inf, dtype=np.float32)]),
            left=np.concatenate([target(self.left), ends]).astype(np.intp),
            right=np.concatenate([target(self.right), ends]).astype(np.intp),
            values=np.concatenate([np.zeros(inner, dtype=np.float32), self.leaves]),
            roots=target(self.roots),
        )


@dataclass(frozen=True, slots=True)
class _Walk:
    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    values: NDArray[np.float32]
    roots: NDArray[np.intp]


@cache
def load_trees(name: str) -> Trees:
    """Return a shipped model by name: 'evidence', 'support' or 'clauses'."""
    with as_file(files("assistant").joinpath(f"models/{name}.npz")) as path:
        return Trees.load(path)
