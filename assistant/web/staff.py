"""/staff: the reports, what visitors thought of answers, and how an answer was found; behind a password."""

from __future__ import annotations

import math
import time
from functools import partial
from importlib.resources import files
from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.security import HTTPBasic, HTTPBasicCredentials
from jinja2 import Environment
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import UploadFile

from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.web.password import check_hash, matches
from assistant.web.reader import size
from assistant.web.room import Room
from assistant.web.shelf_files import add_report, remove_report
from assistant.web.words import WORDS

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
TRIES = parse("10/minute")  # wrong passwords of one address
SHOWN = 200  # verdicts
Credentials = Annotated[HTTPBasicCredentials | None, Depends(HTTPBasic(auto_error=False))]


class Door:
    """Lets in whoever knows the password whose hash is `stored`. Raises SettingsError when that is no hash."""

    def __init__(self, stored: str) -> None:
        check_hash(stored)
        self.stored = stored
        self.limiter = MovingWindowRateLimiter(MemoryStorage())

    def __call__(self, request: Request, credentials: Credentials) -> None:
        """Raise HTTPException for everybody else, and for forms that stand on another site's page."""
        client = request.client.host if request.client else ""
        if not self.limiter.test(TRIES, client):
            wait = max(1, math.ceil(self.limiter.get_window_stats(TRIES, client).reset_time - time.time()))
            raise HTTPException(429, WORDS["too_fast"][0].format(n=wait), {"retry-after": str(wait)})
        if credentials is None or not matches(credentials.password, self.stored):
            if credentials is not None:
                self.limiter.hit(TRIES, client)
            raise HTTPException(
                401, WORDS["staff_only"][0], {"www-authenticate": 'Basic realm="staff", charset="UTF-8"'}
            )
        # a browser sends the password along with any form, whoever's page it stands on
        if request.method == "POST" and request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            raise HTTPException(403, WORDS["elsewhere"][0])


def staff_router(room: Room, settings: Settings) -> APIRouter:
    """Build the staff's routes. Raises SettingsError for a `staff_password` that is no hash."""
    routes = APIRouter(prefix="/staff", include_in_schema=False, dependencies=[Depends(Door(settings.staff_password))])
    source = files("assistant.web").joinpath("staff.html.j2").read_text(encoding="utf-8")
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(source)

    def page(said: str = "", question: str = "", status: int = 200) -> Response:
        html = template.render(
            said=said,
            question=question,
            answer=room.assistant.ask(question) if question else None,
            hits=room.assistant.retrieve(question, 5) if question else (),
            room=room,
            verdicts=room.feedback.latest(SHOWN) if room.feedback else None,
            settings=settings,
            size=size,
        )
        return HTMLResponse(html, status, {"content-security-policy": POLICY, "cache-control": "no-store"})

    @routes.get("")
    def show(question: str = "") -> Response:
        try:
            return page(question=question.strip())
        except AssistantError as error:
            return page(str(error), status=422)

    @routes.post("/reports/add")
    async def add(request: Request) -> Response:
        """The form is read here, after the password: FastAPI itself would read it before."""
        async with request.form(max_files=1, max_fields=1) as form:
            file = form.get("file")
            content = await file.read() if isinstance(file, UploadFile) else b""
            name = (file.filename or "") if isinstance(file, UploadFile) else ""
        return await anyio.to_thread.run_sync(partial(changed, partial(add_report, room.assistant, name, content)))

    @routes.post("/reports/remove")
    async def remove(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=1) as form:
            document_id = str(form.get("document", ""))
        return await anyio.to_thread.run_sync(partial(changed, partial(remove_report, room.assistant, document_id)))

    def changed(change: partial[None]) -> Response:
        if not settings.uploads:
            return page(WORDS["no_uploads"][0], status=403)
        try:
            change()
            room.refresh()
        except AssistantError as error:
            return page(str(error), status=422)
        return RedirectResponse(f"{settings.root_path}/staff", 303)

    return routes
