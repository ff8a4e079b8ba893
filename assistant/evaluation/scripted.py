"""A respondent that says what it is told: for tests of the benchmark, of gates and of reports."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.indexing.manifest import FORMAT, Basis, Manifest
from assistant.settings import Settings
from assistant.types import Answer, AnswerKind, Document, Hit

Turns = tuple[str, ...]


class Scripted:
    """Answers from a table of turns: `{("海淀上市企业有多少家？",): answer}`; what is not in it is refused."""

    def __init__(
        self,
        documents: tuple[Document, ...] = (),
        answers: Mapping[Turns, Answer] | None = None,
        hits: Mapping[str, tuple[Hit, ...]] | None = None,
    ) -> None:
        self.settings = Settings.model_validate({})
        self.documents = documents
        self.warnings: tuple[str, ...] = ()
        self.manifest = Manifest(FORMAT, "", "scripted", Basis(0, "none", 0, ""), {}, ())
        self._answers = dict(answers or {})
        self._hits = dict(hits or {})

    def ask(self, question: str) -> Answer:
        """The scripted answer to a single question."""
        return self.answer((question,))

    def answer(self, turns: Turns) -> Answer:
        """The scripted answer to the last of `turns`."""
        return self._answers.get(turns) or Answer(turns[-1], "报告没有回答这个问题。", AnswerKind.REFUSAL)

    def conversation(self) -> ScriptedTalk:
        """Start a conversation."""
        return ScriptedTalk(self)

    def retrieve(self, question: str, top_k: int = 10) -> tuple[Hit, ...]:
        """The scripted hits of a question."""
        return self._hits.get(question, ())[:top_k]


class ScriptedTalk:
    """A conversation with a `Scripted`."""

    def __init__(self, respondent: Scripted) -> None:
        self._respondent = respondent
        self._turns: Turns = ()

    def ask(self, question: str) -> Answer:
        """The scripted answer after all turns so far."""
        self._turns = (*self._turns, question)
        return self._respondent.answer(self._turns)
