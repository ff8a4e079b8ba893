"""Where questions of other programs wait for their turn: so many at a time, so many waiting, a clear no to the rest."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager

import anyio.to_thread
from anyio import CapacityLimiter

from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.types import Answer, Turn
from assistant.web.observe import Figures
from assistant.web.room import Room


class TooBusy(AssistantError):
    """More questions are waiting than `queue_size` allows."""


class Desk:
    """Answers questions in threads, `concurrency` at a time. Belongs to one event loop."""

    def __init__(self, room: Room, settings: Settings, figures: Figures) -> None:
        self.room = room
        self.figures = figures
        self.queue_size = settings.queue_size
        self.concurrency = settings.concurrency
        self.threads = CapacityLimiter(settings.concurrency)
        self._inside = 0  # questions that wait or are being answered

    async def stream(self, question: str, turns: Sequence[Turn] = ()) -> AsyncIterator[str | Turn]:
        """Yield the sentences of the answer to `question` after `turns` as they come, and last the whole turn.

        Raises TooBusy, and QuestionError as `Assistant.ask` does.
        """
        with self._place():
            parts = self.room.stream(question, turns, asked=time.perf_counter())
            while (part := await anyio.to_thread.run_sync(next, parts, None, limiter=self.threads)) is not None:
                yield part

    async def ask(self, question: str, turns: Sequence[Turn] = ()) -> Answer:
        """Answer `question` after `turns`. Raises as `stream` does.

        What is remembered takes no place and no thread; to look for a question after many turns takes one.
        """
        if not turns and (known := self.room.recall(question, turns)) is not None:
            return known.answer
        with self._place():
            parts = self.room.stream(question, turns, asked=time.perf_counter())
            *_, turn = await anyio.to_thread.run_sync(list, parts, limiter=self.threads)
        assert isinstance(turn, Turn)  # noqa: S101 - a stream ends with it
        return turn.answer

    @contextmanager
    def _place(self) -> Iterator[None]:
        """Hold a place among those who wait or are answered. Raises TooBusy when there is none."""
        # counted here and not by the limiter, which questions that arrive in the same instant have not reached yet
        waiting = max(0, self._inside - self.concurrency)
        if self._inside >= self.concurrency + self.queue_size:
            raise TooBusy(f"{waiting} questions are waiting already, `queue_size` allows no more; come back shortly")
        self.figures.waiting.set(waiting)
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1


async def opened(parts: AsyncIterator[str | Turn]) -> AsyncIterator[str | Turn]:
    """Wait for the first part, so that an error has a status of its own; return an iterator of all parts."""
    first = await anext(parts)

    async def whole() -> AsyncIterator[str | Turn]:
        yield first
        async for part in parts:
            yield part

    return whole()
