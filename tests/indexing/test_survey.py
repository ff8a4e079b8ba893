from __future__ import annotations

from pathlib import Path

from assistant.indexing.manifest import Entry
from assistant.indexing.survey import survey
from assistant.ingestion.reader import find_files, read_document
from tests.indexing.shelves import set_age

LIMIT = 1000


def write(folder: Path, source: str, text: str, age: float = 60) -> Entry:
    (folder / source).write_text(text, encoding="utf-8")
    set_age(folder / source, age)
    return entry(folder, source)


def entry(folder: Path, source: str) -> Entry:
    status = (folder / source).stat()
    identity = read_document(folder / source, folder, LIMIT).id
    return Entry(source, identity, "", status.st_size, status.st_mtime_ns, "", "segment", 0, 1)


def test_without_an_index_everything_is_to_be_read(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "甲。")
    files, _ = find_files(tmp_path)
    found = survey(files, (), LIMIT)
    assert (found.kept, found.changed, found.warnings) == ((), tuple(files), ())


def test_size_and_time_tell_what_to_read_and_content_what_to_index(tmp_path: Path) -> None:
    same, touched, edited = (write(tmp_path, name, "甲。") for name in ("a.md", "b.md", "c.md"))
    write(tmp_path, "b.md", "甲。", age=30)
    write(tmp_path, "c.md", "乙。", age=30)
    write(tmp_path, "d.md", "丁。")
    (tmp_path / "e.md").write_bytes(b"\0")
    files, _ = find_files(tmp_path)
    found = survey(files, (same, touched, edited), LIMIT)
    assert found.kept == (same, entry(tmp_path, "b.md"))
    assert [file.source for file in found.changed] == ["c.md", "d.md"]
    assert [warning.split()[0] for warning in found.warnings] == ["e.md"]


def test_a_file_that_has_just_changed_is_not_trusted_to_stay(tmp_path: Path) -> None:
    touched = write(tmp_path, "a.md", "甲。")
    write(tmp_path, "a.md", "甲。", age=0)
    found = survey(find_files(tmp_path)[0], (touched,), LIMIT)
    assert [kept.mtime_ns for kept in found.kept] == [-1]


def test_a_lower_limit_applies_to_what_is_indexed(tmp_path: Path) -> None:
    known = write(tmp_path, "a.md", "甲。")
    found = survey(find_files(tmp_path)[0], (known,), 5)
    assert (found.kept, found.changed) == ((), ())
    assert "over the limit" in found.warnings[0]
