"""A segment: the index of some documents in one folder of plain files that never change once written."""

from __future__ import annotations

import json
import mmap
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.dense import Vectors, make_graph
from assistant.indexing.encoder import Encoder
from assistant.indexing.postings import Postings, map_array
from assistant.text import bigrams, fold, words
from assistant.types import Document, Passage, Section

ENCODED_AT_ONCE = 1024


@dataclass(frozen=True, slots=True)
class Draft:
    """A document to be written: its passages, and their vectors (n_passages, dimension) where they are known."""

    document: Document
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32] | None = None


class Segment:
    """Reads one segment. Its documents and its passages are numbered from 0."""

    def __init__(self, folder: Path) -> None:
        """Map the files in `folder`. Raises OSError or ValueError when one is missing or broken."""
        self.headings: list[str] = json.loads((folder / "headings.json").read_text(encoding="utf-8"))
        self.passages: NDArray[np.int32] = map_array(folder / "passages.npy")
        self.words = Postings.load(folder, "words")
        self.bigrams = Postings.load(folder, "bigrams")
        self.vectors = Vectors.load(folder)
        bounds = map_array(folder / "documents.npy")
        self._lines, self._characters, self.firsts = bounds[:, 0], bounds[:, 1], bounds[:, 2]
        self._descriptions = _map_bytes(folder / "documents.jsonl")
        self._text = _map_bytes(folder / "text.utf32")

    def document(self, number: int) -> Document:
        """Return one document."""
        line = json.loads(self._descriptions[self._lines[number] : self._lines[number + 1]])
        sections = tuple(Section(*section) for section in line["sections"])
        length = int(self._characters[number + 1] - self._characters[number])
        return Document(line["id"], line["title"], self.text(number, 0, length), line["source"], sections)

    def draft(self, number: int) -> Draft:
        """Return one document as it was before it was written."""
        document = self.document(number)
        rows = range(int(self.firsts[number]), int(self.firsts[number + 1]))
        passages = tuple(self.passage(row, number, document.id, document.title) for row in rows)
        return Draft(document, passages, self.vectors.rows[rows.start : rows.stop])

    def passage(self, row: int, number: int, document_id: str, title: str) -> Passage:
        """Return one passage of document `number`, whose id and title the caller knows."""
        start, end, heading = self.passages[row].tolist()
        return Passage(document_id, title, self.headings[heading], start, end, self.text(number, start, end))

    def text(self, number: int, start: int, end: int) -> str:
        """Return the characters `[start, end)` of document `number`; at 4 bytes each they need no search."""
        first = int(self._characters[number])
        return self._text[4 * (first + start) : 4 * (first + end)].decode("utf-32-le")


def write_segment(
    folder: Path, drafts: Sequence[Draft], encoder: Encoder, with_graph: bool, progress: Callable[[int, int], None]
) -> None:
    """Write the index of `drafts` into the new folder `folder`.

    `progress` is called with the passages encoded so far and all that are to be.
    """
    folder.mkdir()
    passages = [passage for draft in drafts for passage in draft.passages]
    headings = {heading: number for number, heading in enumerate(dict.fromkeys(p.heading for p in passages))}
    spans = [(passage.start, passage.end, headings[passage.heading]) for passage in passages]
    (folder / "headings.json").write_text(json.dumps(list(headings), ensure_ascii=False), encoding="utf-8")
    np.save(folder / "passages.npy", np.array(spans, dtype=np.int32).reshape(-1, 3), allow_pickle=False)
    _write_documents(folder, drafts)
    texts = [indexed_text(passage) for passage in passages]
    Postings.of(map(words, texts)).save(folder, "words")
    Postings.of(map(bigrams, texts)).save(folder, "bigrams")
    rows = _vectors(drafts, encoder, progress)
    Vectors(rows, make_graph(rows) if with_graph else None).save(folder)


def indexed_text(passage: Passage) -> str:
    """Return what is searched of a passage: its text, and its context, which says what the text is about."""
    return f"{passage.title}\n{passage.heading}\n{passage.text}"


def _write_documents(folder: Path, drafts: Sequence[Draft]) -> None:
    bounds = [(0, 0, 0)]
    with (folder / "documents.jsonl").open("wb") as lines, (folder / "text.utf32").open("wb") as text:
        for draft in drafts:
            document = draft.document
            line = {
                "id": document.id,
                "source": document.source,
                "title": document.title,
                "sections": [astuple(section) for section in document.sections],
            }
            lines.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            text.write(document.text.encode("utf-32-le"))
            bounds.append((lines.tell(), text.tell() // 4, bounds[-1][2] + len(draft.passages)))
    np.save(folder / "documents.npy", np.array(bounds, dtype=np.int64), allow_pickle=False)


def _vectors(drafts: Sequence[Draft], encoder: Encoder, progress: Callable[[int, int], None]) -> NDArray[np.float32]:
    """Return the vectors of all passages, encoding those of the drafts that come without."""
    texts = [fold(indexed_text(p)) for draft in drafts if draft.vectors is None for p in draft.passages]
    encoded = np.empty((len(texts), encoder.dimension), dtype=np.float32)
    for start in range(0, len(texts), ENCODED_AT_ONCE):
        batch = texts[start : start + ENCODED_AT_ONCE]
        encoded[start : start + len(batch)] = encoder.encode(batch)
        progress(start + len(batch), len(texts))
    parts, used = [], 0
    for draft in drafts:
        if draft.vectors is None:
            parts.append(encoded[used : used + len(draft.passages)])
            used += len(draft.passages)
        else:
            parts.append(draft.vectors)
    return np.concatenate(parts)


def _map_bytes(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
