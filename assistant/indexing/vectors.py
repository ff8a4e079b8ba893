"""The vectors of a run of passages, one for each window, as they are kept on the disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.postings import map_array

_LARGEST = 127


@dataclass(frozen=True, slots=True)
class Vectors:
    """The windows of passage i are `firsts[i]:firsts[i + 1]`; a window's vector is its row times its scale.

    A byte a dimension keeps a cosine to 1e-3.
    """

    rows: NDArray[np.int8]
    """(n_windows, dimension)"""
    scales: NDArray[np.float32]
    """(n_windows,)"""
    firsts: NDArray[np.int64]
    """(n_passages + 1,)"""

    @classmethod
    def of(cls, vectors: NDArray[np.float32], counts: Sequence[int] | NDArray[np.int64]) -> Vectors:
        """Take `vectors` (n_windows, dimension), of which each passage has one of `counts` (n_passages,)."""
        scales = np.abs(vectors).max(axis=1, initial=0) / np.float32(_LARGEST)
        rows = np.rint(vectors / np.where(scales > 0, scales, 1)[:, None]).astype(np.int8)
        return cls(rows, scales, np.cumsum([0, *counts], dtype=np.int64))

    @classmethod
    def joined(cls, parts: Iterable[Vectors]) -> Vectors:
        """Return the passages of all `parts`, of which there is at least one, in order."""
        held = list(parts)
        counts = np.concatenate([np.diff(part.firsts) for part in held])
        return cls(
            np.concatenate([part.rows for part in held]),
            np.concatenate([part.scales for part in held]),
            np.cumsum([0, *counts], dtype=np.int64),
        )

    def __len__(self) -> int:
        """The number of passages."""
        return len(self.firsts) - 1

    def __getitem__(self, passages: slice) -> Vectors:
        """Return some passages that are side by side."""
        first, last, _ = passages.indices(len(self))
        held = slice(self.firsts[first], self.firsts[last])
        return Vectors(self.rows[held], self.scales[held], self.firsts[first : last + 1] - self.firsts[first])

    def take(self, passages: NDArray[np.int64]) -> Vectors:
        """Return `passages` (n,) in that order."""
        begins, counts = self.firsts[passages], self.firsts[passages + 1] - self.firsts[passages]
        firsts = np.cumsum([0, *counts], dtype=np.int64)
        held = np.repeat(begins - firsts[:-1], counts) + np.arange(firsts[-1])
        return Vectors(self.rows[held], self.scales[held], firsts)

    def passages_of(self, windows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the passage of each of `windows` (n,)."""
        return np.searchsorted(self.firsts, windows, side="right") - 1

    def save(self, folder: Path) -> None:
        """Write each array as `vectors-array.npy`."""
        for field in fields(self):
            np.save(folder / f"vectors-{field.name}.npy", getattr(self, field.name), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> Vectors:
        """Map what `save` wrote."""
        return cls(*(map_array(folder / f"vectors-{field.name}.npy") for field in fields(cls)))
