"""The search words of many texts, counted all at once: a list of them for each text would take twice as long."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, compress

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.joined import END, Joined
from assistant.indexing.postings import CHARACTER_BITS, SPELT_OUT, Postings
from assistant.text.quantities import numbers
from assistant.text.words import is_word, number_tokens, segment

AT_ONCE = 2**17
"""Characters that are segmented at once: their words take a hundred times the memory."""
_GAP = "\x1f"
"""What stands in the place of a number; like END, no word holds it."""


def word_postings(texts: Joined) -> Postings:
    """Return what `Postings.of(words(text) for text in texts)` does."""
    longer: defaultdict[str, int] = defaultdict()
    longer.default_factory = longer.__len__
    terms, rows = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int32)]
    for first, last in _runs(texts.bounds):
        bounds = texts.bounds[first : last + 1]
        numbered, places = _terms(texts.text[bounds[0] : bounds[-1]], bounds - bounds[0], longer)
        terms.append(numbered)
        rows.append((places + first).astype(np.int32))
    held = np.concatenate(rows)
    lengths = np.bincount(held, minlength=len(texts.bounds) - 1).astype(np.int32)
    return Postings.counted(np.concatenate(terms), held, lengths, list(longer))


def _terms(
    text: str, bounds: NDArray[np.int64], longer: defaultdict[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the numbers of the terms of `text`, and in which of the texts between `bounds` each of them is."""
    found = list(numbers(text))
    edges = [0, *(edge for number in found for edge in (number.start, number.end)), len(text)]
    segmented = segment(_GAP.join(text[start:stop] for start, stop in zip(edges[::2], edges[1::2], strict=True)))
    tokens = [number_tokens(number.kind, number.value) for number in found]
    starts = np.repeat([number.start for number in found], [len(one) for one in tokens]).astype(np.int64)
    written = [*segmented, *chain.from_iterable(tokens)]
    sizes = np.fromiter(map(len, written), dtype=np.int64, count=len(written))
    codes = np.frombuffer("".join(written).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    begins = np.cumsum(sizes) - sizes
    terms = codes[begins]
    rows = np.cumsum(terms == ord(END))
    rows[len(segmented) :] = np.searchsorted(bounds, starts, side="right") - 1
    kept = _begin_words(terms)
    pairs = np.flatnonzero(sizes == 2)
    terms[pairs] = terms[pairs] << CHARACTER_BITS | codes[begins[pairs] + 1]
    long = kept & (sizes > 2)
    # Of the terms only these need a lookup.
    spelt = map(longer.__getitem__, compress(written, long.tolist()))
    terms[long] = SPELT_OUT + np.fromiter(spelt, dtype=np.int64, count=np.count_nonzero(long))
    return terms[kept], rows[kept]


def _begin_words(codes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return for each of `codes` whether what begins with that character is a word."""
    begins = np.zeros(sys.maxunicode + 1, dtype=bool)
    begins[codes] = True
    held = np.flatnonzero(begins)
    begins[held] = [is_word(chr(code)) for code in held.tolist()]
    return begins[codes]


def _runs(bounds: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield runs `[first, last)` of texts of about AT_ONCE characters together."""
    first = 0
    while first < len(bounds) - 1:
        last = int(np.searchsorted(bounds, bounds[first] + AT_ONCE, side="right")) - 1
        yield first, max(last, first + 1)
        first = max(last, first + 1)
