"""Where the tool server hangs in the service; it starts when it is first asked for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.desk import Desk

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager


class ToolMount:
    """ASGI application for one path. Keeps no sessions, so it needs nothing from one request to the next."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._starting: asyncio.Task[ASGIApp] | None = None
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, after starting the server if this is the first one."""
        if self._starting is None:
            self._starting = asyncio.create_task(self._start())
        server = await asyncio.shield(self._starting)
        await server(scope, receive, send)

    async def _start(self) -> ASGIApp:
        manager = await asyncio.to_thread(_manager, self.desk)
        started = asyncio.Event()

        async def run() -> None:
            async with manager.run():
                started.set()
                await asyncio.Event().wait()  # until the event loop ends

        self._running = asyncio.create_task(run())
        await started.wait()
        return manager.handle_request


def _manager(desk: Desk) -> StreamableHTTPSessionManager:
    from assistant.web.tools import tool_server

    server = tool_server(desk)
    server.streamable_http_app(stateless_http=True, json_response=True, host="")  # any host: a proxy knows the names
    return server.session_manager
