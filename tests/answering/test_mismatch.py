"""What is taken off the scores of sentences that do not answer."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.answering.features import FEATURES
from assistant.answering.key import key_span
from assistant.answering.mismatch import LATER, PAST, mismatch
from assistant.answering.question import analyse
from tests.answering.made import candidates_of, report


def taken(question: str, sentences: list[str], scores: tuple[float, ...] = ()) -> list[float]:
    """What is taken off the score of each sentence, all of one report."""
    asked, found = analyse(question), candidates_of(report(*sentences))
    rows = np.zeros((len(found), len(FEATURES)), dtype=np.float32)
    rows[:, FEATURES.index("no_key")] = [key_span(asked, one.sentence.text) is None for one in found]
    learned = np.array(scores or [0.0] * len(found), dtype=np.float32)
    return list(map(float, mismatch(asked, found, rows, learned)))


YEARS = ["2022年门诊量31.2万人次。", "2023年门诊量36.8万人次。"]


@pytest.mark.parametrize(
    ("question", "sentences", "expected"),
    [
        ("门诊量是多少人次？", YEARS, [PAST, 0.0]),
        ("2022年门诊量是多少人次？", YEARS, [0.0, 0.0]),  # the question names its year
        (
            "门诊量是多少人次？",
            [YEARS[0], "全年接待游客36.8万人次。"],
            [0.0, 0.0],
        ),  # there is none of the report's year
        ("公园面积是多少亩？", ["2012年5月启用，公园面积680亩。", "2023年公园面积712亩。"], [0.0, 0.0]),
    ],
)
def test_an_earlier_years_figure(question: str, sentences: list[str], expected: list[float]) -> None:
    assert taken(question, sentences) == expected


def test_a_far_worse_figure_of_the_reports_year_does_not_replace_an_earlier_one() -> None:
    assert taken("门诊量是多少人次？", YEARS, (LATER, 0.0)) == [PAST, 0.0]
    assert taken("门诊量是多少人次？", YEARS, (LATER + 0.1, 0.0)) == [0.0, 0.0]


@pytest.mark.parametrize(
    ("question", "sentences", "expected"),
    [
        ("境内收入是多少亿元？", ["境内收入中，华东地区19.4亿元。", "境内收入46.2亿元。"], [3.0, 0.0]),
        ("产量是多少吨？", ["农村产量120吨。", "新增产量20吨。", "产量320吨。", "绿茶很香。"], [3.0, 3.0, 0.0, 1.5]),
        ("农村产量是多少吨？", ["农村产量120吨。", "产量320吨。"], [0.0, 0.0]),
        ("白茶园有多少亩？", ["茶园310亩，其中白茶园82亩。"], [0.0]),  # the part is asked of
        ("茶园有多少亩？", ["其中白茶园82亩。", "茶园310亩。"], [3.0, 0.0]),
        (
            "GDP是多少亿元？",
            ["地区生产总值320亿元。", "财政收入31亿元。"],
            [0.0, 1.0],
        ),  # another word for it is no lack
    ],
)
def test_figures_that_hold_for_less_or_for_something_else(
    question: str, sentences: list[str], expected: list[float]
) -> None:
    assert taken(question, sentences) == expected


@pytest.mark.parametrize(
    ("question", "sentences", "expected"),
    [
        (
            "什么是“白茶三宝”？",
            ["所谓“白茶三宝”，是指茶园、茶坊和茶市。", "“白茶三宝”获得好评。", "所谓“茶市”，是指茶叶市场。"],
            [-3.0, 0.0, 0.0],
        ),
        (
            "茶叶收入为什么下降？",
            ["由于春旱，茶叶收入下降。", "茶叶收入下降三成。", "由于订单多，茶坊加班。", "茶市开业。"],
            [-2.0, 0.0, 0.0, 1.5],
        ),
    ],
)
def test_definitions_and_reasons(question: str, sentences: list[str], expected: list[float]) -> None:
    assert taken(question, sentences) == expected


def test_where_nothing_was_found_nothing_is_taken_off() -> None:
    nothing = np.zeros((0, len(FEATURES)), dtype=np.float32)
    for question in ("门诊量是多少人次？", "为什么下降？", "院长是谁？", "什么是门诊？"):
        assert mismatch(analyse(question), [], nothing, np.zeros(0, dtype=np.float32)).shape == (0,)
