"""What an operator sees: one structured line a request, and figures for Prometheus. Nothing personal in either."""

from __future__ import annotations

import json
import logging
import secrets
import time
from contextvars import ContextVar

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.types import Answer, Generation

request_id: ContextVar[str] = ContextVar("request_id", default="")
log = logging.getLogger("assistant.web.request")
REQUEST_ID = "x-request-id"

_FIRST = frozenset(
    (
        "",
        "page",
        "assets",
        "static",
        "theme.css",
        "favicon.ico",
        "healthz",
        "readyz",
        "metrics",
        "config",
        "mcp",
        "staff",
    )
)
_SECOND = frozenset(("ask", "chat", "models", "queue", "heartbeat", "cancel", "info"))


class Figures:
    """The service's figures, in a registry of their own so that several services can live in one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = Counter(
            "assistant_requests", "requests by route and status", ["route", "status"], registry=self.registry
        )
        self.answers = Counter("assistant_answers", "answers by kind", ["kind"], registry=self.registry)
        self.remembered = Counter(
            "assistant_answers_remembered", "answers that had been given before", registry=self.registry
        )
        self.seconds = Histogram(
            "assistant_answer_seconds",
            "time to answer a question",
            buckets=(0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
            registry=self.registry,
        )
        self.model_calls = Counter(
            "assistant_model_answers", "answers a language model was asked for", ["outcome"], registry=self.registry
        )
        self.model_claims = Counter(
            "assistant_model_claims",
            "claims of the language model, shown or by why not",
            ["fate"],
            registry=self.registry,
        )
        self.model_tokens = Counter(
            "assistant_model_tokens", "tokens of the language model", ["direction"], registry=self.registry
        )
        self.model_cost = Counter(
            "assistant_model_cost", "what its tokens cost, by the prices in the settings", registry=self.registry
        )
        self.model_seconds = Histogram(
            "assistant_model_seconds",
            "time that the language model and the verification took",
            buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40),
            registry=self.registry,
        )
        self.waiting = Gauge(
            "assistant_questions_waiting", "questions that wait for their turn", registry=self.registry
        )

    def count(self, answer: Answer, seconds: float, remembered: bool) -> None:
        """Count one answered question; `remembered`: it had been answered before."""
        if remembered:
            self.remembered.inc()
        self.answers.labels(answer.kind.value).inc()
        self.seconds.observe(seconds)
        if answer.generation is not None:
            self._count_model(answer.generation)

    def _count_model(self, done: Generation) -> None:
        outcome = "failed" if done.failed else "remembered" if done.remembered else "answered"
        self.model_calls.labels(outcome).inc()
        self.model_claims.labels("shown").inc(done.shown)
        for fate in done.dropped:
            self.model_claims.labels(fate).inc()
        self.model_tokens.labels("prompt").inc(done.prompt_tokens)
        self.model_tokens.labels("completion").inc(done.completion_tokens)
        self.model_cost.inc(done.cost)
        self.model_seconds.observe(done.seconds)


class Observer:
    """ASGI middleware that gives every request an id, counts it and logs it: no address, no question, no query."""

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self.app = app
        self.figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Observe one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        identifier = secrets.token_hex(8)
        request_id.set(identifier)
        # Gradio answers in a task of its own, where the context variable is unknown: the page finds it in the headers.
        headers = [(name, value) for name, value in scope["headers"] if name != REQUEST_ID.encode()]
        scope = {**scope, "headers": [*headers, (REQUEST_ID.encode(), identifier.encode())]}
        started, status = time.perf_counter(), 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(raw=message["headers"])[REQUEST_ID] = identifier
            await send(message)

        try:
            await self.app(scope, receive, sending)
        finally:
            milliseconds = round((time.perf_counter() - started) * 1000, 1)
            route = _route(scope["path"])
            self.figures.requests.labels(route, str(status)).inc()
            log.info("request", extra={"fields": {"route": route, "status": status, "ms": milliseconds}})


def _route(path: str) -> str:
    """One of a few names, whatever strangers ask for: figures with endless labels would fill the memory."""
    parts = path.split("/")[1:]
    if parts[0] in ("v1", "gradio_api") and len(parts) > 1:
        return "/".join(["", *parts[:2]]) if parts[1] in _SECOND else f"/{parts[0]}/other"
    return f"/{parts[0]}" if parts[0] in _FIRST else "other"


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, request id, and the record's own fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Format one record."""
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request": request_id.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps({key: value for key, value in line.items() if value != ""}, ensure_ascii=False)


def log_to_stderr() -> None:
    """Send the program's and the server's logs to standard error as JSON lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    # the tool server's library says at level INFO what tools were called with
    for name, level in (("assistant", logging.INFO), ("uvicorn", logging.INFO), ("mcp", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
        logger.setLevel(level)
    logging.getLogger("uvicorn.access").disabled = True  # it logs addresses
