"""The interface for other programs: POST /v1/ask, health and figures."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response, StreamingResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel, Field

from assistant.assistant import Assistant
from assistant.errors import AssistantError, QuestionError
from assistant.types import Answer, Turn
from assistant.web.desk import Desk, TooBusy, opened
from assistant.web.observe import Figures
from assistant.web.replies import reply
from assistant.web.room import Room


class Question(BaseModel):
    """A question, after the turns that it may lean on."""

    question: str = Field(description="what to ask, in Chinese", examples=["海淀上市企业有多少家？"])
    turns: tuple[Turn, ...] = Field((), max_length=50, description="earlier turns, as they were answered, oldest first")
    stream: bool = Field(False, description="send server-sent events: `piece` a sentence, then `answer`")


class Reply(BaseModel):
    """An answer, whether it is a refusal, and the version of the index it came from."""

    answer: Answer
    refused: bool
    version: str


def router(assistant: Assistant, desk: Desk) -> APIRouter:
    """Build the routes for questions."""
    routes = APIRouter(prefix="/v1", tags=["questions"])

    @routes.post("/ask", response_model=Reply, summary="Ask a question")
    async def ask(body: Question) -> Response:
        """Answer with citations whose offsets are exact in the document's text, or refuse."""
        if body.stream:
            parts = await opened(desk.stream(body.question, body.turns))
            return StreamingResponse(_events(parts, assistant), media_type="text/event-stream")
        reply = _reply(await desk.ask(body.question, body.turns), assistant)
        return Response(reply.model_dump_json(), media_type="application/json")  # FastAPI would check it all again

    return routes


def _reply(answer: Answer, assistant: Assistant) -> Reply:
    return Reply(answer=answer, refused=answer.refused, version=assistant.version)


async def _events(parts: AsyncIterator[str | Turn], assistant: Assistant) -> AsyncIterator[str]:
    async for part in parts:
        if isinstance(part, str):
            yield f"event: piece\ndata: {json.dumps(part, ensure_ascii=False)}\n\n"
        else:
            yield f"event: answer\ndata: {_reply(part.answer, assistant).model_dump_json()}\n\n"


def operator_router(room: Room, figures: Figures) -> APIRouter:
    """Build the routes for whoever runs the service."""
    routes = APIRouter(tags=["operation"])

    @routes.get("/healthz", summary="Is the process alive")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    @routes.get("/readyz", summary="Can it answer questions")
    async def ready() -> dict[str, object]:
        return {"status": "ready", "documents": len(room.listings), "version": room.assistant.version}

    @routes.get("/metrics", summary="Figures for Prometheus", include_in_schema=False)
    async def metrics() -> Response:
        return Response(generate_latest(figures.registry), media_type=CONTENT_TYPE_LATEST)

    return routes


def handle_errors(app: FastAPI, limit: int) -> None:
    """Turn errors into plain sentences; `limit` is the longest question, in characters."""

    @app.exception_handler(AssistantError)
    async def assistant_error(_: Request, error: AssistantError) -> JSONResponse:
        if isinstance(error, TooBusy):
            return reply("too_busy", headers={"retry-after": "2"})
        if isinstance(error, QuestionError):
            return reply("empty" if "empty" in str(error) else "too_long", n=limit)
        return reply("failed")

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return reply("invalid", detail=f"{where}: {first['msg']}")

    @app.exception_handler(Exception)
    async def unexpected(_: Request, __: Exception) -> JSONResponse:
        return reply("failed")  # the server logs the traceback; the visitor is told what to do
