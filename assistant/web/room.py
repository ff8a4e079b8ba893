"""What all visitors share: the assistant, and what is worked out once for each state of its shelf."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from threading import Lock

from assistant.assistant import Assistant
from assistant.errors import AssistantError
from assistant.types import Answer, Listing, Turn
from assistant.web.feedback import Feedback
from assistant.web.memory import Memory
from assistant.workers import Workers

log = logging.getLogger(__name__)

Count = Callable[[Answer, float, bool], None]


def _uncounted(_answer: Answer, _seconds: float, _remembered: bool) -> None:
    """Count nothing."""


class Room:
    """Asks the assistant, and tells `count` of every answer, the seconds it took, and whether it was remembered.

    Safe to share between threads.
    """

    def __init__(
        self,
        assistant: Assistant,
        count: Count = _uncounted,
        feedback: Feedback | None = None,
        workers: Workers | None = None,
        memory: Memory | None = None,
    ) -> None:
        self.assistant = assistant
        self.workers = workers
        self.count = count
        self.feedback = feedback
        self.memory = memory or Memory(0)
        self._follow_ups = lru_cache(maxsize=1000)(self._work_out)
        self._suggesting = Lock()
        self._suggestions = lru_cache(maxsize=1)(lambda _version: self._answering.suggestions())
        self._listings = lru_cache(maxsize=1)(lambda _version: assistant.listings)

    def stream(self, question: str, turns: Sequence[Turn], asked: float | None = None) -> Iterator[str | Turn]:
        """Yield the sentences of the answer as they come, and last the whole turn.

        `asked` is the `time.perf_counter()` at which the question began to wait. Raises what `Conversation.stream` does.
        """
        started = time.perf_counter()
        if remembered := self.recall(question, turns):
            yield from remembered.answer.pieces
            yield remembered
            return
        for part in self._parts(question, turns):
            if isinstance(part, Turn):
                seconds = time.perf_counter() - started
                self.count(part.answer, seconds, False)
                stages = {"waiting_ms": _ms(started - asked)} if asked is not None else {}
                _tell("answered", kind=part.answer.kind.value, answering_ms=_ms(seconds), **stages)
            yield part

    def recall(self, question: str, turns: Sequence[Turn]) -> Turn | None:
        """Return, and count, the turn that answered `question` after `turns` before; None where it must be worked out."""
        started = time.perf_counter()
        turn = self.memory.recall(self.assistant.version, question, turns)
        if turn is not None:
            seconds = time.perf_counter() - started
            self.count(turn.answer, seconds, True)
            _tell("answered", kind=turn.answer.kind.value, answering_ms=_ms(seconds), remembered=True)
        return turn

    @property
    def _answering(self) -> Workers | Assistant:
        return self.workers or self.assistant

    def _parts(self, question: str, turns: Sequence[Turn]) -> Iterator[str | Turn]:
        if self.workers:
            version, turn = self.workers.turn(question, turns)
            self.memory.keep(version, turns, turn)
            yield from turn.answer.pieces
            yield turn
            return
        version, conversation = self.assistant.version, self.assistant.conversation(turns)
        for part in conversation.stream(question):
            if isinstance(part, str):
                yield part
                continue
            turn = conversation.turns[-1]
            if self.assistant.version == version:  # else the shelf was swapped, and the answer may be of either
                self.memory.keep(version, turns, turn)
            yield turn

    def refresh(self) -> bool:
        """Pick up changed reports, as `Assistant.refresh`; the workers are replaced as one."""
        changed = self.assistant.refresh()
        if changed:
            if self.workers:
                self.workers.renew()
            self.memory.forget()
            with self._suggesting:
                self._suggestions.cache_clear()  # the old workers may have made them for the new shelf
            self._follow_ups.cache_clear()
        return changed

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Questions that the shelf answers; worked out once for each state of it, since each is tried."""
        with self._suggesting:  # the first visitor waits for those that are being worked out already
            return self._suggestions(self.assistant.version)

    @property
    def listings(self) -> tuple[Listing, ...]:
        """The documents of the shelf without their texts, ordered by source."""
        return self._listings(self.assistant.version)

    def follow_ups(self, answer: Answer) -> tuple[str, ...]:
        """Questions near an answer that the shelf answers too; remembered, since each is tried. None while many wait."""
        if self.workers and self.workers.busy:
            return ()
        return self._follow_ups(self.assistant.version, answer)

    def _work_out(self, _version: str, answer: Answer) -> tuple[str, ...]:
        started = time.perf_counter()
        found = self._answering.follow_ups(answer)
        _tell("suggested", suggesting_ms=_ms(time.perf_counter() - started))
        return found

    async def prepare(self) -> None:
        """Work out the suggestions before they are asked for; to answer them also makes ready for other questions."""
        try:
            await asyncio.to_thread(lambda: self.suggestions)
        except AssistantError:
            log.exception("no suggestions could be worked out")

    async def watch(self, seconds: float) -> None:
        """Look for changed reports every so often, for ever; answers go on meanwhile from the old shelf."""
        while True:
            await asyncio.sleep(seconds)
            try:
                if await asyncio.to_thread(self.refresh):
                    log.info("the shelf changed")
            except AssistantError:
                log.exception("the shelf could not be refreshed; the old one is kept")


def _tell(message: str, **fields: object) -> None:
    log.info(message, extra={"fields": fields})


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)
