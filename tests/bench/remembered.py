"""What is the same whatever a model says: the answers without one, and the sentences that it is given."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant import Assistant
from assistant.answering.answerer import Answerer
from assistant.generation.answerer import GeneratedAnswerer
from assistant.generation.evidence import Evidence, Table
from assistant.generation.generator import Generator
from assistant.settings import Settings
from assistant.types import Answer


@dataclass
class Plain:
    """An answerer that answers each question once."""

    answerer: Answerer
    answers: dict[str, Answer] = field(default_factory=dict)

    def answer(self, question: str) -> Answer:
        if question not in self.answers:
            self.answers[question] = self.answerer.answer(question)
        return self.answers[question]


class Laid(Evidence):
    """Evidence that lays out the sentences for each question once."""

    def __init__(self, assistant: Assistant) -> None:
        super().__init__(assistant._shelf.answers.retriever, assistant.settings)
        self._tables: dict[tuple[str, str], Table] = {}

    def lay_out(self, asked: str, more_words: str = "") -> Table:
        key = asked, more_words
        if key not in self._tables:
            self._tables[key] = super().lay_out(*key)
        return self._tables[key]


class Remembered:
    """Both, for one assistant."""

    def __init__(self, assistant: Assistant) -> None:
        self.plain = Plain(assistant._shelf.answers.plain)
        self.evidence = Laid(assistant)

    def voice(self, generator: Generator, settings: Settings) -> GeneratedAnswerer:
        """A voice that has not met the model yet."""
        return GeneratedAnswerer(self.plain, self.evidence, generator, settings)
