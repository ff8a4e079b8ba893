"""What all visitors share: the assistant, and the questions that the shelf suggests."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from functools import lru_cache

from assistant.assistant import Assistant
from assistant.errors import AssistantError
from assistant.types import Answer, Turn
from assistant.web.feedback import Feedback

log = logging.getLogger(__name__)

Count = Callable[[Answer, float], None]


def _uncounted(_answer: Answer, _seconds: float) -> None:
    """Count nothing."""


class Room:
    """Asks the assistant and tells `count` of every answer and the seconds it took. Safe to share between threads."""

    def __init__(self, assistant: Assistant, count: Count = _uncounted, feedback: Feedback | None = None) -> None:
        self.assistant = assistant
        self.count = count
        self.feedback = feedback
        self._follow_ups = lru_cache(maxsize=1000)(self._work_out)
        self._suggested: tuple[str, tuple[str, ...]] = ("", ())

    def ask(self, question: str, turns: Sequence[Turn]) -> tuple[Turn, ...]:
        """Return `turns` and one more. Raises what `Conversation.ask` raises."""
        conversation = self.assistant.conversation(turns)
        started = time.perf_counter()
        answer = conversation.ask(question)
        self.count(answer, time.perf_counter() - started)
        return conversation.turns

    def suggestions(self) -> tuple[str, ...]:
        """Questions that the shelf answers; worked out once for each state of it, since each is tried."""
        version = self.assistant.version
        if self._suggested[0] != version:
            self._suggested = (version, self.assistant.suggestions())
        return self._suggested[1]

    def follow_ups(self, answer: Answer) -> tuple[str, ...]:
        """Questions near an answer that the shelf answers too; remembered, since each is tried."""
        return self._follow_ups(self.assistant.version, answer)

    def _work_out(self, _version: str, answer: Answer) -> tuple[str, ...]:
        return self.assistant.follow_ups(answer)

    async def watch(self, seconds: float) -> None:
        """Look for changed reports every so often, for ever; answers go on meanwhile from the old shelf."""
        while True:
            await asyncio.sleep(seconds)
            try:
                if await asyncio.to_thread(self.assistant.refresh):
                    log.info("the shelf changed")
            except AssistantError:
                log.exception("the shelf could not be refreshed; the old one is kept")
