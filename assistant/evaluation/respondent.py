"""What the benchmark needs of an assistant."""

from __future__ import annotations

from typing import Protocol

from assistant.indexing.manifest import Manifest
from assistant.settings import Settings
from assistant.types import Answer, Document, Hit


class Talk(Protocol):
    """A conversation."""

    def ask(self, question: str) -> Answer:
        """Answer the next question."""


class Respondent(Protocol):
    """What the benchmark needs of an assistant; `Assistant` has it."""

    settings: Settings

    @property
    def documents(self) -> tuple[Document, ...]:
        """The reports on the shelf."""

    @property
    def warnings(self) -> tuple[str, ...]:
        """A line for every file that was left out."""

    @property
    def manifest(self) -> Manifest:
        """What the index holds, and what it was built with."""

    def ask(self, question: str) -> Answer:
        """Answer one question."""

    def conversation(self) -> Talk:
        """Start a conversation."""

    def retrieve(self, question: str, top_k: int = 10) -> tuple[Hit, ...]:
        """Return the best passages, best first."""
