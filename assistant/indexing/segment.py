"""A segment: the index of some documents in one folder of plain files that never change once written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from pathlib import Path

from assistant.indexing.codes import Codes
from assistant.indexing.counting import word_postings
from assistant.indexing.dense import Part
from assistant.indexing.encoder import Encoder
from assistant.indexing.joined import Joined
from assistant.indexing.pairs import pair_postings
from assistant.indexing.postings import Postings
from assistant.indexing.texts import Texts, indexed_text, write_texts
from assistant.indexing.vectors import Vectors
from assistant.indexing.windows import window_texts
from assistant.types import Document, Passage

ENCODED_AT_ONCE = 1024
"""Passages; the vectors of their windows take some 2 kB each."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document to be written: its passages, and their vectors where they are known."""

    document: Document
    passages: tuple[Passage, ...]
    vectors: Vectors | None = None


class Segment:
    """Reads one segment: its texts, and what is searched."""

    def __init__(self, folder: Path) -> None:
        """Map the files in `folder`. Raises OSError or ValueError when one is missing or broken."""
        self.texts = Texts(folder)
        self.words = Postings.load(folder, "words")
        self.bigrams = Postings.load(folder, "bigrams")
        self.dense = Part(Vectors.load(folder), Codes.load(folder))

    def draft(self, number: int) -> Draft:
        """Return one document as it was before it was written."""
        document, rows = self.texts.document(number), self.texts.rows(number)
        passages = tuple(self.texts.passage(row, number, document.id, document.title) for row in rows)
        return Draft(document, passages, self.dense.vectors[rows.start : rows.stop])


def write_segment(folder: Path, drafts: Sequence[Draft], encoder: Encoder, encoded: Callable[[int], None]) -> None:
    """Write the index of `drafts` into the new folder `folder`.

    `encoded` is called now and then with how many of the drafts to which vectors are new have got them since.
    """
    folder.mkdir()
    write_texts(folder, ((draft.document, draft.passages) for draft in drafts))
    part = Part.of(_vectors(drafts, encoder, encoded))
    part.vectors.save(folder)
    part.codes.save(folder)
    texts = Joined(indexed_text(passage) for draft in drafts for passage in draft.passages)
    word_postings(texts).save(folder, "words")
    pair_postings(texts).save(folder, "bigrams")


def _vectors(drafts: Sequence[Draft], encoder: Encoder, encoded: Callable[[int], None]) -> Vectors:
    """Return the vectors of all passages, encoding those of the drafts that come without."""
    fresh = [draft for draft in drafts if draft.vectors is None]
    passages = [passage for draft in fresh for passage in draft.passages]
    ends = list(accumulate(len(draft.passages) for draft in fresh))
    parts, done = list[Vectors](), 0
    for start in range(0, len(passages), ENCODED_AT_ONCE):
        parts.append(_encode(passages[start : start + ENCODED_AT_ONCE], encoder))
        finished = bisect_right(ends, start + ENCODED_AT_ONCE)
        encoded(finished - done)
        done = finished
    new, used, vectors = Vectors.joined(parts) if parts else None, 0, list[Vectors]()
    for draft in drafts:
        if draft.vectors is not None:
            vectors.append(draft.vectors)
        elif new is not None:
            vectors.append(new[used : used + len(draft.passages)])
            used += len(draft.passages)
    return Vectors.joined(vectors)


def _encode(passages: Sequence[Passage], encoder: Encoder) -> Vectors:
    windows = [window_texts(passage) for passage in passages]
    vectors = encoder.encode(list(Joined(chain.from_iterable(windows))))
    return Vectors.of(vectors, [len(each) for each in windows])
