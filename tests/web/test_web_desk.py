from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from assistant.settings import Settings
from assistant.types import Answer
from assistant.web.desk import Desk, TooBusy
from assistant.web.observe import Figures
from assistant.web.room import Room
from tests.web.shelf import canned


def test_questions_of_the_same_instant_are_counted_too() -> None:
    settings = Settings.model_validate({"concurrency": 2, "queue_size": 3})

    async def ask_at_once() -> list[Answer | BaseException]:
        desk = Desk(Room(canned(settings)), settings, Figures())
        first = await asyncio.gather(*(desk.ask("独角兽？") for _ in range(8)), return_exceptions=True)
        later = await asyncio.gather(*(desk.ask("独角兽？") for _ in range(5)), return_exceptions=True)
        return [*first, *later]

    with ThreadPoolExecutor(1) as threads:  # the browser tests keep an event loop in this one
        answers = threads.submit(lambda: asyncio.run(ask_at_once())).result()
    refused = [isinstance(answer, TooBusy) for answer in answers]
    assert refused == [False] * 5 + [True] * 3 + [False] * 5
