"""The manifest: what the index folder holds, and what it was built from."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.errors import DamagedIndex, ForeignIndex
from assistant.indexing.integrity import StoredFile, sync_folder
from assistant.types import Listing

FORMAT = 4
NAME = "manifest.json"
LOCK = ".lock"
_NEW = f"{NAME}.new"
_OURS = re.compile(rf"segment-[0-9a-f]{{16}}|{re.escape(NAME)}|{re.escape(_NEW)}|README\.md|\..*")
_NO_CHECKSUM = "0" * 32


@dataclass(frozen=True, slots=True)
class Basis:
    """What an index was built with; another basis needs another index.

    `terms` is a hash of what makes terms of texts: another program may cut words in another way.
    """

    passage_chars: int
    encoder: str
    dimension: int
    terms: str


@dataclass(frozen=True, slots=True)
class StoredSegment:
    """A segment's passages, those of deleted documents included, and its files by name."""

    passages: int
    files: dict[str, StoredFile]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the index: the file it came from, and where it is kept.

    `mtime_ns` is -1 when the file was too new for a later change to be sure to show in it. `indexed_at` is in UTC.
    `number` is the document's place in its segment.
    """

    source: str
    id: str
    title: str
    size: int
    mtime_ns: int
    indexed_at: str
    segment: str
    number: int
    passages: int

    @property
    def listing(self) -> Listing:
        """The entry as the shelf lists it."""
        known = self.mtime_ns >= 0
        modified = datetime.fromtimestamp(self.mtime_ns // 10**9, UTC).isoformat() if known else ""
        return Listing(self.id, self.title, self.source, self.size, modified, self.indexed_at)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the index folder holds: `segments` by name; `documents` in the order of their sources.

    `checksum` is that of the manifest itself, taken with zeros in its place; `program` the version that wrote it.
    """

    format: int
    checksum: str
    program: str
    basis: Basis
    segments: dict[str, StoredSegment]
    documents: tuple[Entry, ...]

    @property
    def files(self) -> dict[str, StoredFile]:
        """All files by their path in the index folder."""
        return {f"{name}/{path}": file for name, stored in self.segments.items() for path, file in stored.files.items()}

    @property
    def version(self) -> str:
        """A hash, 16 hexadecimal digits, that changes when a document or the basis changes."""
        identity = repr((self.format, self.basis, [entry.id for entry in self.documents]))
        return hashlib.blake2b(identity.encode(), digest_size=8).hexdigest()


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest in `folder`, None when there is none.

    Raises DamagedIndex when it is broken or of another format, ForeignIndex when the folder is not an index.
    """
    refuse_foreign(folder)
    try:
        raw = (folder / NAME).read_bytes()
    except FileNotFoundError:
        return None
    try:
        manifest = _adapter().validate_json(raw)
    except ValidationError as error:
        raise _fault(folder / NAME, raw) from error
    if manifest.format != FORMAT or manifest.checksum != _checksum(raw, manifest.checksum):
        raise _fault(folder / NAME, raw)
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put `manifest` in place of the one in `folder`, at once: a reader sees the old or the new one."""
    raw = _adapter().dump_json(replace(manifest, checksum=_NO_CHECKSUM), indent=1)
    raw = raw.replace(_NO_CHECKSUM.encode(), _checksum(raw, _NO_CHECKSUM).encode(), 1)
    with (folder / _NEW).open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    os.replace(folder / _NEW, folder / NAME)
    sync_folder(folder)


def manifest_stamp(folder: Path) -> tuple[int, int] | None:
    """Return what differs between a manifest and the one that takes its place, None when there is none."""
    try:
        status = (folder / NAME).stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_ino, status.st_mtime_ns


def refuse_foreign(folder: Path) -> None:
    """Raise ForeignIndex unless everything in `folder` is this program's, a README.md or hidden."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise ForeignIndex(f"{folder} is a file, not a folder; give another index folder")
    for name in sorted(os.listdir(folder)):
        if not _OURS.fullmatch(name):
            raise ForeignIndex(
                f"the index folder {folder} holds {name!r}, which this program did not write; "
                "give another folder, or move that file away"
            )


def _checksum(raw: bytes, written: str) -> str:
    return hashlib.blake2b(raw.replace(written.encode(), _NO_CHECKSUM.encode(), 1), digest_size=16).hexdigest()


def _fault(path: Path, raw: bytes) -> DamagedIndex | ForeignIndex:
    """Return the error that says what is wrong with a manifest that cannot be used."""
    try:
        content = json.loads(raw)
    except ValueError:
        return DamagedIndex(f"{path} is not valid JSON")
    if not isinstance(content, dict) or not content.keys() & {"format", "checksum", "basis", "segments"}:
        return ForeignIndex(f"{path} was not written by this program; give another index folder, or move it away")
    if isinstance(content.get("format"), int) and content["format"] != FORMAT:
        return DamagedIndex(f"{path} has format {content['format']}, and this program reads format {FORMAT}")
    return DamagedIndex(f"{path} is not what was written: its checksum is wrong")


@cache
def _adapter() -> TypeAdapter[Manifest]:
    return TypeAdapter(Manifest)
