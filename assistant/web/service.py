"""The web service: FastAPI with the page mounted."""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib.resources import files

import uvicorn
from fastapi import FastAPI
from fastapi.responses import Response

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.web.index_page import IndexPage

log = logging.getLogger(__name__)


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """Build the service around an opened assistant."""
    import gradio as gr

    from assistant.web.page import build, theme

    app = FastAPI(title="报告问答", docs_url=None, redoc_url=None)
    app.add_middleware(IndexPage, prefix="")
    for name, kind in (("page.css", "text/css"), ("page.js", "text/javascript")):
        app.get(f"/page/{name}", include_in_schema=False)(_static(name, kind))
    blocks = build(assistant, settings)
    blocks.queue(default_concurrency_limit=8, max_size=64, api_open=False)
    gr.mount_gradio_app(app, blocks, path="/", theme=theme(), footer_links=[], run_history=False, show_error=False)
    return app


def _static(name: str, kind: str) -> Callable[[], Response]:
    text = files("assistant.web").joinpath(name).read_text(encoding="utf-8")
    return lambda: Response(text, media_type=kind)


def serve(assistant: Assistant, settings: Settings) -> None:
    """Serve the page until the process is told to stop."""
    uvicorn.run(create_app(assistant, settings), host=settings.host, port=settings.port, log_level="warning")
