"""Exact arithmetic: units, rounding, and the order of vague figures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.arithmetic import common_unit, compatible, difference, growth, order, plain, quotient, total
from assistant.answering.operand import Operand, constant
from assistant.answering.units import base_unit, size


def written(*texts: str) -> list[Operand]:
    return [constant(text) for text in texts]


@pytest.mark.parametrize(
    ("texts", "asked", "unit"),
    [
        (("10206.9亿元", "7695.8亿元"), "", "亿元"),
        (("10206.9亿元", "7695.8亿元"), "万亿元", "万亿元"),
        (("500,000元", "500万元"), "", "万元"),
        (("10206.9亿元", "4万亿元"), "", "亿元"),
        (("10206.9亿", "7695.8亿元"), "万亿", "万亿元"),
        (("3公里", "200米"), "", "米"),
        (("268家", "265家"), "亿元", "家"),
    ],
)
def test_the_unit_to_work_in(texts: tuple[str, ...], asked: str, unit: str) -> None:
    assert common_unit(written(*texts), asked) == unit


@pytest.mark.parametrize(
    ("texts", "fits"),
    [
        (("3亿元", "5万元"), True),
        (("3亿元", "5万人民币"), True),
        (("10206.9亿", "3元"), True),
        (("30%", "0.3"), True),
        (("268家", "40个"), True),
        (("3亿元", "2亿美元"), False),
        (("3亿元", "268家"), False),
        (("3亿元", "2021年"), False),
    ],
)
def test_which_units_fit(texts: tuple[str, ...], fits: bool) -> None:
    assert compatible(written(*texts)) is fits


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("8000万元", "0.5亿元", 1),
        ("30%", "0.3", 0),
        ("268家", "50余家", 1),
        ("超过1万家", "1万家", 1),
        ("近1万家", "1万家", -1),
        ("20多万家", "25万家", None),
        ("约300家", "300家", None),
    ],
)
def test_order_of_vague_figures(a: str, b: str, relation: int | None) -> None:
    first, second = constant(a), constant(b)
    assert order(first, second) == relation
    assert order(second, first) == (None if relation is None else -relation)


def test_results_in_words() -> None:
    assert str(difference(constant("92%"), constant("45%"), "")) == "47个百分点"
    assert str(difference(constant("三分之一"), constant("10%"), "")) == "约23.3个百分点"
    assert str(total(written("50余家", "268家"), "")) == "超过318家"
    assert str(quotient(constant("1家"), constant("8家"), "%")) == "12.5%"
    assert str(quotient(constant("1家"), constant("80000家"), "%")) == "约0.0013%"
    assert str(growth(constant("110元"), constant("100元"))) == "10%"
    assert quotient(constant("1家"), constant("0家"), "%") is None
    assert growth(constant("1家"), constant("0家")) is None


def test_units() -> None:
    assert (base_unit("公里"), base_unit("家"), base_unit("美元")) == ("米", "家", "美元")
    assert [plain(size(unit)) for unit in ("万亿元", "公里", "%", "")] == ["1000000000000", "1000", "0.01", "1"]


@settings(deadline=None)  # the first example reads the dictionary
@given(st.decimals(min_value=Decimal("-1e12"), max_value=Decimal("1e12"), places=6, allow_nan=False))
def test_plain_digits_keep_the_value(value: Decimal) -> None:
    digits = plain(value)
    assert Fraction(digits) == Fraction(value)
    assert "e" not in digits.lower()
    assert not ("." in digits and digits.endswith("0"))
