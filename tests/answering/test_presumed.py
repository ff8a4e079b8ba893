"""A turn that a question takes for granted must be in the evidence."""

from __future__ import annotations

import pytest

from assistant.answering.presumed import turned_otherwise
from assistant.answering.question import analyse
from tests.answering.made import candidate


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("为什么会亏损？", "净利润增长8%，主要得益于成本下降。", "报告没有说亏损。"),
        ("为什么会亏损？", "公司由盈转亏，主要由于原料涨价。", ""),
        ("为什么会亏损？", "由于原料涨价，公司赔钱经营。", ""),
        ("收入为什么下滑？", "收入增长8%，得益于新品上市。", "报告没有说下滑。"),
        ("收入为什么下滑？", "收入下降8%，由于订单减少。", ""),
        ("收入为什么增长？", "收入增长8%，得益于新品上市。", ""),
        ("收入为什么下降？", "毛利率提高，收入却减少。", ""),
    ],
)
def test_a_turn_for_the_worse(question: str, evidence: str, said: str) -> None:
    assert turned_otherwise(analyse(question), candidate(evidence)) == said


def test_a_rise_is_not_explained_by_a_fall_before_it() -> None:
    question = analyse("收入为什么下滑？")
    rise = candidate("收入增长8%，得益于新品上市。", before=["上年成本下降。"])
    assert turned_otherwise(question, rise) == "报告没有说下滑。"
    reason = candidate("主要受春季停产影响。", before=["收入下降8%。"])
    assert turned_otherwise(question, reason) == ""
