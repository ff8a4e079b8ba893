"""Answers that are remembered: for the same question after the same turns, of the same shelf, and no more than fit."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import httpx
import pytest
from gradio_client import Client

from assistant import Assistant
from assistant.settings import Settings
from assistant.types import Answer, AnswerKind, Generation, Turn
from assistant.web import memory
from assistant.web.memory import Memory
from assistant.web.room import Room
from tests.web.serving import served
from tests.web.shelf import CannedShelf

SETTINGS = Settings.model_validate({})


def turn(question: str, text: str = "答。") -> Turn:
    return Turn(question, Answer(question, text, AnswerKind.FACT))


def test_only_the_same_question_after_the_same_turns_of_the_same_shelf_is_remembered() -> None:
    kept, before = Memory(10), (turn("前"),)
    kept.keep("one", before, turn("问"))
    assert kept.recall("one", "问", before) == turn("问")
    others = [("two", "问", before), ("one", "问？", before), ("one", "问", ()), ("one", "问", (turn("前", "别。"),))]
    assert [kept.recall(*other) for other in others] == [None] * 4


def test_those_used_last_are_kept() -> None:
    kept = Memory(2)
    kept.keep("one", (), turn("一"))
    kept.keep("one", (), turn("二"))
    assert kept.recall("one", "一", ())
    kept.keep("one", (), turn("三"))
    assert [bool(kept.recall("one", question, ())) for question in "一二三"] == [True, False, True]
    kept.forget()
    assert not any(kept.recall("one", question, ()) for question in "一二三")


def test_they_are_bounded_in_bytes_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "LARGEST", 2000)
    kept = Memory(1000)
    for number in range(20):
        kept.keep("one", (), turn(str(number), "长" * 100))
        kept.keep("one", (), turn(str(number), "长" * 100))  # the same takes no more
    held = [number for number in range(20) if kept.recall("one", str(number), ())]
    assert held == list(range(20 - len(held), 20))
    assert 1 <= len(held) < 6
    kept.keep("one", (), turn("大", "长" * 1000))
    assert not kept.recall("one", "大", ())


def test_what_a_language_model_wrote_is_told_anew_and_none_is_kept_where_none_may_be() -> None:
    written = Turn("问", Answer("问", "答。", AnswerKind.FACT, generation=Generation("small", 0.1)))
    kept, nothing = Memory(10), Memory(0)
    kept.keep("one", (), written)
    nothing.keep("one", (), turn("问"))
    assert kept.recall("one", "问", ()) is nothing.recall("one", "问", ()) is None


def test_a_changed_shelf_answers_anew() -> None:
    shelf = CannedShelf(SETTINGS)
    counted: list[bool] = []
    room = Room(
        cast(Assistant, shelf), lambda _answer, _seconds, remembered: counted.append(remembered), memory=Memory(9)
    )
    first, second = (list(room.stream("独角兽？", ())) for _ in range(2))
    assert first == second
    shelf.version = "changed"
    list(room.stream("独角兽？", ()))
    assert counted == [False, True, False]


def test_an_answer_under_way_while_the_shelf_is_swapped_is_not_remembered() -> None:
    shelf = CannedShelf(SETTINGS)
    room = Room(cast(Assistant, shelf), memory=Memory(9))
    parts = room.stream("独角兽？", ())
    next(parts)
    shelf.version = "changed"
    list(parts)
    assert room.recall("独角兽？", ()) is None
    shelf.version = "canned"
    assert room.recall("独角兽？", ()) is None


def test_programs_and_the_page_share_them_and_the_server_makes_no_tables_of_its_events() -> None:
    with served(rate_limit="") as site:
        ask = {"question": "独角兽？"}
        told = [httpx.post(f"{site.address}/v1/ask", json=ask, timeout=30).json() for _ in range(2)]
        client = Client(site.address, verbose=False)
        by_page = client.predict("独角兽？", [], api_name="/ask")
        figures = httpx.get(f"{site.address}/metrics", timeout=30).text
        libraries = Path(f"/proc/{site.process.pid}/maps").read_text(encoding="utf-8")
        log = site.log.read_text(encoding="utf-8")
    assert told[0] == told[1]
    assert by_page["answer"]["text"] == told[0]["answer"]["text"]
    assert "assistant_answers_remembered_total 2.0" in figures
    assert "独角兽" not in log
    assert "pandas" not in libraries
