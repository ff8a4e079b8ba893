"""Building an index, and bringing one up to date."""

from __future__ import annotations

import secrets
import shutil
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path

from assistant.errors import DocumentError
from assistant.indexing.encoder import Encoder
from assistant.indexing.integrity import seal
from assistant.indexing.manifest import Basis, Entry, StoredSegment
from assistant.indexing.segment import Draft, Segment, write_segment
from assistant.indexing.survey import Survey, trusted_time
from assistant.indexing.terms import TermWriter
from assistant.ingestion.chunking import split_passages
from assistant.ingestion.reader import SourceFile, read_file

Progress = Callable[[str, int, int], None]

SEGMENT_PASSAGES = 16_384
"""A segment is closed when it holds this many, so that memory while building does not grow with the shelf."""


class Builder:
    """Writes the segments that bring the index in `folder` up to date."""

    def __init__(self, folder: Path, basis: Basis, encoder: Encoder, max_bytes: int, progress: Progress) -> None:
        self._folder = folder
        self._basis = basis
        self._encoder = encoder
        self._max_bytes = max_bytes
        self._progress = progress
        self.warnings: list[str] = []
        """A sentence for each file that was left out."""

    def build(
        self, stored: Mapping[str, StoredSegment], survey: Survey
    ) -> tuple[dict[str, StoredSegment], tuple[Entry, ...]]:
        """Write what `stored` lacks; return the segments and, by source, the documents of the new index."""
        merged = to_merge(stored, survey.kept)
        entries = [entry for entry in survey.kept if entry.segment not in merged]
        used = {entry.segment for entry in entries}
        segments = {name: segment for name, segment in stored.items() if name in used}
        moved = [entry for entry in survey.kept if entry.segment in merged]
        with TermWriter() as terms:
            # While the terms of one segment are counted, the next one is read.
            unfinished = deque[tuple[str, int, Callable[[], None]]]()
            for batch in _batches(chain(self._moved(moved), self._read(survey.changed))):
                name = f"segment-{secrets.token_hex(8)}"
                finish = self._write(name, [draft for _, draft in batch], terms)
                unfinished.append((name, sum(entry.passages for entry, _ in batch), finish))
                entries += [replace(entry, segment=name, number=number) for number, (entry, _) in enumerate(batch)]
                if len(unfinished) > 1:
                    segments |= self._finish(*unfinished.popleft())
            for one in unfinished:
                segments |= self._finish(*one)
        return segments, tuple(sorted(entries, key=lambda entry: entry.source))

    def _write(self, name: str, drafts: Sequence[Draft], terms: TermWriter) -> Callable[[], None]:
        progress = partial(self._progress, "passages")
        return write_segment(self._folder / name, drafts, self._encoder, terms, progress)

    def _finish(self, name: str, passages: int, finish: Callable[[], None]) -> dict[str, StoredSegment]:
        finish()
        return {name: StoredSegment(passages, seal(self._folder / name))}

    def _moved(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Draft]]:
        opened: dict[str, Segment] = {}
        for entry in entries:
            if entry.segment not in opened:
                opened[entry.segment] = Segment(self._folder / entry.segment)
            yield entry, opened[entry.segment].draft(entry.number)

    def _read(self, files: tuple[SourceFile, ...]) -> Iterator[tuple[Entry, Draft]]:
        for done, file in enumerate(files, start=1):
            mtime_ns = trusted_time(file)
            try:
                document = read_file(file.source, file.path, self._max_bytes)
            except DocumentError as error:
                self.warnings.append(str(error))
            else:
                draft = Draft(document, split_passages(document, self._basis.passage_chars))
                now = datetime.now(UTC).isoformat(timespec="seconds")
                identity = (file.source, document.id, document.title)
                yield Entry(*identity, file.size, mtime_ns, now, "", 0, len(draft.passages)), draft
            self._progress("documents", done, len(files))


def remove_leftovers(folder: Path, segments: Iterable[str]) -> None:
    """Delete all segments but `segments`: those of replaced states, and of builders that were killed."""
    for path in folder.glob("segment-*"):
        if path.name not in segments:
            # On Windows one that a reader has open stays, for the next builder to delete.
            shutil.rmtree(path, ignore_errors=True)


def to_merge(stored: Mapping[str, StoredSegment], kept: Iterable[Entry]) -> set[str]:
    """Return the segments that are to be written again, together.

    Those of which less than half is still alive; and small ones, so that each is larger than all smaller ones taken
    together. Hence there are few, and a passage is written again only about as often as the shelf doubles.
    """
    alive: Counter[str] = Counter()
    for entry in kept:
        alive[entry.segment] += entry.passages
    merged = {name for name, passages in alive.items() if 2 * passages < stored[name].passages}
    smaller: list[str] = []
    total = 0
    for name, passages in sorted(alive.items(), key=lambda item: item[1]):
        smaller.append(name)
        if passages <= total and passages <= SEGMENT_PASSAGES // 2:
            merged.update(smaller)
        total += passages
    return merged


def _batches(drafts: Iterable[tuple[Entry, Draft]]) -> Iterator[list[tuple[Entry, Draft]]]:
    batch, passages = list[tuple[Entry, Draft]](), 0
    for entry, draft in drafts:
        batch.append((entry, draft))
        passages += entry.passages
        if passages >= SEGMENT_PASSAGES:
            yield batch
            batch, passages = [], 0
    if batch:
        yield batch
