"""A batch: documents that one process reads and indexes by itself, so that several can work side by side."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TypeVar

from assistant.errors import DocumentError
from assistant.indexing.encoder import Encoder
from assistant.indexing.integrity import seal
from assistant.indexing.manifest import Entry, StoredSegment
from assistant.indexing.segment import Draft, Segment, write_segment
from assistant.indexing.survey import trusted_time
from assistant.ingestion.chunking import split_passages
from assistant.ingestion.reader import SourceFile, read_file

SEGMENT_PASSAGES = 16_384
"""A segment holds about this many at most, so that memory while building does not grow with the shelf."""
BATCH_PASSAGES = 9_000
"""A batch is to have this many at least; where it has fewer, its segment may be written again before long."""
SMALL_BATCH_PASSAGES = 2_000
"""So many take longer to index than a process takes to start."""
FEW = 4
"""Small segments that can stay as they are, side by side."""
_BYTES_OF_A_CHARACTER = 3
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents to be indexed: `moved` from other segments, and `files` that are to be read."""

    moved: tuple[Entry, ...]
    files: tuple[SourceFile, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The segments that a batch was written to, its documents, and a sentence for each file that was left out."""

    segments: dict[str, StoredSegment]
    entries: tuple[Entry, ...]
    warnings: tuple[str, ...]


def to_batches(moved: Sequence[Entry], files: Sequence[SourceFile], passage_chars: int, processes: int) -> list[Batch]:
    """Divide the work for that many processes into batches, as even as can be told before a file is read."""
    documents: list[Entry | SourceFile] = [*moved, *files]
    # A file has as many passages at least, but for blank ones and bad ones.
    sizes = [
        one.passages if isinstance(one, Entry) else max(1, one.size // (_BYTES_OF_A_CHARACTER * passage_chars))
        for one in documents
    ]
    total = sum(sizes)
    count = total // BATCH_PASSAGES
    if count >= processes:
        count -= count % processes
    count = max(1, count, min(processes, FEW, total // SMALL_BATCH_PASSAGES))
    return [
        Batch(
            tuple(one for one in part if isinstance(one, Entry)),
            tuple(one for one in part if not isinstance(one, Entry)),
        )
        for part in _evenly(documents, sizes, count)
    ]


def write_batch(
    folder: Path, batch: Batch, passage_chars: int, max_bytes: int, encoder: Encoder, advance: Callable[[int], None]
) -> Written:
    """Write the segments of `batch` into the index folder `folder`; call `advance` with how many files more are done."""
    warnings = list[str]()
    drafts = list(chain(_moved(folder, batch.moved), _read(batch.files, passage_chars, max_bytes, warnings)))
    advance(len(warnings))
    sizes = [entry.passages for entry, _ in drafts]
    segments, entries = dict[str, StoredSegment](), list[Entry]()
    for part in _evenly(drafts, sizes, -(-sum(sizes) // SEGMENT_PASSAGES)):
        name = f"segment-{secrets.token_hex(8)}"
        write_segment(folder / name, [draft for _, draft in part], encoder, advance)
        segments[name] = StoredSegment(sum(entry.passages for entry, _ in part), seal(folder / name))
        entries += [replace(entry, segment=name, number=number) for number, (entry, _) in enumerate(part)]
    return Written(segments, tuple(entries), tuple(warnings))


def _moved(folder: Path, entries: Sequence[Entry]) -> Iterator[tuple[Entry, Draft]]:
    opened: dict[str, Segment] = {}
    for entry in entries:
        if entry.segment not in opened:
            opened[entry.segment] = Segment(folder / entry.segment)
        yield entry, opened[entry.segment].draft(entry.number)


def _read(
    files: Sequence[SourceFile], passage_chars: int, max_bytes: int, warnings: list[str]
) -> Iterator[tuple[Entry, Draft]]:
    for file in files:
        mtime_ns = trusted_time(file)
        try:
            document = read_file(file.source, file.path, max_bytes)
        except DocumentError as error:
            warnings.append(str(error))
            continue
        draft = Draft(document, split_passages(document, passage_chars))
        now = datetime.now(UTC).isoformat(timespec="seconds")
        identity = (file.source, document.id, document.title)
        yield Entry(*identity, file.size, mtime_ns, now, "", 0, len(draft.passages)), draft


def _evenly(items: Sequence[_T], sizes: Sequence[int], count: int) -> Iterator[list[_T]]:
    """Cut `items` into up to `count` runs, none of them empty, whose sizes together are about the same."""
    total, taken, run, number = sum(sizes), 0, list[_T](), 1
    for item, size in zip(items, sizes, strict=True):
        run.append(item)
        taken += size
        if taken * count >= total * number:
            yield run
            run, number = [], taken * count // total + 1
    if run:
        yield run
