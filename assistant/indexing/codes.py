"""Codes of vectors, a bit a dimension, that are searched in a tenth of the time of the vectors themselves."""

from __future__ import annotations

from collections.abc import Iterator
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
_CODED_AT_ONCE = 4096


class Codes:
    """The codes of many windows: RaBitQ (Gao and Long, 2024), whose estimate of an inner product has no bias."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def of(cls, vectors: Vectors) -> Codes:
        """Code all windows of `vectors`."""
        dimension = vectors.rows.shape[1]
        index = _FAISS.IndexRaBitQFastScan(dimension, faiss.METRIC_INNER_PRODUCT)
        # Around zero and not around a mean: so a window's code is the same in every segment.
        index.train(np.zeros((1, dimension), dtype=np.float32))
        for start in range(0, len(vectors.rows), _CODED_AT_ONCE):
            held = slice(start, start + _CODED_AT_ONCE)
            index.add(vectors.rows[held] * vectors.scales[held, None])
        return cls(index)

    def search(self, vector: NDArray[np.float32], k: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return about the `k` best windows for one `vector` (dimension,), best first: estimated scores and numbers."""
        with _one_thread():
            scores, windows = self._index.search(vector[None], min(k, self._index.ntotal))
        held = windows[0] >= 0
        return scores[0][held], windows[0][held]

    def save(self, folder: Path) -> None:
        """Write `codes.faiss`."""
        faiss.write_index(self._index, str(folder / _NAME))

    @classmethod
    def load(cls, folder: Path) -> Codes | None:
        """Map what `save` wrote, None where it did not."""
        path = folder / _NAME
        return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)) if path.exists() else None


@contextmanager
def _one_thread() -> Iterator[None]:
    """Have faiss work in this thread alone: for one question it starts others that only wait, and waits for them."""
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(threads)
