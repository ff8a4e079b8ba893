"""Evidence speaks of the time that a question asks about."""

from __future__ import annotations

import pytest

from assistant.answering.question import analyse
from assistant.answering.time_kept import broken_year, only_expected
from tests.answering.made import candidate


@pytest.mark.parametrize(
    ("question", "heading", "said"),
    [
        ("2022年货运量是多少？", "## 2022年交通", ""),  # the heading's year goes before the title's
        ("2023年货运量是多少？", "## 2022年交通", "报告里有2022年的内容，没有2023年的。"),
        ("2023年货运量是多少？", "## 交通", ""),
        ("2022年货运量是多少？", "## 交通", "报告里有2023年的内容，没有2022年的。"),
        ("货运量是多少？", "## 2022年交通", ""),
    ],
)
def test_the_year_of_a_heading(question: str, heading: str, said: str) -> None:
    one = candidate("货运量2310万吨。", before=[heading])
    assert broken_year(analyse(question), one, one.document) == said


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("南延段投资多少？", "南延段总投资61亿元，计划2027年6月通车。", ""),  # planned is the opening
        ("新增就业是多少？", "新增就业6.85万人，完成年度目标的105.4%。", ""),
        ("公园面积是多少？", "按照规划，公园面积12万平方米。", "报告只有按照规划的数字。"),
        ("公园面积是多少？", "公园面积12万平方米。", ""),
        ("规划的公园面积是多少？", "按照规划，公园面积12万平方米。", ""),
        ("公园面积是多少？", "按照规划，已建成公园面积12万平方米。", ""),
    ],
)
def test_what_a_plan_hopes_for(question: str, evidence: str, said: str) -> None:
    assert only_expected(analyse(question), candidate(evidence)) == said
