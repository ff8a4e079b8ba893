"""What a sentence comes near to of the question, and what of it tells this sentence from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from typing import NamedTuple

from assistant.answering.alignment import Alignment
from assistant.answering.candidates import Candidate
from assistant.answering.question import Question
from assistant.answering.view import View
from assistant.answering.weights import heaviest, most_missing, sharing, weighted_mean

NEARNESS = ("near_sentence", "near_missing", "near_around", "telling_words", "telling_pairs", "telling_missing")


class _Telling(NamedTuple):
    """The telling weights of a question, as they are asked for."""

    share_of_terms: Callable[[Container[str]], float]
    share_of_pairs: Callable[[Container[str]], float]
    heaviest_terms: list[tuple[str, float]]


class Nearness:
    """What the sentences come near to, and what tells them apart: a term that all of them hold tells nothing."""

    def __init__(self, question: Question, found: Sequence[Candidate]) -> None:
        self._found = found
        self._parts: dict[int, _Telling] = {}
        terms = list(dict.fromkeys([*question.terms, *question.focus]))
        alignment = Alignment(terms, [view for one in found for view in _around(one)])
        self._near = [alignment.nearest([one.view]) for one in found]
        self._near_around = [alignment.nearest(_around(one)) for one in found]
        self._terms = _telling(question.terms, [candidate.view.word_set for candidate in found])
        self._pairs = _telling(question.pairs, [candidate.view.pairs for candidate in found])

    def row(self, number: int, question: Question) -> list[float]:
        """Return the NEARNESS features of a question, or of what is left of it, and the sentence of that number."""
        here = self._found[number].view
        telling = self._left(question)
        near, around = self._near[number], self._near_around[number]
        return [
            weighted_mean(question.terms, near),
            max((weight * (1 - near[term]) for term, weight in question.terms.items()), default=0.0),
            weighted_mean(question.terms, around),
            telling.share_of_terms(here.word_set),
            telling.share_of_pairs(here.pairs),
            most_missing(telling.heaviest_terms, here.word_set),
        ]

    def _left(self, question: Question) -> _Telling:
        """Return the telling weights of what is left of the question; the same for every sentence of a document."""
        if id(question) not in self._parts:
            terms = {term: self._terms[term] for term in question.terms}
            pairs = {pair: self._pairs[pair] for pair in question.pairs}
            self._parts[id(question)] = _Telling(sharing(terms), sharing(pairs), heaviest(terms))
        return self._parts[id(question)]

    def focus(self, question: Question, number: int) -> float:
        """Return how near the sentence comes to the word next to the question word."""
        return max((self._near[number][word] for word in question.focus[:2]), default=0.0)


def _telling(weights: Mapping[str, float], sentences: Sequence[frozenset[str]]) -> dict[str, float]:
    count = Counter(key for sentence in sentences for key in weights.keys() & sentence)
    return {key: weight * (1 - count[key] / (len(sentences) + 1)) for key, weight in weights.items()}


def _around(candidate: Candidate) -> tuple[View, ...]:
    return candidate.view, candidate.before, candidate.heading
