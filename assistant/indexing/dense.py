"""Dense search: the score of a passage is the best cosine, -1 to 1, of the question's vector and one of its windows'."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from assistant.errors import EncoderError
from assistant.indexing.codes import Codes
from assistant.indexing.vectors import Vectors

# faiss declares the signatures of its C++ classes, not those of the Python ones around them.
_FAISS: Any = faiss

CODED_FROM = 1024
"""Passages from which a segment has codes."""
SAMPLED = 1024
"""Passages of a larger shelf that stand for all of them when the spread of scores is estimated."""
_SCORED_AT_ONCE = 4096
_POOL = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="codes")


@dataclass(frozen=True, slots=True)
class Part:
    """The vectors of a segment, and their codes where it is large."""

    vectors: Vectors
    codes: Codes | None = None

    @classmethod
    def of(cls, vectors: Vectors) -> Part:
        """Code `vectors` if there are many."""
        return cls(vectors, Codes.of(vectors) if len(vectors) >= CODED_FROM else None)


class Dense:
    """Searches the vectors of a shelf. Safe to share between threads."""

    def __init__(self, parts: Sequence[Part], order: NDArray[np.int64]) -> None:
        """Take the passages of `parts`, stacked, in the order in which `order` (n_passages,) picks them."""
        self._parts = parts
        self._order = order
        self._offsets = np.cumsum([0, *(len(part.vectors) for part in parts)])
        self._passages = np.full(self._offsets[-1], -1, dtype=np.int64)
        self._passages[order] = np.arange(len(order))

    def scores(self, vector: NDArray[np.float32], passages: NDArray[np.int64] | None = None) -> NDArray[np.float32]:
        """Return the scores of `passages` (n,), of all when it is None, for one `vector` (dimension,), float32 (n,)."""
        if len(self._order) <= SAMPLED:  # then all are in the sample, in memory
            every = _scores(self._sample, vector)
            return every if passages is None else every[passages]
        wanted = np.arange(len(self._order)) if passages is None else passages
        scores = [
            _scores(self._windows(wanted[start : start + _SCORED_AT_ONCE]), vector)
            for start in range(0, len(wanted), _SCORED_AT_ONCE)
        ]
        return np.concatenate(scores) if scores else np.empty(0, dtype=np.float32)

    def spread(self, vector: NDArray[np.float32]) -> tuple[float, float]:
        """Return the mean and the standard deviation of all scores; of a sample's, on a shelf of over SAMPLED passages."""
        scores = _scores(self._sample, vector)
        return float(scores.mean()), float(scores.std())

    def promising(self, vector: NDArray[np.float32], k: int) -> NDArray[np.int64]:
        """Return passages among which are those of the `k` best windows for `vector` (dimension,), int64, ascending.

        Of small parts these are all; of large ones one of the last few may be missing, since the codes are coarse.
        """
        searched = _POOL.map(partial(self._promising, vector, k), range(len(self._parts)))
        estimates, places = (np.concatenate(some) for some in zip(*searched, strict=True))
        best = np.argsort(-estimates, kind="stable")[: k + np.count_nonzero(np.isinf(estimates))]
        return np.unique(self._passages[places[best]])

    def _promising(
        self, vector: NDArray[np.float32], k: int, number: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return the estimated scores of the best windows of one part, infinite where all are taken, and where they are."""
        part, first, last = self._parts[number], self._offsets[number], self._offsets[number + 1]
        alive = self._passages[first:last] >= 0
        if part.codes is None or k >= len(part.vectors.rows):
            rows = np.flatnonzero(alive)
            return np.full(len(rows), np.inf, dtype=np.float32), first + rows
        # Deleted ones have codes, too: as a segment is written anew before most are dead, twice as many will do.
        scores, windows = part.codes.search(vector, k if alive.all() else 2 * k)
        rows = np.searchsorted(part.vectors.firsts, windows, side="right") - 1
        kept = alive[rows]
        return scores[kept], first + rows[kept]

    def _windows(self, passages: NDArray[np.int64]) -> list[_Windows]:
        """Return the windows of `passages` (n,), those of each part together."""
        places = self._order[passages]
        numbers = np.searchsorted(self._offsets, places, side="right") - 1
        held = [np.flatnonzero(numbers == number) for number in range(len(self._parts))]
        return [
            _Windows(part.vectors.take(places[here] - offset), here)
            for part, here, offset in zip(self._parts, held, self._offsets, strict=False)
            if len(here)
        ]

    @cached_property
    def _sample(self) -> list[_Windows]:
        step = max(-(-len(self._order) // SAMPLED), 1)
        return self._windows(np.arange(0, len(self._order), step))


class _Windows:
    """The windows of some passages of a part in memory, as numbers that are multiplied fast."""

    def __init__(self, vectors: Vectors, order: NDArray[np.int64]) -> None:
        """`order` (n_passages,) is where each of the passages of `vectors` belongs among the scores."""
        self._rows = vectors.rows.astype(np.float32)
        self._scales = vectors.scales
        self._firsts = vectors.firsts[:-1]
        self.order = order

    def scores(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the scores of the passages for one `vector` (dimension,), float32 (n_passages,)."""
        best: NDArray[np.float32] = np.maximum.reduceat(
            _inner_products(vector, self._rows) * self._scales, self._firsts
        )
        return best


def _scores(windows: Sequence[_Windows], vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the scores of all passages of `windows` for one `vector` (dimension,), float32 (n_passages,)."""
    scores = np.empty(sum(len(some.order) for some in windows), dtype=np.float32)
    for some in windows:
        scores[some.order] = some.scores(vector)
    return scores


def _inner_products(vector: NDArray[np.float32], rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return `rows @ vector` by faiss's kernel: in this thread alone, and in half of numpy's time."""
    if vector.shape != rows.shape[1:]:
        raise EncoderError(f"a vector of shape {vector.shape} cannot be compared with those of shape {rows.shape[1:]}")
    vector = np.ascontiguousarray(vector, dtype=np.float32)
    products = np.empty(len(rows), dtype=np.float32)
    _FAISS.fvec_inner_products_ny(
        faiss.swig_ptr(products), faiss.swig_ptr(vector), faiss.swig_ptr(rows), len(vector), len(rows)
    )
    return products
