"""How much there is for each of something, where amount and count stand apart."""

from __future__ import annotations

import pytest

from assistant.answering.calculate import calculate
from assistant.answering.decompose import decompose
from assistant.answering.plan import Operation
from assistant.types import AnswerKind
from tests.answering.test_calculate import fact
from tests.soundness import ShelfOf, assert_sound

_REPORT = """# 岚田公司2023年年度报告

## 经营

2023年，公司实现营业收入38.64亿元，同比增长12.0%。

## 人员

截至2023年末，公司共有员工3480人，比上年末增加130人。培训中心每位讲师平均带学员26人。
"""


@pytest.mark.parametrize(
    ("question", "amount", "count"),
    [
        ("平均每个员工创造多少收入？", "收入是多少？", "员工有多少人？"),
        ("平均一家民宿有几张床", "民宿有多少张床？", "有多少家民宿？"),
        ("平均每个常住人口有多少存款？", "存款是多少？", "常住人口有多少人？"),
        ("全市平均一个法官一年结多少件案子？", "全市结了多少件案子？", "全市法官有多少人？"),
    ],
)
def test_an_amount_and_a_count(question: str, amount: str, count: str) -> None:
    plan = decompose(question)
    assert plan is not None
    assert (plan.operation, plan.questions) == (Operation.AVERAGE, (amount, count))


@pytest.mark.parametrize(
    "question", ["平均每天有多少游客？", "员工平均年龄多少？", "平均工资是多少？", "平均每年增长多少？"]
)
def test_no_average_over_things(question: str) -> None:
    plan = decompose(question)
    assert plan is None or plan.operation is not Operation.AVERAGE


def test_the_average_of_two_sentences(shelf_of: ShelfOf) -> None:
    assistant = shelf_of({"a.md": _REPORT})
    answer = assistant.ask("平均每个员工创造多少收入？")
    assert answer.text.startswith("平均每个员工约111.03万元：38.64亿元[1] ÷ 3480人[2] ≈ 111.03万元。")
    assert_sound(assistant, answer)


@pytest.mark.parametrize(
    ("amount", "count"),
    [
        (("占营业收入的7.0%。", "7.0%"), ("员工3480人。", "3480人")),  # a share has no part for each
        (("营业收入38.64亿元。", "38.64亿元"), ("利润4.26亿元。", "4.26亿元")),  # money counts nobody
    ],
)
def test_what_has_no_average(amount: tuple[str, str], count: tuple[str, str]) -> None:
    plan = decompose("平均每个员工创造多少收入？")
    assert plan is not None
    assert calculate(plan, [fact(*amount), fact(*count)], "问").kind is AnswerKind.REFUSAL
