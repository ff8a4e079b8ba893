"""Exact values for every way of writing; a writer of Chinese numerals stands against the reader."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text import fold, quantities
from tests.text.numerals import numeral

REVENUE = Decimal("1020690000000")


def found(text: str) -> list[tuple[str, str, Decimal, str]]:
    folded = fold(text)
    return [(folded[each.start : each.end], each.kind, each.value, each.unit) for each in quantities(folded)]


@pytest.mark.parametrize("text", ["1 085", "2020年 150人", "12 34家", "第3 420人"])
def test_a_space_parts_numbers_where_no_thousands_follow(text: str) -> None:
    assert all(value < 2100 and " " not in written.strip("人家") for written, _, value, _ in found(text))


@pytest.mark.parametrize(
    "writing",
    [
        "10206.9亿元",
        "１０２０６．９億元",
        "一万零二百零六点九亿元",
        "1,020,690,000,000元",
        "1020690000000 元",
        "1.02069万亿元",
    ],
)
def test_one_value_in_many_writings(writing: str) -> None:
    assert found(writing) == [(fold(writing), "number", REVENUE, "元")]


@pytest.mark.parametrize(
    ("writing", "value", "unit"),
    [
        ("268家", 268, "家"),
        ("二百六十八家", 268, "家"),
        ("两百六十八家", 268, "家"),
        ("十家", 10, "家"),
        ("十二家", 12, "家"),
        ("一千零一十人", 1010, "人"),
        ("一百万零三人", 1000003, "人"),
        ("一亿两千万元", 120000000, "元"),
        ("1亿2000万元", 120000000, "元"),
        ("一万二千亿元", 1200000000000, "元"),
        ("3万亿元", 3000000000000, "元"),
        ("3万米", 30000, "米"),
        ("3千米", 3, "千米"),
        ("5万千米", 50000, "千米"),
        ("3百公里", 300, "公里"),
        ("20多万人", 200000, "人"),
        ("50余家", 50, "家"),
        ("3.5个百分点", "3.5", "个百分点"),
        ("一点五倍", "1.5", "倍"),
        ("430.8平方公里", "430.8", "平方公里"),
        ("4.31万件", 43100, "件"),
        ("12,345,678.90元", "12345678.9", "元"),
        ("1 085人", 1085, "人"),
        ("12 345 678元", 12345678, "元"),
        ("1 085万元", 10850000, "元"),
    ],
)
def test_numbers(writing: str, value: int | str, unit: str) -> None:
    assert found(writing) == [(writing, "number", Decimal(value), unit)]


@pytest.mark.parametrize(
    ("writing", "value"),
    [
        ("3.5%", "0.035"),
        ("３．５％", "0.035"),
        ("3‰", "0.003"),
        ("百分之二十", "0.2"),
        ("百分之二十点五", "0.205"),
        ("百分之20.5", "0.205"),
        ("百分之百", "1"),
        ("千分之三", "0.003"),
        ("万分之一", "0.0001"),
        ("五分之四", "0.8"),
        ("九成", "0.9"),
        ("三点五成", "0.35"),
        ("9成", "0.9"),
        ("一半", "0.5"),
        ("半数", "0.5"),
    ],
)
def test_shares(writing: str, value: str) -> None:
    assert found(writing) == [(fold(writing), "share", Decimal(value), "%")]


def test_a_third_is_as_exact_as_a_decimal_can_be() -> None:
    assert found("三分之一") == [("三分之一", "share", Decimal(1) / Decimal(3), "%")]


@pytest.mark.parametrize(
    ("writing", "kind", "value"),
    [
        ("2022年", "year", 2022),
        ("二〇二二年", "year", 2022),
        ("二零二二年", "year", 2022),
        ("2012年10月28日", "date", 20121028),
        ("2012年10月28号", "date", 20121028),
        ("二〇一二年十月二十八日", "date", 20121028),
        ("2021年10月", "date", 20211000),
        ("2月2日", "date", 202),
        ("十月二十八日", "date", 1028),
    ],
)
def test_dates(writing: str, kind: str, value: int) -> None:
    assert [each[:3] for each in found(writing)] == [(writing, kind, Decimal(value))]


@pytest.mark.parametrize(
    "text",
    [
        "“十四五”期间", "统一战线", "包罗万象", "万一", "千家万户", "百亿元", "一带一路", "四中全会", "三亚", "二维码", "两会",
        "第三", "五四运动", "三五家", "二十大", "成立", "亿元", "",
    ],
)  # fmt: skip
def test_words_that_are_no_numbers(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "逾九成", "约268家", "近20万", "20多万", "50余家", "超过30%", "不到10%", "20%左右", "八成以上", "数十家", "至少3项", "突破1万亿元",
    ],
)  # fmt: skip
def test_vague(text: str) -> None:
    assert [each.vague for each in quantities(text)] == [True]


@pytest.mark.parametrize("text", ["268家", "3.5%", "九成", "10206.9亿元", "共268家", "为3.5%。"])
def test_not_vague(text: str) -> None:
    assert [each.vague for each in quantities(text)] == [False]


def test_where_the_number_stops_and_the_unit_begins() -> None:
    text = "2022年，地区生产总值为10206.9亿元，上市企业268家，占三成。"
    assert [(text[each.start : each.number_end], text[each.number_end : each.end]) for each in quantities(text)] == [
        ("2022年", ""),
        ("10206.9亿", "元"),
        ("268", "家"),
        ("三成", ""),
    ]


@given(st.integers(min_value=10, max_value=10**12 - 1))
def test_chinese_numerals_and_digits_are_one_value(value: int) -> None:
    for writing in (numeral(value), str(value), f"{value:,}"):
        assert found(f"共{writing}家。") == [(f"{writing}家", "number", Decimal(value), "家")]


@given(st.decimals(min_value=0, max_value=10**6, places=2), st.sampled_from([("万", 4), ("亿", 8), ("万亿", 12)]))
def test_scales_are_exact(value: Decimal, scale: tuple[str, int]) -> None:
    writing, zeros = scale
    assert found(f"{value}{writing}元") == [(f"{value}{writing}元", "number", value * 10**zeros, "元")]


@given(st.text("0123456789.,%一二三十百千万亿零〇点分之成余多年月日约家元米", max_size=60) | st.text(max_size=60))
def test_left_to_right_without_overlap_whatever_the_text(text: str) -> None:
    end = 0
    for each in quantities(fold(text)):
        assert end <= each.start < each.number_end <= each.end <= len(text)
        assert each.value.is_finite()
        assert each.value >= 0
        end = each.end


@pytest.mark.parametrize("text", ["9" * 500 + "%", "一" * 5000 + "家", "二" * 5000 + "分之一", "十" * 5000 + "家"])
def test_absurd_numbers_are_still_numbers(text: str) -> None:
    assert [each.end for each in quantities(text)] == [len(text)]
