"""Results that stand in no quote: recomputed from those that do, or not believed."""

from __future__ import annotations

import pytest

from assistant.answering.operand import constant
from assistant.generation.figures import amounts, operand
from assistant.generation.sums import worked_out
from assistant.text import fold

FIGURES = ("10206.9亿元", "7695.8亿元", "11486亿元", "268家", "19家")


def holds(claim: str, *figures: str) -> bool:
    """Whether the last figure of the claim follows from the figures."""
    folded = fold(claim)
    found = amounts(folded)[-1]
    return worked_out(folded, found, operand(folded, found), [constant(one) for one in figures or FIGURES])


@pytest.mark.parametrize(
    "claim",
    [
        "海淀的经济总量比沈阳多2511.1亿元",
        "两者相差2511.1亿元",
        "三地合计29388.7亿元",
        "海淀占西安的88.9%",
        "约占88.86%",
        "约占西安的九成以下，即88.9%",
        "是沈阳的1.33倍",
        "约为1.3倍",
        "除去新增的19家，差249家",
        "比沈阳增长了32.6%",
        "相差0.25111万亿元",
    ],
)
def test_right_results(claim: str) -> None:
    assert holds(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "海淀的经济总量比沈阳多2511.2亿元",
        "海淀的经济总量比沈阳多2511.1万元",
        "两者相差2521.1亿元",
        "三地合计29388.8亿元",
        "海淀占西安的89.9%",
        "是沈阳的1.43倍",
        "上市企业有249家",
        "相差249个百分点",
        "海淀的经济总量是2511.1亿元",
    ],
)
def test_wrong_results_and_figures_that_no_word_says_are_reckoned(claim: str) -> None:
    assert not holds(claim)


def test_figures_of_different_units_are_not_added() -> None:
    assert not holds("合计10474.9亿元", "10206.9亿元", "268家")


def test_nothing_is_divided_by_zero() -> None:
    assert not holds("占50%", "0家", "268家")
