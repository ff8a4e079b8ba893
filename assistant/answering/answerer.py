"""The seam behind which ways to compose an answer plug in."""

from __future__ import annotations

from typing import Protocol

from assistant.types import Answer


class Answerer(Protocol):
    """Something that answers whole questions from one shelf. Safe to share between threads."""

    def answer(self, question: str) -> Answer:
        """Return the answer to a question that stands on its own; a refusal where the shelf does not say."""
        ...
