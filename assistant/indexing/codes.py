"""Codes of vectors, a bit a dimension, that are searched in a thirtieth of the time of the vectors themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from assistant.indexing.vectors import Vectors

# faiss declares the signatures of its C++ classes, not those of the Python ones around them.
_FAISS: Any = faiss
_NAME = "codes.faiss"


class Codes:
    """The signs of the numbers of each window's vector.

    The share of signs that differ grows with the angle between two vectors (Charikar, "Similarity Estimation
    Techniques from Rounding Algorithms", 2002).
    """

    def __init__(self, index: Any, parts: Sequence[Codes] = ()) -> None:
        """`parts` are those that `index` only refers to."""
        self._index = index
        self._parts = parts

    @classmethod
    def of(cls, vectors: Vectors) -> Codes:
        """Code all windows of `vectors`."""
        signs = _signs(vectors.rows)
        index = _FAISS.IndexBinaryFlat(8 * signs.shape[1])
        index.add(signs)
        return cls(_counting(index))

    @classmethod
    def joined(cls, parts: Sequence[Codes]) -> Codes:
        """Return the codes of at least one part as one, to be searched; the windows are numbered one part after the other."""
        # One call for all: between two the thread would wait for its turn in the interpreter.
        index = _FAISS.IndexBinaryShards(parts[0]._index.d, False, True)
        for part in parts:
            index.add_shard(part._index)
        return cls(index, parts)

    def search(self, vector: NDArray[np.float32], k: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return the `k` windows whose codes are nearest to that of one `vector` (dimension,), nearest first.

        Returns in how many signs they differ, and their numbers.
        """
        with _one_thread():
            differing, windows = self._index.search(_signs(vector[None]), min(k, self._index.ntotal))
        return differing[0], windows[0]

    def save(self, folder: Path) -> None:
        """Write `codes.faiss`."""
        faiss.write_index_binary(self._index, str(folder / _NAME))

    @classmethod
    def load(cls, folder: Path) -> Codes:
        """Map what `save` wrote. Raises OSError for what is not there or cannot be read."""
        try:
            index = faiss.read_index_binary(str(folder / _NAME), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as error:  # which is all that faiss raises
            raise OSError(f"{folder / _NAME} cannot be read ({error})") from error
        return cls(_counting(index))


def _counting(index: Any) -> Any:
    """Have the index count distances and keep no heap, which is faster where many are wanted."""
    index.use_heap = False
    return index


def _signs(rows: NDArray[np.int8 | np.float32]) -> NDArray[np.uint8]:
    """Return which numbers of `rows` (n, dimension) are positive, a bit each, uint8 (n, dimension / 8 rounded up)."""
    return np.packbits(rows > 0, axis=1)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Have faiss work in this thread alone: for one question it starts others that only wait, and waits for them."""
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(threads)
