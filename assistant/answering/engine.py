"""Answers without a language model: the evidence itself, picked, checked and cited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np

from assistant.answering.calculate import calculate
from assistant.answering.candidates import Ranked, folded_text
from assistant.answering.compose import cite, compose, compose_cell, compose_conflict, unmarked
from assistant.answering.conflict import contradicting, sharpened
from assistant.answering.courtesy import strip_courtesy, tidied
from assistant.answering.decompose import decompose
from assistant.answering.derived import Derivation, answers_as_asked, derivation, derive, since
from assistant.answering.english import is_english
from assistant.answering.enough import THRESHOLD_NEAR_MISS
from assistant.answering.evidence import EvidenceFinder
from assistant.answering.in_sentence import worked_out
from assistant.answering.instructions import orders_a_text, without_orders
from assistant.answering.key import holds, key_clause
from assistant.answering.organisations import companies, speaking_of
from assistant.answering.plan import Operation
from assistant.answering.planned import Planned
from assistant.answering.question import FIGURES, Asked, Question, analyse
from assistant.answering.quotes import Quotes
from assistant.answering.rewording import Rewording, Rewordings
from assistant.answering.said_parts import whole_of_share
from assistant.answering.several_alike import Several, several_alike, sum_of
from assistant.answering.small_talk import ShelfSummary, reply
from assistant.answering.stated import stated_difference, states_result
from assistant.answering.suggestions import suggest
from assistant.answering.supported import broken_by, support_of, supported, within_constraints
from assistant.answering.synonyms import load_synonyms
from assistant.answering.tables import cell
from assistant.answering.tabulated import tabulated
from assistant.answering.titles import titled
from assistant.answering.whole import whole
from assistant.answering.years import own_year
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from assistant.text import fold
from assistant.types import Answer, AnswerKind

EMPTY = "请输入您想了解的问题。"
UNREAD = "这个英文问题没有完全看懂，请用中文再问一次。"
NOT_SAID = "报告没有提到这一点。"
EXAMPLES = 4
# What an answer must hold for a question of a kind, unless its support is as high as this.
MUST_HOLD = {
    Asked.NUMBER: (1.0, "报告没有给出这个数字。"),
    Asked.SHARE: (1.0, "报告没有给出这个比例。"),
    Asked.RANK: (1.0, "报告没有给出这个名次。"),
    Asked.DATE: (1.0, "报告没有给出这个时间。"),
    Asked.LIST: (0.3, "报告没有一一列出。"),
    Asked.PERSON: (0.6, "报告没有说出是谁。"),
}
REMEMBERED = 512  # answers and looked-up facts kept
VARIANTS = 3  # other words tried for a question that has an answer
SURER = 0.1  # how much more support a question with another word for the same must find


class Looked(NamedTuple):
    """What was looked up, and the probability, 0 to 1, that it answers and is no near miss; 1 where that is not asked."""

    answer: Answer
    likely: float = 1.0


class Engine:
    """Answers whole questions from one shelf. Safe to share between threads."""

    def __init__(self, retriever: Retriever, settings: Settings) -> None:
        self._documents = retriever.index.documents
        self._titles = tuple(retriever.index.titles.values())
        self._finder = EvidenceFinder(retriever)
        self._quotes = Quotes(self._documents, settings.answer_chars)
        self._rewordings = Rewordings(retriever.index, load_synonyms(settings.synonyms))
        self._settings = settings
        # Parts and rewordings of a question are often the same text, and so are questions without their courtesy.
        self._looked_up = lru_cache(maxsize=REMEMBERED)(self._look_up)
        self._asked = lru_cache(maxsize=REMEMBERED)(self._work_out)
        self._planned = Planned(self._documents, self._with_synonyms, self._fact)

    def answer(self, question: str) -> Answer:
        """Return the answer: small talk, a calculation over several facts, one fact, or a refusal."""
        if not question.strip():
            return Answer(question, EMPTY, AnswerKind.CHAT)
        said = reply(question, ShelfSummary(self._titles, ()))
        if said is not None:
            return Answer(question, reply(question, self._summary) or said, AnswerKind.CHAT)
        asked = tidied(strip_courtesy(without_orders(strip_courtesy(question))) or question)
        return replace(self._asked(asked), question=question)

    def _work_out(self, asked: str) -> Answer:
        """Return the answer to a question without the courtesy around it."""
        if orders_a_text(asked):
            return Answer(asked, NOT_SAID, AnswerKind.REFUSAL)
        if is_english(asked):
            return self._english(asked)
        return self._reworded(asked, self._vetted, self._rewordings.of)

    def _english(self, asked: str) -> Answer:
        """Return the answer to an English question as it reads in Chinese; a refusal where a word of it is not known."""
        chinese = self._rewordings.in_chinese(asked)
        if not chinese:
            return Answer(asked, NOT_SAID + UNREAD, AnswerKind.REFUSAL, missing=UNREAD)
        answer = self._reworded(chinese, self._vetted, self._rewordings.of)
        return replace(answer, understood=answer.understood or chinese)

    def _reworded(
        self, question: str, answered: Callable[[str], Answer], others: Callable[[str], Iterable[Rewording]]
    ) -> Answer:
        """Return the answer to a question as it is put, or where that finds less, to another way of putting it."""
        answer = answered(question)
        if answer.refused:
            return next(filter(None, (_said_with(other, answered) for other in others(question))), answer)
        if answer.support + SURER >= 1:
            return answer
        for other in islice(self._rewordings.synonymous(question, _answering_clause(answer)), VARIANTS):
            again = _said_with(other, answered)
            if again is None:
                continue
            # Of two figures of one sentence, it is the one beside the word that the sentence says.
            told = again.citations == answer.citations and again.key != answer.key
            if told or again.support > answer.support + SURER:
                answer = again
        return answer

    def _vetted(self, question: str) -> Answer:
        """Return the answer, a refusal where a sentence that is said is likely to be a near miss."""
        answer = self._answer(question)
        if answer.kind is not AnswerKind.FACT:
            return answer
        stated, likely = self._looked_up(question)
        if answer is not stated or likely >= THRESHOLD_NEAR_MISS:
            return answer
        return Answer(question, NOT_SAID, AnswerKind.REFUSAL, related=answer.citations[:1], support=likely)

    def _answer(self, question: str) -> Answer:
        several = several_alike(question)
        together = self._together(question, several) if several is not None else None
        if together is not None:
            return together
        plan = decompose(question)
        if plan is None:
            answer = self._stated_or_derived(question)
            return (self._share_of_whole(question) or answer) if answer.refused else answer
        direct = self._with_synonyms(question, self._fact) if plan.often_stated else None
        if direct is not None and (followed := worked_out(question, direct)) is not None:
            return followed
        if direct is not None and not direct.refused and states_result(plan, direct):
            return direct
        look_up = self._answer if plan.operation is Operation.DISTRIBUTION else self._fact
        answer = self._planned.work_out(plan, question, look_up)
        # 是上一年的多少倍: the year before has no sentence of its own
        if answer.refused and derivation(question) is not None:
            derived = self._stated_or_derived(question)
            answer = derived if derived.kind is AnswerKind.CALCULATION else answer
        if answer.refused:
            stated = stated_difference(plan, self._fact(question))
            return stated or replace(answer, text=unmarked(answer.text))
        return answer

    def _share_of_whole(self, question: str) -> Answer | None:
        """Return the share that a part has of a whole whose sentence gives both: 投资资产126亿元，其中债券63亿元."""
        whole = whole_of_share(question)
        return worked_out(question, self._fact(whole)) if whole else None

    def _together(self, question: str, several: Several) -> Answer | None:
        """Return the sum over several of a kind, None where not just as many are found."""
        asked = analyse(several.question)
        hits = self._finder.retriever.retrieve(several.question, self._settings.evidence_passages, None)
        ranked = within_constraints(asked, self._finder.rank(asked, hits))
        if not ranked:
            return None
        document = self._documents[ranked[0].candidate.sentence.document_id]
        return sum_of(question, several, ranked, document)

    def _with_synonyms(self, question: str, answered: Callable[[str], Answer]) -> Answer:
        return self._reworded(question, answered, self._rewordings.synonymous)

    def _fact(self, question: str, document: str = "") -> Answer:
        return (self._looked_up(question, document) if document else self._looked_up(question)).answer

    def _stated_or_derived(self, question: str) -> Answer:
        """Return what the report states, else what follows from one of its sentences: last year's figure, a day's."""
        stated = self._fact(question)
        followed = whole(question, stated) or worked_out(question, stated)
        if followed is not None:
            return followed
        wanted = derivation(question)
        if wanted is None or (not stated.refused and answers_as_asked(wanted, stated)):
            return stated
        found = self._with_synonyms(wanted.question, self._fact)
        if found.refused:
            return stated
        return derive(wanted, found, question) or self._between(wanted, found, question) or stated

    def _between(self, wanted: Derivation, found: Answer, question: str) -> Answer | None:
        """Return the change since a year whose figure stands in another sentence, None where there is none."""
        document = self._documents[found.citations[0].document_id]
        plan = since(wanted, own_year(fold(document.title) + folded_text(document)))
        if plan is None:
            return None
        earlier = self._with_synonyms(plan.questions[1], self._fact)
        if earlier.refused or earlier.citations[0].document_id != document.id:
            return None
        answer = calculate(plan, [found, earlier], question)
        vague = answer.calculation is not None and answer.calculation.vague  # 超过一万亿元 says not how much it grew
        return None if answer.refused or vague else answer

    def _look_up(self, text: str, document: str = "") -> Looked:
        """Look a question up on the shelf, or in one document."""
        question, index = analyse(text), self._finder.retriever.index
        named = companies(question.text)
        among = speaking_of(index, named) if named else None
        if document:
            among = np.asarray(index.passages_of(document))
        hits = self._finder.retriever.retrieve(text, self._settings.evidence_passages, among)
        question = replace(question, titled=titled(question.text, (hit.passage.title for hit in hits)))
        ids = dict.fromkeys(hit.passage.document_id for hit in hits if "|" in hit.passage.text)
        held = tabulated(text, question, (self._documents[each] for each in ids))
        if held is not None:
            return Looked(held)
        ranked = self._finder.rank(question, hits)
        if named and not ranked:
            return Looked(Answer(text, NOT_SAID, AnswerKind.REFUSAL, missing=f"报告没有提到{named[0]}。"))
        if not ranked:
            return Looked(Answer(text, NOT_SAID, AnswerKind.REFUSAL))
        first = within_constraints(question, ranked)
        headed = self._quotes.items(question, first[0]) if question.asked is Asked.LIST and first else []
        if headed:
            return Looked(compose(text, question, headed, AnswerKind.LIST, support_of(first)))
        threshold = self._settings.support_threshold
        if threshold is None:
            far = within_constraints(question, self._finder.rank_far(question, ranked))
            kept, sure, likely = supported(question, first, far)
        else:
            sure, likely = support_of(first), 1.0
            kept = first if sure >= threshold else []
        if not kept:
            return Looked(self._refusal(text, question, ranked, sure))
        return Looked(self._said(text, question, ranked, kept, sure), likely)

    def _said(self, text: str, question: Question, ranked: Sequence[Ranked], kept: list[Ranked], sure: float) -> Answer:
        """Return the answer with the sentences that are supported, a refusal where the best holds nothing of the kind."""
        unless, lacking = (
            (1.0, MUST_HOLD[Asked.LIST][1]) if question.numbered else MUST_HOLD.get(question.asked, (0.0, ""))
        )
        listed = question.asked is Asked.LIST and self._quotes.points(kept[0])
        said = kept[0].candidate.sentence.text
        if question.asked in (Asked.DATE, Asked.PERSON) and kept[0].candidate.previous is not None:
            said = kept[0].candidate.previous.text + said  # a text names its time and its speaker once and goes on
        if sure < unless and not holds(question, said) and not listed:
            lacks = compose(text, question, self._quotes.picked(question, kept), _kind(question), sure)
            return worked_out(text, lacks) or self._refusal(text, question, ranked, sure, lacking)
        kept = sharpened(question, kept)
        held = cell(question, kept[0].candidate.header, kept[0].candidate.sentence.text)
        if held is not None:
            return compose_cell(text, self._quotes.whole(kept[0]), held, sure)
        if kept[0].candidate.header and question.asked in FIGURES:  # a row that does not give what is asked
            others = [one for one in kept if not one.candidate.header]
            if not others:
                return self._refusal(text, question, ranked, sure, MUST_HOLD[question.asked][1])
            return self._said(text, question, ranked, others, sure)
        other = contradicting(question, kept)
        if other is not None:
            return compose_conflict(text, question, [self._quotes.whole(kept[0]), self._quotes.whole(other)], sure)
        return compose(text, question, self._quotes.picked(question, kept), _kind(question), sure)

    def _refusal(
        self, text: str, question: Question, ranked: Sequence[Ranked], sure: float, missing: str = ""
    ) -> Answer:
        missing = missing or unmarked(broken_by(question, ranked[0]))
        return Answer(
            text,
            NOT_SAID + missing,
            AnswerKind.REFUSAL,
            missing=missing,
            related=(cite(self._quotes.whole(ranked[0]), 1),),
            support=sure,
        )

    @cached_property
    def _summary(self) -> ShelfSummary:
        documents = tuple(self._documents[key] for key in list(self._documents)[:24])
        examples = suggest(documents, lambda question: not self._answer(question).refused, EXAMPLES)
        return ShelfSummary(self._titles, examples)


def _said_with(other: Rewording, answered: Callable[[str], Answer]) -> Answer | None:
    """Return the answer to a question in other words, None where there is none that says the word it was put in."""
    answer = answered(other.question)
    if answer.refused or other.word not in _quoted(answer):
        return None
    return replace(answer, understood=other.question)


def _answering_clause(answer: Answer) -> str:
    """Return the clause with the key, all that is quoted where there is none."""
    clause = key_clause(analyse(answer.question), answer.citations[0].quote) if answer.citations else ""
    return clause or _quoted(answer)


def _quoted(answer: Answer) -> str:
    return fold("".join(citation.quote for citation in answer.citations))


def _kind(question: Question) -> AnswerKind:
    return AnswerKind.LIST if question.asked is Asked.LIST else AnswerKind.FACT
