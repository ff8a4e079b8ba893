"""The documents and passages of a shelf, read from their segments when they are asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import overload

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.manifest import Entry
from assistant.indexing.segment import Segment
from assistant.types import Document, Passage

DOCUMENTS_KEPT = 64
"""Documents that stay in memory once they were read; the rest are on disk."""


class Documents(Mapping[str, Document]):
    """The documents of a shelf by id, in the order of their sources. Safe to share between threads."""

    def __init__(self, entries: Sequence[Entry], segments: Mapping[str, Segment]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self._segments = segments
        self._read = lru_cache(DOCUMENTS_KEPT)(self._read_document)

    def __getitem__(self, document_id: str) -> Document:
        return self._read(document_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def _read_document(self, document_id: str) -> Document:
        entry = self._entries[document_id]
        return self._segments[entry.segment].texts.document(entry.number)


class Passages(Sequence[Passage]):
    """The passages of a shelf, those of a document side by side. Safe to share between threads.

    `firsts` (n_documents + 1,) is where each document's passages begin. `order` (n_passages,) is where each passage is
    in the segments laid end to end; what a segment still holds of a deleted document is not in it.
    """

    def __init__(self, entries: Sequence[Entry], segments: Mapping[str, Segment]) -> None:
        counts = np.array([entry.passages for entry in entries], dtype=np.int64)
        self.firsts: NDArray[np.int64] = np.concatenate([[0], np.cumsum(counts)])
        lengths = [len(segment.texts) for segment in segments.values()]
        offsets = dict(zip(segments, accumulate(lengths, initial=0), strict=False))
        begins = [offsets[entry.segment] for entry in entries]
        rows = [int(segments[entry.segment].texts.firsts[entry.number]) for entry in entries]
        starts = np.array(begins, dtype=np.int64) + np.array(rows, dtype=np.int64)
        self.order: NDArray[np.int64] = np.repeat(starts - self.firsts[:-1], counts) + np.arange(self.firsts[-1])
        self._firsts: list[int] = self.firsts.tolist()
        self._places = [(segments[entry.segment].texts, begin) for entry, begin in zip(entries, rows, strict=True)]
        self._entries = entries

    def __len__(self) -> int:
        return len(self.order)

    @overload
    def __getitem__(self, index: int) -> Passage: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, index: int | slice) -> Passage | tuple[Passage, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(len(self))[index])
        number = range(self._firsts[-1])[index]
        document = self._document(number)
        entry = self._entries[document]
        texts, begin = self._places[document]
        return texts.passage(begin + number - self._firsts[document], entry.number, entry.id, entry.title)

    def title(self, number: int) -> str:
        """Return the title of the document that a passage is of, without reading its text."""
        return self._entries[self._document(number)].title

    def _document(self, number: int) -> int:
        return bisect_right(self._firsts, number) - 1
