"""When a figure in a claim says what a figure in a quote says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.generation.figures import amounts, dates, has_date, in_digits, loose, ranks, stands_for
from assistant.text import fold
from tests.generation.writers import numeral


def same(claim: str, quote: str) -> bool:
    said, quoted = in_digits(fold(claim)), fold(quote)
    return stands_for(said, amounts(said)[0], quoted, amounts(quoted)[0])


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("一万零二百零六点九亿元", "10206.9亿元"),
        ("1.02万亿", "10206.9亿元"),
        ("一点零二万亿元", "10206.9亿元"),
        ("逾九成", "92%"),
        ("百分之四十五", "45%"),
        ("0.7亿元", "7000万元"),
        ("331200米", "331.2公里"),
        ("268个", "268家"),
        ("268", "268家"),
        ("约1万亿元", "10206.9亿元"),
        ("超过200家", "268家"),
        ("五十余家", "50余家"),
        ("约50家", "50余家"),
        ("二十多万家", "20多万家"),
        ("20%以上", "超过两成"),
        ("33.3%", "三分之一"),
    ],
)
def test_the_same_written_otherwise(claim: str, quote: str) -> None:
    assert same(claim, quote)


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("10207.9亿元", "10206.9亿元"),
        ("1.03万亿", "10206.9亿元"),
        ("逾八成", "92%"),
        ("九成", "92%"),
        ("近九成", "92%"),
        ("45个百分点", "45%"),
        ("268人", "268家"),
        ("10206.9万元", "10206.9亿元"),
        ("260家", "264家"),
        ("约1万亿元", "7695.8亿元"),
        ("50家", "50余家"),
        ("近50家", "50余家"),
        ("超过268家", "268家"),
        ("33.4%", "三分之一"),
    ],
)
def test_something_else(claim: str, quote: str) -> None:
    assert not same(claim, quote)


@given(st.integers(1, 99_999_999), st.integers(0, 1))
def test_any_figure_in_chinese_numerals_is_the_same(number: int, places: int) -> None:
    value = Decimal(number).scaleb(-places)
    assert same(f"{numeral(value)}亿元", f"{value:f}亿元")


@given(st.integers(100, 9_999_999), st.data())
def test_any_digit_counts(number: int, data: st.DataObject) -> None:
    digits = str(number)
    at = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from([digit for digit in "123456789" if digit != digits[at]]))
    assert not same(f"{digits[:at]}{other}{digits[at + 1 :]}家", f"{number}家")


def test_ranks_and_articles_are_no_amounts() -> None:
    text = fold("它是全国第二个，一项成果，平均一天50家，2022年")
    assert [text[one.start : one.end] for one in amounts(text)] == ["50家"]
    assert ranks(text) == {2}
    assert ranks(fold("稳居首位")) == {1}
    assert ranks(fold("排名第三，比第十二名高")) == {3, 12}


def test_what_counts_without_being_a_quantity() -> None:
    assert loose(fold("首次越过万亿元关口")) == ["万亿元"]
    assert loose(fold("连续多年第一")) == ["多年"]
    assert loose(fold("共有268家")) == []


@pytest.mark.parametrize(
    ("claim", "quote", "title", "stands"),
    [
        ("2022年", "2022年10月28日", "", True),
        ("10月28日", "2022年10月28日", "", True),
        ("2022年10月", "2022年10月28日", "", True),
        ("2022年10月29日", "2022年10月28日", "", False),
        ("2021年", "2022年10月28日", "", False),
        ("2022年", "共有268家", "海淀区2022年经济运行", True),
        ("2021年", "共有268家", "海淀区2022年经济运行", False),
        ("2022年", "2021年推出", "海淀区2022年经济运行", False),
        ("2022年2月2日", "2月2日举行", "海淀区2022年经济运行", True),
        ("2022年2月3日", "2月2日举行", "海淀区2022年经济运行", False),
    ],
)
def test_dates(claim: str, quote: str, title: str, stands: bool) -> None:
    assert has_date(dates(claim)[0], dates(quote), dates(title)) is stands
