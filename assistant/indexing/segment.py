"""A segment: the index of some documents in one folder of plain files that never change once written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from assistant.indexing.codes import Codes
from assistant.indexing.dense import Part
from assistant.indexing.encoder import Encoder
from assistant.indexing.joined import Joined
from assistant.indexing.postings import Postings
from assistant.indexing.terms import TermWriter
from assistant.indexing.texts import Texts, write_texts
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


def write_segment(
    folder: Path,
    drafts: Sequence[Draft],
    encoder: Encoder,
    terms: TermWriter,
    progress: Callable[[int, int], None],
) -> Callable[[], None]:
    """Write the index of `drafts` into the new folder `folder`; it is whole when what is returned was called.

    `progress` is called with the passages encoded so far and all that are to be.
    """
    folder.mkdir()
    write_texts(folder, ((draft.document, draft.passages) for draft in drafts))
    finish = terms.begin(folder, sum(len(draft.passages) for draft in drafts))
    part = Part.of(_vectors(drafts, encoder, progress))
    part.vectors.save(folder)
    part.codes.save(folder)
    return finish


def _vectors(drafts: Sequence[Draft], encoder: Encoder, progress: Callable[[int, int], None]) -> Vectors:
    """Return the vectors of all passages, encoding those of the drafts that come without."""
    new = [passage for draft in drafts if draft.vectors is None for passage in draft.passages]
    encoded = []
    for start in range(0, len(new), ENCODED_AT_ONCE):
        encoded.append(_encode(new[start : start + ENCODED_AT_ONCE], encoder))
        progress(min(start + ENCODED_AT_ONCE, len(new)), len(new))
    fresh, used, parts = Vectors.joined(encoded) if encoded else None, 0, list[Vectors]()
    for draft in drafts:
        if draft.vectors is not None:
            parts.append(draft.vectors)
        elif fresh is not None:
            parts.append(fresh[used : used + len(draft.passages)])
            used += len(draft.passages)
    return Vectors.joined(parts)


def _encode(passages: Sequence[Passage], encoder: Encoder) -> Vectors:
    windows = [window_texts(passage) for passage in passages]
    vectors = encoder.encode(list(Joined(chain.from_iterable(windows))))
    return Vectors.of(vectors, [len(each) for each in windows])
