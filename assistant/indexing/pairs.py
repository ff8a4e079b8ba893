"""The character pairs of many texts, counted all at once: a list of them for each text would take five times as long."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.postings import Postings, term_hashes
from assistant.text import fold

_LATIN = re.compile(r"[a-z0-9][a-z0-9.\-]*")
_FIRST_LATIN = 1 << 32
"""Terms are numbered: a lone character by its code, a pair as `code << 16 | code`, a Latin word from here on."""


def pair_postings(texts: Sequence[str]) -> Postings:
    """Return what `Postings.of(bigrams(text) for text in texts)` does."""
    folded = [fold(text) for text in texts]
    joined = "\n".join(folded)
    bounds = np.cumsum([0, *(len(text) + 1 for text in folded)])
    characters, places = _han_terms(joined)
    words: dict[str, int] = {}
    latin = [(words.setdefault(match[0], len(words)), match.start()) for match in _LATIN.finditer(joined)]
    numbered = np.array(latin, dtype=np.int64).reshape(-1, 2)
    numbers = np.concatenate([characters, numbered[:, 0] + _FIRST_LATIN])
    rows = np.searchsorted(bounds, np.concatenate([places, numbered[:, 1]]), side="right") - 1
    lengths = np.bincount(rows, minlength=len(texts)).astype(np.int32)
    names = list(words)

    def hashes_of(distinct: NDArray[np.int64]) -> NDArray[np.uint64]:
        return term_hashes([_term(number, names) for number in distinct.tolist()])

    return Postings.counted(numbers, rows, lengths, hashes_of)


def _han_terms(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the numbers and the places of a folded text's character pairs, and of characters that stand alone."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    han = np.zeros(len(codes) + 2, dtype=bool)
    han[1:-1] = (codes >= 0x3400) & (codes <= 0x9FFF)
    pairs = np.flatnonzero(han[1:-1] & han[2:])
    lone = np.flatnonzero(han[1:-1] & ~han[:-2] & ~han[2:])
    numbers = codes[pairs].astype(np.int64) << 16 | codes[pairs + 1]
    return np.concatenate([numbers, codes[lone]]), np.concatenate([pairs, lone])


def _term(number: int, words: Sequence[str]) -> str:
    if number >= _FIRST_LATIN:
        return words[number - _FIRST_LATIN]
    first, second = divmod(number, 1 << 16)
    return chr(first) + chr(second) if first else chr(second)
