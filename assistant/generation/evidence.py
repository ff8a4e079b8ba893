"""What the model is given to answer from, and how its claims are held against it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.answering.candidates import Candidate, Ranked
from assistant.answering.courtesy import strip_courtesy, tidied
from assistant.answering.decompose import decompose
from assistant.answering.evidence import EvidenceFinder
from assistant.answering.instructions import without_orders
from assistant.answering.key import key_span
from assistant.answering.question import Asked, Question, analyse
from assistant.answering.support import support
from assistant.generation.draft import Place
from assistant.generation.figures import amounts, stands_for
from assistant.generation.prompt import Offered, offer
from assistant.generation.sources import Sources
from assistant.generation.verify import Fault, find_fault
from assistant.generation.wording import one_word, stands
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from assistant.text import fold
from assistant.types import Document, Hit

RELEVANT = 0.03  # support of a cited sentence from which a model may answer what was refused without it
ON_TOPIC = 0.3  # or the share of the question's words, those of the title aside, that the sentence has
BESIDE = 0.002  # support under which it adds nothing; a third of the sentences beside the gold lie under it
_folded = lru_cache(maxsize=32)(fold)
_HAN = re.compile("[\u4e00-\u9fff]")
_TYPED = frozenset({Asked.NUMBER, Asked.SHARE, Asked.DATE, Asked.SPAN, Asked.PERSON, Asked.OFFICE, Asked.RANK})


@dataclass(frozen=True)
class Table:
    """The sentences laid out for one question. Pure: looks nothing up any more."""

    question: Question
    asked: str
    ranked: tuple[Ranked, ...]
    offered: tuple[Offered, ...]
    documents: dict[str, Document]

    def cited(self, ids: Sequence[str]) -> tuple[Candidate, ...] | None:
        """Return the sentences behind ids, None when one of the ids was never given out."""
        by_id = {one.id: one.candidate for one in self.offered}
        return tuple(by_id[one] for one in ids) if all(one in by_id for one in ids) else None

    def at(self, places: Sequence[Place]) -> tuple[Candidate, ...] | None:
        """Return the sentences that stand at places, None when one was not given out."""
        by_place = {place_of(one.candidate): one.candidate for one in self.offered}
        return tuple(by_place[one] for one in places) if all(one in by_place for one in places) else None

    def find_fault(self, text: str, cited: Sequence[Candidate] | None) -> Fault | None:
        """Return why a claim on `cited` must not be shown, None where it may be."""
        if cited is None:
            return Fault.UNKNOWN_ID
        reports = [self.documents[one] for one in {each.sentence.document_id for each in cited}]
        return find_fault(text, cited, self.question, lambda name: any(name in _folded(one.text) for one in reports))

    def is_to_the_point(self, text: str, cited: Sequence[Candidate], *, refused: bool) -> bool:
        """Whether a claim answers: a sentence of its is likely enough to, the more so where there was a refusal.

        There it must also hold what is asked for: a figure, a date, a person. A part of a calculation need not, and
        for a question without Chinese nothing can be said.
        """
        if self._takes_any:
            return True
        best = max((self._support(candidate) for candidate in cited), default=0.0)
        if not refused or best < BESIDE:
            return best >= BESIDE
        if self.question.asked in _TYPED and key_span(self.question, text) is None and not self._bears_out(text):
            return False
        return best >= RELEVANT or any(self._share(candidate) >= ON_TOPIC for candidate in cited)

    @cached_property
    def _takes_any(self) -> bool:
        return not _HAN.search(self.asked) or decompose(self.question.text) is not None

    def _bears_out(self, text: str) -> bool:
        """Whether a claim has a figure that the question brings along for one of its kind: 每天诞生50家，一年多少家."""
        claim, asked = fold(text), self.question.text
        given = [one for one in amounts(asked) if self.question.unit and one.unit == self.question.unit]
        return any(stands_for(claim, one, asked, other) for other in given for one in amounts(claim))

    def _share(self, candidate: Candidate) -> float:
        """Return how much of the question's words, by weight and without those of the title, a sentence has."""
        here = one_word(candidate.view.text)
        terms = {word: weight for word, weight in self.question.terms.items() if word not in candidate.context.text}
        found = sum(weight for word, weight in terms.items() if stands(one_word(word), here))
        return found / sum(terms.values()) if terms else 0.0

    def _support(self, candidate: Candidate) -> float:
        first = [one for one in self.ranked if one.candidate is candidate]
        order = first + [one for one in self.ranked if one.candidate is not candidate][:8]
        return support(order[0].features, [one.learned for one in order]) if first else 0.0


class Evidence:
    """Looks up what a question may be answered from, on one shelf. Safe to share between threads."""

    def __init__(self, retriever: Retriever, settings: Settings) -> None:
        self.version = retriever.index.version
        self.documents = retriever.index.documents
        self._retriever = retriever
        self._finder = EvidenceFinder(retriever)
        self._settings = settings

    def lay_out(self, asked: str, more_words: str = "") -> Table:
        """Return the best sentences for a question, those that its added words find among them."""
        core = tidied(strip_courtesy(without_orders(strip_courtesy(asked))) or asked)
        question = analyse(core)
        ranked = self._finder.rank(question, self._hits(core, more_words), behind=math.inf)  # a model reads them all
        chosen = offer((one.candidate for one in ranked), self._settings.llm_prompt_chars)
        in_order = sorted(chosen, key=lambda one: place_of(one.candidate))
        return Table(question, asked, tuple(ranked), tuple(in_order), dict(self.documents))

    def _hits(self, asked: str, more_words: str) -> tuple[Hit, ...]:
        count = self._settings.evidence_passages
        hits = self._retriever.retrieve(asked, count)
        found = {hit.passage for hit in hits}
        more = self._retriever.retrieve(f"{asked} {more_words}", count) if more_words else ()
        return hits + tuple(hit for hit in more if hit.passage not in found)


def sentence_places(cited: Sequence[Candidate]) -> tuple[Place, ...]:
    """Return the places that a claim on `cited` quotes: those sentences, and the one before where one opens with 他."""
    return tuple((one.document_id, one.start, one.end) for one in Sources(tuple(cited)).sentences)


def place_of(candidate: Candidate) -> Place:
    """Return where a candidate's sentence stands."""
    sentence = candidate.sentence
    return sentence.document_id, sentence.start, sentence.end
