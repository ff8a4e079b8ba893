"""A real server in a process of its own. Run as a module it serves the canned shelf on the socket it is handed."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from assistant.settings import Settings
from assistant.web import create_app
from assistant.web.observe import log_to_stderr
from assistant.web.service import server_config
from tests.web.shelf import canned

ELSEWHERE = "connected elsewhere: "


@dataclass(frozen=True)
class Site:
    """A served page: its address without a slash at its end, what it logged, and its process."""

    address: str
    log: Path
    process: subprocess.Popen[bytes]


@contextmanager
def served(*module: str, **settings: Any) -> Iterator[Site]:
    """Serve the canned shelf, or what the Python `module` of the same command line serves."""
    with socket.socket() as listening, tempfile.NamedTemporaryFile() as log, tempfile.TemporaryDirectory() as kept:
        settings = {"feedback": f"{kept}/feedback.sqlite", **settings}
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        handle = listening.fileno()
        command = [sys.executable, "-m", *(module or ("tests.web.serving",)), str(handle), json.dumps(settings)]
        with subprocess.Popen(command, pass_fds=[handle], stderr=log) as process:
            listening.close()  # else a server that died would look like one that is slow
            try:
                httpx.get(f"{address}/readyz", timeout=120).raise_for_status()
                yield Site(address, Path(log.name), process)
            finally:
                process.terminate()


def report_connections(event: str, arguments: tuple[Any, ...]) -> None:
    """Audit hook that writes every address to the log that is not this machine."""
    if event in ("socket.connect", "socket.getaddrinfo"):
        host = arguments[1][0] if event == "socket.connect" and isinstance(arguments[1], tuple) else arguments[0]
        if isinstance(host, str) and host not in ("127.0.0.1", "localhost"):
            sys.stderr.write(f"{ELSEWHERE}{host}\n")


def run(app: Any, handle: int, settings: Settings) -> None:
    """Serve `app` on the socket with that number, as `serve` does on an address."""
    log_to_stderr()
    config = server_config(app, settings)
    uvicorn.Server(config).run(sockets=[socket.socket(fileno=handle)])


if __name__ == "__main__":
    sys.addaudithook(report_connections)
    chosen = Settings.model_validate(json.loads(sys.argv[2]))
    run(create_app(canned(chosen), chosen), int(sys.argv[1]), chosen)
