"""Who gets in: known paths, bodies of a bounded size, a bounded rate; and the headers that every answer carries."""

from __future__ import annotations

import math
import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import SettingsError
from assistant.web.replies import reply

MAX_BODY = 2_000_000  # bytes: fifty long turns that a browser kept are far smaller

# Gradio can serve files, proxy other hosts, take uploads and record audio; the page needs none of it.
OPEN = ("/page/", "/v1/", "/assets/", "/static/", "/gradio_api/queue/", "/gradio_api/heartbeat/", "/staff/")
UPLOAD = "/staff/reports/add"
OPEN_EXACT = frozenset(
    "/ /mcp /staff /healthz /readyz /metrics /openapi.json /favicon.ico /theme.css /config /gradio_api/info /gradio_api/app_id "
    "/gradio_api/cancel /gradio_api/reset /gradio_api/startup-events".split()
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
CLOSED_POLICY = "default-src 'none'; frame-ancestors 'none'"  # for everything that is not the page


class Guard:
    """ASGI middleware. `rate` is like 120/minute, "" for none; `uploads` the largest file that staff may add, in bytes."""

    def __init__(self, app: ASGIApp, rate: str, uploads: int = 0) -> None:
        self.app = app
        self.uploads = uploads
        self.rate = _rate(rate)
        self.limiter = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the application where it must not be reached."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> Response | None:
        path = scope["path"]
        if path not in OPEN_EXACT and not path.startswith(OPEN):
            return reply("missing")
        if scope["method"] != "POST":
            return None
        length = Headers(scope=scope).get("content-length", "")
        if not length.isdecimal():
            return reply("no_length")
        if int(length) > MAX_BODY + (self.uploads if path == UPLOAD else 0):
            return reply("too_large")
        return self._too_fast(scope["client"][0] if scope.get("client") else "")

    def _too_fast(self, client: str) -> Response | None:
        if self.rate is None or self.limiter.hit(self.rate, client):
            return None
        wait = max(1, math.ceil(self.limiter.get_window_stats(self.rate, client).reset_time - time.time()))
        return reply("too_fast", headers={"retry-after": str(wait)}, n=wait)


def _rate(text: str) -> RateLimitItem | None:
    try:
        return parse(text) if text else None
    except ValueError as error:
        raise SettingsError(
            f"setting 'rate_limit' cannot be {text!r}; write it as 120/minute, or leave it empty"
        ) from error


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("content-security-policy", CLOSED_POLICY)
        await send(message)

    return sending
