"""Dense search over unit vectors, so a score is a cosine, -1 to 1: FAISS finds, the vectors themselves score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from assistant.errors import EncoderError
from assistant.indexing.postings import map_array

# faiss declares the signatures of its C++ classes, not those of the Python ones around them.
_FAISS: Any = faiss

UNIT = 32767
"""What 1 is stored as: two bytes a dimension keep a cosine to 1e-5."""
CODED_FROM = 1024
"""Passages from which a segment has codes, a byte a dimension, that are searched in a fifth of the time."""
SAMPLED = 2048
"""Passages of a larger shelf that stand for all of them when the spread of scores is estimated."""
_CODE = 127
_SCORED_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of a run of passages, times UNIT: int16 (n_passages, dimension); and their codes if there are many."""

    rows: NDArray[np.int16]
    codes: Any = None

    @classmethod
    def of(cls, vectors: NDArray[np.float32]) -> Vectors:
        """Take `vectors` (n_passages, dimension) of unit length."""
        return cls.of_rows(to_rows(vectors))

    @classmethod
    def of_rows(cls, rows: NDArray[np.int16]) -> Vectors:
        """Take what `rows` of other vectors were."""
        return cls(rows, _make_codes(rows) if len(rows) >= CODED_FROM else None)

    def save(self, folder: Path) -> None:
        """Write `vectors.npy` and, where there are codes, `codes.faiss`."""
        np.save(folder / "vectors.npy", self.rows, allow_pickle=False)
        if self.codes is not None:
            faiss.write_index(self.codes, str(folder / "codes.faiss"))

    @classmethod
    def load(cls, folder: Path) -> Vectors:
        """Map what `save` wrote."""
        path = folder / "codes.faiss"
        codes = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC) if path.exists() else None
        return cls(map_array(folder / "vectors.npy"), codes)


def to_rows(vectors: NDArray[np.float32]) -> NDArray[np.int16]:
    """Return `vectors` of unit length as `Vectors` keeps them; of the same shape."""
    rows: NDArray[np.int16] = np.rint(vectors * np.float32(UNIT)).astype(np.int16)
    return rows


class Dense:
    """Searches the vectors of a shelf. Safe to share between threads."""

    def __init__(self, parts: Sequence[Vectors], order: NDArray[np.int64]) -> None:
        """Take the passages of `parts`, stacked, in the order in which `order` (n_passages,) picks them."""
        self._parts = parts
        self._order = order
        self._offsets = np.cumsum([0, *(len(part.rows) for part in parts)])
        self._passages = np.full(self._offsets[-1], -1, dtype=np.int64)
        self._passages[order] = np.arange(len(order))

    def scores(self, vector: NDArray[np.float32], passages: NDArray[np.int64] | None = None) -> NDArray[np.float32]:
        """Return the scores of `passages` (n,), of all when it is None, for one `vector` (dimension,), float32 (n,)."""
        if len(self._order) <= SAMPLED:  # then all are in the sample, in memory
            every = _inner_products(vector, self._sample)
            return every if passages is None else every[passages]
        places = self._order if passages is None else self._order[passages]
        return np.concatenate(
            [np.empty(0, np.float32)]
            + [
                _inner_products(vector, self._rows(places[start : start + _SCORED_AT_ONCE]))
                for start in range(0, len(places), _SCORED_AT_ONCE)
            ]
        )

    def spread(self, vector: NDArray[np.float32]) -> tuple[float, float]:
        """Return the mean and the standard deviation of all scores; of a sample's, on a shelf of over SAMPLED passages."""
        scores = _inner_products(vector, self._sample)
        return float(scores.mean()), float(scores.std())

    def search(self, vector: NDArray[np.float32], k: int) -> NDArray[np.int64]:
        """Return the `k` best passages for one `vector` (dimension,), best first, int64 (min(k, n_passages),).

        On a large shelf one of the last few may be missing, since the codes are coarse.
        """
        places = self._find(vector, k)
        scores = _inner_products(vector, self._rows(places))
        passages = self._passages[places]
        return passages[np.lexsort((passages, -scores))[:k]]

    def _find(self, vector: NDArray[np.float32], k: int) -> NDArray[np.int64]:
        """Return the places, in the stacked parts, of passages among which the best are: of small parts all."""
        # To whole numbers, the largest 127: faiss multiplies bytes by bytes.
        largest = max(float(np.abs(vector).max(initial=0)), 1e-9)
        query = np.rint(vector * np.float32(_CODE / largest))[None]
        whole, coarse, found = [], [], []
        for part, first, last in zip(self._parts, self._offsets, self._offsets[1:], strict=False):
            alive = self._passages[first:last] >= 0
            if part.codes is None:
                whole.append(first + np.flatnonzero(alive))
                continue
            chosen = None if alive.all() else _FAISS.IDSelectorBitmap(np.packbits(alive, bitorder="little"))
            parameters = _FAISS.SearchParameters(sel=chosen)
            with _one_thread():
                scores, rows = part.codes.search(query, min(k, len(part.rows)), params=parameters)
            held = rows[0] >= 0
            coarse.append(scores[0][held])
            found.append(first + rows[0][held])
        if found:
            best = np.argsort(-np.concatenate(coarse), kind="stable")[:k]
            whole.append(np.concatenate(found)[best])
        return np.concatenate(whole)

    def _rows(self, places: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the vectors at `places` (n,) in the stacked parts, float32 (n, dimension)."""
        rows = np.empty((len(places), self._parts[0].rows.shape[1]), dtype=np.float32)
        numbers = np.searchsorted(self._offsets, places, side="right") - 1
        for number, part in enumerate(self._parts):
            here = np.flatnonzero(numbers == number)
            if len(here):
                rows[here] = part.rows[places[here] - self._offsets[number]]
        rows /= UNIT
        return rows

    @cached_property
    def _sample(self) -> NDArray[np.float32]:
        step = max(-(-len(self._order) // SAMPLED), 1)
        return self._rows(self._order[::step])


@contextmanager
def _one_thread() -> Iterator[None]:
    """Have faiss work in this thread alone: for one question it starts others that only wait, and waits for them."""
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(threads)


def _make_codes(rows: NDArray[np.int16]) -> Any:
    dimension = rows.shape[1]
    codes = _FAISS.IndexScalarQuantizer(
        dimension, faiss.ScalarQuantizer.QT_8bit_direct_signed, faiss.METRIC_INNER_PRODUCT
    )
    # Six standard deviations of a unit vector's components; of one that lies further out the code says too little.
    scale = np.float32(_CODE * np.sqrt(dimension) / 6 / UNIT)
    for start in range(0, len(rows), _SCORED_AT_ONCE):
        codes.add(np.clip(np.rint(rows[start : start + _SCORED_AT_ONCE] * scale), -_CODE, _CODE))
    return codes


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
