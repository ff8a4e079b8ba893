"""Lexical search: BM25+ over the terms of passages."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.postings import Postings, term_hashes

K1 = 1.5
B = 0.75
DELTA = 1.0
REMEMBERED = 1024  # terms of which the scores are kept


class Lexical(Protocol):
    """Scores every passage of a shelf for the terms of a question."""

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """Return one score for each passage, float32 (n_passages,); 0 for one that holds none of `terms`.

        BM25+ (Lv and Zhai, 2011): the sum over those of `terms` that the passage holds, repeated ones each time, of
        `idf * (DELTA + tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / average)))` with `idf = log((n_passages + 1) /
        df)`. rank-bm25 and bm25s add `idf * DELTA` for every other term of the shelf as well, which takes from DELTA
        all effect: on 1,500 questions over 1,000 DRCD texts words then put the right one first for 91.7 %, not 92.5 %.
        """


class RankLexical:
    """rank-bm25 in memory: right for a report."""

    def __init__(self, parts: Sequence[Postings], order: NDArray[np.int64]) -> None:
        """Take the passages of `parts`, stacked, in the order in which `order` (n_passages,) picks them."""
        from rank_bm25 import BM25Plus

        bags = [bag for part in parts for bag in _bags(part)]
        passages = [bags[row] for row in order]
        self._passages = len(passages)
        bm25 = BM25Plus(passages, k1=K1, b=B, delta=DELTA) if any(passages) else None

        @lru_cache(maxsize=REMEMBERED)
        def scored(term: int) -> NDArray[np.float64]:
            scores: NDArray[np.float64] = np.zeros(self._passages)
            if bm25 is not None:
                holds = [term in frequencies for frequencies in bm25.doc_freqs]
                scores += np.where(holds, bm25.get_scores([term]), 0)
            return scores

        self._scored = scored

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """See `Lexical`."""
        scores = np.zeros(self._passages)
        for term in term_hashes(terms).tolist():
            scores += self._scored(term)
        return scores.astype(np.float32)


class PostingsLexical:
    """BM25+ over memory-mapped postings: right for a library.

    It computes the scores of the passages that hold a term when it is asked, from counts that never change; so it
    gives exactly what an index built anew would, after any number of reports came and went.
    """

    def __init__(self, parts: Sequence[Postings], order: NDArray[np.int64]) -> None:
        """Take the passages of `parts`, stacked, in the order in which `order` (n_passages,) picks them."""
        self._parts = parts
        self._order = order
        offsets = np.cumsum([0, *(len(part.lengths) for part in parts)])
        self._slices = [slice(*bounds) for bounds in pairwise(offsets.tolist())]
        lengths = np.concatenate([part.lengths for part in parts])
        self._alive = np.zeros(len(lengths), dtype=bool)
        self._alive[order] = True
        self._all_alive = bool(self._alive.all())
        self._in_place = self._all_alive and bool((np.diff(order) == 1).all())
        average = float(lengths[order].mean()) or 1.0
        self._norms = (K1 * (1 - B + B * lengths / average)).astype(np.float32)

    def scores(self, terms: Sequence[str]) -> NDArray[np.float32]:
        """See `Lexical`."""
        stacked = np.zeros(len(self._alive), dtype=np.float32)
        times = Counter(term_hashes(terms).tolist())
        found = [part.find(np.array(list(times), dtype=np.uint64)) for part in self._parts]
        idfs = [
            count * math.log((len(self._order) + 1) / max(self._frequency(places), 1))
            for count, *places in zip(times.values(), *found, strict=True)
        ]
        for part, places, passages in zip(self._parts, found, self._slices, strict=True):
            held = [(place, idf) for place, idf in zip(places, idfs, strict=True) if place.start < place.stop]
            if not held:
                continue
            # In place, and with rows of the type that numpy indexes with: half the time of the plain formula.
            rows = np.concatenate([part.rows[place] for place, _ in held], dtype=np.intp)
            weights = np.concatenate([part.counts[place] for place, _ in held], dtype=np.float32)
            weights /= weights + self._norms[passages].take(rows)
            weights += DELTA / (K1 + 1)
            sizes = [place.stop - place.start for place, _ in held]
            weights *= np.repeat(np.array([idf * (K1 + 1) for _, idf in held], dtype=np.float32), sizes)
            np.add.at(stacked[passages], rows, weights)
        return stacked if self._in_place else stacked[self._order]

    def _frequency(self, places: Sequence[slice]) -> int:
        """Return how many passages hold the term whose `places` in the parts are given; the deleted do not count."""
        if self._all_alive:
            return sum(place.stop - place.start for place in places)
        held = zip(self._parts, places, self._slices, strict=True)
        return sum(int(np.count_nonzero(self._alive[rows][part.rows[place]])) for part, place, rows in held)


def _bags(part: Postings) -> list[list[int]]:
    """Return the terms of each passage as often as they occur; their order, which BM25 does not see, is lost."""
    bags: list[list[int]] = [[] for _ in part.lengths]
    for place, term in enumerate(part.terms.tolist()):
        held = slice(part.starts[place], part.starts[place + 1])
        for row, count in zip(part.rows[held], part.counts[held], strict=True):
            bags[row].extend([term] * int(count))
    return bags
