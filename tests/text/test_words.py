from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text import bigrams, fold, words
from assistant.text.words import number_token
from tests.text.numerals import numeral


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("，。！", []),
        ("海澱區上市企業", ["海淀", "淀区", "海淀区", "上市", "企业"]),
        ("GDP增长3.5%", ["gdp", "增长", "3.5%"]),
        ("2012年10月28日", ["2012", "10月", "28日"]),
        ("268家企业", ["268", "家", "企业"]),
        ("约三分之一", ["约", "33.33%"]),
        ("三成", ["30%"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "writing", ["10206.9亿元", "一万零二百零六点九亿元", "1,020,690,000,000元", "１０２０６．９億元", "1.02069万亿元"]
)
def test_one_token_for_a_number_whatever_its_writing(writing: str) -> None:
    assert words(f"为{writing}。") == ["为", "1020690000000", "元"]


@given(st.integers(min_value=10, max_value=10**12 - 1))
def test_any_whole_number_gives_one_token_in_any_writing(value: int) -> None:
    for writing in (numeral(value), str(value), f"{value:,}"):
        assert words(f"{writing}家") == [str(value), "家"]


@pytest.mark.parametrize("writing", ["20%", "百分之二十", "两成", "二成", "五分之一", "２０％"])
def test_one_token_for_a_share(writing: str) -> None:
    assert words(writing) == ["20%"]


@given(st.text(max_size=80))
def test_words_do_not_depend_on_the_spelling(text: str) -> None:
    assert words(text) == words(fold(text))


@pytest.mark.parametrize("text", ["9" * 500 + "%", "百分之" + "9" * 60, "9" * 500, "\ud800家"])
def test_absurd_texts_have_words(text: str) -> None:
    assert words(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("海", ["海"]),
        ("海澱區", ["海淀", "淀区"]),
        ("海淀，上市", ["海淀", "上市"]),
        ("GDP增长3.5%", ["gdp", "增长", "3.5"]),
        ("COVID-19疫苗", ["covid-19", "疫苗"]),
    ],
)
def test_bigrams(text: str, expected: list[str]) -> None:
    assert bigrams(text) == expected


@given(st.text("海淀区上市企业", min_size=2, max_size=30))
def test_bigrams_are_all_neighbours(text: str) -> None:
    assert bigrams(text) == [first + second for first, second in pairwise(text)]


@pytest.mark.parametrize(
    ("value", "token"),
    [("1", "1"), ("268.0", "268"), ("10206.90", "10206.9"), ("1E+3", "1000"), ("0.50", "0.5"), ("0", "0")],
)
def test_number_token(value: str, token: str) -> None:
    assert number_token(Decimal(value)) == token
