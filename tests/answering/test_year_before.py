"""The figure of the year before, worked back from the change that its sentence states."""

from __future__ import annotations

import pytest

from assistant.answering.operand import operands
from assistant.answering.year_before import earlier
from assistant.types import Answer, AnswerKind, Citation


def worked_back(question: str, sentence: str, key: str) -> str:
    """The formula and the result for 2022, "" where the sentence does not give it."""
    at = sentence.index(key)
    citation = Citation(1, "d", "报告", "", 0, len(sentence), sentence)
    found = Answer("", f"{sentence}[1]", AnswerKind.FACT, (citation,), key_spans=((at, at + len(key)),))
    before = earlier("2022年", question, found, operands(found)[0])
    return f"{before.formula} = {before.result}" if before else ""


@pytest.mark.parametrize(
    ("question", "sentence", "key", "expected"),
    [
        ("财政收入是多少？", "财政收入48.6亿元，增长8.0%。", "48.6亿元", "48.6 [1] ÷ (1 + 8 [1] ÷ 100) = 约45亿元"),
        ("财政收入是多少？", "财政收入48.6亿元，下降8.0%。", "48.6亿元", "48.6 [1] ÷ (1 − 8 [1] ÷ 100) = 约52.8亿元"),
        (
            "财政支出是多少？",
            "财政收入48.6亿元，增长8.0%；支出61.5亿元，增长3.2%。",
            "61.5亿元",
            "61.5 [1] ÷ (1 + 3.2 [1] ÷ 100) = 约59.6亿元",
        ),
        ("粮食产量是多少？", "粮食产量26.8万吨，增加1.2万吨。", "26.8万吨", "26.8 [1] − 1.2 [1] = 25.6万吨"),
        ("门店是多少家？", "门店48家，减少6家。", "48家", "48 [1] + 6 [1] = 54家"),
    ],
)
def test_a_change_right_after_the_figure(question: str, sentence: str, key: str, expected: str) -> None:
    assert worked_back(question, sentence, key) == expected


@pytest.mark.parametrize(
    ("question", "sentence", "key"),
    [
        ("财政收入是多少？", "财政收入48.6亿元；支出61.5亿元，增长3.2%。", "48.6亿元"),  # the other one's change
        ("财政收入是多少？", "财政收入48.6亿元，税收收入增长3.2%。", "48.6亿元"),
        ("财政收入是多少？", "财政收入48.6亿元，增长较快。", "48.6亿元"),
        ("粮食产量是多少？", "粮食产量26.8万吨，占全省12%。", "26.8万吨"),
        ("地区生产总值是多少？", "地区生产总值486亿元，增长8.0%。", "486亿元"),  # grows in real terms
    ],
)
def test_what_is_not_the_change_of_the_figure(question: str, sentence: str, key: str) -> None:
    assert worked_back(question, sentence, key) == ""


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新材料占工业31.5%，比重较上年提高1.8个百分点。", "31.5 [1] − 1.8 [1] = 29.7%"),
        ("新材料产值82亿元，占工业31.5%，占比比上年下降1.8个百分点。", "31.5 [1] + 1.8 [1] = 33.3%"),
        ("新材料产值82亿元，占工业31.5%，利润率较上年提高1.8个百分点。", ""),  # another rate
    ],
)
def test_a_share_that_rose_by_points(sentence: str, expected: str) -> None:
    assert worked_back("新材料的比重是多少？", sentence, "31.5%") == expected


@pytest.mark.parametrize(
    "sentence",
    ["新材料产值82亿元，占工业31.5%，比重较上年提高1.8个百分点。", "新材料产值82亿元，比重较上年提高1.8个百分点。"],
)
def test_points_of_a_share_are_no_change_of_the_figure(sentence: str) -> None:
    assert worked_back("新材料产值是多少？", sentence, "82亿元") == ""
