"""How a shelf speaks: whole answers, answers in pieces, and follow-ups made whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.answering.answerer import Answerer
from assistant.answering.follow_up import complete
from assistant.types import Answer, Turn


class Voice(Answerer, Protocol):
    """An answerer that can be listened to while it answers. Safe to share between threads."""

    def stream(self, question: str) -> Iterator[str | Answer]:
        """Yield pieces whose concatenation is `answer.text`, and the Answer as the last item."""
        ...

    def complete(self, question: str, turns: Sequence[Turn]) -> str:
        """Return the question made whole from the turns before it."""
        ...


class PlainVoice:
    """An answerer without a language model."""

    def __init__(self, answerer: Answerer) -> None:
        self.answer = answerer.answer

    def stream(self, question: str) -> Iterator[str | Answer]:
        """Yield the answer a sentence at a time; it is there at once."""
        yield from pieces(self.answer(question))

    def complete(self, question: str, turns: Sequence[Turn]) -> str:
        """Return the question made whole by rule."""
        return complete(question, turns)


def pieces(answer: Answer) -> Iterator[str | Answer]:
    """Yield the sentences of an answer that is whole already, then the answer."""
    yield from answer.pieces
    yield answer
