"""What the page does, as plain functions: turns and a question in, HTML out. `page.py` only wires them.

The conversation lives in the visitor's browser and comes with every call, so the server keeps nothing of it and any
number of servers can share the visitors.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from assistant.errors import AssistantError
from assistant.types import Answer, Citation, Turn
from assistant.web.export import turns_from, turns_json
from assistant.web.reader import reader_html, shelf_html
from assistant.web.render import header_html, notice_html, pending_html, turn_html, welcome_html
from assistant.web.room import Room

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class View:
    """What changes on the page; None leaves a part as it is. `turns` are those for the browser to keep."""

    header: str | None = None
    chat: str | None = None
    reader: str | None = None
    notice: str | None = None
    turns: list[dict[str, Any]] | None = None


def restore(room: Room, stored: object) -> View:
    """The page as the visitor left it."""
    try:
        turns = turns_from(stored)
    except ValidationError:
        log.warning("a stored conversation could not be read")
        return _whole(room, (), notice_html("unreadable"))
    return _whole(room, turns, "")


def ask(room: Room, stored: object, question: str, replace: int = -1) -> Iterator[View]:
    """Answer the question after the stored turns: the question alone, the answer's sentences, all, what to ask next.

    `replace` is the turn, from 0, that is asked anew and left out with those after it; -1 adds a turn.
    A question that is too long leaves the conversation as it was, and a notice.
    """
    limit = room.assistant.settings.max_question_chars
    if not question.strip():
        return
    if len(question) > limit:
        yield View(notice=notice_html("too_long", n=limit))
        return
    before = _readable(stored)
    turns = before[: replace if replace >= 0 else None]
    earlier = _chat(room, turns, ended=False)
    yield View(chat=earlier + pending_html(question), notice="")
    said = ""
    try:
        for part in room.stream(question, turns):
            if isinstance(part, str):
                said += part
                yield View(chat=earlier + pending_html(question, said))
            else:
                turns = (*turns, part)
    except AssistantError:
        log.exception("a question could not be answered")
        yield View(chat=_offering(room, before), notice=notice_html("failed"))
        return
    yield View(None, _chat(room, turns), _reader(room, turns), "", turns_json(turns))
    yield View(chat=_offering(room, turns))


def answer(room: Room, stored: object, question: str) -> dict[str, Any]:
    """Answer the question after the stored turns; return the turn as plain values. Raises QuestionError."""
    *_, turn = room.stream(question, _readable(stored))
    return turns_json([turn])[0] if isinstance(turn, Turn) else {}


def show(room: Room, stored: object, turn: int) -> View:
    """The reader with the citations of one turn, from 0."""
    turns = _readable(stored)
    if not 0 <= turn < len(turns):
        return View()
    return View(reader=_pages(room, turns[turn].answer, turn))


def open_document(room: Room, document_id: str) -> View:
    """The reader with one document from its beginning. Raises UnknownDocument."""
    return View(reader=reader_html([room.assistant.document(document_id)], ()))


def shelf(room: Room) -> View:
    """The reader with the list of the documents."""
    return View(reader=shelf_html(room.listings, room.assistant.warnings))


def judge(room: Room, stored: object, turn: int, helpful: bool, comment: str) -> View:
    """Keep what the visitor thought of one turn, from 0. Raises FeedbackError."""
    turns = _readable(stored)
    if room.feedback is None or not 0 <= turn < len(turns):
        return View()
    room.feedback.add(turns[turn], room.assistant.version, helpful, comment)
    return View(notice=notice_html("thanks"))


def _offering(room: Room, turns: Sequence[Turn]) -> str:
    return (
        _chat(room, turns, room.follow_ups(turns[-1].answer))
        if turns
        else welcome_html(room.suggestions, room.listings)
    )


def _chat(room: Room, turns: Sequence[Turn], follow_ups: Sequence[str] = (), *, ended: bool = True) -> str:
    """The turns; `ended` when no further one is being answered, so that the last can be asked anew."""
    last = len(turns) - 1 if ended else -1
    return "".join(
        turn_html(index, turn, follow_ups, last=index == last, judged=room.feedback is not None)
        for index, turn in enumerate(turns)
    )


def _whole(room: Room, turns: Sequence[Turn], notice: str) -> View:
    return View(header_html(room.listings), _offering(room, turns), _reader(room, turns), notice, turns_json(turns))


def _reader(room: Room, turns: Sequence[Turn]) -> str:
    if turns and _cited(turns[-1].answer):
        return _pages(room, turns[-1].answer, len(turns) - 1)
    if len(room.listings) == 1:
        return reader_html([room.assistant.document(room.listings[0].document_id)], ())
    return shelf_html(room.listings, room.assistant.warnings)


def _pages(room: Room, answer: Answer, turn: int) -> str:
    """The reader with those of the cited documents that are still on the shelf."""
    citations = _cited(answer)
    cited = {citation.document_id for citation in citations}
    documents = [room.assistant.document(one.document_id) for one in room.listings if one.document_id in cited]
    return reader_html(documents, citations, turn)


def _readable(stored: object) -> tuple[Turn, ...]:
    """What can be read of a stored conversation: all or nothing; `restore` has told the visitor."""
    try:
        return turns_from(stored)
    except ValidationError:
        return ()


def _cited(answer: Answer) -> tuple[Citation, ...]:
    return answer.citations or answer.related
