from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import DamagedIndex
from assistant.indexing.integrity import CHECKED_BYTES, StoredFile, check_files, seal


def test_sealed_files_have_their_sizes_and_checksums(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    (tmp_path / "b").write_bytes("海淀".encode())
    files = seal(tmp_path)
    # `printf 海淀 | b2sum --length 128`
    assert files == {
        "a": StoredFile(0, "cae66941d9efbd404e4d88758ea67670"),
        "b": StoredFile(6, HAIDIAN),
    }
    check_files(tmp_path, files)


@pytest.mark.parametrize(
    ("content", "reason"), [(b"ab", "has 2 bytes where 3 were written"), (b"abd", "its checksum is wrong")]
)
def test_a_changed_file_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    files = seal(tmp_path)
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(DamagedIndex, match=f"/a .*{reason}"):
        check_files(tmp_path, files)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DamagedIndex, match="/a is missing"):
        check_files(tmp_path, {"a": StoredFile(0, "")})


def test_much_is_read_only_when_asked(tmp_path: Path) -> None:
    size = CHECKED_BYTES + 1
    with (tmp_path / "a").open("wb") as file:
        file.truncate(size)
    files = {"a": StoredFile(size, "0" * 32)}
    check_files(tmp_path, files)
    with pytest.raises(DamagedIndex, match="checksum"):
        check_files(tmp_path, files, everything=True)


HAIDIAN = "d1408bd16cfeff7686a0de4d393d8295"
