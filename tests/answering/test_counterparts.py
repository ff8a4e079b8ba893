"""What a bare 农村 stands for beside 城镇居民人均收入, and whose figure a text gives."""

from __future__ import annotations

import pytest

from assistant.answering.counterparts import counterpart, speaks_of_counterpart
from assistant.answering.decompose import decompose
from assistant.answering.plan import Operation


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("城镇居民人均可支配收入", "农村", "农村居民人均可支配收入"),
        ("城镇居民人均可支配收入", "农村居民", "农村居民人均可支配收入"),
        ("绥棠城里人的收入", "乡下人", "绥棠乡下人的收入"),
        ("绥棠的出口额", "进口", "绥棠的进口额"),
        ("线上收入", "线下", "线下收入"),
        ("男教师人数", "女", "女教师人数"),
        ("城镇居民人均可支配收入", "城镇居民", ""),  # the same part
        ("全体居民人均可支配收入", "农村", ""),  # nothing that it stands against
        ("出口", "进口", ""),  # nothing left out
        ("海淀的GDP", "沈阳", ""),
        ("上市企业", "独角兽企业", ""),
    ],
)
def test_what_a_bare_part_stands_for(first: str, second: str, whole: str) -> None:
    assert counterpart(first, second) == whole


@pytest.mark.parametrize(
    ("subject", "others", "cited", "other"),
    [
        ("农村低保标准", {"城市低保标准", "农村低保标准"}, "城市低保标准提高到780元。", True),
        ("城市低保标准", {"城市低保标准", "农村低保标准"}, "城市低保标准提高到780元。", False),
        ("农村低保标准", {"城市低保标准", "农村低保标准"}, "城市低保标准780元，农村低保标准615元。", False),
        ("农村低保标准", {"城市低保标准", "农村低保标准"}, "低保标准提高到780元。", False),  # says neither
        ("农村公路", {"城市绿道", "农村公路"}, "城市绿道31公里。", False),  # not parts of one whole
    ],
)
def test_whose_figure_a_text_gives(subject: str, others: set[str], cited: str, other: bool) -> None:
    assert speaks_of_counterpart(subject, others, cited) is other


@pytest.mark.parametrize(
    ("question", "operation", "asked"),
    [
        (
            "绥棠城镇居民人均收入比农村高多少元？",
            Operation.DIFFERENCE,
            ("绥棠的城镇居民人均收入是多少？", "绥棠的农村居民人均收入是多少？"),
        ),
        (
            "城镇居民人均收入是农村的几倍？",
            Operation.RATIO,
            ("城镇居民人均收入是多少？", "农村居民人均收入是多少？"),
        ),
    ],
)
def test_plans_with_a_bare_part(question: str, operation: Operation, asked: tuple[str, ...]) -> None:
    plan = decompose(question)
    assert plan is not None
    assert (plan.operation, plan.questions) == (operation, asked)
