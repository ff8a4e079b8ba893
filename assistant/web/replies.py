"""What the service says when it cannot answer: one JSON shape, plain sentences in Chinese."""

from __future__ import annotations

from fastapi.responses import JSONResponse

from assistant.web.words import WORDS

STATUS = {
    "empty": 422,
    "too_long": 422,
    "invalid": 422,
    "too_large": 413,
    "too_fast": 429,
    "too_busy": 503,
    "failed": 500,
    "missing": 404,
    "no_length": 411,
}


def reply(code: str, *, headers: dict[str, str] | None = None, **values: object) -> JSONResponse:
    """Build the answer `{"error": {"code", "type", "message"}}` with the status that belongs to `code`."""
    message = WORDS[code][0].format(**values)
    kind = "server_error" if STATUS[code] >= 500 else "invalid_request_error"
    body = {"error": {"code": code, "type": kind, "message": message}}
    return JSONResponse(body, status_code=STATUS[code], headers=headers)
