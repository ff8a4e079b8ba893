"""Where questions of other programs wait for their turn: so many at a time, so many waiting, a clear no to the rest."""

from __future__ import annotations

from collections.abc import Sequence

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
        self.limit = settings.queue_size
        self.threads = CapacityLimiter(settings.concurrency)

    async def ask(self, question: str, turns: Sequence[Turn] = ()) -> Answer:
        """Answer `question` after `turns`. Raises TooBusy, and QuestionError as `Assistant.ask` does."""
        waiting = self.threads.statistics().tasks_waiting
        if waiting >= self.limit:
            raise TooBusy(f"{waiting} questions are waiting already, `queue_size` allows no more; come back shortly")
        self.figures.waiting.set(waiting)
        turns = await anyio.to_thread.run_sync(self.room.ask, question, turns, limiter=self.threads)
        return turns[-1].answer
