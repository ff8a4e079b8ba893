"""Synonyms among the tokens, to replace some of a query's words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.encoder.tokens import Ids

MOST_SENSES = 2


class Synonyms:
    """For each token the tokens that can stand for it, in one flat array."""

    def __init__(self, tokenizer: Tokenizer, sets: Sequence[tuple[str, ...]]) -> None:
        """Words of more than two sets mean too many things and are left alone."""
        vocabulary = tokenizer.get_vocab()
        senses: dict[int, list[list[int]]] = {}
        for words in sets:
            members = [vocabulary[word] for word in words if word in vocabulary and len(word) > 1]
            for member in members:
                senses.setdefault(member, []).append([other for other in members if other != member])
        self.counts = np.zeros(tokenizer.get_vocab_size(), dtype=np.int64)
        flat: list[int] = []
        self.starts = np.zeros_like(self.counts)
        for token, others in senses.items():
            if len(others) <= MOST_SENSES:
                self.starts[token] = len(flat)
                flat += [other for sense in others for other in sense]
                self.counts[token] = len(flat) - self.starts[token]
        self.flat: Ids = np.array([*flat, 0], dtype=np.int32)

    def replace(self, ids: Ids, share: float, random: np.random.Generator) -> Ids:
        """The ids with a share of those that have synonyms replaced by one of them."""
        counts: NDArray[np.int64] = self.counts[ids]
        chosen = (random.random(len(ids)) < share) & (counts > 0)
        others = self.starts[ids] + (random.random(len(ids)) * counts).astype(np.int64)
        return np.where(chosen, self.flat[others], ids)
