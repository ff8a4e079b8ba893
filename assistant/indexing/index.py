"""The index of a shelf: opened, built, or brought up to date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from assistant.errors import IndexLocked, ShelfIndexError
from assistant.indexing.build import Progress
from assistant.indexing.dense import Dense
from assistant.indexing.encoder import Encoder
from assistant.indexing.lexical import Lexical, PostingsLexical, RankLexical
from assistant.indexing.manifest import LOCK, Manifest
from assistant.indexing.snapshot import Documents, Passages
from assistant.indexing.store import Found, Loaded, Store
from assistant.settings import Settings
from assistant.types import Document


@dataclass(frozen=True, slots=True)
class Index:
    """One state of a shelf; it never changes, and stays readable when a newer one takes its place on the disk.

    `documents` are by id, in the order of their sources, and so are `titles`. Passages are numbered in the same order;
    `words`, `bigrams` and `dense` score them by that number. `manifest` says what it was built with.
    """

    documents: Mapping[str, Document]
    titles: Mapping[str, str]
    passages: Passages
    words: Lexical
    bigrams: Lexical
    dense: Dense
    manifest: Manifest
    ranges: Mapping[str, range]

    @property
    def version(self) -> str:
        """Changes when a document, the encoder or a setting that the index depends on changes."""
        return self.manifest.version

    def passages_of(self, document_id: str) -> range:
        """Return the numbers of a document's passages. Raises KeyError for an id that is not on the shelf."""
        return self.ranges[document_id]


def open_index(
    documents: Path, index: Path, settings: Settings, encoder: Encoder, progress: Progress | None = None
) -> tuple[Index, tuple[str, ...]]:
    """Open the index in the folder `index`, after building it or bringing it up to date where that is needed.

    Returns it and a sentence for each file in `documents` that was left out. An index that is up to date is only
    loaded. A damaged one, or one of other settings, is built anew. `progress` is called with (stage, done, total),
    from any thread, one call after the other.
    Raises NoDocuments, ForeignIndex, IndexLocked when another process builds it for longer than `lock_seconds`, and
    ShelfIndexError when the folder cannot be read or written.
    """
    store = Store(documents, index, settings, encoder)
    try:
        found = store.look()
        loaded, warnings = found.fresh, found.warnings
        if loaded is None:
            loaded, warnings = _update(store, found, index, settings.lock_seconds, progress or _silent)
    except OSError as error:
        raise ShelfIndexError(f"the index folder {index} cannot be used: {error}; make room or access") from error
    return _assemble(loaded, settings.rank_bm25_up_to), warnings


def _update(
    store: Store, found: Found, folder: Path, seconds: float, progress: Progress
) -> tuple[Loaded, tuple[str, ...]]:
    from filelock import FileLock, Timeout  # brings asyncio along, which an index that is up to date does not need

    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / LOCK, timeout=seconds):
            found = store.look(found)  # another process may have done the work meanwhile
            if found.fresh:
                return found.fresh, found.warnings
            return store.bring_up_to_date(found, progress)
    except Timeout as error:
        raise IndexLocked(
            f"another process is building {folder} and did not finish in {seconds:g} s; wait, or raise lock_seconds"
        ) from error


def _assemble(loaded: Loaded, rank_bm25_up_to: int) -> Index:
    entries, segments = loaded.manifest.documents, loaded.segments
    passages = Passages(entries, segments)
    lexical = RankLexical if len(passages) <= rank_bm25_up_to else PostingsLexical
    parts = list(segments.values())
    bounds = passages.firsts.tolist()
    return Index(
        Documents(entries, segments),
        {entry.id: entry.title for entry in entries},
        passages,
        lexical([part.words for part in parts], passages.order),
        lexical([part.bigrams for part in parts], passages.order),
        Dense([part.dense for part in parts], passages.order),
        loaded.manifest,
        {entry.id: range(*bound) for entry, bound in zip(entries, pairwise(bounds), strict=True)},
    )


def _silent(stage: str, done: int, total: int) -> None:
    """Report to nobody."""
