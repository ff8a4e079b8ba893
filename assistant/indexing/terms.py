"""The terms of a segment's passages, counted in this process or, for a large segment, in one beside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from assistant.errors import ShelfIndexError
from assistant.indexing.counting import word_postings
from assistant.indexing.joined import Joined
from assistant.indexing.pairs import pair_postings
from assistant.indexing.texts import Texts, indexed_text

OWN_PROCESS_FROM = 4_000
"""Passages from which starting another process takes less time than it saves."""
DONE = b"done\n"


def write_terms(folder: Path) -> None:
    """Count the words and the character pairs in the texts of `folder` and write them beside those."""
    texts = Joined(indexed_text(passage) for passage in Texts(folder).passages())
    word_postings(texts).save(folder, "words")
    pair_postings(texts).save(folder, "bigrams")


class TermWriter:
    """Writes the terms of segments, those of large ones in a process that is started once and ends with the block."""

    def __init__(self) -> None:
        self._helper: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> TermWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._helper is not None:
            self._helper.kill()
            self._helper.communicate()

    def begin(self, folder: Path, passages: int) -> Callable[[], None]:
        """Have all terms of `folder` written when what is returned was called; in the order in which they were begun.

        Calling it raises ShelfIndexError when another process was to do it and failed.
        """
        if passages < OWN_PROCESS_FROM:
            write_terms(folder)
            return _nothing_left
        self._helper = helper = self._helper or _start()
        requests, replies = _pipes(helper)
        with suppress(BrokenPipeError):  # it has failed at an earlier folder, and says so there
            requests.write(json.dumps(str(folder.resolve())).encode() + b"\n")
            requests.flush()

        def finish() -> None:
            if replies.readline() != DONE:
                _, errors = helper.communicate()
                raise ShelfIndexError(f"counting the terms of {folder} failed: {errors.decode().strip()}")

        return finish


def _nothing_left() -> None:
    """Finish what is finished."""


def _start() -> subprocess.Popen[bytes]:
    """Start a process that writes the terms of each folder it is told: not a fork, which would copy others' locks."""
    package = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH", "")]))
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-m", "assistant.indexing.terms"],
        env={**os.environ, "PYTHONPATH": path},
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
    )


def _pipes(helper: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if helper.stdin is None or helper.stdout is None:
        raise ShelfIndexError("the process that counts terms was started without pipes")
    return helper.stdin, helper.stdout


def _serve() -> None:
    """Write the terms of each folder named on standard input, a JSON string a line, and say when each is done."""
    for line in sys.stdin.buffer:
        write_terms(Path(json.loads(line)))
        sys.stdout.buffer.write(DONE)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _serve()
