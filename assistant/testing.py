"""Stand-ins for the parts that come from outside, small enough to compute by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class ToyEncoder:
    """Counts letters and digits by their code point modulo `dimension`, and scales the counts to unit length.

    With 8 dimensions "aab" (code points 97, 97, 98) is (0, 2, 1, 0, 0, 0, 0, 0) / √5.
    """

    def __init__(self, dimension: int = 64) -> None:
        self.name = f"toy-{dimension}"
        self.dimension = dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors, float32 (len(texts), dimension), rows of unit length; a row is zero for a text without letters."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for character in filter(str.isalnum, text):
                vector[ord(character) % self.dimension] += 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors
