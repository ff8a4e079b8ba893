"""How near the words of a question come to those of a sentence, also where they are not the same words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.answering.view import View
from assistant.indexing.encoder import Encoder, load_encoder

REMEMBERED = 16_000  # word vectors kept

_vectors: dict[str, NDArray[np.float16]] = {}


class Alignment:
    """The likeness, -1 to 1, of each term of a question to its nearest word in each of some texts.

    After the word alignment feature of Chen et al., "Reading Wikipedia to Answer Open-Domain Questions" (2017).
    """

    def __init__(self, terms: Sequence[str], texts: Iterable[View]) -> None:
        """Align `terms` with the words of each of `texts`."""
        distinct = list(dict.fromkeys(texts))
        known = sorted(frozenset[str]().union(*(text.word_set for text in distinct)))
        columns = {word: column for column, word in enumerate(known)}
        # Not `@`: on matrices this small the threads of BLAS cost more than they save, and spin on all cores.
        likeness = np.einsum("ij,kj->ik", _encoded(terms), _encoded(known))
        self._nearest = {
            text: dict(
                zip(terms, likeness[:, [columns[word] for word in text.words]].max(axis=1).tolist(), strict=True)
            )
            for text in distinct
            if text.words and terms
        }

    def nearest(self, term: str, texts: Iterable[View]) -> float:
        """Return the likeness of a term to its nearest word in some of the texts, 0 where they have none."""
        return max((self._nearest[text][term] for text in texts if text in self._nearest), default=0.0)


@cache
def _encoder() -> Encoder:
    return load_encoder("static")  # whatever the shelf is searched with: the models here were fitted to this one


def _encoded(words: Sequence[str]) -> NDArray[np.float32]:
    """Return the words' vectors, float32 (len(words), dimension)."""
    global _vectors
    known = _vectors
    new = [word for word in words if word not in known]
    if new:
        if len(known) + len(new) > REMEMBERED:
            known = {word: known[word] for word in words if word in known}
        known.update(zip(new, _encoder().encode(new).astype(np.float16), strict=True))
        _vectors = known
    if not words:
        return np.zeros((0, _encoder().dimension), dtype=np.float32)
    return np.stack([known[word] for word in words]).astype(np.float32)
