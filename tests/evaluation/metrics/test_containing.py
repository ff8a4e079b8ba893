"""Containment: every expected value decided by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.metrics.containing import contains, contains_gold, normalise, without_markers


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("上市企业共有268家。[1]", "268家"),
        ("上市企业共有268[1]家。", "268家"),
        ("上市企业共有２６８家", "268家"),
        ("达10,206.9亿元", "10206.9亿元"),
        ("达10206.9亿元", "10,206.9 亿元"),
        ("《海淀区志》", "海淀区志"),
        ("GDP 总量", "gdp总量"),
        ("截至2022，268家", "268家"),
        ("是268", "268"),
        ("占全市的45%。", "45%"),
        ("占全市的45％。", "45%"),
        ("共268。", "268"),
    ],
)
def test_contained(text: str, part: str) -> None:
    assert contains(text, part)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("共有1268家", "268家"),
        ("共有3.268家", "268家"),
        ("共有2689", "268"),
        ("共有268.5", "268"),
        ("截至2022，268家", "2022268家"),
        ("共有268家", "269家"),
        ("共有268家", "。"),
        ("", "268家"),
    ],
)
def test_not_contained(text: str, part: str) -> None:
    assert not contains(text, part)


def test_of_every_item_one_alternative_is_enough() -> None:
    text = "人工智能、大数据等领域"
    assert contains_gold(text, [["人工智能"], ["云计算", "大数据"]])
    assert not contains_gold(text, [["人工智能"], ["云计算"]])
    assert contains_gold(text, [])


def test_markers_are_taken_out() -> None:
    assert without_markers("共268家。[1][12]") == "共268家。"


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(alphabet="海淀企业，。 ", max_size=10), st.text(alphabet="0123456789", min_size=1, max_size=6))
def test_a_number_is_found_between_words_and_never_inside_a_longer_one(words: str, number: str) -> None:
    assert contains(f"{words}{number}家", number)
    assert not contains(f"{words}1{number}家", number + "家") or number in words
