"""A time limit that holds whatever the other side does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from threading import Event
from typing import TypeVar

from assistant.errors import GeneratorUnavailable

T = TypeVar("T")


def within(seconds: float, produce: Callable[[Event], Iterator[T]]) -> Iterator[T]:
    """Yield what `produce` yields until `seconds` are over, then raise GeneratorUnavailable; its own errors are raised on.

    It works in a thread of its own, so that a silent server holds up nobody; the event that it is given is set as soon
    as nobody listens any more.
    """
    ready, stopped = SimpleQueue[tuple[T, ...]](), Event()

    def work() -> None:
        try:
            for piece in produce(stopped):
                if stopped.is_set():
                    return
                ready.put((piece,))
        finally:
            ready.put(())

    executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="generator")
    done = executor.submit(work)
    executor.shutdown(wait=False)
    try:
        yield from _until(time.monotonic() + seconds, ready, seconds)
        done.result()
    finally:
        stopped.set()


def _until(end: float, ready: SimpleQueue[tuple[T, ...]], seconds: float) -> Iterator[T]:
    while (left := end - time.monotonic()) > 0:
        try:
            pieces = ready.get(timeout=left)
        except Empty:
            break
        if not pieces:
            return
        yield from pieces
    raise GeneratorUnavailable(
        f"the language model did not finish within {seconds:.3g} s; raise llm_seconds or use a faster one"
    )
