from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.indexing import batch
from assistant.indexing.batch import BATCH_PASSAGES, FEW, SMALL_BATCH_PASSAGES, Batch, to_batches, write_batch
from assistant.indexing.manifest import Entry
from assistant.indexing.postings import Postings
from assistant.indexing.segment import Segment
from assistant.indexing.texts import indexed_text
from assistant.ingestion.chunking import split_passages
from assistant.ingestion.reader import SourceFile, find_files, read_file
from assistant.testing import ToyEncoder
from assistant.text import bigrams, words
from tests.indexing.shelves import ShelfFolder, report

LIMIT = 10**6


def file(number: int, passages: int) -> SourceFile:
    return SourceFile(f"{number:05}.md", f"/{number:05}.md", 3 * 100 * passages, 0)


def entry(number: int, passages: int) -> Entry:
    return Entry(f"{number:05}.md", "", "", 0, 0, "", "segment", number, passages)


@pytest.mark.parametrize(
    ("passages", "processes", "count"),
    [
        (10, 8, 1),
        (2 * SMALL_BATCH_PASSAGES - 1, 8, 1),
        (2 * SMALL_BATCH_PASSAGES, 8, 2),
        (2 * BATCH_PASSAGES, 8, FEW),  # not eight, which would be written again with the next report
        (2 * BATCH_PASSAGES, 1, 2),
        (5 * BATCH_PASSAGES, 2, 4),  # as much for the one as for the other
        (11 * BATCH_PASSAGES, 8, 8),
    ],
)
def test_how_many_batches_there_are(passages: int, processes: int, count: int) -> None:
    files = [file(number, 1) for number in range(passages)]
    batches = to_batches([], files, 100, processes)
    assert len(batches) == count
    sizes = [len(one.files) for one in batches]
    assert max(sizes) - min(sizes) <= 1


@given(
    moved=st.lists(st.integers(1, 9000), max_size=30),
    files=st.lists(st.integers(0, 9000), max_size=30),
    processes=st.integers(1, 16),
)
def test_every_document_is_in_one_batch(moved: list[int], files: list[int], processes: int) -> None:
    entries, sources = [entry(*one) for one in enumerate(moved)], [file(*one) for one in enumerate(files)]
    batches = to_batches(entries, sources, 100, processes)
    assert [one for part in batches for one in part.moved] == entries
    assert [one for part in batches for one in part.files] == sources
    assert all(part.moved or part.files for part in batches)


def test_a_large_batch_makes_even_segments_that_hold_its_terms(
    shelf: ShelfFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(7):
        shelf.write(f"{number}.md", report(number))
    shelf.write("8.md", "# 空\n")
    files = tuple(find_files(shelf.documents)[0])
    monkeypatch.setattr(batch, "SEGMENT_PASSAGES", 10)
    shelf.index.mkdir()
    done: list[int] = []
    written = write_batch(shelf.index, Batch((), files), 60, LIMIT, ToyEncoder(), done.append)
    assert sum(done) == len(files)
    assert [warning.partition(" ")[0] for warning in written.warnings] == ["8.md"]
    assert [one.source for one in written.entries] == [f"{number}.md" for number in range(7)]
    sizes = [stored.passages for stored in written.segments.values()]
    assert sum(sizes) == sum(one.passages for one in written.entries)
    assert len(sizes) > 1
    assert max(sizes) - min(sizes) <= max(one.passages for one in written.entries)
    for name in written.segments:
        assert_terms(shelf.index / name, [one for one in written.entries if one.segment == name], shelf.documents)


def test_a_moved_document_keeps_its_vectors(shelf: ShelfFolder) -> None:
    index = shelf.open()
    old = index.manifest.documents
    shelf.encoder.encoded.clear()
    written = write_batch(shelf.index, Batch(old, ()), 60, LIMIT, shelf.encoder, print)
    assert shelf.encoder.encoded == []
    for before, after in zip(old, written.entries, strict=True):
        one, other = (Segment(shelf.index / each.segment).draft(each.number) for each in (before, after))
        assert one.passages == other.passages
        assert one.vectors is not None
        assert other.vectors is not None
        np.testing.assert_array_equal(one.vectors.rows, other.vectors.rows)


def assert_terms(segment: Path, entries: list[Entry], documents: Path) -> None:
    read = [read_file(one.source, str(documents / one.source), LIMIT) for one in entries]
    texts = [indexed_text(passage) for document in read for passage in split_passages(document, 60)]
    for kind, cut in {"words": words, "bigrams": bigrams}.items():
        held, expected = Postings.load(segment, kind), Postings.of(map(cut, texts))
        for name in ("terms", "starts", "rows", "counts", "lengths"):
            np.testing.assert_array_equal(getattr(held, name), getattr(expected, name))
