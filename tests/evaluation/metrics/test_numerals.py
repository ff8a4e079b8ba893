"""Chinese numbers, against hand-made pairs and against every number written out by rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.metrics.numerals import in_digits, value
from tests.text.numerals import numeral


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("十", 10),
        ("十二", 12),
        ("二百零三", 203),
        ("一万零二百", 10200),
        ("二十亿五千万", 2_050_000_000),
        ("一万亿", 10**12),
        ("二〇二二", 2022),
    ],
)
def test_values(text: str, expected: int) -> None:
    assert value(text) == expected


@given(st.integers(1, 10**12 - 1))
def test_every_number_is_read_as_it_is_written(number: int) -> None:
    assert value(numeral(number)) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("共有二百六十八家", "共有268家"),
        ("六百多个城市", "600多个城市"),
        ("占百分之九十二", "占92%"),
        ("超过两成", "超过20%"),
        ("一直位列第三十二，十分难得", "一直位列第三十二，十分难得"),
        ("三成为一", "三成为一"),
        ("三分之一", "三分之一"),
        ("4万亿", "4万亿"),
    ],
)
def test_texts(text: str, expected: str) -> None:
    assert in_digits(text) == expected
