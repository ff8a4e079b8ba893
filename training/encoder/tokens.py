"""Texts as token ids, kept at the level of clauses, so that a pair is cut by slicing alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Ids = NDArray[np.int32]
Places = NDArray[np.int64]
CLAUSE = re.compile(r"[^，,、：:；;。！？!?\n]+[，,、：:；;。！？!?\n”」』\s]*")
ENDS = frozenset("。！？!?\n")


@dataclass(frozen=True, slots=True)
class Texts:
    """Many texts in one flat array.

    `ids` (n_tokens,) int32; clause c is `ids[clauses[c]:clauses[c + 1]]`; sentence s is the clauses
    `sentences[s]:sentences[s + 1]`, and begins at the character `begins[s]` of its text; text t is the sentences
    `texts[t]:texts[t + 1]`.
    """

    ids: Ids
    clauses: Places
    sentences: Places
    begins: Places
    texts: Places

    def __len__(self) -> int:
        return len(self.texts) - 1

    def tokens(self, first: int, last: int) -> Ids:
        """The token ids of the sentences `first` to `last`, the last one left out."""
        return self.ids[self.clauses[self.sentences[first]] : self.clauses[self.sentences[last]]]

    def sentence_at(self, text: int, character: int) -> int:
        """The sentence of a text that holds a character."""
        first, last = self.texts[text], self.texts[text + 1]
        return int(first + max(0, np.searchsorted(self.begins[first:last], character, side="right") - 1))


def tokenise(tokenizer: Tokenizer, texts: Sequence[str]) -> Texts:
    """Cut texts into sentences and clauses, and these into tokens; unknown ones are left out."""
    pieces: list[str] = []
    sentences: list[int] = []
    begins: list[int] = []
    ends = [0]
    for text in texts:
        fresh = True
        for match in CLAUSE.finditer(text):
            if fresh:
                sentences.append(len(pieces))
                begins.append(match.start())
            pieces.append(match.group())
            fresh = bool(ENDS & set(match.group()))
        ends.append(len(sentences))
    known = batch(tokenizer, pieces)
    clauses = np.cumsum([0, *(len(ids) for ids in known)])
    places = np.array([*sentences, len(pieces)])
    return Texts(np.concatenate(known), clauses, places, np.array(begins), np.array(ends))


def batch(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Ids]:
    """The token ids of each text, unknown ones left out."""
    found = []
    for start in range(0, len(texts), 20_000):
        encodings = tokenizer.encode_batch_fast(list(texts[start : start + 20_000]), add_special_tokens=False)
        for encoding in encodings:
            ids = np.array(encoding.ids, dtype=np.int32)
            found.append(ids[ids > 0])
    return found
