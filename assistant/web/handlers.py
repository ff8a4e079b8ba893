"""What the page does, as plain functions: turns and a question in, HTML out. `page.py` only wires them.

The conversation lives in the visitor's browser and comes with every call, so the server keeps nothing of it and any
number of workers can share the visitors.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from assistant.assistant import Assistant
from assistant.errors import AssistantError
from assistant.types import Answer, Citation, Document, Turn
from assistant.web.export import turns_from, turns_json
from assistant.web.reader import reader_html, shelf_html
from assistant.web.render import notice_html, pending_html, turn_html, welcome_html

Count = Callable[[Answer, float], None]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class View:
    """What changes on the page; None leaves a part as it is. `turns` are those for the browser to keep."""

    chat: str | None = None
    reader: str | None = None
    notice: str | None = None
    turns: list[dict[str, Any]] | None = None


def restore(assistant: Assistant, stored: object) -> View:
    """The page as the visitor left it."""
    try:
        turns = turns_from(stored)
    except ValidationError:
        log.warning("a stored conversation could not be read")
        return _whole(assistant, (), notice_html("unreadable"))
    return _whole(assistant, turns, "")


def ask(
    assistant: Assistant,
    stored: object,
    question: str,
    replace: int = -1,
    count: Count = lambda _answer, _seconds: None,
) -> Iterator[View]:
    """Answer the question after the stored turns: first the question alone, then with its answer.

    `replace` is the turn, from 0, that is asked anew and left out with those after it; -1 adds a turn.
    `count` is told of the answer and the seconds it took. A question that is refused for its length leaves the conversation as it was, and a notice.
    """
    try:
        turns = turns_from(stored)[: replace if replace >= 0 else None]
    except ValidationError:
        turns = ()
    limit = assistant.settings.max_question_chars
    if not question.strip():
        return
    if len(question) > limit:
        yield View(notice=notice_html("too_long", n=limit))
        return
    yield View(chat=chat_html(assistant, turns, follow=False) + pending_html(question), notice="")
    try:
        conversation = assistant.conversation(turns)
        started = time.perf_counter()
        answer = conversation.ask(question)
        count(answer, time.perf_counter() - started)
    except AssistantError:
        log.exception("a question could not be answered")
        yield View(chat=chat_html(assistant, turns), notice=notice_html("failed"))
        return
    yield _whole(assistant, conversation.turns, "")


def show(assistant: Assistant, stored: object, turn: int) -> View:
    """The reader with the citations of one turn, from 0."""
    turns = turns_from(stored)
    if not 0 <= turn < len(turns):
        return View()
    return View(reader=reader_html(assistant.documents, _cited(turns[turn].answer), turn))


def open_document(assistant: Assistant, document_id: str) -> View:
    """The reader with one document from its beginning. Raises UnknownDocument."""
    return View(reader=reader_html([assistant.document(document_id)], ()))


def shelf(assistant: Assistant) -> View:
    """The reader with the list of the documents."""
    return View(reader=shelf_html(assistant.documents, assistant.warnings))


def chat_html(assistant: Assistant, turns: Sequence[Turn], follow: bool = True) -> str:
    """All turns, or the welcome before the first. `follow` offers questions after the last answer."""
    if not turns:
        return welcome_html(assistant.suggestions() if follow else ())
    last = len(turns) - 1
    more = assistant.follow_ups(turns[-1].answer) if follow else ()
    return "".join(turn_html(i, turn, more if i == last else (), i == last and follow) for i, turn in enumerate(turns))


def _whole(assistant: Assistant, turns: Sequence[Turn], notice: str) -> View:
    documents = assistant.documents
    citations = _cited(turns[-1].answer) if turns else ()
    if citations or len(documents) == 1:
        reader = reader_html(documents, citations, len(turns) - 1)
    else:
        reader = shelf_html(documents, assistant.warnings)
    return View(chat_html(assistant, turns), reader, notice, turns_json(turns))


def _cited(answer: Answer) -> tuple[Citation, ...]:
    return answer.citations or answer.related


def titles(documents: Sequence[Document], limit: int = 3) -> str:
    """The first titles of the shelf in one line."""
    shown = "、".join(document.title for document in documents[:limit])
    return shown + ("……" if len(documents) > limit else "")
