"""The page: Gradio Blocks that wire the handlers to what the visitor does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextvars import copy_context
from html import escape
from typing import Any

import gradio as gr
from gradio.events import api

from assistant.errors import QuestionError
from assistant.web import handlers
from assistant.web.handlers import View
from assistant.web.observe import REQUEST_ID, request_id
from assistant.web.quick_blocks import QuickBlocks
from assistant.web.render import header_html, welcome_html
from assistant.web.room import Room
from assistant.web.words import WORDS, both

STORAGE_KEY = "report-turns"  # in the visitor's own browser; the server stores no conversation
# what the browser says by itself
SPOKEN = ("copied", "too_long", "too_large", "too_fast", "too_busy", "lost", "failed", "unavailable")
EVENTS = ("ask", "stop", "clear", "show", "open", "shelf", "judge")


def theme() -> gr.themes.Base:
    """A bare theme in system fonts; the stylesheet does the rest. Named fonts would be fetched from another host."""
    fonts = ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "system-ui", "sans-serif"]
    return gr.themes.Base(font=fonts, font_mono=["ui-monospace", "monospace"])


def build(room: Room, limit: int) -> gr.Blocks:
    """Build the page for questions of up to `limit` characters.

    It needs page.css, look.js and page.js, which `IndexPage` puts into its head.
    """
    blocks = QuickBlocks(title=WORDS["title"][0], analytics_enabled=False, fill_width=True)
    with blocks:
        turns = gr.BrowserState([], storage_key=STORAGE_KEY, secret=STORAGE_KEY)
        header = header_html(room.listings)
        top = gr.HTML(header, elem_id="top", js_on_load=None, apply_default_css=False)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk"):
                chat = _html("chat", welcome_html((), room.listings, waiting=True))
                notice = _html("notice")
                names = ", ".join(f"'{name}'" for name in EVENTS)
                wiring = f"readingRoom.composer(element, trigger, [{names}])"
                form = composer_html(limit)
                composer = gr.HTML(form, elem_id="composer", js_on_load=wiring, apply_default_css=False)
            with gr.Column(elem_id="side"):
                reader = _html("reader")
        _wire(blocks, room, composer, turns, [top, chat, reader, notice, turns])
    return blocks


def _html(name: str, value: str = "") -> gr.HTML:
    return gr.HTML(
        value,
        elem_id=name,
        js_on_load=f"readingRoom.{name}(element); watch('value', () => readingRoom.{name}(element))",
        apply_default_css=False,
    )


def _wire(
    blocks: gr.Blocks,
    room: Room,
    composer: gr.HTML,
    turns: gr.BrowserState,
    outputs: list[Any],
) -> None:
    def restore(stored: object) -> list[Any]:
        return _updates(handlers.restore(room, stored))

    def ask(stored: object, event: gr.EventData, request: gr.Request) -> Iterator[list[Any]]:
        views = handlers.ask(room, stored, str(event.question), int(event.replace))
        context = copy_context()  # each step runs in a context of its own, where the request's id would be lost
        context.run(request_id.set, request.headers.get(REQUEST_ID, ""))
        while view := context.run(next, views, None):
            yield _updates(view)

    def clear() -> list[Any]:
        return _updates(handlers.restore(room, []))

    def show(stored: object, event: gr.EventData) -> list[Any]:
        return _updates(handlers.show(room, stored, int(event.turn)))

    def open_document(event: gr.EventData) -> list[Any]:
        return _updates(handlers.open_document(room, str(event.document)))

    def judge(stored: object, event: gr.EventData) -> list[Any]:
        return _updates(handlers.judge(room, stored, int(event.turn), event.helpful is True, str(event.comment)))

    def shelf() -> list[Any]:
        return _updates(handlers.shelf(room))

    def answer(question: str, turns: list[dict[str, Any]]) -> dict[str, Any]:
        """Answer a question after earlier turns, which may be none; for programs, as POST /v1/ask."""
        try:
            return handlers.answer(room, turns, question)
        except QuestionError as error:
            limit = room.assistant.settings.max_question_chars
            raise gr.Error(WORDS["too_long"][0].format(n=limit)) from error

    quiet: dict[str, Any] = {"outputs": outputs, "show_progress": "hidden", "api_visibility": "private"}
    api(answer, api_name="ask", concurrency_id="ask")  # first, or the name would be taken by the page's own event
    blocks.load(restore, [turns], **quiet).failure(None, js="() => readingRoom.unavailable()")
    asking = composer.ask(ask, [turns], concurrency_id="ask", trigger_mode="multiple", **quiet)
    asking.success(None, js="() => readingRoom.done()")
    asking.failure(None, js="() => readingRoom.failed()")
    composer.stop(restore, [turns], cancels=[asking], **quiet)
    composer.clear(clear, **quiet)
    composer.show(show, [turns], **quiet)
    composer.judge(judge, [turns], **quiet)
    composer.open(open_document, **quiet)
    composer.shelf(shelf, **quiet)


def _updates(view: View) -> list[Any]:
    parts = (view.header, view.chat, view.reader, view.notice, view.turns)
    return [gr.skip() if part is None else part for part in parts]


def composer_html(limit: int) -> str:
    """The form in which a question is typed."""
    chinese, english = WORDS["placeholder"]
    words = escape(json.dumps({key: WORDS[key] for key in SPOKEN}, ensure_ascii=False))
    return f"""<form class="composer" data-words="{words}"><label class="unseen" for="question">{both("question")}</label>
<textarea id="question" rows="1" autocomplete="off" enterkeyhint="send" data-limit="{limit}"
placeholder="{chinese}" data-zh="{chinese}" data-en="{english}"></textarea>
<button type="submit" class="send">{both("send")}</button>
<button type="button" class="halt" data-do="stop" hidden>{both("stop")}</button>
<div class="more"><button type="button" data-do="download">{both("download")}</button>
<button type="button" data-do="clear">{both("clear")}</button></div>
<p class="notice" id="turned-away" role="alert" hidden></p>
<p class="unseen" id="said" role="status" aria-live="polite"></p></form>"""
