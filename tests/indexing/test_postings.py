from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.indexing.postings import Postings, term_hashes

TERMS = st.lists(st.lists(st.sampled_from(["海淀", "企业", "268", "gdp", "的"]), max_size=12), max_size=8)


def counted(postings: Postings, term: str) -> dict[int, int]:
    [place] = postings.find(term_hashes([term]))
    return dict(zip(postings.rows[place].tolist(), postings.counts[place].tolist(), strict=True))


def test_terms_are_found_with_their_passages_and_counts() -> None:
    postings = Postings.of([["海淀", "企业", "海淀"], [], ["企业"]])
    assert counted(postings, "海淀") == {0: 2}
    assert counted(postings, "企业") == {0: 1, 2: 1}
    assert counted(postings, "别的") == {}
    places = postings.find(term_hashes(["企业", "别的", "海淀"]))
    assert [postings.rows[place].tolist() for place in places] == [[0, 2], [], [0]]
    assert postings.lengths.tolist() == [3, 0, 1]


@given(TERMS)
def test_postings_hold_what_counting_finds(passages: list[list[str]]) -> None:
    postings = Postings.of(passages)
    for term in ["海淀", "企业", "268", "gdp", "的", "没有"]:
        expected = {row: Counter(terms)[term] for row, terms in enumerate(passages) if term in terms}
        assert counted(postings, term) == expected
    assert (np.diff(postings.terms.astype(object)) > 0).all()


@pytest.mark.parametrize("passages", [[["海淀", "企业"], ["企业"]], [[], []], []])
def test_saved_postings_come_back(tmp_path: Path, passages: list[list[str]]) -> None:
    postings = Postings.of(passages)
    postings.save(tmp_path, "words")
    loaded = Postings.load(tmp_path, "words")
    for name in ("terms", "starts", "rows", "counts", "lengths"):
        stored, original = getattr(loaded, name), getattr(postings, name)
        assert isinstance(stored.base, np.memmap)
        assert stored.dtype == original.dtype
        np.testing.assert_array_equal(stored, original)


def test_a_count_beyond_its_type_stays_at_the_largest() -> None:
    assert counted(Postings.of([["的"] * 70_000]), "的") == {0: 65_535}


def test_hashes_are_the_codes_of_two_characters_and_blake2b_of_more() -> None:
    # The first eight bytes, little-endian, of what `printf 海淀区 | b2sum --length 64` prints.
    long = int.from_bytes(bytes.fromhex(HAIDIAN), "little") | 1 << 63
    assert term_hashes(["海淀区", "海淀", "海"]).tolist() == [long, 0x6D77 * 2**21 + 0x6DC0, 0x6D77]
    assert term_hashes([]).shape == (0,)
    assert len(set(term_hashes(["\ud800", "a", "b", "ab", "a\U0010ffff", "b\0"]).tolist())) == 6


HAIDIAN = "0d54d31d9981a671"
