from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from assistant.errors import DocumentTooLarge, EmptyDocument, NoDocuments, UnreadableDocument
from assistant.ingestion.reader import find_files, read_document, read_shelf

LIMIT = 1000


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def sources(folder: Path) -> list[str]:
    return [file.source for file in find_files(folder)[0]]


def test_a_document_knows_its_source_title_and_sections(tmp_path: Path) -> None:
    path = write(tmp_path / "2022" / "海淀.md", "# 海淀\r\n## 关键数字\r\n268家。")
    document = read_document(path, tmp_path, LIMIT)
    assert document.source == "2022/海淀.md"
    assert document.title == "海淀"
    assert document.text == "# 海淀\n## 关键数字\n268家。"
    assert [section.heading for section in document.sections] == ["海淀", "关键数字"]
    assert document.id == hashlib.sha256("2022/海淀.md\0# 海淀\n## 关键数字\n268家。".encode()).hexdigest()[:16]


def test_the_id_depends_on_source_and_text_only(tmp_path: Path) -> None:
    plain = read_document(write(tmp_path / "a.txt", "268家。"), tmp_path, LIMIT)
    write(tmp_path / "a.txt", "268家。".encode("gb18030"))
    assert read_document(tmp_path / "a.txt", tmp_path, LIMIT).id == plain.id
    assert read_document(write(tmp_path / "b.txt", "268家。"), tmp_path, LIMIT).id != plain.id
    assert read_document(write(tmp_path / "a.txt", "250家。"), tmp_path, LIMIT).id != plain.id


@pytest.mark.parametrize("content", ["", "\ufeff", " \n\u3000\n", "# 只有标题\n\n## 还是标题\n"])
def test_a_file_without_text_is_empty(tmp_path: Path, content: str) -> None:
    with pytest.raises(EmptyDocument, match=r"空\.md holds no text"):
        read_document(write(tmp_path / "空.md", content), tmp_path, LIMIT)


def test_a_file_over_the_limit(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "甲" * 334)
    with pytest.raises(DocumentTooLarge, match=r"a\.txt has 1,002 bytes, over the limit max_document_bytes = 1,000"):
        read_document(path, tmp_path, LIMIT)
    assert len(read_document(path, tmp_path, 1002).text) == 334


def test_a_binary_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.txt cannot be read: it is binary"):
        read_document(write(tmp_path / "a.txt", b"\x00\x01\x02"), tmp_path, LIMIT)


def test_a_file_that_vanishes_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.txt cannot be read: No such file"):
        read_document(tmp_path / "a.txt", tmp_path, LIMIT)


def test_a_shelf_holds_what_can_be_used_and_warns_of_the_rest(tmp_path: Path) -> None:
    write(tmp_path / "b.md", "乙。")
    write(tmp_path / "a" / "z.TXT", "甲。")
    write(tmp_path / "empty.txt", "")
    write(tmp_path / "large.txt", "大" * 400)
    write(tmp_path / "picture.md", b"\x89PNG\0")
    write(tmp_path / "table.csv", "不读")
    write(tmp_path / ".hidden.md", "不读")
    write(tmp_path / ".git" / "c.md", "不读")
    shelf = read_shelf(tmp_path, LIMIT)
    assert [(document.source, document.text) for document in shelf.documents] == [("a/z.TXT", "甲。"), ("b.md", "乙。")]
    assert [warning.split()[0] for warning in shelf.warnings] == ["empty.txt", "large.txt", "picture.md"]


def test_nothing_usable_is_an_error_that_says_why(tmp_path: Path) -> None:
    with pytest.raises(NoDocuments, match="does not exist"):
        read_shelf(tmp_path / "missing", LIMIT)
    with pytest.raises(NoDocuments, match="can be used"):
        read_shelf(tmp_path, LIMIT)
    write(tmp_path / "empty.txt", "")
    with pytest.raises(NoDocuments, match=r"empty\.txt holds no text"):
        read_shelf(tmp_path, LIMIT)


def test_links_that_lead_out_are_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside" / "secret.md", "秘密。")
    shelf = tmp_path / "shelf"
    inside = write(shelf / "a.md", "甲。")
    (shelf / "out.md").symlink_to(outside)
    (shelf / "folder").symlink_to(outside.parent)
    (shelf / "loop").symlink_to(shelf)
    (shelf / "in.md").symlink_to(inside)
    (shelf / "broken.md").symlink_to(shelf / "nothing.md")
    files, warnings = find_files(shelf)
    assert [file.source for file in files] == ["a.md", "in.md"]
    assert sorted(warning.split(" is ")[0] for warning in warnings) == ["broken.md", "out.md"]


def test_a_shelf_that_is_itself_a_link(tmp_path: Path) -> None:
    write(tmp_path / "real" / "a.md", "甲。")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert sources(tmp_path / "link") == ["a.md"]


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    write(tmp_path / "folder.md" / "a.md", "甲。")
    files, warnings = find_files(tmp_path)
    assert [file.source for file in files] == ["folder.md/a.md"]
    assert warnings == ["pipe.md is not a file; leave it out"]


def test_a_name_that_cannot_be_shown(tmp_path: Path) -> None:
    write(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.md")), "甲。")
    assert find_files(tmp_path) == ([], ["'\\udcff.md' has a name that cannot be shown; rename it"])


def test_the_index_folder_can_be_left_out(tmp_path: Path) -> None:
    write(tmp_path / "a.md", "甲。")
    write(tmp_path / "index" / "README.md", "乙。")
    assert [file.source for file in find_files(tmp_path, leave_out=tmp_path / "index")[0]] == ["a.md"]
