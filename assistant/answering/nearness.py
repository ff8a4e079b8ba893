"""What sentences come near to of a question, and what of it tells them apart: a term that all of them hold tells nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answering.alignment import Alignment
from assistant.answering.candidates import Candidate
from assistant.answering.question import Question
from assistant.answering.view import View
from assistant.answering.weighing import Weighing, held

NEARNESS = ("near_sentence", "near_missing", "near_around", "telling_words", "telling_pairs", "telling_missing")


def nearness(
    question: Question, found: Sequence[Candidate], terms: Weighing, pairs: Weighing
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return float64 (2, len(found), len(NEARNESS)), of the whole question and of what is left of it for each sentence.

    And how near each sentence comes to the word next to the question word, float64 (len(found),).
    """
    words = tuple(dict.fromkeys([*question.terms, *question.focus]))
    alignment = Alignment(words, [view for one in found for view in _around(one)])
    near = np.array([alignment.likeness([one.view]) for one in found]).reshape(len(found), len(words)).T
    around = np.array([alignment.likeness(_around(one)) for one in found]).reshape(len(found), len(words)).T
    asked, next_to = len(question.terms), [words.index(word) for word in question.focus[:2]]
    here = held(question.terms, [one.view.word_set for one in found])
    pairs_here = held(question.pairs, [one.view.pairs for one in found])
    telling = terms.times(1 - here.sum(axis=1) / (len(found) + 1))
    columns = [
        terms.mean(near[:asked]),
        terms.heaviest(1 - near[:asked]),
        terms.mean(around[:asked]),
        telling.mean(here),
        pairs.times(1 - pairs_here.sum(axis=1) / (len(found) + 1)).mean(pairs_here),
        telling.heaviest(~here),
    ]
    return np.stack(columns, axis=2), near[next_to].max(axis=0, initial=-np.inf) if next_to else np.zeros(len(found))


def _around(candidate: Candidate) -> tuple[View, ...]:
    return candidate.view, candidate.before, candidate.heading
