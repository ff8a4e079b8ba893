"""What has changed between the documents folder and the index."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.errors import DocumentError
from assistant.indexing.manifest import Entry
from assistant.ingestion.reader import SourceFile, read_file

SETTLED_NS = 2_000_000_000
"""A file younger than this may be written again within the same tick of its clock, 2 s on some file systems."""


@dataclass(frozen=True, slots=True)
class Survey:
    """`kept` documents need no work, `changed` files are to be read and indexed; all other documents are gone."""

    kept: tuple[Entry, ...]
    changed: tuple[SourceFile, ...]
    warnings: tuple[str, ...]


def survey(files: Sequence[SourceFile], entries: Sequence[Entry], max_bytes: int) -> Survey:
    """Compare `files` with the index's `entries`.

    A file of the same size and time is taken for unchanged; one of another time is read, and compared by content.
    Without entries nothing is read.
    """
    known = {entry.source: entry for entry in entries}
    kept, changed, warnings = [], [], list[str]()
    for file in files:
        entry = known.get(file.source)
        if entry and (entry.size, entry.mtime_ns) == (file.size, file.mtime_ns) and file.size <= max_bytes:
            kept.append(entry)
        elif not known:
            changed.append(file)
        else:
            try:
                identity = read_file(file.source, file.path, max_bytes).id
            except DocumentError as error:
                warnings.append(str(error))
                continue
            if entry and entry.id == identity:
                kept.append(replace(entry, size=file.size, mtime_ns=trusted_time(file)))
            else:
                changed.append(file)
    return Survey(tuple(kept), tuple(changed), tuple(warnings))


def trusted_time(file: SourceFile) -> int:
    """Return the file's time of change, -1 when it is so new that a further change may not show in it."""
    return file.mtime_ns if time.time_ns() - file.mtime_ns > SETTLED_NS else -1
