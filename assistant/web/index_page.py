"""Gradio's index page made ours: language, stylesheet, script, no link preview, and a content security policy."""

from __future__ import annotations

import re
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Gradio runs each component's template and js_on_load through `Function`, hence 'unsafe-eval'; it sets style
# attributes, hence 'unsafe-inline' for styles. Scripts in the page itself need this answer's nonce.
POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
MODULES = ("page", "common", "asking", "reader", "buttons")
_HEAD = (
    '<link rel="icon" href="{0}/icon.svg">',
    '<link rel="stylesheet" href="{0}/page.css">',
    '<script src="{0}/look.js"></script>',  # at once, so that no page in the wrong colours is painted
    '<script type="module" src="{0}/page.js"></script>',
)
_PREVIEW = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>|\s*<link rel="manifest"[^>]*>')


class IndexPage:
    """ASGI middleware that rewrites the answer to `GET /`."""

    def __init__(self, app: ASGIApp, prefix: str) -> None:
        self.app = app
        parts = [f'<link rel="modulepreload" href="{prefix}/page/{name}.js">' for name in MODULES]
        parts += [tag.format(f"{prefix}/page") for tag in _HEAD]
        self.head = "\n\t\t".join(parts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything else through untouched."""
        if scope["type"] != "http" or scope["path"] != "/" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, _Rewriter(send, self.head))


class _Rewriter:
    """Collects an HTML answer and sends it on rewritten; sends any other answer on as it is."""

    def __init__(self, send: Send, head: str) -> None:
        self.send = send
        self.head = head
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if "text/html" not in Headers(raw=message["headers"]).get("content-type", ""):
                await self.send(message)
                return
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self.start)

    async def _finish(self, start: Message) -> None:
        nonce = secrets.token_urlsafe(16)
        body = rewrite(self.body.decode("utf-8"), self.head, nonce).encode("utf-8")
        headers = MutableHeaders(raw=start["headers"])
        headers["content-length"] = str(len(body))
        headers["content-security-policy"] = POLICY.format(nonce=nonce)
        headers["cache-control"] = "no-store"
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def rewrite(html: str, head: str, nonce: str) -> str:
    """Put `head` before the page's first script, and the nonce on every script of Gradio's template.

    What comes from documents stands in the template as JSON with `<` escaped, so every `<script` is Gradio's own.
    """
    html = _PREVIEW.sub("", html.replace('lang="en"', 'lang="zh-CN"', 1))
    html = html.replace("<script", f"{head}\n\t\t<script", 1)
    return html.replace("<script", f'<script nonce="{nonce}"')
