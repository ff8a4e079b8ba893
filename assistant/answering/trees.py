"""Gradient-boosted trees read from plain arrays and evaluated with numpy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
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
        node = np.broadcast_to(self.roots, (len(rows), len(self.roots))).copy()
        lines = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            inner = np.maximum(node, 0)
            goes_left = rows[lines, self.feature[inner]] <= self.threshold[inner]
            step = np.where(goes_left, self.left[inner], self.right[inner])
            node = np.where(node < 0, node, step)
        total: NDArray[np.float32] = self.leaves[-node - 1].sum(axis=1, dtype=np.float32)
        return total


@cache
def load_trees(name: str) -> Trees:
    """Return a shipped model by name: 'evidence', 'support' or 'clauses'."""
    with as_file(files("assistant").joinpath(f"models/{name}.npz")) as path:
        return Trees.load(path)
