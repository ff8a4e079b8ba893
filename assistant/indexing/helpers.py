"""Processes that index batches beside this one, one on each core."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import IO, Any

from pydantic import TypeAdapter

from assistant.errors import ShelfIndexError
from assistant.indexing.batch import Batch, Written, write_batch
from assistant.indexing.encoder import load_encoder
from assistant.indexing.manifest import Entry
from assistant.ingestion.reader import SourceFile

MOST = 4
"""Each holds up to half a gigabyte."""


def cores() -> int:
    """Return on how many processor cores this process may run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Helpers:
    """Processes that are started once and end with the block. Safe to share between threads."""

    def __init__(self, count: int) -> None:
        """Start `count` of them."""
        self._processes = [_start() for _ in range(count)]
        self._idle = SimpleQueue[subprocess.Popen[bytes]]()
        for process in self._processes:
            self._idle.put(process)

    def __enter__(self) -> Helpers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for process in self._processes:
            process.kill()
            process.communicate()

    def write(
        self, folder: Path, batch: Batch, passage_chars: int, max_bytes: int, advance: Callable[[int], None]
    ) -> Written:
        """Have an idle process do what `write_batch` does, with the shipped encoder, after waiting for one.

        Raises OSError as `write_batch` does, and ShelfIndexError when the process failed otherwise.
        """
        process = self._idle.get()
        try:
            return _ask(process, [str(folder), _plain(batch), passage_chars, max_bytes], advance)
        finally:
            self._idle.put(process)


def _ask(process: subprocess.Popen[bytes], request: object, advance: Callable[[int], None]) -> Written:
    requests, replies = _pipes(process)
    with suppress(BrokenPipeError):  # it has failed, and says below why
        requests.write(json.dumps(request).encode() + b"\n")
        requests.flush()
    for line in replies:
        reply = json.loads(line)
        if isinstance(reply, int):
            advance(reply)
        elif "error" in reply:
            raise OSError(reply["error"])
        else:
            return _written().validate_json(line)
    errors = process.stderr.read().decode(errors="replace").strip() if process.stderr else ""
    raise ShelfIndexError(f"a process that indexes documents failed: {errors or 'it was killed'}")


def _plain(batch: Batch) -> list[object]:
    # By hand: the path of a file may hold half a character, which pydantic does not take.
    return [list(map(asdict, batch.moved)), batch.files]


def _batch(moved: list[dict[str, Any]], files: list[list[Any]]) -> Batch:
    return Batch(tuple(Entry(**entry) for entry in moved), tuple(SourceFile(*file) for file in files))


def _start() -> subprocess.Popen[bytes]:
    """Start a process that writes the batches it is told: not a fork, which would copy others' locks."""
    package = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH", "")]))
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-m", "assistant.indexing.helpers"],
        env={**os.environ, "PYTHONPATH": path},
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
    )


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None:
        raise ShelfIndexError("a process that indexes documents was started without pipes")
    return process.stdin, process.stdout


def _serve() -> None:
    """Write each batch on standard input, a line of JSON; say how many files more are done, and what was written."""
    encoder = load_encoder("static")

    def advance(files: int) -> None:
        _reply(json.dumps(files).encode())

    for line in sys.stdin.buffer:
        folder, batch, passage_chars, max_bytes = json.loads(line)
        try:
            written = write_batch(Path(folder), _batch(*batch), passage_chars, max_bytes, encoder, advance)
        except OSError as error:
            _reply(json.dumps({"error": str(error)}).encode())
        else:
            _reply(_written().dump_json(written))


@cache
def _written() -> TypeAdapter[Written]:
    return TypeAdapter(Written)


def _reply(line: bytes) -> None:
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    _serve()
