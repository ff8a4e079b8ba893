"""A figure is of the sort of thing that is asked of."""

from __future__ import annotations

import pytest

from assistant.answering.kind_kept import other_sort
from assistant.answering.question import analyse
from tests.answering.made import candidate


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("涉农贷款有多少亿元？", "制造业贷款余额836.5亿元。", "报告说的是制造业贷款，没有说涉农贷款。"),
        ("体育彩票销售额是多少？", "福利彩票销售额为7.9亿元。", "报告说的是福利彩票销售额，没有说体育彩票销售额。"),
        ("体育彩票销售额是多少？", "体育彩票销售额为6.3亿元。", ""),
        ("体育彩票销售额是多少？", "为办体育，全市加强了管理，彩票销售额7.9亿元。", ""),  # says it elsewhere
        ("彩票销售额是多少？", "福利彩票销售额7.9亿元。", ""),  # asks of no sort
        ("体育彩票销售额是多少？", "全年彩票销售额达7.9亿元。", ""),  # 全年 is no sort
        ("财政收入是多少亿元？", "一般公共预算收入27亿元。", ""),  # another word for the same
        ("体育彩票销售额为什么提高？", "福利彩票销售额7.9亿元。", ""),
    ],
)
def test_another_sort_of_the_same(question: str, evidence: str, said: str) -> None:
    assert other_sort(analyse(question), candidate(evidence)) == said


def test_the_sort_may_stand_in_the_sentence_before() -> None:
    one = candidate("全市彩票销售额7.9亿元。", before=["体育事业有所发展。"])
    assert other_sort(analyse("体育彩票销售额是多少？"), one) == ""
