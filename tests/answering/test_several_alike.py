"""The sum over several of a kind, each of which a sentence of its own tells of."""

from __future__ import annotations

import pytest

from assistant import AnswerKind
from assistant.answering.several_alike import several_alike
from tests.soundness import ShelfOf, assert_sound

_REPORT = """# 澜阳博物馆2024年年报

## 捐助

社会捐助中，两只基金出力最多。澜水基金2011年发起，本金5000万元，2024年拨款420万元。青瓦基金2019年发起，本金1200万元，2024年拨款96万元，资助了12人。
"""


@pytest.mark.parametrize(
    ("question", "count", "one"),
    [
        ("两只基金2024年一共拨款多少？", 2, "基金2024年拨款多少？"),
        ("新增的三个项目加起来投了多少", 3, "项目投了多少？"),
    ],
)
def test_several_of_a_kind(question: str, count: int, one: str) -> None:
    several = several_alike(question)
    assert several is not None
    assert (several.count, several.question) == (count, one)


@pytest.mark.parametrize(
    "question", ["两只基金哪个本金多？", "基金一共拨款多少？", "一共有多少只基金？", "两个月一共卖了多少吨？"]
)
def test_no_sum_over_several(question: str) -> None:
    assert several_alike(question) is None


def test_two_funds_together(shelf_of: ShelfOf) -> None:
    assistant = shelf_of({"a.md": _REPORT})
    answer = assistant.ask("两只基金2024年一共拨款多少？")
    assert answer.text.startswith("合计516万元：420万元[1] + 96万元[2] = 516万元。\n")
    assert answer.calculation is not None
    assert answer.calculation.formula == "420 + 96"
    assert_sound(assistant, answer)


def test_three_are_not_two(shelf_of: ShelfOf) -> None:
    assert shelf_of({"a.md": _REPORT}).ask("三只基金2024年一共拨款多少？").kind is not AnswerKind.CALCULATION
