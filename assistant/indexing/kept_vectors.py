"""Vectors of texts that are met again and again, kept in one array, from which many are taken at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray


class KeptVectors:
    """The vectors that `encode` gives, up to `most` of them. Safe to share between threads."""

    def __init__(self, encode: Callable[[Sequence[str]], NDArray[np.float32]], dimension: int, most: int) -> None:
        self._encode = encode
        self._dimension = dimension
        self._most = most
        self._adding = Lock()
        self._kept = self._room_for(most)

    def of(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of `texts`, float32 (len(texts), dimension)."""
        places, vectors = self._kept
        try:
            found = [places[text] for text in texts]
        except KeyError:
            with self._adding:
                places, vectors = self._with(texts)
            found = [places[text] for text in texts]
        return vectors.take(found, axis=0)

    def _with(self, texts: Sequence[str]) -> tuple[dict[str, int], NDArray[np.float32]]:
        """Return what is kept, with `texts` among it; all else is forgotten when there is no more room."""
        places, vectors = self._kept
        new = [text for text in dict.fromkeys(texts) if text not in places]
        if len(places) + len(new) > len(vectors):
            new = list(dict.fromkeys(texts))
            self._kept = places, vectors = self._room_for(max(self._most, len(new)))
        if new:
            start = len(places)
            vectors[start : start + len(new)] = self._encode(new)
            # Only now, since other threads read without waiting.
            places.update(zip(new, range(start, start + len(new)), strict=True))
        return places, vectors

    def _room_for(self, most: int) -> tuple[dict[str, int], NDArray[np.float32]]:
        return {}, np.zeros((most, self._dimension), dtype=np.float32)  # memory is taken where a vector is written
