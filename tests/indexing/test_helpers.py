"""Real processes that index batches."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ShelfIndexError
from assistant.indexing import batch, build
from assistant.indexing.batch import Batch, write_batch
from assistant.indexing.encoder import load_encoder
from assistant.indexing.helpers import Helpers
from assistant.indexing.index import Index, open_index
from assistant.ingestion.reader import find_files
from tests.indexing.shelves import ShelfFolder, report

LIMIT = 10**6


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Have small shelves indexed by two processes; what is returned fills with how many were started."""
    started: list[int] = []

    class Counting(Helpers):
        def __init__(self, count: int) -> None:
            started.append(count)
            super().__init__(count)

    monkeypatch.setattr(batch, "SMALL_BATCH_PASSAGES", 2)
    monkeypatch.setattr(build, "cores", lambda: 2)
    monkeypatch.setattr(build, "Helpers", Counting)
    return started


def opened(shelf: ShelfFolder, index: Path) -> Index:
    return open_index(shelf.documents, index, shelf.settings, load_encoder("static"))[0]


def test_an_index_is_the_same_whoever_writes_it(shelf: ShelfFolder, tmp_path: Path, several: list[int]) -> None:
    for number in range(8):
        shelf.write(f"{number}.md", report(number))
    shelf.write("9.md", "# 空\n")
    seen: list[tuple[str, int, int]] = []
    ours, warnings = open_index(
        shelf.documents, shelf.index, shelf.settings, load_encoder("static"), lambda *step: seen.append(step)
    )
    assert several == [2]
    assert warnings[0].startswith("9.md holds no text")
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)
    assert seen[-1] == ("documents", 9, 9)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(build, "cores", lambda: 1)
        alone = opened(shelf, tmp_path / "alone")
    assert several == [2]
    assert_same_vectors(ours, alone)
    for number in range(8):  # the segments are small enough to be written again, by the helpers as well
        shelf.write(f"{number + 10}.md", report(number + 10))
        ours = opened(shelf, shelf.index)
    assert len(several) > 1
    assert_same_vectors(ours, opened(shelf, tmp_path / "anew"))


def assert_same_vectors(ours: Index, expected: Index) -> None:
    vector = load_encoder("static").encode(["园区有多少家上市企业"])[0]
    np.testing.assert_array_equal(ours.dense.scores(vector), expected.dense.scores(vector))
    assert dict(ours.documents) == dict(expected.documents)
    assert list(ours.passages) == list(expected.passages)
    assert ours.version == expected.version


def test_one_process_writes_one_batch_after_the_other(shelf: ShelfFolder, tmp_path: Path) -> None:
    files = find_files(shelf.documents)[0]
    done: list[int] = []
    with Helpers(1) as pool:
        written = [pool.write(tmp_path, Batch((), (file,)), 60, LIMIT, done.append) for file in files]
    assert sum(done) == len(files)
    for file, one in zip(files, written, strict=True):
        here = write_batch(tmp_path, Batch((), (file,)), 60, LIMIT, load_encoder("static"), done.append)
        (name,), (expected,) = one.segments, here.segments
        for path in (tmp_path / expected).iterdir():
            assert (tmp_path / name / path.name).read_bytes() == path.read_bytes()


def test_a_folder_that_cannot_be_written_is_told(shelf: ShelfFolder, tmp_path: Path) -> None:
    files = tuple(find_files(shelf.documents)[0])
    with Helpers(1) as pool:
        with pytest.raises(OSError, match="No such file or directory"):
            pool.write(tmp_path / "nowhere", Batch((), files), 60, LIMIT, print)
        assert pool.write(tmp_path, Batch((), files), 60, LIMIT, print).segments  # the process goes on


def test_a_process_that_is_killed_is_told(shelf: ShelfFolder, tmp_path: Path) -> None:
    files = tuple(find_files(shelf.documents)[0])
    with Helpers(1) as pool:
        for process in pool._processes:
            process.kill()
            process.wait()
        for _ in range(2):
            with pytest.raises(ShelfIndexError, match="a process that indexes documents failed: it was killed"):
                pool.write(tmp_path, Batch((), files), 60, LIMIT, print)


def test_a_process_that_fails_says_why(shelf: ShelfFolder) -> None:
    moved = shelf.open().manifest.documents
    (shelf.index / moved[0].segment / "passages.npy").write_bytes(b"no array")
    with (
        Helpers(1) as pool,
        pytest.raises(ShelfIndexError, match=r"a process that indexes documents failed: [\s\S]*ValueError"),
    ):
        pool.write(shelf.index, Batch(moved, ()), 60, LIMIT, print)


def test_an_error_meanwhile_ends_the_processes() -> None:
    def interrupted() -> None:
        raise KeyError

    with pytest.raises(KeyError), Helpers(2) as pool:
        interrupted()
    assert all(process.returncode for process in pool._processes)
