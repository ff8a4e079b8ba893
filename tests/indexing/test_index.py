"""What opening an index does: nothing, little, or all of it."""

from __future__ import annotations

import logging
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.errors import ForeignIndex, IndexLocked, NoDocuments, ShelfIndexError
from assistant.indexing.index import Index, open_index
from assistant.indexing.lexical import PostingsLexical, RankLexical
from assistant.ingestion.chunking import split_passages
from assistant.ingestion.reader import read_shelf
from assistant.testing import ToyEncoder
from assistant.text import words
from tests.indexing.shelves import QUESTIONS, CountingEncoder, ShelfFolder, assert_same, report, set_age, settings


def anew(shelf: ShelfFolder) -> Index:
    """The index of the same documents, built from nothing."""
    shutil.rmtree(shelf.index.parent / "anew", ignore_errors=True)
    return replace(shelf, index=shelf.index.parent / "anew", encoder=CountingEncoder()).open()


def test_an_index_holds_the_documents_and_their_passages(shelf: ShelfFolder) -> None:
    index = shelf.open()
    documents = read_shelf(shelf.documents, 10_000).documents
    passages = [passage for document in documents for passage in split_passages(document, 60)]
    assert tuple(index.documents.values()) == documents
    assert list(index.passages) == passages
    assert index.titles == {document.id: document.title for document in documents}
    assert index.passages[-1] == passages[-1]
    assert index.passages[1:3] == tuple(passages[1:3])
    with pytest.raises(IndexError):
        index.passages[len(passages)]
    for document in documents:
        numbers = index.passages_of(document.id)
        assert [index.passages[number] for number in numbers] == list(split_passages(document, 60))


def test_titles_and_headings_are_searched(shelf: ShelfFolder) -> None:
    shelf.write("4.md", "# 深圳南山\n\n## 航空航天\n\n正文只有几个字。\n")
    index = shelf.open()
    last = len(index.passages) - 1
    for question in ("南山", "航空航天"):
        assert index.words.scores(words(question)).argmax() == last
    assert "深圳南山\n航空航天\n正文只有几个字。" in shelf.encoder.encoded


def test_opening_twice_only_loads(shelf: ShelfFolder) -> None:
    first = shelf.open()
    files, encoded = shelf.files(), len(shelf.encoder.encoded)
    assert_same(shelf.open(), first)
    assert shelf.files() == files
    assert len(shelf.encoder.encoded) == encoded


def test_an_up_to_date_index_needs_no_lock_and_no_right_to_write(shelf: ShelfFolder) -> None:
    shelf.settings = settings(passage_chars=60, lock_seconds=0)
    first = shelf.open()
    with FileLock(shelf.index / ".lock"):
        assert_same(shelf.open(), first)
    (shelf.index / ".lock").unlink()
    shelf.open()
    assert not (shelf.index / ".lock").exists()


def test_a_stale_index_waits_for_the_lock(shelf: ShelfFolder) -> None:
    shelf.settings = settings(passage_chars=60, lock_seconds=0.05)
    shelf.open()
    shelf.write("2.md", report(20))
    with FileLock(shelf.index / ".lock"), pytest.raises(IndexLocked, match=r"did not finish in 0\.05 s"):
        shelf.open()
    assert_same(shelf.open(), anew(shelf))


def test_only_what_changed_is_encoded(shelf: ShelfFolder) -> None:
    shelf.open()
    shelf.encoder.encoded.clear()
    shelf.write("2.md", report(20))
    index = shelf.open()
    assert {text.split("\n")[0] for text in shelf.encoder.encoded} == {"园区20报告"}
    assert_same(index, anew(shelf))


def test_the_old_text_of_a_changed_report_never_answers(shelf: ShelfFolder) -> None:
    for edition in range(5):
        shelf.write("2.md", f"# 园区\n\n第{edition}版的编号是甲{edition}乙。\n")
        index = shelf.open()
        texts = [passage.text for passage in index.passages]
        assert [text for text in texts if "版" in text] == [f"第{edition}版的编号是甲{edition}乙。"]
        assert len(index.words.scores(["版"])) == len(index.bigrams.scores(["版"])) == len(texts)
        assert index.dense.scores(ToyEncoder().encode(["版"])[0]).shape == (len(texts),)
        assert_same(index, anew(shelf))


def test_a_deleted_report_vanishes(shelf: ShelfFolder) -> None:
    shelf.open()
    shelf.encoder.encoded.clear()
    shelf.delete("1.md")
    index = shelf.open()
    assert [document.source for document in index.documents.values()] == ["2.md", "3.md"]
    assert shelf.encoder.encoded == []
    assert_same(index, anew(shelf))


def test_an_added_report_takes_its_place_by_source(shelf: ShelfFolder) -> None:
    shelf.open()
    shelf.write("2021/旧.md", report(0))
    index = shelf.open()
    assert [document.source for document in index.documents.values()] == ["1.md", "2.md", "2021/旧.md", "3.md"]
    assert_same(index, anew(shelf))


def test_a_renamed_report_is_a_new_one(shelf: ShelfFolder) -> None:
    before = shelf.open()
    (shelf.documents / "1.md").rename(shelf.documents / "9.md")
    index = shelf.open()
    assert [document.source for document in index.documents.values()] == ["2.md", "3.md", "9.md"]
    assert index.version != before.version
    assert_same(index, anew(shelf))


def test_a_touched_report_is_not_encoded_again(shelf: ShelfFolder) -> None:
    first = shelf.open()
    shelf.encoder.encoded.clear()
    set_age(shelf.documents / "1.md", 30)
    assert_same(shelf.open(), first)
    assert shelf.encoder.encoded == []
    files = shelf.files()
    shelf.open()
    assert shelf.files() == files


def test_a_change_within_the_tick_of_the_clock_is_noticed(shelf: ShelfFolder) -> None:
    shelf.write("1.md", report(4), age=0)
    status = (shelf.documents / "1.md").stat()
    shelf.open()
    shelf.write("1.md", report(5), age=0)
    age = (shelf.documents / "1.md").stat().st_mtime - status.st_mtime
    set_age(shelf.documents / "1.md", age)
    assert "园区5报告" in shelf.open().titles.values()


def test_the_version_tells_states_apart(shelf: ShelfFolder) -> None:
    versions = [shelf.open().version]
    assert shelf.open().version == versions[0]
    shelf.write("1.md", report(11))
    versions.append(shelf.open().version)
    shelf.settings = settings(passage_chars=80)
    versions.append(shelf.open().version)
    shelf.encoder = CountingEncoder(32)
    versions.append(shelf.open().version)
    assert len(set(versions)) == 4
    shelf.settings, shelf.encoder = settings(passage_chars=60), CountingEncoder()
    shelf.write("1.md", report(1))
    assert shelf.open().version == versions[0]


def test_an_opened_index_outlives_its_files(shelf: ShelfFolder) -> None:
    old, expected = shelf.open(), anew(shelf)
    for number in range(1, 4):
        shelf.write(f"{number}.md", report(number + 10))
    shelf.open()
    assert_same(old, expected)
    shutil.rmtree(shelf.index)
    assert_same(old, expected)


def test_many_small_changes_leave_few_segments(shelf: ShelfFolder) -> None:
    for number in range(40):
        shelf.write(f"new-{number}.md", report(number + 100, sentences=1))
        shelf.open()
    assert len(list(shelf.index.glob("segment-*"))) <= 6
    assert_same(shelf.open(), anew(shelf))


@pytest.mark.parametrize(("limit", "kind"), [(0, PostingsLexical), (1000, RankLexical)])
def test_the_size_of_the_shelf_chooses_the_lexical_search(
    shelf: ShelfFolder, limit: int, kind: type[RankLexical] | type[PostingsLexical]
) -> None:
    default = shelf.open()
    shelf.settings = settings(passage_chars=60, rank_bm25_up_to=limit)
    index = shelf.open()
    assert isinstance(index.words, kind)
    assert isinstance(index.bigrams, kind)
    assert_same(index, default)


def test_files_that_cannot_be_used_are_named_each_time(shelf: ShelfFolder) -> None:
    shelf.write("empty.md", "")
    (shelf.documents / "picture.txt").write_bytes(b"\x89PNG\0")
    shelf.settings = settings(passage_chars=60, max_document_bytes=10_000)
    shelf.write("large.md", "大" * 10_000)
    for _ in range(2):
        assert [warning.split()[0] for warning in shelf.warnings()] == ["empty.md", "large.md", "picture.txt"]
    shelf.settings = settings(passage_chars=60)
    assert [warning.split()[0] for warning in shelf.warnings()] == ["empty.md", "picture.txt"]


def test_a_report_that_becomes_unusable_vanishes(shelf: ShelfFolder) -> None:
    shelf.open()
    shelf.write("2.md", "")
    assert [warning.split()[0] for warning in shelf.warnings()] == ["2.md"]
    assert [document.source for document in shelf.open().documents.values()] == ["1.md", "3.md"]


def test_a_shelf_without_reports_is_an_error_and_keeps_the_index(shelf: ShelfFolder) -> None:
    with pytest.raises(NoDocuments, match="does not exist"):
        open_index(shelf.documents / "missing", shelf.index, shelf.settings, shelf.encoder)
    shelf.open()
    files = shelf.files()
    for number in range(1, 4):
        shelf.delete(f"{number}.md")
    with pytest.raises(NoDocuments, match=r"no document in .* can be used"):
        shelf.open()
    assert shelf.files() == files


def test_an_index_inside_the_documents_is_not_read(tmp_path: Path) -> None:
    shelf = ShelfFolder(tmp_path, tmp_path / "index")
    shelf.write("1.md", report(1))
    shelf.write("index/README.md", "程序写的。")
    assert [document.source for document in shelf.open().documents.values()] == ["1.md"]


def test_a_folder_with_foreign_files_is_refused_and_left_alone(shelf: ShelfFolder) -> None:
    shelf.index.mkdir()
    (shelf.index / "README.md").write_text("程序写的。", encoding="utf-8")
    (shelf.index / "photo.jpg").write_bytes(b"jpg")
    with pytest.raises(ForeignIndex, match=r"holds 'photo\.jpg', which this program did not write"):
        shelf.open()
    assert sorted(path.name for path in shelf.index.iterdir()) == ["README.md", "photo.jpg"]
    (shelf.index / "photo.jpg").unlink()
    shelf.open()
    assert (shelf.index / "README.md").read_text(encoding="utf-8") == "程序写的。"


def test_another_programs_manifest_is_refused_and_left_alone(shelf: ShelfFolder) -> None:
    shelf.index.mkdir()
    (shelf.index / "manifest.json").write_text('{"name": "web app"}', encoding="utf-8")
    with pytest.raises(ForeignIndex, match="was not written by this program"):
        shelf.open()
    assert (shelf.index / "manifest.json").read_text(encoding="utf-8") == '{"name": "web app"}'


def test_a_file_where_the_folder_should_be(shelf: ShelfFolder) -> None:
    shelf.index.write_text("", encoding="utf-8")
    with pytest.raises(ForeignIndex, match="is a file, not a folder"):
        shelf.open()


def test_a_folder_that_cannot_be_made(shelf: ShelfFolder) -> None:
    (shelf.documents / "1.md").touch()
    shelf.index = shelf.documents / "1.md" / "index"
    with pytest.raises(ShelfIndexError, match="cannot be used"):
        shelf.open()


def test_leftovers_of_a_killed_builder_are_removed(shelf: ShelfFolder) -> None:
    shelf.open()
    leftover = shelf.index / "segment-0123456789abcdef"
    leftover.mkdir()
    (leftover / "text.utf32").write_bytes(b"half")
    shelf.open()
    assert leftover.exists()
    shelf.write("2.md", report(20))
    shelf.open()
    assert not leftover.exists()


def test_progress_is_reported(shelf: ShelfFolder) -> None:
    seen: list[tuple[str, int, int]] = []
    open_index(shelf.documents, shelf.index, shelf.settings, shelf.encoder, lambda *step: seen.append(step))
    assert {stage for stage, *_ in seen} == {"documents"}
    assert seen[-1] == ("documents", 3, 3)


def test_every_kind_of_damage_is_noticed_and_repaired(shelf: ShelfFolder, caplog: pytest.LogCaptureFixture) -> None:
    expected = shelf.open()
    for name in shelf.files():
        kind = name.partition("/")[2] or name
        for damage in (_flip, _truncate, _empty, Path.unlink):
            path = shelf.index / name if name == kind else next(shelf.index.glob(f"*/{kind}"))
            damage(path)
            caplog.clear()
            with caplog.at_level(logging.WARNING):
                assert_same(shelf.open(), expected)
            warned = [record for record in caplog.records if "the index is built anew" in record.message]
            assert warned or (kind == "manifest.json" and damage is Path.unlink), (name, damage)


def test_an_old_format_is_built_anew(shelf: ShelfFolder, caplog: pytest.LogCaptureFixture) -> None:
    expected = shelf.open()
    manifest = shelf.index / "manifest.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"format": 4', '"format": 3'), encoding="utf-8")
    assert_same(shelf.open(), expected)
    assert "has format 3, and this program reads format 4" in caplog.text


def test_nothing_in_the_index_is_a_pickle(shelf: ShelfFolder) -> None:
    shelf.open()
    for name in shelf.files():
        content = (shelf.index / name).read_bytes()
        assert not content.startswith(b"\x80"), name
        assert b"|O" not in content[:128], name


@pytest.mark.parametrize("question", QUESTIONS)
def test_passages_without_words_do_no_harm(tmp_path: Path, question: str) -> None:
    shelf = ShelfFolder(tmp_path / "documents", tmp_path / "index")
    shelf.write("a.md", "……！！！")
    index = shelf.open()
    assert index.words.scores(words(question)).tolist() == [0]
    assert_same(shelf.open(), index)


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _truncate(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _empty(path: Path) -> None:
    path.write_bytes(b"")
