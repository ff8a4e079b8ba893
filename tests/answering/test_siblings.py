"""An operand that was not found, from the sentence that gives the other."""

from __future__ import annotations

import pytest

from assistant.answering.calculate import calculate
from assistant.answering.decompose import decompose
from assistant.answering.operand import operands
from assistant.answering.siblings import with_siblings
from tests.answering.test_calculate import fact, refusal

_TRADE = "全年进出口总额236.8亿元，其中出口168.9亿元，进口67.9亿元。"
_MARKETS = "华北市场收入63.2亿元，华南市场收入8.7亿元。"


def test_a_figure_beside_the_one_that_was_found() -> None:
    plan = decompose("绥棠的出口比进口多多少亿元？")
    assert plan is not None
    answers = with_siblings(plan, [fact(_TRADE, "168.9亿元"), refusal()])
    assert [[one.written for one in operands(answer)] for answer in answers] == [["168.9亿元"], ["67.9亿元"]]
    answer = calculate(plan, answers, "绥棠的出口比进口多多少亿元？")
    assert answer.calculation is not None
    assert (answer.calculation.formula, answer.calculation.result, answer.calculation.unit) == (
        "168.9 [1] − 67.9 [1]",
        "101",
        "亿元",
    )


def test_the_very_same_figure_is_one_of_them() -> None:
    plan = decompose("绥棠的出口比进口多多少亿元？")
    assert plan is not None
    found = with_siblings(plan, [fact(_TRADE, "168.9亿元"), fact(_TRADE, "168.9亿元")])
    assert [operands(answer)[0].written for answer in found] == ["168.9亿元", "67.9亿元"]


@pytest.mark.parametrize(
    ("question", "sentence", "key"),
    [
        ("华东市场的收入是华南市场的几倍？", _MARKETS, "8.7亿元"),  # 华北 is not 华东
        ("出口比进口多多少亿元？", "全年出口168.9亿元，进口增加12.4亿元。", "168.9亿元"),  # a change is no total
        ("出口比进口多多少亿元？", "全年出口168.9亿元，进口企业312家。", "168.9亿元"),  # another unit
        ("出口比进口多多少亿元？", "出口168.9亿元，一般贸易进口51.2亿元，加工贸易进口16.7亿元。", "168.9亿元"),  # two
    ],
)
def test_what_is_no_sibling(question: str, sentence: str, key: str) -> None:
    plan = decompose(question)
    assert plan is not None
    answers = [fact(sentence, key), refusal()] if "出口" in question else [refusal(), fact(sentence, key)]
    assert with_siblings(plan, answers) == answers
