"""The web service: FastAPI with the page mounted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.responses import Response
from starlette.routing import Mount, Route

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.web.api import handle_errors, operator_router, router
from assistant.web.completions import chat_router
from assistant.web.desk import Desk
from assistant.web.feedback import Feedback
from assistant.web.guard import Guard
from assistant.web.index_page import IndexPage
from assistant.web.memory import Memory
from assistant.web.observe import Figures, Observer, log_to_stderr
from assistant.web.quick_gradio import import_gradio, no_analytics, no_application
from assistant.web.room import Room
from assistant.web.staff import staff_router
from assistant.web.tool_mount import ToolMount
from assistant.workers import Workers, one_thread_each

KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}  # the system's own list may be wrong


def build_app(assistant: Assistant, settings: Settings, workers: Workers | None) -> FastAPI:
    """Build the service around an opened assistant, and `workers` that answer beside it."""
    figures = Figures()
    feedback = Feedback(settings.feedback, settings.feedback_days) if settings.feedback else None
    room = Room(assistant, figures.count, feedback, workers, Memory(settings.remembered_answers))
    app = FastAPI(
        title="报告问答",
        version=version("assistant"),
        docs_url=None,
        redoc_url=None,
        root_path=settings.root_path,
        lifespan=_serving(room, settings.watch_seconds),
    )
    desk = Desk(room, settings, figures)
    app.include_router(router(assistant, desk))
    app.include_router(chat_router(desk))
    app.include_router(operator_router(room, figures))
    if settings.staff_password:
        app.include_router(staff_router(room, settings))
    for file in files("assistant.web").joinpath("static").iterdir():
        app.get(f"/page/{file.name}", include_in_schema=False)(_static(file))
    app.router.routes.append(Route("/mcp", ToolMount(desk)))
    handle_errors(app, settings.max_question_chars)
    _mount_page(app, room, settings)
    app.add_middleware(IndexPage, prefix=settings.root_path)
    app.add_middleware(Guard, rate=settings.rate_limit, uploads=settings.max_document_bytes if settings.uploads else 0)
    app.add_middleware(Observer, figures=figures)  # added last, so it stands outermost
    return app


def _serving(room: Room, seconds: float) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if room.workers:
            await asyncio.to_thread(room.workers.wait)
        tasks = [asyncio.create_task(room.prepare())]
        if seconds:
            tasks.append(asyncio.create_task(room.watch(seconds)))
        with one_thread_each():
            yield
        for task in tasks:
            task.cancel()
        if room.workers:
            await asyncio.to_thread(room.workers.close)

    return lifespan


def _mount_page(app: FastAPI, room: Room, settings: Settings) -> None:
    import_gradio()
    import gradio as gr
    from gradio.routes import App

    from assistant.web.page import build, theme

    with no_application(), no_analytics():
        blocks = build(room, settings.max_question_chars)
        blocks.queue(default_concurrency_limit=settings.concurrency, max_size=settings.queue_size, api_open=False)
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        root_path=settings.root_path or None,
        theme=theme(),
        footer_links=[],
        run_history=False,
        show_error=False,
        enable_monitoring=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        max_file_size=0,
    )
    blocks.app = next(one.app for one in app.routes if isinstance(one, Mount) and isinstance(one.app, App))


def _static(file: Traversable) -> Callable[[], Response]:
    text, kind = file.read_text(encoding="utf-8"), KINDS[Path(file.name).suffix]
    return lambda: Response(text, media_type=kind)


def server_config(app: FastAPI, settings: Settings) -> uvicorn.Config:
    """How the service runs: quiet about its visitors, patient with idle ones, and with answers in flight at its end."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        ws="none",  # nothing here speaks WebSocket, and the library takes a while to import
        access_log=False,
        server_header=False,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_keep_alive=75,  # longer than proxies keep theirs, so that none meets a connection just closed
        timeout_graceful_shutdown=round(settings.shutdown_seconds),
    )


def run(app: FastAPI, settings: Settings) -> None:
    """Serve until the process is told to stop; then answers in flight get `shutdown_seconds`."""
    log_to_stderr()
    uvicorn.Server(server_config(app, settings)).run()
