"""How near the words of a question come to those of a sentence, also where they are not the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from assistant.answering.view import View
from assistant.indexing.encoder import load_encoder
from assistant.indexing.kept_vectors import KeptVectors

REMEMBERED = 16_000  # word vectors kept, of 2 kB each


class Alignment:
    """The likeness, -1 to 1, of each term of a question to its nearest word in each of some texts.

    After the word alignment feature of Chen et al., "Reading Wikipedia to Answer Open-Domain Questions" (2017).
    """

    def __init__(self, terms: Sequence[str], texts: Iterable[View]) -> None:
        """Align `terms` with the words of each of `texts`."""
        self._terms = tuple(terms)
        self._nearest: dict[View, list[float]] = {}
        distinct = [text for text in dict.fromkeys(texts) if text.words]
        if not terms or not distinct:
            return
        words = [word for text in distinct for word in text.words]
        columns = {word: column for column, word in enumerate(dict.fromkeys(words))}
        # Not `@`: on matrices this small the threads of BLAS cost more than they save, and spin on all cores.
        likeness = np.einsum("ij,kj->ik", _vectors().of(terms), _vectors().of(list(columns)))
        starts = list(accumulate((len(text.words) for text in distinct[:-1]), initial=0))
        nearest = np.maximum.reduceat(likeness.take([columns[word] for word in words], axis=1), starts, axis=1)
        self._nearest = dict(zip(distinct, nearest.T.tolist(), strict=True))

    def nearest(self, texts: Iterable[View]) -> dict[str, float]:
        """Return the likeness of each term to its nearest word in some of the texts, 0 where they have none."""
        return dict(zip(self._terms, self.likeness(texts), strict=True))

    def likeness(self, texts: Iterable[View]) -> Sequence[float]:
        """Return the same in the order of the terms."""
        found = [self._nearest[text] for text in texts if text in self._nearest]
        if not found:
            return [0.0] * len(self._terms)
        return list(map(max, *found)) if len(found) > 1 else found[0]


def likeness(one: str, other: str) -> float:
    """Return the likeness of two phrases, -1 to 1."""
    first, second = _vectors().of([one, other])
    return float(np.dot(first, second))


@cache
def _vectors() -> KeptVectors:
    encoder = load_encoder("static")  # whatever the shelf is searched with: the models here were fitted to this one

    def encode(words: Sequence[str]) -> NDArray[np.float32]:
        return encoder.encode(words).astype(np.float16).astype(np.float32)  # and to vectors of half precision

    return KeptVectors(encode, encoder.dimension, REMEMBERED)
