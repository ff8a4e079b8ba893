"""Building an index, and bringing one up to date."""

from __future__ import annotations

import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

from assistant.indexing.batch import FEW, SEGMENT_PASSAGES, Batch, Written, to_batches, write_batch
from assistant.indexing.encoder import Encoder, load_encoder
from assistant.indexing.helpers import MOST, Helpers, cores
from assistant.indexing.manifest import Entry, StoredSegment
from assistant.indexing.survey import Survey

Progress = Callable[[str, int, int], None]


class Builder:
    """Writes the segments that bring the index in `folder` up to date."""

    def __init__(self, folder: Path, passage_chars: int, encoder: Encoder, max_bytes: int, progress: Progress) -> None:
        self._folder = folder
        self._passage_chars = passage_chars
        self._encoder = encoder
        self._max_bytes = max_bytes
        self._progress = progress

    def build(self, stored: Mapping[str, StoredSegment], survey: Survey) -> Written:
        """Write what `stored` lacks; return the segments and, by source, the documents of the new index."""
        merged = to_merge(stored, survey.kept)
        staying = [entry for entry in survey.kept if entry.segment not in merged]
        moved = [entry for entry in survey.kept if entry.segment in merged]
        # Only the shipped encoder is at hand in another process; any other takes all cores by itself.
        processes = min(cores(), MOST) if self._encoder is load_encoder("static") else 1
        batches = to_batches(moved, survey.changed, self._passage_chars, processes)
        written = self._write(batches, min(processes, len(batches)), _Counted(self._progress, len(survey.changed)))
        segments = {entry.segment: stored[entry.segment] for entry in staying}
        for one in written:
            segments |= one.segments
        entries = sorted(chain(staying, *(one.entries for one in written)), key=lambda entry: entry.source)
        return Written(segments, tuple(entries), tuple(chain.from_iterable(one.warnings for one in written)))

    def _write(self, batches: Sequence[Batch], processes: int, advance: Callable[[int], None]) -> list[Written]:
        limits = (self._passage_chars, self._max_bytes)
        if processes <= 1:
            return [write_batch(self._folder, batch, *limits, self._encoder, advance) for batch in batches]
        # The helpers end first, so that no thread waits for one in vain.
        with ThreadPoolExecutor(processes) as pool, Helpers(processes) as helpers:
            return list(pool.map(lambda batch: helpers.write(self._folder, batch, *limits, advance), batches))


class _Counted:
    """Adds up what is done, from several threads, and reports it in one after the other."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0
        self._lock = threading.Lock()

    def __call__(self, files: int) -> None:
        with self._lock:
            self._done += files
            self._progress("documents", self._done, self._total)


def remove_leftovers(folder: Path, segments: Iterable[str]) -> None:
    """Delete all segments but `segments`: those of replaced states, and of builders that were killed."""
    for path in folder.glob("segment-*"):
        if path.name not in segments:
            # On Windows one that a reader has open stays, for the next builder to delete.
            shutil.rmtree(path, ignore_errors=True)


def to_merge(stored: Mapping[str, StoredSegment], kept: Iterable[Entry]) -> set[str]:
    """Return the segments that are to be written again, together.

    Those of which less than half is still alive; and small ones, so that each, but for a few, is larger than all smaller
    ones taken together. Hence there are not many, and a passage is written again only about as often as the shelf doubles.
    """
    alive: Counter[str] = Counter()
    for entry in kept:
        alive[entry.segment] += entry.passages
    merged = {name for name, passages in alive.items() if 2 * passages < stored[name].passages}
    smaller: list[str] = []
    total = 0
    for name, passages in sorted(alive.items(), key=lambda item: item[1]):
        smaller.append(name)
        if len(smaller) > FEW and passages <= total and passages <= SEGMENT_PASSAGES // 2:
            merged.update(smaller)
        total += passages
    return merged
