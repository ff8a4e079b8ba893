"""Which passage holds which term how often: the arrays that lexical search reads, memory-mapped from plain files."""

from __future__ import annotations

import hashlib
import threading
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

CHARACTER_BITS = 21
SPELT_OUT = 1 << 2 * CHARACTER_BITS
"""Greater than the hash of any term of two characters."""

# numpy reads a header with `ast`, which in Python 3.11 fails now and then in several threads at once (gh-106905).
_HEADERS = threading.Lock()


@dataclass(frozen=True, slots=True)
class Postings:
    """The terms of a run of passages, numbered from 0 as `rows`.

    `rows[starts[i]:starts[i + 1]]` are, in ascending order, the passages that hold term `i`, `counts` in the same
    places how often. `terms` are 64-bit hashes in ascending order, so that a vocabulary of millions is searched on
    disk: a dict of them would take hundreds of megabytes. Two of a million terms share a hash once in 18 million
    shelves.
    """

    terms: NDArray[np.uint64]
    """(n_terms,)"""
    starts: NDArray[np.int64]
    """(n_terms + 1,)"""
    rows: NDArray[np.int32]
    """(n_postings,)"""
    counts: NDArray[np.uint16]
    """(n_postings,)"""
    lengths: NDArray[np.int32]
    """(n_passages,), in terms"""

    @classmethod
    def of(cls, passages: Iterable[Sequence[str]]) -> Postings:
        """Count the terms of each passage."""
        numbers: defaultdict[str, int] = defaultdict()
        numbers.default_factory = numbers.__len__
        occurrences, lengths = array("i"), array("i")
        for terms in passages:
            occurrences.extend(map(numbers.__getitem__, terms))
            lengths.append(len(terms))
        names = list(numbers)
        numbers.clear()
        lengths_of = np.array(lengths, dtype=np.int32)
        rows = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths_of)
        return cls.counted(np.array(occurrences, dtype=np.int64) + SPELT_OUT, rows, lengths_of, names)

    @classmethod
    def counted(
        cls,
        numbers: NDArray[np.int64],
        rows: NDArray[np.int32],
        lengths: NDArray[np.int32],
        names: Sequence[str],
    ) -> Postings:
        """Count occurrences: `numbers` (n,) of terms in the passages `rows` (n,), which are `lengths` (n_passages,) long.

        The number of a term is its place in `names` from SPELT_OUT on, or less than that and then its hash. `numbers` is
        overwritten, since each copy of it takes a tenth of all memory.
        """
        hashes = term_hashes(names)
        by_hash = np.argsort(hashes)
        # Numbers that are in the order of the hashes.
        ranks = np.empty_like(by_hash)
        ranks[by_hash] = np.arange(len(names)) + SPELT_OUT
        ranks = np.where(hashes < SPELT_OUT, hashes.astype(np.int64), ranks)
        spelt = np.flatnonzero(numbers >= SPELT_OUT)
        # One number for each occurrence, sorted in place: term by term, and in a term passage by passage.
        bits = len(lengths).bit_length()
        numbers[spelt] = ranks[numbers[spelt] - SPELT_OUT]
        pairs = np.left_shift(numbers, bits, out=numbers)
        pairs |= rows
        pairs.sort()
        firsts = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)])
        counts = np.diff(firsts, append=len(pairs))
        pairs = pairs[firsts]
        terms = pairs >> bits
        begins = np.flatnonzero(np.append(True, terms[1:] != terms[:-1])[: len(terms)])
        terms = terms[begins]
        found = terms.astype(np.uint64)
        found[terms >= SPELT_OUT] = hashes[by_hash[terms[terms >= SPELT_OUT] - SPELT_OUT]]
        return cls(
            found,
            np.append(begins, len(pairs)).astype(np.int64),
            (pairs & (1 << bits) - 1).astype(np.int32),
            np.minimum(counts, np.iinfo(np.uint16).max).astype(np.uint16),
            lengths,
        )

    def find(self, terms: NDArray[np.uint64]) -> list[slice]:
        """Return where in `rows` and `counts` the passages of each term are; an empty slice for an unknown one."""
        places = np.searchsorted(self.terms, terms)
        known = (
            np.take(self.terms, places, mode="clip") == terms if len(self.terms) else np.zeros(len(terms), dtype=bool)
        )
        begins, ends = self.starts[places], self.starts[np.minimum(places + 1, len(self.terms))]
        return [slice(*bounds) for bounds in zip(begins.tolist(), np.where(known, ends, begins).tolist(), strict=True)]

    def save(self, folder: Path, name: str) -> None:
        """Write each array as `name-array.npy`."""
        for field in fields(self):
            np.save(folder / f"{name}-{field.name}.npy", getattr(self, field.name), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path, name: str) -> Postings:
        """Map what `save` wrote."""
        return cls(*(map_array(folder / f"{name}-{field.name}.npy") for field in fields(cls)))


def map_array(path: Path) -> NDArray[Any]:
    """Return the array in an .npy file without reading it: the system pages in what is used."""
    with _HEADERS:
        mapped = np.load(path, mmap_mode="r", allow_pickle=False)
    # A plain array over the mapping: numpy's memmap class makes each of many small accesses slower.
    return np.asarray(mapped)


def term_hashes(terms: Sequence[str]) -> NDArray[np.uint64]:
    """Return the 64-bit hash of each term, uint64 (n_terms,).

    Up to two characters are their own hash, from the bits of their codes; more have a BLAKE2b, with the highest bit set.
    """
    return np.fromiter(map(_term_hash, terms), dtype=np.uint64, count=len(terms))


def _term_hash(term: str) -> int:
    if len(term) <= 2:
        return ord(term[0]) << CHARACTER_BITS | ord(term[1]) if len(term) == 2 else ord(term)
    digest = hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") | 1 << 63
