"""Turns in order, follow-ups understood from the turns before."""

from __future__ import annotations

import pytest

from assistant import Assistant, Conversation
from assistant.errors import QuestionError
from assistant.types import Answer, AnswerKind, Turn
from tests.soundness import assert_sound


def echo(question: str) -> Answer:
    return Answer(question, f"答：{question}", AnswerKind.CHAT)


def test_a_follow_up_is_understood_from_the_turn_before(haidian: Assistant) -> None:
    chat = haidian.conversation()
    first, second = chat.ask("海淀上市企业有多少家"), chat.ask("那新增了多少家？")
    assert "268家" in first.text
    assert "19家" in second.text
    assert (first.understood, second.question) == ("", "那新增了多少家？")
    assert "新增" in second.understood
    assert "上市企业" in second.understood
    assert second.text == haidian.ask(second.understood).text
    assert_sound(haidian, second)


def test_turns_are_remembered_in_order(haidian: Assistant) -> None:
    chat = haidian.conversation()
    questions = ["你好", "海淀上市企业有多少家", "那新增了多少家？"]
    answers = [chat.ask(question) for question in questions]
    assert chat.turns == tuple(map(Turn, questions, answers))
    assert [answer.question for answer in answers] == questions


def test_a_stream_is_the_answer_of_the_turn_in_pieces(haidian: Assistant) -> None:
    whole, streamed = haidian.conversation(), haidian.conversation()
    for question in ("海淀上市企业有多少家", "那新增了多少家？"):
        *pieces, last = streamed.stream(question)
        assert last == whole.ask(question)
        assert "".join(map(str, pieces)) == last.text
    assert streamed.turns == whole.turns


def test_a_whole_question_is_answered_as_if_it_were_the_first(haidian: Assistant) -> None:
    chat, question = haidian.conversation(), "海淀区2022年的地区生产总值是多少？"
    chat.ask("海淀上市企业有多少家")
    assert chat.ask(question) == haidian.ask(question)


def test_a_conversation_goes_on_from_its_turns(haidian: Assistant) -> None:
    begun = haidian.conversation()
    begun.ask("海淀上市企业有多少家")
    resumed = haidian.conversation(iter(begun.turns))
    assert resumed.turns == begun.turns
    assert resumed.ask("那新增了多少家？") == begun.ask("那新增了多少家？")


def test_conversations_know_nothing_of_each_other(haidian: Assistant) -> None:
    first, second = haidian.conversation(), haidian.conversation()
    first.ask("海淀上市企业有多少家")
    assert second.turns == ()
    assert second.ask("那新增了多少家？").understood == ""


def test_a_question_that_fails_is_no_turn(haidian: Assistant) -> None:
    chat = haidian.conversation()
    chat.ask("海淀上市企业有多少家")
    turns = chat.turns
    with pytest.raises(QuestionError):
        chat.ask("长" * (haidian.settings.max_question_chars + 1))
    assert chat.turns == turns


def test_what_is_not_made_whole_is_asked_as_it_is() -> None:
    chat = Conversation(echo)
    assert chat.ask("你好") == echo("你好")
    assert [turn.question for turn in chat.turns] == ["你好"]
