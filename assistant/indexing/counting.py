"""The search words of many texts, counted all at once: a list of them for each text would take twice as long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.joined import END, Joined
from assistant.indexing.postings import Postings, term_hashes
from assistant.text.quantities import numbers
from assistant.text.words import is_word, number_tokens, segment

AT_ONCE = 2**19
"""Characters that are segmented at once: their words take a hundred times the memory."""
_GAP = "\x1f"
"""What stands in the place of a number; like END, no word holds it."""


def word_postings(texts: Joined) -> Postings:
    """Return what `Postings.of(words(text) for text in texts)` does."""
    known: defaultdict[str, int] = defaultdict()
    known.default_factory = known.__len__
    terms, rows = [], []
    for first, last in _runs(texts.bounds):
        bounds = texts.bounds[first : last + 1]
        ids, places = _terms(texts.text[bounds[0] : bounds[-1]], bounds - bounds[0], known)
        terms.append(ids)
        rows.append(places + first)
    wanted = np.fromiter(map(is_word, known), dtype=bool, count=len(known))
    numbered = np.concatenate([np.empty(0, dtype=np.int32), *terms])
    kept = wanted[numbered]
    held = np.concatenate([np.empty(0, dtype=np.int64), *rows])[kept]
    lengths = np.bincount(held, minlength=len(texts.bounds) - 1).astype(np.int32)
    hashes = term_hashes(list(known))
    return Postings.counted(numbered[kept], held, lengths, lambda distinct: hashes[distinct])


def _terms(
    text: str, bounds: NDArray[np.int64], known: defaultdict[str, int]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the numbers of the terms of `text`, and in which of the texts between `bounds` each of them is."""
    end = known[END]
    found = list(numbers(text))
    edges = [0, *(edge for number in found for edge in (number.start, number.end)), len(text)]
    segmented = segment(_GAP.join(text[start:stop] for start, stop in zip(edges[::2], edges[1::2], strict=True)))
    of_words = np.fromiter(map(known.__getitem__, segmented), dtype=np.int32, count=len(segmented))
    tokens = [number_tokens(number.kind, number.value) for number in found]
    of_numbers = np.array([known[token] for token in chain.from_iterable(tokens)], dtype=np.int32)
    starts = np.repeat([number.start for number in found], [len(one) for one in tokens]).astype(np.int64)
    rows = [np.cumsum(of_words == end), np.searchsorted(bounds, starts, side="right") - 1]
    return np.concatenate([of_words, of_numbers]), np.concatenate(rows)


def _runs(bounds: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield runs `[first, last)` of texts of about AT_ONCE characters together."""
    first = 0
    while first < len(bounds) - 1:
        last = int(np.searchsorted(bounds, bounds[first] + AT_ONCE, side="right")) - 1
        yield first, max(last, first + 1)
        first = max(last, first + 1)
