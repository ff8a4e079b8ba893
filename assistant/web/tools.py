"""The shelf as tools for language models: `ask`, `search` and `read` over the Model Context Protocol.

Imported at the first request to /mcp: few servers need it, and the library takes half a second.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Annotated, TypeVar

import anyio.to_thread
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field
from pydantic.dataclasses import dataclass

from assistant.errors import AssistantError, QuestionError, UnknownDocument
from assistant.types import Citation, Hit, Turn
from assistant.web.completions import REMEMBERED, with_sources
from assistant.web.desk import Desk, TooBusy
from assistant.web.words import WORDS

READ_CHARS = 20_000  # one `read` returns at most this much
T = TypeVar("T")

Question = Annotated[str, Field(description="the question, in Chinese")]
Earlier = Annotated[
    list[str], Field(description="the user's earlier questions that this one may lean on, oldest first", max_length=50)
]
Query = Annotated[str, Field(description="what to look for, in Chinese")]
Count = Annotated[int, Field(description="how many passages", ge=1, le=20)]
Start = Annotated[int, Field(description="first character, counted from 0", ge=0)]


@dataclass(frozen=True)
class Told:
    """An answer for a model: `text` ends with the quotes that its markers `[n]` stand for."""

    text: str
    refused: bool
    understood: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Slice:
    """`text` is `[start, end)` of a document that has `total` characters."""

    title: str
    start: int
    end: int
    total: int
    text: str


def tool_server(desk: Desk) -> MCPServer:
    """Build the server; its tools read and never change anything."""
    server: MCPServer = MCPServer("assistant", instructions="Answers questions from a shelf of Chinese reports.")
    assistant = desk.room.assistant

    async def threaded(work: Callable[[], T]) -> T:
        return await anyio.to_thread.run_sync(work, limiter=desk.threads)

    async def ask(question: Question, earlier: Earlier = []) -> Told:  # noqa: B006 - read, never changed
        """Answer a question from the reports. Each `[n]` has its exact quote; a refusal says what is missing."""
        turns: tuple[Turn, ...] = ()
        try:
            for before in earlier[-REMEMBERED:]:
                turns = (*turns, Turn(before, await desk.ask(before, turns)))
            answer = await desk.ask(question, turns)
        except AssistantError as error:
            raise ToolError(_plainly(error, assistant.settings.max_question_chars)) from error
        return Told(with_sources(answer), answer.refused, answer.understood, answer.citations)

    async def search(query: Query, top_k: Count = 5) -> list[Hit]:
        """Find the passages of the reports that fit best, best first, each with its place in its document."""
        try:
            return list(await threaded(partial(assistant.retrieve, query, top_k)))
        except AssistantError as error:
            raise ToolError(_plainly(error, assistant.settings.max_question_chars)) from error

    async def read(document_id: str, start: Start = 0) -> Slice:
        """Read a report from a character on, up to 20,000 characters at a time."""
        try:
            document = await threaded(partial(assistant.document, document_id))
        except UnknownDocument as error:
            raise ToolError(WORDS["missing"][0]) from error
        text = document.text[start : start + READ_CHARS]
        return Slice(document.title, start, start + len(text), len(document.text), text)

    for tool in (ask, search, read):
        server.add_tool(tool, annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False))
    return server


def _plainly(error: AssistantError, limit: int) -> str:
    key = "too_long" if isinstance(error, QuestionError) else "too_busy" if isinstance(error, TooBusy) else "failed"
    return WORDS[key][0].format(n=limit)
