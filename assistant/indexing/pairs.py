"""The character pairs of many texts, counted all at once: a list of them for each text would take five times as long."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.joined import Joined
from assistant.indexing.postings import CHARACTER_BITS, SPELT_OUT, Postings

_LATIN = re.compile(r"[a-z0-9][a-z0-9.\-]*")


def pair_postings(texts: Joined) -> Postings:
    """Return what `Postings.of(bigrams(text) for text in texts)` does."""
    numbers, places = _han_terms(texts.codes)
    words: dict[str, int] = {}
    latin = [(words.setdefault(match[0], len(words)), match.start()) for match in _LATIN.finditer(texts.text)]
    numbered = np.array(latin, dtype=np.int64).reshape(-1, 2)
    numbers = np.concatenate([numbers, numbered[:, 0] + SPELT_OUT])
    rows = np.concatenate([texts.rows(places), texts.rows(numbered[:, 1])])
    del places
    lengths = np.bincount(rows, minlength=len(texts.bounds) - 1).astype(np.int32)
    return Postings.counted(numbers, rows, lengths, list(words))


def _han_terms(codes: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the numbers and the places of a folded text's character pairs, and of characters that stand alone."""
    han = np.zeros(len(codes) + 2, dtype=bool)
    han[1:-1] = (codes >= 0x3400) & (codes <= 0x9FFF)
    pairs = np.flatnonzero(han[1:-1] & han[2:])
    lone = np.flatnonzero(han[1:-1] & ~han[:-2] & ~han[2:])
    numbers = codes[pairs].astype(np.int64) << CHARACTER_BITS | codes[pairs + 1]
    return np.concatenate([numbers, codes[lone]]), np.concatenate([pairs, lone])
