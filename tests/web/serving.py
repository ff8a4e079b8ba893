"""A real server in a process of its own. Run as a module it serves the canned shelf on the socket it is handed."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import uvicorn

from assistant.settings import Settings
from assistant.web import create_app
from tests.web.shelf import canned


@contextmanager
def served(**settings: Any) -> Iterator[str]:
    """Serve the canned shelf and yield the address, without a slash at its end."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        handle = listening.fileno()
        command = [sys.executable, "-m", "tests.web.serving", str(handle), json.dumps(settings)]
        process = subprocess.Popen(command, pass_fds=[handle])
    with process:
        httpx.get(f"{address}/readyz", timeout=30).raise_for_status()
        yield address
        process.terminate()


if __name__ == "__main__":
    chosen = Settings(**json.loads(sys.argv[2]))
    app = create_app(canned(chosen), chosen)
    config = uvicorn.Config(app, log_level="error", access_log=False, timeout_graceful_shutdown=1)
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=int(sys.argv[1]))])
