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
        """Return the summed leaf values, float32 (len(rows),); `rows` is float32 (n, n_features) without NaN."""
        walk, values = self._walk, rows.ravel()
        ends = np.tile(walk.roots, len(rows))
        # Only the walks still under way are taken a step further: the longest is several times as long as most.
        going = np.flatnonzero(ends < len(self.feature))
        nodes = ends.take(going)
        starts = going // len(walk.roots) * rows.shape[1]
        while len(going):
            # Two steps in one: what is taken, and not how much of it, is what costs.
            first = 2 * nodes + (values.take(starts + walk.feature.take(nodes)) > walk.threshold.take(nodes))
            second = 2 * first + (values.take(starts + walk.next_feature.take(first)) > walk.next_threshold.take(first))
            nodes = walk.targets.take(second)
            ends[going] = nodes
            inside = np.flatnonzero(nodes < len(self.feature))
            going, nodes, starts = going.take(inside), nodes.take(inside), starts.take(inside)
        reached = self.leaves.take(ends - len(self.feature)).reshape(len(rows), len(walk.roots))
        total: NDArray[np.float32] = reached.sum(axis=1, dtype=np.float32)
        return total

    @cached_property
    def _walk(self) -> _Walk:
        inner, ends = len(self.feature), np.arange(len(self.leaves))

        def target(to: NDArray[np.int32]) -> NDArray[np.intp]:
            return np.where(to < 0, inner - to - 1, to).astype(np.intp)

        feature = np.append(self.feature.astype(np.intp), np.zeros_like(ends))
        threshold = np.append(self.threshold, np.full(len(ends), np.inf, dtype=np.float32))
        targets = np.stack([np.append(target(to), inner + ends) for to in (self.left, self.right)], axis=1)
        return _Walk(
            feature=feature,
            threshold=threshold,
            next_feature=feature[targets].ravel(),
            next_threshold=threshold[targets].ravel(),
            targets=targets[targets].ravel(),
            roots=target(self.roots),
        )


@dataclass(frozen=True, slots=True)
class _Walk:
    """The nodes as numpy reads them fastest, for two steps at a time.

    Leaf k is node n_nodes + k and leads to itself. What node i leads to are numbers 2i and 2i + 1 of the arrays `next_`,
    and where j of these leads are numbers 2j and 2j + 1 of `targets`.
    """

    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    next_feature: NDArray[np.intp]
    next_threshold: NDArray[np.float32]
    targets: NDArray[np.intp]
    roots: NDArray[np.intp]


@cache
def load_trees(name: str) -> Trees:
    """Return a shipped model by the name of its file: 'evidence', 'near-miss'."""
    with as_file(files("assistant").joinpath(f"models/{name}.npz")) as path:
        return Trees.load(path)
