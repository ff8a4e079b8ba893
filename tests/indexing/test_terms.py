from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ShelfIndexError
from assistant.indexing.postings import Postings
from assistant.indexing.terms import KINDS, OWN_PROCESS_FROM, writing_terms
from assistant.indexing.texts import indexed_text, write_texts
from assistant.ingestion.chunking import split_passages
from assistant.ingestion.reader import make_document
from tests.indexing.shelves import report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The texts of three reports."""
    documents = [make_document(report(number), f"{number}.md") for number in range(3)]
    write_texts(tmp_path, [(document, split_passages(document, 60)) for document in documents])
    return tmp_path


@pytest.mark.parametrize("passages", [1, OWN_PROCESS_FROM])
def test_terms_are_counted_here_or_in_other_processes(folder: Path, passages: int) -> None:
    with writing_terms(folder, passages):
        pass
    texts = [indexed_text(p) for n in range(3) for p in split_passages(make_document(report(n), f"{n}.md"), 60)]
    for kind, cut in KINDS.items():
        written, expected = Postings.load(folder, kind), Postings.of(map(cut, texts))
        for name in ("terms", "starts", "rows", "counts", "lengths"):
            np.testing.assert_array_equal(getattr(written, name), getattr(expected, name))


def test_a_process_that_fails_says_why(folder: Path) -> None:
    (folder / "passages.npy").unlink()
    with (
        pytest.raises(ShelfIndexError, match=r"counting the terms of .* failed: [\s\S]*passages\.npy"),
        writing_terms(folder, OWN_PROCESS_FROM),
    ):
        pass


def test_an_error_meanwhile_ends_the_processes(folder: Path) -> None:
    with pytest.raises(KeyError), writing_terms(folder, OWN_PROCESS_FROM):
        raise KeyError
    shutil.rmtree(folder)
    assert not folder.exists()
