"""How far it is to a goal that stands in another sentence than what has been reached."""

from __future__ import annotations

import pytest

from assistant.answering.calculate import calculate
from assistant.answering.decompose import decompose
from assistant.answering.plan import Operation
from assistant.types import AnswerKind
from tests.answering.test_calculate import fact
from tests.soundness import ShelfOf, assert_sound

_REPORT = """# 绥棠市2023年统计公报

## 产业

2023年，全市茶叶产业规模385.7亿元，增长21.6%。截至2023年末，全市共有上市企业17家。

## 展望

到2027年，茶叶产业规模达到800亿元以上，上市企业达到30家，能耗强度控制在0.3吨以内。
"""


@pytest.mark.parametrize(
    ("question", "goal", "reached"),
    [
        (
            "绥棠的茶叶产业规模离2027年的目标还差多少亿元？",
            "2027年绥棠的茶叶产业规模的目标是多少？",
            "绥棠的茶叶产业规模是多少？",
        ),
        (
            "离2027年的目标，绥棠还差多少家上市企业？",
            "2027年绥棠的上市企业的目标有多少家？",
            "绥棠的上市企业有多少家？",
        ),
        ("离2026年的收入目标还差多少钱？", "2026年收入的目标是多少？", "收入是多少？"),
        ("要完成今年的游客目标，得比去年多来多少人次？", "今年游客的目标是多少？", "游客是多少？"),
        ("距离年度目标还差多少亿元营收？", "年度营收的目标是多少？", "营收是多少？"),
        ("新增就业比2024年目标多了多少人？", "2024年新增就业的目标有多少人？", "新增就业有多少人？"),
        ("目前绿道里程离目标还差多少公里？", "绿道里程的目标是多少？", "绿道里程是多少？"),
    ],
)
def test_a_goal_and_what_has_been_reached(question: str, goal: str, reached: str) -> None:
    plan = decompose(question)
    assert plan is not None
    assert (plan.operation, plan.questions, plan.limit) == (Operation.GOAL, (goal, reached), "")


def test_a_goal_to_fall_to() -> None:
    plan = decompose("近视率离2027年的目标还差几个百分点？")
    assert plan is not None
    answer = calculate(plan, [fact("到2027年降到44%以下。", "44%"), fact("近视率47.2%。", "47.2%")], "问")
    assert answer.text.startswith("近视率离2027年的目标还差3.2个百分点：")


def test_a_goal_that_the_question_gives() -> None:
    plan = decompose("实际营收离40亿的目标差多少？")
    assert plan is not None
    assert (plan.operation, plan.questions, plan.limit) == (Operation.GOAL, ("营收是多少？",), "40亿")
    answer = calculate(plan, [fact("实现营业收入38.46亿元。", "38.46亿元")], "问")
    assert answer.text.startswith("营收离40亿还差1.54亿元：")


@pytest.mark.parametrize(
    "question", ["现在离目标还差多少？", "2023年离目标还差多少家？", "还差多少？", "离目标有多远？"]
)
def test_nothing_named_or_no_goal(question: str) -> None:
    plan = decompose(question)
    assert plan is None or plan.operation is not Operation.GOAL


@pytest.mark.parametrize(
    ("goal", "reached", "said"),
    [
        ("目标80公里。", "建成46公里。", "绿道离目标还差34公里：80公里[1] − 46公里[2] = 34公里。"),
        ("目标80公里以上。", "建成46公里。", "绿道离目标还差34公里：80公里[1] − 46公里[2] = 34公里。"),
        ("目标80公里。", "建成91公里。", "绿道超过目标11公里：91公里[2] − 80公里[1] = 11公里。"),
        ("目标80公里。", "建成80公里。", "绿道已达到目标：80公里[2]。"),
    ],
)
def test_what_is_missing(goal: str, reached: str, said: str) -> None:
    plan = decompose("绿道离目标还差多少公里？")
    assert plan is not None
    key = {text: text.strip("目标建成。以上") for text in (goal, reached)}
    answer = calculate(plan, [fact(goal, key[goal]), fact(reached, key[reached], start=90)], "问")
    assert answer.text.splitlines()[0] == said


def test_a_limit_is_no_goal_to_reach() -> None:
    plan = decompose("能耗离目标还差多少吨？")
    assert plan is not None
    answer = calculate(plan, [fact("控制在不超过3吨。", "3吨"), fact("能耗4吨。", "4吨", start=90)], "问")
    assert answer.kind is AnswerKind.REFUSAL


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("绥棠的茶叶产业规模离2027年的目标还差多少亿元？", "414.3亿元"),
        ("离2027年的目标，绥棠还差多少家上市企业？", "13家"),
    ],
)
def test_a_shelf_tells_what_is_missing(shelf_of: ShelfOf, question: str, key: str) -> None:
    shelf = shelf_of({"a.md": _REPORT})
    answer = shelf.ask(question)
    assert_sound(shelf, answer)
    assert (answer.kind, answer.key) == (AnswerKind.CALCULATION, key)
