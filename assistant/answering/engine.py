"""Answers without a language model: the evidence itself, picked, checked and cited."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from assistant.answering.calculate import calculate
from assistant.answering.compose import Quote, compose, nearest
from assistant.answering.courtesy import strip_courtesy
from assistant.answering.decompose import decompose
from assistant.answering.evidence import EvidenceFinder, Ranked, load_trees
from assistant.answering.question import analyse
from assistant.answering.small_talk import ShelfSummary, reply
from assistant.answering.suggestions import suggest
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from assistant.types import Answer, AnswerKind

NOT_SAID = "报告没有提到这一点。"
EXAMPLES = 4


class Engine:
    """Answers whole questions from one shelf. Safe to share between threads."""

    def __init__(self, retriever: Retriever, settings: Settings) -> None:
        self._documents = retriever.index.documents
        self._titles = tuple(retriever.index.titles.values())
        self._finder = EvidenceFinder(retriever, load_trees("evidence"))
        self._settings = settings

    def answer(self, question: str) -> Answer:
        """Return the answer: small talk, a calculation over several facts, one fact, or a refusal."""
        said = reply(question, ShelfSummary(self._titles, ()))
        if said is not None:
            return Answer(question, reply(question, self._summary) or said, AnswerKind.CHAT)
        core = strip_courtesy(question) or question
        return replace(self._answer(core), question=question)

    def _answer(self, question: str) -> Answer:
        plan = decompose(question)
        if plan is None:
            return self._fact(question)
        direct = self._fact(question) if plan.often_stated else None
        if direct is not None and not direct.refused:
            return direct
        return calculate(plan, [self._fact(part) for part in plan.questions], question)

    def _fact(self, text: str) -> Answer:
        question = analyse(text)
        ranked = self._finder.rank(question, text, self._settings.evidence_passages)
        if not ranked or ranked[0].score < -100:
            return self._refusal(text, ranked)
        return compose(text, question, [self._quote(ranked[0])], AnswerKind.FACT, 1.0)

    def _refusal(self, text: str, ranked: list[Ranked]) -> Answer:
        related = nearest(self._documents, [self._quote(one) for one in ranked[:1]])
        return Answer(text, NOT_SAID, AnswerKind.REFUSAL, related=related)

    def _quote(self, ranked: Ranked) -> Quote:
        sentence = ranked.candidate.sentence
        return Quote(self._documents[sentence.document_id], sentence.start, sentence.end)

    @cached_property
    def _summary(self) -> ShelfSummary:
        documents = tuple(self._documents[key] for key in list(self._documents)[:24])
        examples = suggest(documents, lambda question: not self._answer(question).refused, EXAMPLES)
        return ShelfSummary(self._titles, examples)
