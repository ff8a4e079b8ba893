"""Which program, index and documents a run was made with, so that it can be repeated."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.indexing.manifest import Manifest
from assistant.types import Document


class Program(BaseModel):
    """The program: its version, and a hash of its code, models and word lists, which tells two states of one version."""

    model_config = ConfigDict(frozen=True)

    version: str
    code: str


class IndexRecord(BaseModel):
    """The index's manifest without its list of documents, which a run lists itself.

    `version` changes with any document and with the basis: `passage_chars`, `encoder`, `dimension` and `terms`.
    `format` is that of the index, `program` the version that wrote it, `segments` the number of passages in each.
    """

    model_config = ConfigDict(frozen=True)

    version: str
    format: int
    program: str
    passage_chars: int
    encoder: str
    dimension: int
    terms: str
    segments: dict[str, int]


class ShelfEntry(BaseModel):
    """A document that was on the shelf. `id` is a hash of its content, `characters` the length of its text."""

    model_config = ConfigDict(frozen=True)

    id: str
    source: str
    title: str
    characters: int


def program() -> Program:
    """The program that is running."""
    return Program(version=version("assistant"), code=_code())


def index_record(manifest: Manifest) -> IndexRecord:
    """What a run keeps of the index's manifest."""
    basis = manifest.basis
    return IndexRecord(
        version=manifest.version,
        format=manifest.format,
        program=manifest.program,
        passage_chars=basis.passage_chars,
        encoder=basis.encoder,
        dimension=basis.dimension,
        terms=basis.terms,
        segments={name: segment.passages for name, segment in manifest.segments.items()},
    )


def shelf_entry(document: Document) -> ShelfEntry:
    """What a run keeps of a document."""
    return ShelfEntry(id=document.id, source=document.source, title=document.title, characters=len(document.text))


@cache
def _code() -> str:
    return hash_files(Path(str(files("assistant"))))


def hash_files(root: Path) -> str:
    """16 hexadecimal digits that change with any name or content of a file below `root`, compiled code aside."""
    found = hashlib.blake2b(digest_size=8)
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            found.update(path.relative_to(root).as_posix().encode() + b"\0")
            found.update(hashlib.blake2b(path.read_bytes()).digest())
    return found.hexdigest()
