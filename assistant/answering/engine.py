"""Answers without a language model: the evidence itself, picked, checked and cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

import numpy as np

from assistant.answering.calculate import calculate
from assistant.answering.clauses import answering_part
from assistant.answering.compose import Quote, cite, compose, compose_conflict, unmarked
from assistant.answering.conflict import contradicting
from assistant.answering.constraints import broken
from assistant.answering.courtesy import strip_courtesy
from assistant.answering.decompose import decompose
from assistant.answering.evidence import EvidenceFinder, Ranked
from assistant.answering.plan import Operation
from assistant.answering.question import Asked, Question, analyse
from assistant.answering.select import choose, leans_back, several
from assistant.answering.small_talk import ShelfSummary, reply
from assistant.answering.stated import states_result
from assistant.answering.suggestions import suggest
from assistant.answering.support import support
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from assistant.text import fold
from assistant.types import Answer, AnswerKind

EMPTY = "请输入您想了解的问题。"
NOT_SAID = "报告没有提到这一点。"
EXAMPLES = 4
TRIED = 8  # ranked sentences that may be said
THRESHOLD = 0.12  # under it lie 2 % of the right answers that training held out, see training/ranker/fit.py
THRESHOLD_UNNAMED = 0.5

_folded = lru_cache(maxsize=32)(fold)


class Engine:
    """Answers whole questions from one shelf. Safe to share between threads."""

    def __init__(self, retriever: Retriever, settings: Settings) -> None:
        self._documents = retriever.index.documents
        self._titles = tuple(retriever.index.titles.values())
        self._finder = EvidenceFinder(retriever)
        self._settings = settings

    def answer(self, question: str) -> Answer:
        """Return the answer: small talk, a calculation over several facts, one fact, or a refusal."""
        if not question.strip():
            return Answer(question, EMPTY, AnswerKind.CHAT)
        said = reply(question, ShelfSummary(self._titles, ()))
        if said is not None:
            return Answer(question, reply(question, self._summary) or said, AnswerKind.CHAT)
        return replace(self._answer(strip_courtesy(question) or question), question=question)

    def _answer(self, question: str) -> Answer:
        plan = decompose(question)
        if plan is None:
            return self._fact(question)
        direct = self._fact(question) if plan.often_stated else None
        if direct is not None and not direct.refused and states_result(plan, direct):
            return direct
        look_up = self._answer if plan.operation is Operation.DISTRIBUTION else self._fact
        answer = calculate(plan, [look_up(part) for part in plan.questions], question)
        return replace(answer, text=unmarked(answer.text)) if answer.refused else answer

    def _fact(self, text: str) -> Answer:
        question = analyse(text)
        hits = self._finder.retriever.retrieve(text, self._settings.evidence_passages)
        ranked = self._finder.rank(question, hits)
        if not ranked:
            return Answer(text, NOT_SAID, AnswerKind.REFUSAL)
        kept = self._within_constraints(question, ranked)
        sure = support(np.stack([one.features for one in kept]), [one.learned for one in kept]) if kept else 0.0
        if not kept or sure < self._needed(question, kept[0]):
            return self._refusal(text, question, ranked, sure)
        other = contradicting(question, kept)
        if other is not None:
            return compose_conflict(text, question, [self._quote(kept[0]), self._quote(other)], sure)
        return compose(text, question, self._quotes(question, kept), _kind(question), sure)

    def _needed(self, question: Question, best: Ranked) -> float:
        """Return the support that is enough: more of it for a figure whose indicator is not named beside it."""
        chosen = self._settings.support_threshold
        if chosen is not None:
            return chosen
        figure = question.asked in (Asked.NUMBER, Asked.SHARE) and question.focus
        near = best.candidate.view.text + best.candidate.heading.text + best.candidate.before.text
        return THRESHOLD_UNNAMED if figure and not any(word in near for word in question.focus) else THRESHOLD

    def _within_constraints(self, question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
        """Return those of the first sentences that break no constraint."""
        return [one for one in ranked[:TRIED] if not self._broken(question, one)]

    def _broken(self, question: Question, ranked: Ranked) -> str:
        document = self._documents[ranked.candidate.sentence.document_id]
        return broken(question, ranked.candidate, _folded(document.text))

    def _quotes(self, question: Question, ranked: Sequence[Ranked]) -> list[Quote]:
        quotes = list[Quote]()
        for one in choose(question, ranked):
            whole = self._quote(one)
            if leans_back(whole.text) and one.candidate.previous is not None and not several(question):
                before = one.candidate.previous
                quotes.append(Quote(whole.document, before.start, before.end))
            start, end = answering_part(question, whole.text, self._settings.answer_chars)
            quotes.append(Quote(whole.document, whole.start + start, whole.start + end))
        return quotes

    def _refusal(self, text: str, question: Question, ranked: Sequence[Ranked], sure: float) -> Answer:
        missing = unmarked(self._broken(question, ranked[0]))
        return Answer(
            text,
            NOT_SAID + missing,
            AnswerKind.REFUSAL,
            missing=missing,
            related=(cite(self._quote(ranked[0]), 1),),
            support=sure,
        )

    def _quote(self, ranked: Ranked) -> Quote:
        sentence = ranked.candidate.sentence
        return Quote(self._documents[sentence.document_id], sentence.start, sentence.end)

    @cached_property
    def _summary(self) -> ShelfSummary:
        documents = tuple(self._documents[key] for key in list(self._documents)[:24])
        examples = suggest(documents, lambda question: not self._answer(question).refused, EXAMPLES)
        return ShelfSummary(self._titles, examples)


def _kind(question: Question) -> AnswerKind:
    return AnswerKind.LIST if question.asked is Asked.LIST else AnswerKind.FACT
