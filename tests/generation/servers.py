"""Real HTTP servers that speak OpenAI's protocol, well or badly."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from assistant.generation.generator import Prompt

Say = Callable[[Prompt], Iterable[str]]


class Reply:
    """What a script may do with one request: the HTTP head, lines of the stream, silence, an early end."""

    def __init__(self, handler: BaseHTTPRequestHandler, ended: threading.Event) -> None:
        self._handler = handler
        self._ended = ended

    def head(self, status: int = 200) -> None:
        self._handler.send_response(status)
        self._handler.send_header("content-type", "text/event-stream")
        self._handler.end_headers()

    def line(self, text: str) -> None:
        self._handler.wfile.write(f"{text}\n\n".encode())
        self._handler.wfile.flush()

    def piece(self, text: str) -> None:
        """One token of the answer."""
        self.line(f"data: {json.dumps({'choices': [{'index': 0, 'delta': {'content': text}}]}, ensure_ascii=False)}")

    def finish(self, reason: str = "stop") -> None:
        self.line(f"data: {json.dumps({'choices': [{'index': 0, 'delta': {}, 'finish_reason': reason}]})}")
        self.line(f"data: {json.dumps({'choices': [], 'usage': {'prompt_tokens': 11, 'completion_tokens': 7}})}")
        self.line("data: [DONE]")

    def wait(self, seconds: float) -> None:
        """Say nothing for a while, or until the server is closed."""
        self._ended.wait(seconds)

    def for_ever(self) -> Iterator[None]:
        """Go on until the server is closed or the other side has left."""
        while not self._ended.is_set():
            yield


Script = Callable[[Prompt, Reply], None]


@dataclass
class Server:
    """A running server: `url` ends in /v1; `requests` are the bodies that it got, `keys` what it was shown as a key."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)


@contextmanager
def serving(*scripts: Script) -> Iterator[Server]:
    """Serve on a port of its own; the n-th request is answered by the n-th script, further ones by the last."""
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            script = scripts[min(len(server.requests), len(scripts) - 1)]
            server.requests.append(body)
            server.keys.append(self.headers["authorization"])
            texts = [message["content"] for message in body["messages"]]
            try:
                script(Prompt(*texts), Reply(self, ended))
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # nobody listens any more

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name in the base class
            """Log nothing."""

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    httpd.daemon_threads = True
    server = Server(f"http://127.0.0.1:{httpd.server_address[1]}/v1")
    threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server
    finally:
        ended.set()
        httpd.shutdown()
        httpd.server_close()


def saying(say: Say) -> Script:
    """A server whose model says what `say` makes of the prompt."""

    def script(prompt: Prompt, reply: Reply) -> None:
        reply.head()
        for text in say(prompt):
            reply.piece(text)
        reply.finish()

    return script


def status(code: int) -> Script:
    """A server that answers nothing but a status."""

    def script(_: Prompt, reply: Reply) -> None:
        reply.head(code)

    return script


def silent(_: Prompt, reply: Reply) -> None:
    """Takes the request and says nothing at all."""
    reply.wait(60)


def stalling(_: Prompt, reply: Reply) -> None:
    """Begins to answer and falls silent."""
    reply.head()
    reply.piece("海淀区")
    reply.wait(60)


def slow(_: Prompt, reply: Reply) -> None:
    """Sends a character now and then, so that no single read takes long."""
    reply.head()
    for _turn in reply.for_ever():
        reply.piece("海")
        reply.wait(0.05)


def pinging(_: Prompt, reply: Reply) -> None:
    """Sends comments that keep the connection alive, and nothing else."""
    reply.head()
    for _turn in reply.for_ever():
        reply.line(": ping")
        reply.wait(0.05)


def endless(_: Prompt, reply: Reply) -> None:
    """Answers as fast as it can, without a line's end and without end."""
    reply.head()
    for _turn in reply.for_ever():
        reply.piece("海淀区上市企业" * 50)


def one_line(_: Prompt, reply: Reply) -> None:
    """Sends one line that never ends."""
    reply.head()
    for _turn in reply.for_ever():
        reply._handler.wfile.write(b"x" * 65536)


def broken_json(_: Prompt, reply: Reply) -> None:
    """Sends a chunk that is no JSON."""
    reply.head()
    reply.line('data: {"choices": [{"delta": {"content": "海淀')
    reply.finish()


def other_json(_: Prompt, reply: Reply) -> None:
    """Sends JSON of another form."""
    reply.head()
    reply.line('data: {"choices": "none"}')


def error_inside(_: Prompt, reply: Reply) -> None:
    """Begins well and reports an error in the stream, as vLLM does."""
    reply.head()
    reply.line('data: {"error": {"message": "out of memory", "code": 500}}')


def truncated(_: Prompt, reply: Reply) -> None:
    """Breaks off in the middle, without a word."""
    reply.head()
    reply.piece("海淀区共有上市")


def web_page(_: Prompt, reply: Reply) -> None:
    """Is no model's server: answers with a page."""
    reply.head()
    reply.line("<html><body>welcome</body></html>")


def closed_port() -> str:
    """The address of a server that is not there."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{listening.getsockname()[1]}/v1"


def elapsed(work: Callable[[], object]) -> float:
    """The seconds that a piece of work takes."""
    started = time.monotonic()
    work()
    return time.monotonic() - started
