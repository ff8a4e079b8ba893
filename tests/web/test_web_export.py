from __future__ import annotations

import json
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pydantic import ValidationError

from assistant.types import Answer, AnswerKind, Turn
from assistant.web.export import KEPT_TURNS, turn_markdown, turns_from, turns_json
from tests.web.shelf import ANSWERS, LISTED, REFUSAL


def test_turns_come_back_from_a_browser_as_they_went() -> None:
    turns = tuple(Turn(key, answer) for key, answer in ANSWERS.items())
    assert turns_from(json.loads(json.dumps(turns_json(turns)))) == turns


def test_only_the_last_turns_are_kept() -> None:
    turns = [Turn(str(number), REFUSAL) for number in range(KEPT_TURNS + 5)]
    kept = turns_from(turns_json(turns))
    assert [turn.question for turn in kept] == [str(number) for number in range(5, KEPT_TURNS + 5)]


@pytest.mark.parametrize("value", ["broken", [1], [{"question": "问"}], {"a": 1}, [{"question": "问", "answer": None}]])
def test_anything_else_is_not_a_conversation(value: object) -> None:
    with pytest.raises(ValidationError):
        turns_from(value)


@pytest.mark.parametrize("value", [None, [], ()])
def test_nothing_is_an_empty_conversation(value: object) -> None:
    assert turns_from(value) == ()


def test_markdown_of_a_turn_carries_the_quotes() -> None:
    assert turn_markdown(Turn("海淀上市企业有多少家？", ANSWERS["上市"])) == (
        "**海淀上市企业有多少家？**\n\n"
        "截至2022年年底，海淀区共有上市企业268家。[1]\n\n"
        f"> [1] {LISTED} —— 海淀区2022年经济运行 · 企业\n"
    )


@pytest.mark.parametrize("text", ["[1](javascript:x)", "[1]: javascript:x", "<script>x</script>", "# x", "![x](y)"])
def test_markers_cannot_be_made_into_links(text: str) -> None:
    html = MarkdownIt("commonmark", {"html": True}).render(
        turn_markdown(Turn("问", Answer("问", text, AnswerKind.CHAT)))
    )
    assert html == f"<p><strong>问</strong></p>\n<p>{escape(text)}</p>\n"


@given(st.text(st.sampled_from("海<>&[](){}#*_`!$~|\\\n1"), max_size=40))
def test_markdown_shows_text_as_text(text: str) -> None:
    html = MarkdownIt("commonmark", {"html": True}).render(
        turn_markdown(Turn("问", Answer("问", text, AnswerKind.CHAT)))
    )
    for tag in ("<script", "<a ", "<img", "<em>", "<code", "<h1", "<h2"):
        assert tag not in html
