from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import ShelfIndexError
from assistant.indexing import counting
from assistant.indexing.counting import word_postings
from assistant.indexing.joined import Joined
from assistant.indexing.pairs import pair_postings
from assistant.indexing.postings import Postings
from assistant.indexing.terms import OWN_PROCESS_FROM, TermWriter
from assistant.indexing.texts import indexed_text, write_texts
from assistant.ingestion.chunking import split_passages
from assistant.ingestion.reader import make_document
from assistant.text import bigrams, words
from tests.indexing.shelves import report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The texts of three reports."""
    documents = [make_document(report(number), f"{number}.md") for number in range(3)]
    write_texts(tmp_path, [(document, split_passages(document, 60)) for document in documents])
    return tmp_path


@pytest.mark.parametrize("passages", [1, OWN_PROCESS_FROM])
def test_terms_are_counted_here_or_in_another_process(folder: Path, passages: int) -> None:
    with TermWriter() as terms:
        for _ in range(2):  # the process serves more than one segment
            for path in folder.glob("*-terms.npy"):
                path.unlink()
            terms.begin(folder, passages)()
            assert_counted(folder)


def assert_counted(folder: Path) -> None:
    texts = [indexed_text(p) for n in range(3) for p in split_passages(make_document(report(n), f"{n}.md"), 60)]
    for kind, cut in {"words": words, "bigrams": bigrams}.items():
        written, expected = Postings.load(folder, kind), Postings.of(map(cut, texts))
        for name in ("terms", "starts", "rows", "counts", "lengths"):
            np.testing.assert_array_equal(getattr(written, name), getattr(expected, name))


def test_a_process_that_fails_says_why(folder: Path) -> None:
    (folder / "passages.npy").unlink()
    with (
        TermWriter() as terms,
        pytest.raises(ShelfIndexError, match=r"counting the terms of .* failed: [\s\S]*passages\.npy"),
    ):
        terms.begin(folder, OWN_PROCESS_FROM)()


def test_an_error_meanwhile_ends_the_process(folder: Path) -> None:
    def interrupted() -> None:
        with TermWriter() as terms:
            terms.begin(folder, OWN_PROCESS_FROM)
            raise KeyError

    with pytest.raises(KeyError):
        interrupted()
    shutil.rmtree(folder)
    assert not folder.exists()


@pytest.mark.parametrize(("count", "cut"), [(pair_postings, bigrams), (word_postings, words)])
@given(texts=st.lists(st.text("海淀企業二〇2.a-B，。 \n𠮷\ud800第三季度十年%\0\x1f") | st.text(max_size=20)))
def test_terms_counted_at_once_are_those_of_each_text(
    count: Callable[[Joined], Postings], cut: Callable[[str], list[str]], texts: list[str]
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(counting, "AT_ONCE", 30)
        written, expected = count(Joined(texts)), Postings.of(map(cut, texts))
    for name in ("terms", "starts", "rows", "counts", "lengths"):
        np.testing.assert_array_equal(getattr(written, name), getattr(expected, name))
        assert getattr(written, name).dtype == getattr(expected, name).dtype
