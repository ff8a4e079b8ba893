"""The index folder against the documents folder: what is there, whether it can be used, and what has changed."""

from __future__ import annotations

import hashlib
import logging
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from assistant.errors import DamagedIndex
from assistant.indexing.build import Builder, Progress, remove_leftovers
from assistant.indexing.encoder import Encoder
from assistant.indexing.integrity import check_files
from assistant.indexing.manifest import FORMAT, NAME, Basis, Manifest, manifest_stamp, read_manifest, write_manifest
from assistant.indexing.segment import Segment
from assistant.indexing.survey import Survey, survey
from assistant.ingestion.reader import find_files, no_documents
from assistant.settings import Settings

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Loaded:
    """An index that can be used: its manifest, and its segments by name."""

    manifest: Manifest
    segments: dict[str, Segment]


@dataclass(frozen=True, slots=True)
class Found:
    """What the folders hold.

    `stamp` tells the manifest on the disk from any that takes its place; `named` are its segments, even if it cannot
    be used.
    """

    stamp: tuple[int, int] | None
    loaded: Loaded | None
    named: frozenset[str]
    changes: Survey
    warnings: tuple[str, ...]

    @property
    def fresh(self) -> Loaded | None:
        """What was loaded, if it says all there is to say about the documents folder."""
        if self.loaded and not self.changes.changed and self.changes.kept == self.loaded.manifest.documents:
            return self.loaded
        return None


class Store:
    """Reads and writes the index folder of one documents folder."""

    def __init__(self, documents: Path, folder: Path, settings: Settings, encoder: Encoder) -> None:
        self._documents = documents
        self._folder = folder
        self._settings = settings
        self._encoder = encoder
        self._basis = Basis(settings.passage_chars, encoder.name, encoder.dimension, _terms_hash())

    def look(self, earlier: Found | None = None) -> Found:
        """Compare the two folders without changing anything; not again if the index is still that of an `earlier` look.

        Raises NoDocuments or ForeignIndex.
        """
        stamp = manifest_stamp(self._folder)
        if earlier and earlier.stamp == stamp:
            return earlier
        files, warnings = find_files(self._documents, leave_out=self._folder)
        manifest, loaded = self._load()
        if loaded and loaded.manifest.basis != self._basis:
            loaded = None
        entries = loaded.manifest.documents if loaded else ()
        changes = survey(files, entries, self._settings.max_document_bytes)
        named = frozenset(manifest.segments if manifest else ())
        return Found(stamp, loaded, named, changes, (*warnings, *changes.warnings))

    def bring_up_to_date(self, found: Found, progress: Progress) -> tuple[Loaded, tuple[str, ...]]:
        """Make the index what `found` says it should be; return it and the warnings. Only the lock's holder may.

        Until the new manifest is in place the folder still holds the old index, whole. Raises NoDocuments.
        """
        remove_leftovers(self._folder, found.named)
        limit = self._settings.max_document_bytes
        builder = Builder(self._folder, self._settings.passage_chars, self._encoder, limit, progress)
        stored = found.loaded.manifest.segments if found.loaded else {}
        written = builder.build(stored, found.changes)
        warnings = (*found.warnings, *written.warnings)
        if not written.entries:
            raise no_documents(self._documents, warnings)
        manifest = Manifest(FORMAT, "", version("assistant"), self._basis, written.segments, written.entries)
        write_manifest(self._folder, manifest)
        loaded = Loaded(manifest, self._open(manifest))
        remove_leftovers(self._folder, written.segments)
        return loaded, warnings

    def _load(self) -> tuple[Manifest | None, Loaded | None]:
        """Return the manifest on the disk, and the index it names unless that is damaged."""
        manifest = self._manifest()
        while manifest is not None:
            try:
                check_files(self._folder, manifest.files)
                return manifest, Loaded(manifest, self._open(manifest))
            except (DamagedIndex, OSError, ValueError) as error:
                latest = self._manifest()
                if latest == manifest:
                    logger.warning("%s; the index is built anew", error)
                    break
                manifest = latest  # another process has put a new index in place between two reads
        return manifest, None

    def _open(self, manifest: Manifest) -> dict[str, Segment]:
        return {name: Segment(self._folder / name) for name in manifest.segments}

    def _manifest(self) -> Manifest | None:
        try:
            return read_manifest(self._folder)
        except DamagedIndex as error:
            logger.warning("%s; the index is built anew", error)
            return None


def verify_index(index: Path) -> None:
    """Compare every file of the index in the folder `index` with its checksum.

    Opening a large index compares only sizes. Raises DamagedIndex naming the first file that differs.
    """
    manifest = read_manifest(index)
    if manifest is None:
        raise DamagedIndex(f"{index / NAME} is missing; open the index to build it")
    check_files(index, manifest.files, everything=True)


@cache
def _terms_hash() -> str:
    """Hash what makes terms of texts, without running it: it would load a dictionary."""
    code = sorted((file.name, file.read_bytes()) for file in files("assistant.text").iterdir() if file.is_file())
    made_by = repr((version("rjieba"), unicodedata.unidata_version, code))
    return hashlib.blake2b(made_by.encode(), digest_size=8).hexdigest()
