"""What the pace of a day or a month that a sentence gives makes in a year."""

from __future__ import annotations

import pytest

from tests.answering.test_in_sentence import formula


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("照平均每天孵化3家算，一年能孵化多少家企业？", "平均每天有3家企业孵化。", "3 [1] × 365 = 1095家"),
        ("按日均接诊420人次算，一年能接诊多少人次？", "门诊日均接诊420人次。", "420 [1] × 365 = 153300人次"),
        ("按每月生产1.5万台算，全年能产多少台？", "工厂每月生产1.5万台。", "1.5 [1] × 12 = 18万台"),
        ("每个月发电20万千瓦时，12个月一共多少？", "电站月均发电20万千瓦时。", "20 [1] × 12 = 240万千瓦时"),
    ],
)
def test_a_pace_makes_so_much_in_a_year(question: str, sentence: str, expected: str) -> None:
    assert formula(question, sentence) == expected


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("全年能生产多少台？", "工厂每月生产1.5万台。"),  # the question does not say that it goes on so
        ("平均每天孵化多少家企业？", "平均每天有3家企业孵化。"),  # the pace itself
        ("照平均每天孵化3家算，一年能孵化多少家企业？", "全年孵化企业3家。"),  # no pace
        ("照平均每天孵化3家算，一年能有多少人？", "平均每天有3家企业孵化。"),  # another unit
        ("照日均算，一年有多少人次？", "日均接诊420人次，日均手术35人次。"),  # which of two
    ],
)
def test_what_is_no_pace_of_what_is_asked(question: str, sentence: str) -> None:
    assert formula(question, sentence) == ""
