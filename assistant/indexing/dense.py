"""Dense search: the score of a passage is the best cosine, -1 to 1, of the question's vector and one of its windows'."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from assistant.errors import EncoderError
from assistant.indexing.codes import Codes
from assistant.indexing.vectors import Vectors

# faiss declares the signatures of its C++ classes, not those of the Python ones around them.
_FAISS: Any = faiss

SAMPLED = 1024
"""Passages of a larger shelf that stand for all of them when the spread of scores is estimated."""
COARSE = 10
"""Windows that codes put forward for each that is wanted."""
_SCORED_AT_ONCE = 4096
_BESIDE = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="codes")


@dataclass(frozen=True, slots=True)
class Part:
    """The vectors of a segment, and their codes."""

    vectors: Vectors
    codes: Codes

    @classmethod
    def of(cls, vectors: Vectors) -> Part:
        """Code `vectors`."""
        return cls(vectors, Codes.of(vectors))


class Dense:
    """Searches the vectors of a shelf. Safe to share between threads."""

    def __init__(self, parts: Sequence[Part], order: NDArray[np.int64]) -> None:
        """Take the passages of `parts`, stacked, in the order in which `order` (n_passages,) picks them."""
        self._parts = parts
        self._order = order
        self._offsets = np.cumsum([0, *(len(part.vectors) for part in parts)])
        self._first_windows = np.cumsum([0, *(len(part.vectors.rows) for part in parts)])
        self._passages = np.full(self._offsets[-1], -1, dtype=np.int64)
        self._passages[order] = np.arange(len(order))
        self._all_alive = len(order) == len(self._passages)

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
        """Return the passages of the `k` best windows for `vector` (dimension,), int64, ascending.

        One of the last few may be missing: only the COARSE * `k` windows with the nearest codes are compared.
        """
        return self.begin(vector, k)()

    def begin(self, vector: NDArray[np.float32], k: int) -> Callable[[], NDArray[np.int64]]:
        """Begin to search the codes in another thread, and return what gives the `promising` passages in the end."""
        # Deleted ones have codes, too: as a segment is written anew before most are dead, twice as many will do.
        looked_at = COARSE * k * (1 if self._all_alive else 2)
        near = _BESIDE.submit(self._codes.search, vector, looked_at)
        return lambda: self._best(vector, near.result()[1], k)

    def _best(self, vector: NDArray[np.float32], windows: NDArray[np.int64], k: int) -> NDArray[np.int64]:
        """Return the passages of the `k` best of `windows` (n,), numbered one part after the other; ascending."""
        windows = np.sort(windows)
        bounds = np.searchsorted(windows, self._first_windows)
        scores, passages = [], []
        for part, offset, first, (start, end) in zip(
            self._parts, self._offsets, self._first_windows, pairwise(bounds), strict=False
        ):
            held = windows[start:end] - first
            found = self._passages[offset + part.vectors.passages_of(held)]
            held, found = held[found >= 0], found[found >= 0]
            scores.append(_inner_products(vector, part.vectors.rows[held]) * part.vectors.scales[held])
            passages.append(found)
        best = np.argsort(-np.concatenate(scores), kind="stable")[:k]
        return np.unique(np.concatenate(passages)[best])

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
    def _codes(self) -> Codes:
        return Codes.joined([part.codes for part in self._parts])

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


def _inner_products(vector: NDArray[np.float32], rows: NDArray[np.int8 | np.float32]) -> NDArray[np.float32]:
    """Return `rows @ vector`, float32 (n,), by faiss's kernel: in this thread alone, and in half of numpy's time."""
    if vector.shape != rows.shape[1:]:
        raise EncoderError(f"a vector of shape {vector.shape} cannot be compared with those of shape {rows.shape[1:]}")
    vector, rows = np.ascontiguousarray(vector, dtype=np.float32), rows.astype(np.float32, copy=False)
    products = np.empty(len(rows), dtype=np.float32)
    _FAISS.fvec_inner_products_ny(
        faiss.swig_ptr(products), faiss.swig_ptr(vector), faiss.swig_ptr(rows), len(vector), len(rows)
    )
    return products
