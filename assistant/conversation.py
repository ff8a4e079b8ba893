"""A conversation: turns in order, follow-ups made whole from the turns before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.answering.carried import carried
from assistant.answering.follow_up import complete
from assistant.generation.voice import pieces
from assistant.types import Answer, Turn


class Conversation:
    """Questions that may lean on the ones before. Belongs to one user; not to be shared between threads."""

    def __init__(
        self,
        ask: Callable[[str], Answer],
        turns: tuple[Turn, ...] = (),
        *,
        stream: Callable[[str], Iterator[str | Answer]] | None = None,
        complete: Callable[[str, Sequence[Turn]], str] = complete,
    ) -> None:
        self._ask = ask
        self._stream = stream or (lambda question: pieces(ask(question)))
        self._complete = complete
        self.turns = turns

    def ask(self, question: str) -> Answer:
        """Answer `question` as it is understood from the turns so far, and remember both.

        Raises QuestionError for a question that is too long.
        """
        understood = self._complete(question, self.turns)
        worked = self._worked(question, understood)
        if worked is not None:
            return self._remember(question, question, worked)
        return self._remember(question, understood, self._ask(understood))

    def stream(self, question: str) -> Iterator[str | Answer]:
        """Yield the answer that `ask` returns piece by piece, and the Answer as the last item; raise what it raises."""
        understood = self._complete(question, self.turns)
        worked = self._worked(question, understood)
        if worked is not None:
            yield from worked.pieces
            yield self._remember(question, question, worked)
            return
        for piece in self._stream(understood):
            yield self._remember(question, understood, piece) if isinstance(piece, Answer) else piece

    def _worked(self, question: str, understood: str) -> Answer | None:
        """Return what the question reckons from the turns so far, None where it does not."""
        return carried(question, self.turns, lambda: self._ask(understood))

    def _remember(self, question: str, understood: str, answer: Answer) -> Answer:
        if understood != question:
            answer = replace(answer, question=question, understood=answer.understood or understood)
        self.turns = (*self.turns, Turn(question, answer))
        return answer
