"""Processes that answer questions beside the one that serves: Python runs one thread at a time, and pages wait for answers."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import ParamSpec, TypeVar

from threadpoolctl import threadpool_limits

from assistant.assistant import Assistant
from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.types import Answer, Turn

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)


def one_thread_each() -> threadpool_limits:
    """Let each answer use one thread until the returned context is left: they run beside each other.

    BLAS would split every small product over all cores; on busy ones its threads wait for each other, and an answer
    takes three times as long.
    """
    return threadpool_limits(limits=1)


class WorkersLost(AssistantError):
    """The processes that answer questions died twice in a row."""


class Workers:
    """`settings.workers` processes, each with the shelf opened for itself. Safe to share between threads."""

    def __init__(self, assistant: Assistant) -> None:
        settings = assistant.settings
        opening = (assistant.folder, assistant.index_folder, settings)
        context = get_context("spawn")  # a fork would copy the locks of the server's threads
        self._new = partial(ProcessPoolExecutor, settings.workers, context, _open, opening)
        self._count = settings.workers
        self._pool = self._new()
        self._opening = self._start(self._pool)
        self._changing = threading.Lock()
        self._submitting = threading.Lock()
        self._asked = 0  # being answered, or waiting

    @property
    def busy(self) -> bool:
        """Whether more questions wait than there are processes."""
        return self._asked > 2 * self._count

    def wait(self) -> None:
        """Wait until the processes have opened the shelf, or failed to."""
        wait(self._opening)

    def suggestions(self) -> tuple[str, ...]:
        """Return what `Assistant.suggestions` does, worked out in one of the processes."""
        return self._work(_suggestions)

    def turn(self, question: str, turns: Sequence[Turn]) -> tuple[str, Turn]:
        """Answer `question` after `turns` in one of the processes; return the index version too that it came from.

        Raises what `Conversation.ask` raises.
        """
        return self._work(_answer, question, tuple(turns))

    def follow_ups(self, answer: Answer) -> tuple[str, ...]:
        """Return what `Assistant.follow_ups` does, worked out in one of the processes."""
        return self._work(_follow_ups, answer)

    def _work(self, task: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        with self._counted():
            for _ in range(2):
                try:
                    with self._submitting:  # else the pool could be shut down in between
                        pool = self._pool
                        working = pool.submit(task, *arguments, **named)
                    return working.result()
                except BrokenProcessPool:
                    log.warning("a process that answers questions died; they are started anew")
                    self._replace(pool)
        raise WorkersLost("the processes that answer questions die; look into the log, and at the memory they may use")

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._submitting:
            self._asked += 1
        try:
            yield
        finally:
            with self._submitting:
                self._asked -= 1

    def renew(self) -> None:
        """Replace all processes at once by such that have opened the shelf as it is now."""
        self._replace(self._pool)

    def close(self) -> None:
        """End the processes, after what they still have to answer."""
        self._pool.shutdown()

    def _start(self, pool: ProcessPoolExecutor) -> list[Future[tuple[str, Turn]]]:
        """Give each process its first question; a pool starts them only as questions come."""
        return [pool.submit(_answer, "", ()) for _ in range(self._count)]

    def _replace(self, old: ProcessPoolExecutor) -> None:
        with self._changing:
            if self._pool is not old:  # another thread has done it
                return
            fresh = self._new()
            wait(self._start(fresh))  # questions go on being answered by the old ones until this is done
            with self._submitting:
                self._pool = fresh
        old.shutdown(wait=False)  # after what they still have to answer


_opened: list[Assistant] = []  # in a worker: the shelf that it answers from


def _open(documents: Path, index: Path, settings: Settings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; the server ends this one
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    one_thread_each()
    _opened.append(Assistant.open(documents, index, **settings.model_dump()))


def _end_with_the_server() -> None:
    server = parent_process()
    if server is not None:
        server.join()
        os._exit(0)


def _answer(question: str, turns: tuple[Turn, ...]) -> tuple[str, Turn]:
    conversation = _opened[0].conversation(turns)
    conversation.ask(question)
    return _opened[0].version, conversation.turns[-1]


def _follow_ups(answer: Answer) -> tuple[str, ...]:
    return _opened[0].follow_ups(answer)


def _suggestions() -> tuple[str, ...]:
    return _opened[0].suggestions()
