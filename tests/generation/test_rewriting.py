"""The model may put a question in other words; it may not narrow it, widen it or change what it asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from assistant.errors import GeneratorError
from assistant.generation.generator import Prompt
from assistant.generation.prompt import COMPLETE, EXPAND
from assistant.generation.rewriting import Ask, constraints, keeps_constraints, more_words, whole_question
from assistant.testing import ScriptedGenerator
from assistant.types import Answer, AnswerKind, Turn
from tests.generation.conftest import Open

TURNS = (
    Turn("海淀区区长是谁？", Answer("海淀区区长是谁？", "海淀区委副书记、区长李俊杰接受了专访。", AnswerKind.FACT)),
)


LISTED = (
    Turn("海淀上市企业有多少家？", Answer("海淀上市企业有多少家？", "海淀区共有上市企业268家。[1]", AnswerKind.FACT)),
)


def ask(text: str) -> Ask:
    return lambda _: iter([text])


def failing(_: Prompt) -> Iterator[str]:
    raise GeneratorError("nobody is there")


def test_constraints() -> None:
    assert constraints("2022年海淀区GDP超过1万亿元了吗") >= {"2022", "海淀", "gdp", "1000000000000"}
    assert constraints("上市公司 股份制") == frozenset()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("上市公司 挂牌企业", "上市公司 挂牌企业"),
        ("上市公司 2021年 朝阳区 李俊杰 《规划》 OpenAI 100家", "上市公司"),
        ("海淀 有多少", ""),
        ("a very english answer", ""),
        ("这是一个非常非常长的解释而不是关键词", ""),
        ("", ""),
    ],
)
def test_an_expanded_question_gets_words_and_no_constraints(said: str, kept: str) -> None:
    assert more_words("海淀有多少上市企业", ask(said)) == kept


def test_a_failing_model_adds_nothing() -> None:
    assert more_words("海淀有多少上市企业", failing) == ""
    assert whole_question("这里面国企多吗", LISTED, failing) == "这里面国企多吗"


@pytest.mark.parametrize(
    ("made", "kept"),
    [
        ("李俊杰的年龄是多少？", True),
        ("海淀区区长李俊杰多大年纪？", True),
        ("王合生多大年纪？", False),
        ("2021年李俊杰多大年纪？", False),
        ("朝阳区区长李俊杰多大年纪？", False),
        ("李俊杰有50家企业吗？", False),
        ("李俊杰" * 100, False),
    ],
)
def test_a_completed_question_says_nothing_that_nobody_said(made: str, kept: bool) -> None:
    said = [text for turn in TURNS for text in (turn.question, turn.answer.text)]
    assert keeps_constraints(made, "他多大年纪？", said) is kept


def test_a_completed_question_keeps_what_was_asked() -> None:
    assert keeps_constraints("2021年海淀区的区长是谁？", "2021年呢？", [TURNS[0].question])
    assert not keeps_constraints("海淀区的区长是谁？", "2021年呢？", [TURNS[0].question])


def test_rules_come_first_and_the_model_only_where_none_fits() -> None:
    assert whole_question("那沈阳呢？", (Turn("西安的经济总量是多少？", TURNS[0].answer),), failing) == (
        "沈阳的经济总量是多少？"
    )
    assert whole_question("海淀上市企业有多少家？", TURNS, failing) == "海淀上市企业有多少家？"


def test_the_model_completes_what_the_rules_leave() -> None:
    assert whole_question("这里面国企多吗", LISTED, ask("海淀的上市企业里国企多吗？")) == "海淀的上市企业里国企多吗？"
    for refused in ("朝阳区的上市企业里国企多吗？", "2019年海淀的上市企业里国企多吗？", ""):
        assert whole_question("这里面国企多吗", LISTED, ask(refused)) == "这里面国企多吗"


def test_a_conversation_with_leave_asks_what_the_model_made_whole(shelf: Open) -> None:
    made = "海淀的上市企业里国企多吗？"
    model = ScriptedGenerator(lambda prompt: [made] if prompt.system == COMPLETE else ["无"])
    talk = shelf(generator=model, llm_rewrite=True).conversation()
    talk.ask("海淀上市企业有多少家？")
    answer = talk.ask("这里面国企多吗")
    assert (answer.question, answer.understood) == ("这里面国企多吗", made)


def test_without_leave_the_model_rewrites_nothing(shelf: Open) -> None:
    model = ScriptedGenerator(lambda _: ["无"])
    talk = shelf(generator=model).conversation()
    talk.ask("海淀区区长是谁？")
    talk.ask("这里面国企多吗")
    assert {prompt.system for prompt in model.prompts}.isdisjoint({EXPAND, COMPLETE})


def test_with_leave_words_are_added_where_nothing_was_found(shelf: Open) -> None:
    model = ScriptedGenerator(lambda prompt: ["挂牌 股份"] if prompt.system == EXPAND else ["无"])
    assistant = shelf(generator=model, llm_rewrite=True)
    assert assistant.ask("海淀区常住人口有多少？").refused
    assert [prompt.system == EXPAND for prompt in model.prompts] == [True, False]
    assert json.loads(model.prompts[0].user) == {"question": "海淀区常住人口有多少？"}
