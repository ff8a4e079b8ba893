"""Whom a question speaks of, by the titles of the reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant import AnswerKind
from assistant.answering.question import analyse
from assistant.answering.titles import of_another_report, titled
from assistant.text import fold
from tests.answering.made import candidate
from tests.soundness import ShelfOf, assert_sound

TITLES = ("绥棠市2023年统计公报", "霖州市2023年统计公报")
REPORTS = {
    "suitang.md": "# 绥棠市2023年统计公报\n\n绥棠全市有医院31家。全年造林2600亩。\n",
    "jinyu.md": (
        "# 锦榆精密机械股份有限公司2023年年度报告\n\n"
        "锦榆精密机械股份有限公司（以下简称“锦榆精机”）成立于2009年。\n\n公司员工812人。\n"
    ),
}


@pytest.mark.parametrize(
    ("question", "titles", "name"),
    [
        ("绥棠有多少人？", TITLES, "绥棠"),
        ("绥棠市有多少人？", TITLES, "绥棠市"),
        ("2023年绥棠有多少人？", ("2023年绥棠市统计公报",), "绥棠"),  # the year is no part of either's beginning
        ("绥棠有多少人？", ("湖畔突围：绥棠市的十年",), "绥棠"),  # nor need it be the title's
        ("全市有多少人？", TITLES, ""),
        ("全市有多少人？", ("全市统计公报",), ""),  # a common word names nothing
        ("报告说了什么？", ("报告",), ""),
        ("绥棠有多少人？", (), ""),
    ],
)
def test_the_name_that_a_title_holds(question: str, titles: tuple[str, ...], name: str) -> None:
    assert titled(fold(question), titles) == name


@pytest.mark.parametrize(
    ("name", "evidence", "title", "said"),
    [
        ("绥棠", "常住人口31万人。", "霖州市2023年统计公报", "报告没有提到绥棠。"),
        ("绥棠", "常住人口31万人。", "绥棠市2023年统计公报", ""),
        ("绥棠", "常住人口31万人，高于绥棠。", "霖州市2023年统计公报", ""),  # it does speak of it
        ("", "常住人口31万人。", "霖州市2023年统计公报", ""),
    ],
)
def test_a_report_that_does_not_name_whom_is_asked_of(name: str, evidence: str, title: str, said: str) -> None:
    question = replace(analyse("绥棠有多少人？"), titled=name)
    assert of_another_report(question, candidate(evidence, title=title)) == said


@pytest.mark.parametrize(
    ("question", "key"),
    [("绥棠有多少家医院？", "31家"), ("锦榆精机有多少员工？", "812人"), ("公司有多少员工？", "812人")],
)
def test_a_shelf_answers_from_the_report_that_is_named(shelf_of: ShelfOf, question: str, key: str) -> None:
    assistant = shelf_of(REPORTS)
    answer = assistant.ask(question)
    assert_sound(assistant, answer)
    assert (answer.kind, answer.key) == (AnswerKind.FACT, key)


def test_a_shelf_does_not_answer_from_another_report(shelf_of: ShelfOf) -> None:
    assert shelf_of(REPORTS).ask("绥棠有多少员工？").refused
