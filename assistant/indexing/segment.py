"""A segment: the index of some documents in one folder of plain files that never change once written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.dense import Vectors, to_rows
from assistant.indexing.encoder import Encoder
from assistant.indexing.postings import Postings
from assistant.indexing.terms import TermWriter
from assistant.indexing.texts import Texts, indexed_text, write_texts
from assistant.text import fold
from assistant.types import Document, Passage

ENCODED_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Draft:
    """A document to be written: its passages, and the rows of their `Vectors` where they are known."""

    document: Document
    passages: tuple[Passage, ...]
    vectors: NDArray[np.int16] | None = None


class Segment:
    """Reads one segment: its texts, and what is searched."""

    def __init__(self, folder: Path) -> None:
        """Map the files in `folder`. Raises OSError or ValueError when one is missing or broken."""
        self.texts = Texts(folder)
        self.words = Postings.load(folder, "words")
        self.bigrams = Postings.load(folder, "bigrams")
        self.vectors = Vectors.load(folder)

    def draft(self, number: int) -> Draft:
        """Return one document as it was before it was written."""
        document, rows = self.texts.document(number), self.texts.rows(number)
        passages = tuple(self.texts.passage(row, number, document.id, document.title) for row in rows)
        return Draft(document, passages, self.vectors.rows[rows.start : rows.stop])


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
    _vectors(drafts, encoder, progress).save(folder)
    return finish


def _vectors(drafts: Sequence[Draft], encoder: Encoder, progress: Callable[[int, int], None]) -> Vectors:
    """Return the vectors of all passages, encoding those of the drafts that come without."""
    texts = [fold(indexed_text(p)) for draft in drafts if draft.vectors is None for p in draft.passages]
    encoded = np.empty((len(texts), encoder.dimension), dtype=np.int16)
    for start in range(0, len(texts), ENCODED_AT_ONCE):
        batch = texts[start : start + ENCODED_AT_ONCE]
        encoded[start : start + len(batch)] = to_rows(encoder.encode(batch))
        progress(start + len(batch), len(texts))
    parts, used = [], 0
    for draft in drafts:
        if draft.vectors is None:
            parts.append(encoded[used : used + len(draft.passages)])
            used += len(draft.passages)
        else:
            parts.append(draft.vectors)
    return Vectors.of_rows(np.concatenate(parts))
