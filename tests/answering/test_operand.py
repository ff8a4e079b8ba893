"""The figures that answers give: exact values, units, and how vague they are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answering.operand import Bound, constant, operands
from assistant.types import Answer, AnswerKind, Citation, Claim


def found(text: str, *keys: str, kind: AnswerKind = AnswerKind.FACT) -> Answer:
    spans = tuple((text.index(key), text.index(key) + len(key)) for key in keys)
    claims = (Claim("甲", (1,), "前沿领域"), Claim("乙", (2,)))
    citations = (Citation(1, "d", "", "", 0, 1, "甲"), Citation(2, "d", "", "", 5, 6, "乙"))
    return Answer("问", text, kind, citations, claims, spans)


@pytest.mark.parametrize(
    ("text", "key", "value", "unit", "written", "bound"),
    [
        ("总值10206.9亿元。[1]", "10206.9亿元", "1020690000000", "亿元", "10206.9亿元", Bound.EXACT),
        ("突破4万亿元。[1]", "4万亿元", "4000000000000", "万亿元", "突破4万亿元", Bound.OVER),
        ("有20多万家民企。[1]", "20多万家", "200000", "万家", "20多万家", Bound.OVER),
        ("约占北京市45%。[1]", "45%", "0.45", "%", "45%", Bound.EXACT),
        ("占全市约45%。[1]", "45%", "0.45", "%", "约45%", Bound.ABOUT),
        ("有近1万家。[1]", "1万家", "10000", "万家", "近1万家", Bound.UNDER),
        ("道路长331.2公里。[1]", "331.2", "331200.0", "公里", "331.2公里", Bound.EXACT),
        ("共2,000万人民币。[1]", "2,000万人民币", "20000000", "万元", "2,000万人民币", Bound.EXACT),
        ("一亿二千万元。[1]", "一亿二千万元", "120000000", "亿元", "一亿二千万元", Bound.EXACT),
        ("2012年印发。[1]", "2012年", "20120000", "", "2012年", Bound.EXACT),
        ("2022年10月28日成立。[1]", "2022年10月28日", "20221028", "", "2022年10月28日", Bound.EXACT),
        ("2022年有268家[1]上市企业。", "2022年有268家", "268", "家", "268家", Bound.EXACT),
    ],
)
def test_value_unit_and_bound(text: str, key: str, value: str, unit: str, written: str, bound: Bound) -> None:
    (operand,) = operands(found(text, key))
    assert (operand.value, operand.unit, operand.written, operand.bound) == (Decimal(value), unit, written, bound)


def test_markers_after_the_figure_are_its_own() -> None:
    (operand,) = operands(found("甲有3家[2]，乙有5家[1]。", "3家"))
    assert operand.markers == (2,)


def test_a_conflict_gives_each_figure_with_its_scope() -> None:
    answer = found("聚集50余家。[1]达40家。[2]", "50余家", "40家", kind=AnswerKind.CONFLICT)
    assert [(o.written, o.markers, o.scope) for o in operands(answer)] == [
        ("50余家", (1,), "前沿领域"),
        ("40家", (2,), ""),
    ]


def test_a_span_with_a_time_and_a_figure_gives_what_is_asked_for() -> None:
    answer = found("2012年印发22条。[1]", "2012年印发22条")
    assert [operands(answer, dated)[0].written for dated in (False, True)] == ["22条", "2012年"]


def test_without_a_marked_figure_the_one_after_the_indicator_counts() -> None:
    answer = found("负债比率为0.67，资产负债率为0.65，收益率为0.15。[1]")
    assert [operand.written for operand in operands(answer, subject="甲公司的资产负债率")] == ["0.65"]
    assert operands(answer, subject="甲公司的净利润") == ()
    assert operands(found("进行了一次资产重组。[1]", "一次")) == ()


def test_no_figure_and_no_answer_give_no_operand() -> None:
    assert operands(found("区长是李俊杰。[1]", "李俊杰")) == ()
    assert operands(Answer("问", "报告里没有。", AnswerKind.REFUSAL)) == ()


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("50余家", 50, 60),
        ("20多万家", 200000, 300000),
        ("近1万家", 0, 10000),
        ("约300家", 250, 350),
        ("268家", 268, 268),
    ],
)
def test_interval_spans_the_last_written_digit(text: str, low: int, high: int) -> None:
    assert constant(text).interval() == (Decimal(low), Decimal(high))
