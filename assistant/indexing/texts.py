"""The documents and passages of a segment on the disk, each readable without the others."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.postings import map_array
from assistant.types import Document, Passage, Section


class Texts:
    """Reads the texts of a segment. Documents and passages are numbered from 0.

    `firsts` (n_documents + 1,) is where each document's passages begin.
    """

    def __init__(self, folder: Path) -> None:
        """Map the files in `folder`. Raises OSError or ValueError when one is missing or broken."""
        self._headings: list[str] = json.loads((folder / "headings.json").read_text(encoding="utf-8"))
        self._passages: NDArray[np.int32] = map_array(folder / "passages.npy")
        bounds = map_array(folder / "documents.npy")
        self._lines, self._characters, self.firsts = bounds[:, 0], bounds[:, 1], bounds[:, 2]
        self._descriptions = _map_bytes(folder / "documents.jsonl")
        self._text = _map_bytes(folder / "text.utf32")

    def __len__(self) -> int:
        """The number of passages."""
        return len(self._passages)

    def document(self, number: int) -> Document:
        """Return one document."""
        line = json.loads(self._descriptions[self._lines[number] : self._lines[number + 1]])
        sections = tuple(Section(*section) for section in line["sections"])
        length = int(self._characters[number + 1] - self._characters[number])
        return Document(line["id"], line["title"], self._slice(number, 0, length), line["source"], sections)

    def rows(self, number: int) -> range:
        """Return the numbers of a document's passages."""
        return range(int(self.firsts[number]), int(self.firsts[number + 1]))

    def passage(self, row: int, number: int, document_id: str, title: str) -> Passage:
        """Return one passage of document `number`, whose id and title the caller knows."""
        start, end, heading = self._passages[row].tolist()
        return Passage(document_id, title, self._headings[heading], start, end, self._slice(number, start, end))

    def passages(self) -> Iterator[Passage]:
        """Yield all passages in order."""
        for number in range(len(self.firsts) - 1):
            document = self.document(number)
            for row in self.rows(number):
                yield self.passage(row, number, document.id, document.title)

    def _slice(self, number: int, start: int, end: int) -> str:
        # Four bytes for every character: its place needs no search.
        first = int(self._characters[number])
        return self._text[4 * (first + start) : 4 * (first + end)].decode("utf-32-le")


def write_texts(folder: Path, documents: Iterable[tuple[Document, tuple[Passage, ...]]]) -> None:
    """Write documents with their passages as `Texts` reads them."""
    bounds, spans = [(0, 0, 0)], list[tuple[int, int, int]]()
    headings: dict[str, int] = {}
    with (folder / "documents.jsonl").open("wb") as lines, (folder / "text.utf32").open("wb") as text:
        for document, passages in documents:
            line = {
                "id": document.id,
                "source": document.source,
                "title": document.title,
                "sections": [(s.heading, s.level, s.start, s.body, s.end) for s in document.sections],
            }
            lines.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
            text.write(document.text.encode("utf-32-le"))
            spans += [(p.start, p.end, headings.setdefault(p.heading, len(headings))) for p in passages]
            bounds.append((lines.tell(), text.tell() // 4, len(spans)))
    (folder / "headings.json").write_text(json.dumps(list(headings), ensure_ascii=False), encoding="utf-8")
    np.save(folder / "passages.npy", np.array(spans, dtype=np.int32).reshape(-1, 3), allow_pickle=False)
    np.save(folder / "documents.npy", np.array(bounds, dtype=np.int64), allow_pickle=False)


def indexed_text(passage: Passage, window: str | None = None) -> str:
    """Return what is searched of a passage: its text, or one window of it, and its context, which says what it is about."""
    return f"{passage.title}\n{passage.heading}\n{passage.text if window is None else window}"


def _map_bytes(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
