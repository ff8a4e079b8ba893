"""The terms of a segment's passages, counted in this process or, for a large segment, in others beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from assistant.errors import ShelfIndexError
from assistant.indexing.postings import Postings
from assistant.indexing.texts import Texts, indexed_text
from assistant.text import bigrams, words

KINDS: dict[str, Callable[[str], Sequence[str]]] = {"words": words, "bigrams": bigrams}

OWN_PROCESS_FROM = 4_000
"""Passages from which starting another process takes less time than it saves."""


def write_terms(folder: Path, kind: str) -> None:
    """Count the terms of one of `KINDS` in the texts of `folder` and write them beside those."""
    Postings.of(KINDS[kind](indexed_text(passage)) for passage in Texts(folder).passages()).save(folder, kind)


@contextmanager
def writing_terms(folder: Path, passages: int) -> Iterator[None]:
    """Have all terms of `folder` written when the block is left, meanwhile or before it.

    Raises ShelfIndexError when another process was to do it and failed.
    """
    if passages < OWN_PROCESS_FROM:
        for kind in KINDS:
            write_terms(folder, kind)
        yield
        return
    with ExitStack() as stack:
        helpers = [stack.enter_context(_start(folder, kind)) for kind in KINDS]
        try:
            yield
            for helper in helpers:
                _, errors = helper.communicate()
                if helper.returncode:
                    raise ShelfIndexError(f"counting the terms of {folder} failed: {errors.decode().strip()}")
        finally:
            for helper in helpers:
                helper.kill()


def _start(folder: Path, kind: str) -> subprocess.Popen[bytes]:
    """Start a process for one kind: not a fork, which would copy locks that other threads hold."""
    package = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH", "")]))
    command = [sys.executable, "-m", "assistant.indexing.terms", str(folder.resolve()), kind]
    return subprocess.Popen(  # noqa: S603 - this interpreter, this module, a folder of ours
        command, env={**os.environ, "PYTHONPATH": path}, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


if __name__ == "__main__":
    write_terms(Path(sys.argv[1]), sys.argv[2])
