"""How much of a question stands in sentences and around them: of the whole, and of what their titles leave of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answering.candidates import Candidate
from assistant.answering.question import Question
from assistant.answering.weighing import Weighing, held
from assistant.text import longest_common_run

COVERAGE = (
    "words_sentence", "pairs_sentence", "words_before", "words_after", "words_around", "words_passage", "words_lead",
    "pairs_before", "pairs_after", "pairs_around", "missing_weight", "missing_everywhere", "matched", "asked_terms",
    "reverse_overlap", "longest_run", "bm25", "words_everywhere",
)  # fmt: skip


def coverage(
    question: Question, left: Sequence[Question], found: Sequence[Candidate], terms: Weighing, pairs: Weighing
) -> NDArray[np.float64]:
    """Return float64 (2, len(found), len(COVERAGE)): of the whole question, and of what is `left` for each sentence."""
    views = [candidate.view for candidate in found]
    here = held(question.terms, [view.word_set for view in views])
    with_before = here | held(question.terms, [candidate.before.word_set for candidate in found])
    with_after = here | held(question.terms, [candidate.after.word_set for candidate in found])
    passage = held(question.terms, [candidate.passage.word_set for candidate in found])
    lead = held(question.terms, [candidate.lead.word_set for candidate in found])
    context = held(question.terms, [candidate.context.word_set for candidate in found])
    everywhere = with_before | with_after | passage | lead | context
    pairs_here = held(question.pairs, [view.pairs for view in views])
    pairs_before = held(question.pairs, [candidate.before.pairs for candidate in found])
    pairs_after = held(question.pairs, [candidate.after.pairs for candidate in found])
    columns = [
        terms.mean(here),
        pairs.mean(pairs_here),
        terms.mean(with_before),
        terms.mean(with_after),
        terms.mean(with_before | with_after),
        terms.mean(passage),
        terms.mean(lead),
        pairs.mean(pairs_before),
        pairs.mean(pairs_after),
        pairs.mean(pairs_here | pairs_before | pairs_after),
        terms.heaviest(~here),
        terms.heaviest(~everywhere),
        (terms.kept & here).sum(axis=1),
        terms.kept.sum(axis=1),
        (pairs.kept & pairs_here).sum(axis=1) / np.array([max(1, len(view.pairs)) for view in views]),
        np.array(_runs(question, left, found)),
        _bm25(question, found, terms),
        terms.mean(everywhere),
    ]
    return np.stack(columns, axis=2)


def _runs(question: Question, left: Sequence[Question], found: Sequence[Candidate]) -> list[list[float]]:
    """Return for each sentence the share of the question's text that stands in it as one run, and of what is left of it."""
    texts = [candidate.view.text for candidate in found]
    whole = [_run(question.text, text) for text in texts]
    return [
        whole,
        [
            run if some.text == question.text else _run(some.text, text)
            for some, text, run in zip(left, texts, whole, strict=True)
        ],
    ]


def _run(asked: str, text: str) -> float:
    return longest_common_run(asked, text) / max(1, len(asked))


def _bm25(question: Question, found: Sequence[Candidate], terms: Weighing) -> NDArray[np.float64]:
    words = [candidate.view.words for candidate in found]
    counts = np.array([[each.count(term) for each in words] for term in question.terms]).reshape(-1, len(found))
    norms = np.array([1.2 * (0.25 + 0.75 * len(each) / 25) for each in words])
    summed: NDArray[np.float64] = (terms.weights * 2.2 * counts / (counts + norms)).sum(axis=1)
    return summed
