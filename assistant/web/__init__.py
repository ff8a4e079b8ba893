"""The chat page and the service around it."""

from assistant.web.service import create_app, serve

__all__ = ["create_app", "serve"]
