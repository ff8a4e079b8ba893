"""The chat page and the service around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.workers import Workers

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["create_app", "serve"]


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """Build the service around an opened assistant.

    Raises SettingsError for a `rate_limit` or a `staff_password` that cannot be read.
    """
    # A language model is waited for, which threads do as well, and which can be listened to while it speaks.
    workers = Workers(assistant) if settings.workers and not assistant.generated else None
    from assistant.web.service import build_app  # takes a second, in which the workers open the shelf

    return build_app(assistant, settings, workers)


def serve(assistant: Assistant, settings: Settings) -> None:
    """Serve until the process is told to stop; then answers in flight get `shutdown_seconds`."""
    app = create_app(assistant, settings)
    from assistant.web.service import run

    run(app, settings)
