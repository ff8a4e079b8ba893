"""A conversation: turns in order, follow-ups made whole from the turns before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.answering.follow_up import complete
from assistant.types import Answer, Turn


class Conversation:
    """Questions that may lean on the ones before. Belongs to one user; not to be shared between threads."""

    def __init__(self, ask: Callable[[str], Answer], turns: tuple[Turn, ...] = ()) -> None:
        self._ask = ask
        self.turns = turns

    def ask(self, question: str) -> Answer:
        """Answer `question` as it is understood from the turns so far, and remember both.

        Raises QuestionError for a question that is too long.
        """
        understood = complete(question, self.turns)
        answer = self._ask(understood)
        if understood != question:
            answer = replace(answer, question=question, understood=answer.understood or understood)
        self.turns = (*self.turns, Turn(question, answer))
        return answer

    def stream(self, question: str) -> Iterator[str | Answer]:
        """Yield pieces whose concatenation is the text of the answer, a sentence each, and the Answer as the last item.

        Raises QuestionError for a question that is too long.
        """
        answer = self.ask(question)
        yield from answer.pieces
        yield answer
