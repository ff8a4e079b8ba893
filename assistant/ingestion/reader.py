"""From a folder of .md and .txt files to documents."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from assistant.errors import DocumentError, DocumentTooLarge, EmptyDocument, NoDocuments, UnreadableDocument
from assistant.ingestion.encoding import decode
from assistant.ingestion.sections import find_sections, find_title
from assistant.types import Document

SUFFIXES = (".md", ".txt")


class SourceFile(NamedTuple):
    """A file that may hold a document: `source` is its path relative to the folder, with "/"; `size` in bytes."""

    source: str
    path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """The documents of a folder in the order of their paths, and a sentence for each file that was left out."""

    documents: tuple[Document, ...]
    warnings: tuple[str, ...]


def read_shelf(folder: Path, max_bytes: int) -> Shelf:
    """Read every usable document under `folder`.

    Raises NoDocuments when the folder is missing, or holds no document that can be used.
    """
    files, warnings = find_files(folder)
    documents = []
    for file in files:
        try:
            documents.append(read_file(file.source, file.path, max_bytes))
        except DocumentError as error:
            warnings.append(str(error))
    if not documents:
        raise no_documents(folder, warnings)
    return Shelf(tuple(documents), tuple(warnings))


def read_document(path: Path, root: Path, max_bytes: int) -> Document:
    """Read one file; its source is its path relative to `root`.

    Raises DocumentTooLarge, EmptyDocument or UnreadableDocument, each naming the file.
    """
    return read_file(path.relative_to(root).as_posix(), str(path), max_bytes)


def read_file(source: str, path: str, max_bytes: int) -> Document:
    """Read the file at `path` as the document of that source; see `read_document`."""
    try:
        size = os.stat(path).st_size
        if size > max_bytes:
            raise DocumentTooLarge(
                f"{source} has {size:,} bytes, over the limit max_document_bytes = {max_bytes:,}; "
                "split it, or raise the limit"
            )
        with open(path, "rb") as opened:
            text = decode(opened.read())
    except OSError as error:
        raise UnreadableDocument(f"{source} cannot be read: {error.strerror}; check its permissions") from error
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{source} cannot be read: {error}") from error
    return make_document(text, source)


def make_document(text: str, source: str) -> Document:
    """Return the document that `text` is. Raises EmptyDocument when there is nothing in it but headings."""
    sections = find_sections(text)
    if not any(text[section.body : section.end].strip() for section in sections):
        raise EmptyDocument(f"{source} holds no text; write something into it, or delete it")
    identity = hashlib.sha256(f"{source}\0{text}".encode()).hexdigest()[:16]
    return Document(identity, find_title(text, sections, source), text, source, sections)


def find_files(folder: Path, leave_out: Path | None = None) -> tuple[list[SourceFile], list[str]]:
    """Return the .md and .txt files under `folder` in the order of their paths, and warnings.

    Hidden files and the folder `leave_out` are passed over; links that lead out of `folder` are not followed, and
    neither are links to folders. Raises NoDocuments when there is no such folder.
    """
    if not folder.is_dir():
        raise NoDocuments(f"the documents folder {folder} does not exist; create it and put .md or .txt files into it")
    warnings: list[str] = []
    skipped = os.path.realpath(leave_out) if leave_out is not None else ""
    files: list[SourceFile] = []
    _collect(str(folder), "", os.path.realpath(folder), skipped, files, warnings)
    return sorted(files), warnings


def no_documents(folder: Path, warnings: Iterable[str]) -> NoDocuments:
    """Return the error for a folder in which nothing can be used."""
    reasons = "".join(f"\n- {warning}" for warning in warnings)
    return NoDocuments(f"no document in {folder} can be used; put .md or .txt files into it{reasons}")


def _collect(folder: str, prefix: str, root: str, skipped: str, files: list[SourceFile], warnings: list[str]) -> None:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        warnings.append(f"{prefix or folder} cannot be read: {error.strerror}; check its permissions")
        return
    for entry in entries:
        source = prefix + entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if not skipped or os.path.realpath(entry.path) != skipped:
                _collect(entry.path, f"{source}/", root, skipped, files, warnings)
        elif entry.name.lower().endswith(SUFFIXES) and _usable(entry, source, root, warnings):
            try:
                status = entry.stat()
            except FileNotFoundError:  # deleted since the folder was listed
                continue
            files.append(SourceFile(source, entry.path, status.st_size, status.st_mtime_ns))


def _usable(entry: os.DirEntry[str], source: str, root: str, warnings: list[str]) -> bool:
    if not source.isprintable():
        warnings.append(f"{source!a} has a name that cannot be shown; rename it")
    elif entry.is_symlink() and not os.path.realpath(entry.path).startswith(root + os.sep):
        warnings.append(f"{source} is a link that leads out of the documents folder; put the file itself there")
    elif not entry.is_file():
        warnings.append(f"{source} is not a file; leave it out")
    else:
        return True
    return False
