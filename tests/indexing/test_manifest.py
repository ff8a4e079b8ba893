from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import DamagedIndex, ForeignIndex
from assistant.indexing.integrity import StoredFile
from assistant.indexing.manifest import FORMAT, Basis, Entry, Manifest, StoredSegment, read_manifest, write_manifest

ENTRY = Entry("报告.md", "0123456789abcdef", "海淀", 10, 20, "2023-02-02T00:00:00+00:00", "segment-1", 0, 3)
MANIFEST = Manifest(
    FORMAT,
    "",
    "0.1.0",
    Basis(500, "toy", 64, "terms"),
    {"segment-1": StoredSegment(3, {"text.utf32": StoredFile(12, "ab")})},
    (ENTRY,),
)


def test_a_manifest_comes_back(tmp_path: Path) -> None:
    write_manifest(tmp_path, MANIFEST)
    read = read_manifest(tmp_path)
    assert read is not None
    assert replace(read, checksum="") == MANIFEST
    assert read.files == {"segment-1/text.utf32": StoredFile(12, "ab")}
    assert (tmp_path / "manifest.json").read_text(encoding="utf-8").startswith(f'{{\n "format": {FORMAT},')
    assert [path.name for path in tmp_path.iterdir()] == ["manifest.json"]


def test_every_changed_byte_is_noticed(tmp_path: Path) -> None:
    write_manifest(tmp_path, MANIFEST)
    path = tmp_path / "manifest.json"
    content = path.read_bytes()
    for place in range(len(content)):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        with pytest.raises(DamagedIndex):
            read_manifest(tmp_path)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is not valid JSON"),
        ("[]", "is not valid JSON"),
        ('{"format": 99, "documents": {}}', "has format 99, and this program reads format 4"),
        ('{"format": 4}', "is not what was written"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(
        (DamagedIndex, ForeignIndex), match=reason if content != "[]" else "not written by this program"
    ):
        read_manifest(tmp_path)


def test_no_manifest(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) is None
    assert read_manifest(tmp_path / "missing") is None


@pytest.mark.parametrize(
    "other",
    [
        replace(MANIFEST, basis=replace(MANIFEST.basis, passage_chars=501)),
        replace(MANIFEST, basis=replace(MANIFEST.basis, encoder="other")),
        replace(MANIFEST, documents=(replace(ENTRY, id="fedcba9876543210"),)),
        replace(MANIFEST, documents=()),
    ],
)
def test_the_version_depends_on_documents_and_basis(other: Manifest) -> None:
    assert other.version != MANIFEST.version


def test_the_version_does_not_depend_on_where_things_are_kept() -> None:
    moved = replace(ENTRY, mtime_ns=0, indexed_at="", segment="segment-2", number=7)
    assert replace(MANIFEST, documents=(moved,), segments={}).version == MANIFEST.version
