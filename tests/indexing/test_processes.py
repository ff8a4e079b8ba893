"""Several processes at one index, and processes that are killed."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.indexing.store import Store, verify_index
from tests.indexing.shelves import CountingEncoder, ShelfFolder, assert_same, report

REPOSITORY = Path(__file__).parents[2]
KILLS = 20


def start(shelf: ShelfFolder) -> subprocess.Popen[str]:
    """A process that is about to open the index, and waits for a line."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.indexing.builder", str(shelf.documents), str(shelf.index)],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def finish(process: subprocess.Popen[str]) -> str:
    output, _ = process.communicate("\n", timeout=60)
    assert process.returncode == 0
    return output


def test_an_index_is_whole_whenever_its_builder_is_killed(tmp_path: Path) -> None:
    shelf = ShelfFolder(tmp_path / "documents", tmp_path / "index")
    write_edition(shelf, 0)
    process = start(shelf)
    begin = time.monotonic()
    finish(process)
    seconds = time.monotonic() - begin
    moments = random.Random(2022)  # noqa: S311 - moments need not be secret
    killed = 0
    for edition in range(1, KILLS + 1):
        write_edition(shelf, edition)
        process = start(shelf)
        go(process)
        time.sleep(moments.uniform(0, seconds))
        process.kill()
        process.communicate()
        killed += process.returncode < 0
        verify_index(shelf.index)
    assert killed >= KILLS // 2
    anew = ShelfFolder(shelf.documents, tmp_path / "anew").open()
    assert_same(shelf.open(), anew)
    named = {path.name for path in shelf.index.glob("segment-*")}
    assert all(name in (shelf.index / "manifest.json").read_text(encoding="utf-8") for name in named)


def test_a_first_build_that_is_killed_leaves_a_folder_to_build_in(tmp_path: Path) -> None:
    shelf = ShelfFolder(tmp_path / "documents", tmp_path / "index")
    write_edition(shelf, 0)
    process = start(shelf)
    go(process)
    while not list(shelf.index.glob("segment-*")):
        time.sleep(0.001)
    process.kill()
    process.communicate()
    assert_same(shelf.open(), ShelfFolder(shelf.documents, tmp_path / "anew").open())


def test_two_builders_at_once_agree(tmp_path: Path) -> None:
    shelf = ShelfFolder(tmp_path / "documents", tmp_path / "index")
    write_edition(shelf, 0)
    processes = [start(shelf) for _ in range(2)]
    for process in processes:
        go(process)
    outputs = {finish(process) for process in processes}
    verify_index(shelf.index)
    shelf.encoder = CountingEncoder()
    index = shelf.open()
    assert shelf.encoder.encoded == []
    assert outputs == {f"{index.version} {len(index.passages)}\n"}


def test_a_reader_always_finds_a_whole_index(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    shelf = ShelfFolder(tmp_path / "documents", tmp_path / "index")
    write_edition(shelf, 0)
    shelf.open()

    def build() -> None:
        for edition in range(1, 16):
            write_edition(shelf, edition)
            shelf.open()

    looks = 0
    with ThreadPoolExecutor(1) as pool:
        building = pool.submit(build)
        while not building.done():
            loaded = Store(shelf.documents, shelf.index, shelf.settings, shelf.encoder).look().loaded
            assert loaded is not None
            entry = loaded.manifest.documents[-1]
            assert loaded.segments[entry.segment].texts.document(entry.number).id == entry.id
            looks += 1
        building.result()
    assert looks > 5
    assert caplog.text == ""


def write_edition(shelf: ShelfFolder, edition: int) -> None:
    """Write forty reports of which the edition decides a third: those are new, changed, or gone."""
    for number in range(40):
        if number % 3 == edition % 3:
            shelf.write(f"{number}.md", report(1000 * edition + number, sentences=8))
        elif number % 7 == edition % 7 and (shelf.documents / f"{number}.md").exists():
            shelf.delete(f"{number}.md")
