"""The shelf as a chat model: the part of OpenAI's interface that chat clients use, with citations."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.types import Answer, Turn
from assistant.web.desk import Desk, opened

MODEL = "report"
REMEMBERED = 6  # earlier questions of the visitor that a follow-up may lean on


class Part(BaseModel):
    """A piece of a message; only text is read."""

    model_config = ConfigDict(extra="ignore")
    type: str
    text: str = ""


class Message(BaseModel):
    """One message of a chat. Only what the user says is used: answers come from the documents alone."""

    model_config = ConfigDict(extra="ignore")
    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None

    def words(self) -> str:
        """The text of the message."""
        if isinstance(self.content, list):
            return "".join(part.text for part in self.content)
        return self.content or ""


class Chat(BaseModel):
    """A chat to be continued. Sampling parameters are accepted and have no effect."""

    model_config = ConfigDict(extra="ignore")
    messages: list[Message] = Field(min_length=1, max_length=200)
    model: str = MODEL
    stream: bool = False


def chat_router(desk: Desk) -> APIRouter:
    """Build the routes that OpenAI's clients call."""
    routes = APIRouter(prefix="/v1", tags=["for chat clients"])

    @routes.get("/models", summary="The one model there is")
    async def models() -> dict[str, object]:
        return {"object": "list", "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": "assistant"}]}

    @routes.post("/chat/completions", summary="Continue a chat", response_model=None)
    async def complete(body: Chat) -> Response | dict[str, object]:
        """Answer the last user message; `message.citations` holds what the markers `[n]` stand for."""
        questions = [message.words() for message in body.messages if message.role == "user"]
        turns: tuple[Turn, ...] = ()
        for question in [one for one in questions[:-1] if one.strip()][-REMEMBERED:]:
            turns = (*turns, Turn(question, await desk.ask(question, turns)))
        last = questions[-1] if questions else ""
        head = {"id": f"chatcmpl-{secrets.token_hex(12)}", "created": int(time.time()), "model": body.model}
        if body.stream:
            parts = await opened(desk.stream(last, turns))
            return StreamingResponse(_chunks(head, parts), media_type="text/event-stream")
        answer = await desk.ask(last, turns)
        message = {"role": "assistant", "content": with_sources(answer), **_extra(answer)}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        return {**head, "object": "chat.completion", "choices": [choice]}

    return routes


def with_sources(answer: Answer) -> str:
    """The answer's text, and under it what each marker stands for."""
    return answer.text + _sources(answer)


def _sources(answer: Answer) -> str:
    lines = [
        f"[{one.number}] {one.quote} ——《{one.title}》{one.heading}".rstrip()
        for one in answer.citations or answer.related
    ]
    return "\n\n" + "\n".join(lines) if lines else ""


def _extra(answer: Answer) -> dict[str, Any]:
    return {"citations": [asdict(one) for one in answer.citations], "refused": answer.refused}


async def _chunks(head: dict[str, Any], parts: AsyncIterator[str | Turn]) -> AsyncIterator[str]:
    def chunk(delta: dict[str, Any], finish: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        body = {**head, "object": "chat.completion.chunk", "choices": [choice]}
        return f"data: {json.dumps(body, ensure_ascii=False)}\n\n"

    yield chunk({"role": "assistant", "content": ""})
    async for part in parts:
        if isinstance(part, str):
            yield chunk({"content": part})
        else:
            yield chunk({"content": _sources(part.answer)})
            yield chunk(_extra(part.answer), "stop")
    yield "data: [DONE]\n\n"
