"""Files that are what was written: forced onto the disk, and checked."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import DamagedIndex

CHECKED_BYTES = 64 * 2**20
"""An index of up to this many bytes is read and checked whole when it is opened, in less than 0.1 s."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file's size in bytes and its BLAKE2b checksum, 32 hexadecimal digits."""

    size: int
    checksum: str


def seal(folder: Path) -> dict[str, StoredFile]:
    """Force the files of a finished segment onto the disk and return their sizes and checksums."""
    files = {}
    for path in sorted(folder.iterdir()):
        with path.open("rb+") as file:
            files[path.name] = StoredFile(path.stat().st_size, _checksum(path))
            os.fsync(file.fileno())
    sync_folder(folder)
    return files


def check_files(folder: Path, files: Mapping[str, StoredFile], everything: bool = False) -> None:
    """Check that each of `files`, by its path in `folder`, is there and has its size.

    Checksums are compared as well where there is not much to read, or with `everything`.
    Raises DamagedIndex naming the file.
    """
    thorough = everything or sum(file.size for file in files.values()) <= CHECKED_BYTES
    for name, stored in files.items():
        path = folder / name
        if not path.is_file():
            raise DamagedIndex(f"{path} is missing")
        if path.stat().st_size != stored.size:
            raise DamagedIndex(f"{path} has {path.stat().st_size:,} bytes where {stored.size:,} were written")
        if thorough and _checksum(path) != stored.checksum:
            raise DamagedIndex(f"{path} is not what was written: its checksum is wrong")


def sync_folder(folder: Path) -> None:
    """Force a folder's entries onto the disk, where the system can (Windows cannot open a folder)."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
