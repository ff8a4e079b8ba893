from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import cast

import pytest

from assistant.assistant import Assistant
from assistant.errors import UnknownDocument
from assistant.settings import Settings
from assistant.types import Answer, Document, Turn
from assistant.web import handlers
from assistant.web.export import turns_json
from assistant.web.feedback import Feedback
from assistant.web.render import titles
from assistant.web.room import Room
from tests.web.shelf import ANSWERS, LISTED, OTHER, REPORT, CannedShelf, canned, listing

SETTINGS = Settings.model_validate({"max_question_chars": 20})


def room(*documents: Document) -> Room:
    return Room(canned(SETTINGS, documents or (REPORT,)))


def test_first_visit_welcomes_with_questions_and_shows_the_report() -> None:
    view = handlers.restore(room(), [])
    assert view.chat is not None
    assert view.chat.count('data-do="ask"') == 6
    assert view.reader is not None
    assert "10206.9亿元" in view.reader
    assert view.turns == []


def test_suggestions_are_worked_out_once_before_the_first_visit() -> None:
    class Counted(CannedShelf):
        times = 0

        def suggestions(self, limit: int = 6) -> tuple[str, ...]:
            self.times += 1
            return super().suggestions(limit)

    shelf = Counted(SETTINGS)
    prepared = Room(cast(Assistant, shelf))
    with ThreadPoolExecutor(1) as threads:  # the browser tests keep an event loop in this one
        threads.submit(lambda: asyncio.run(prepared.prepare())).result()
    assert shelf.times == 1
    assert handlers.restore(prepared, []).chat is not None
    assert shelf.times == 1


def test_several_reports_are_listed_when_nothing_is_cited() -> None:
    view = handlers.restore(room(REPORT, OTHER), [])
    assert view.reader is not None
    assert view.reader.count('data-do="open"') == 2


def test_question_is_shown_then_answered_then_followed_up() -> None:
    pending, said, answered, offered = handlers.ask(room(), [], "海淀上市企业有多少家？")
    assert "pending" in (pending.chat or "")
    assert "海淀区共有上市企业268家。" in (said.chat or "")
    assert pending.turns is None
    assert "<strong>268家</strong>" in (answered.chat or "")
    assert LISTED in (answered.reader or "")
    assert answered.turns is not None
    assert [turn["question"] for turn in answered.turns] == ["海淀上市企业有多少家？"]
    assert "那新增了多少家？" in (offered.chat or "")


def test_answers_are_counted_with_their_seconds() -> None:
    counted: list[tuple[Answer, float]] = []
    shared = Room(canned(SETTINGS), lambda answer, seconds, _: counted.append((answer, seconds)))
    list(handlers.ask(shared, [], "独角兽？"))
    ((answer, seconds),) = counted
    assert answer.kind == "conflict"
    assert seconds >= 0


def test_nothing_can_be_asked_anew_while_a_question_is_being_answered() -> None:
    stored = turns_json([Turn("一", ANSWERS["上市"])])
    pending, *_, offered = handlers.ask(room(), stored, "增加了多少？")
    assert 'data-do="retry"' not in (pending.chat or "")
    assert (offered.chat or "").count('data-do="retry"') == 1


def test_retry_replaces_the_turn_and_those_after_it() -> None:
    stored = turns_json([Turn("一", ANSWERS["上市"]), Turn("二", ANSWERS["独角兽"])])
    *_, answered, _ = handlers.ask(room(), stored, "增加了多少？", replace=0)
    assert answered.turns is not None
    assert [turn["question"] for turn in answered.turns] == ["增加了多少？"]


def test_too_long_question_leaves_everything_as_it_was() -> None:
    (view,) = handlers.ask(room(), [], "长" * 21)
    assert view == handlers.View(notice=view.notice)
    assert "请缩短到 20 个字以内" in (view.notice or "")


def test_empty_question_does_nothing() -> None:
    assert list(handlers.ask(room(), [], " \n")) == []


def test_failure_leaves_the_conversation_and_says_what_to_do(caplog: pytest.LogCaptureFixture) -> None:
    stored = turns_json([Turn("一", ANSWERS["上市"])])
    *_, view = handlers.ask(room(), stored, "坏")
    assert "请再发送一次" in (view.notice or "")
    assert "268家" in (view.chat or "")
    assert view.turns is None
    assert "could not be answered" in caplog.text


def test_conversation_that_cannot_be_read_starts_afresh_and_says_so() -> None:
    view = handlers.restore(room(), "<script>")
    assert "以前的对话读不出来" in (view.notice or "")
    assert view.turns == []


def test_older_turn_brings_its_citations_back() -> None:
    stored = turns_json([Turn("一", ANSWERS["上市"]), Turn("二", ANSWERS["独角兽"])])
    assert LISTED in (handlers.show(room(), stored, 0).reader or "")
    assert handlers.show(room(), stored, 2) == handlers.View()
    assert handlers.show(room(), "broken", 0) == handlers.View()


def test_document_opens_from_its_beginning() -> None:
    assert "朝阳" in (handlers.open_document(room(REPORT, OTHER), "other").reader or "")
    with pytest.raises(UnknownDocument, match="no document has the id"):
        handlers.open_document(room(), "../../etc/passwd")


def test_suggestions_are_worked_out_once_for_each_state_of_the_shelf() -> None:
    shelf = CannedShelf(SETTINGS)
    shared = Room(cast(Assistant, shelf))
    first = shared.suggestions
    assert shared.suggestions is first
    shelf.version = "changed"
    assert shared.suggestions is not first


def test_header_names_the_first_titles() -> None:
    assert titles([listing(REPORT), listing(OTHER)]) == "海淀区2022年经济运行、朝阳区的另一份报告"
    assert titles([listing(REPORT)] * 4).endswith("……")


def test_verdict_is_kept_with_the_turn_it_is_about(tmp_path: Path) -> None:
    feedback = Feedback(tmp_path / "feedback.sqlite", 30)
    shared = Room(canned(SETTINGS), feedback=feedback)
    stored = turns_json([Turn("一", ANSWERS["上市"])])
    assert 'data-do="up"' in (handlers.restore(shared, stored).chat or "")
    assert "谢谢" in (handlers.judge(shared, stored, 0, False, "不对").notice or "")
    assert handlers.judge(shared, stored, 1, True, "") == handlers.View()
    (verdict,) = feedback.all()
    assert (verdict.question, verdict.helpful, verdict.comment) == ("一", False, "不对")


def test_nobody_is_asked_when_feedback_is_off() -> None:
    stored = turns_json([Turn("一", ANSWERS["上市"])])
    assert 'data-do="up"' not in (handlers.restore(room(), stored).chat or "")
    assert handlers.judge(room(), stored, 0, True, "") == handlers.View()
