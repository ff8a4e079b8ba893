"""Whether what a question asks about is named near a sentence: what the ranker and the support model see beside features."""

from __future__ import annotations

from collections.abc import KeysView, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answering.background import idf
from assistant.answering.candidates import Candidate
from assistant.answering.question import Asked, Question
from assistant.answering.select import summary
from assistant.answering.synonyms import same_as
from assistant.answering.translations import load_translations
from assistant.answering.weights import share

NAMED = 0.5  # share of an indicator's character pairs that names it
TELLING = 6.0  # idf from which a noun tells one thing from another
SIGNALS = (
    "names_indicator", "indicator_share", "names_anything", "content_near", "speaks_of_another", "said", "events_near",
    "summary", "figure",
    # the question's words in the report's own: the best of those that are not said themselves, all, those not said
    "translated_best", "translated", "translated_missing",
)  # fmt: skip


def signal_rows(question: Question, found: Sequence[Candidate]) -> NDArray[np.float32]:
    """Return float32, shape (len(found), len(SIGNALS))."""
    pairs = question.indicator_pairs
    telling = [noun for noun in question.nouns if idf(noun) >= TELLING]
    weights = {word: idf(word) for word in question.content}
    meant = [
        (term, weight, meanings.keys(), meanings)
        for term, weight in question.terms.items()
        if (meanings := load_translations().get(term))
    ]
    known = {document: known_share(question, document) for document in {one.document for one in found}}
    of_all = (float(summary(question)), float(question.asked in (Asked.NUMBER, Asked.SHARE)))
    rows = [
        (
            float(shown >= NAMED),
            shown,
            float(names_anything(question, one)),
            share(weights, question.content & near),
            float(_elsewhere(telling, one)),
            known[one.document],
            len(question.events & near) / len(question.events) if question.events else 1.0,
            *of_all,
            *_translated(meant, one),
        )
        for one in found
        for shown in (_share_of(pairs, one),)
        for near in (one.view.word_set | one.before.word_set | one.after.word_set,)
    ]
    return np.array(rows, dtype=np.float32).reshape(len(found), len(SIGNALS))


def _translated(
    meant: Sequence[tuple[str, float, KeysView[str], Mapping[str, float]]], candidate: Candidate
) -> tuple[float, float, float]:
    """Return how much of what the words of a question stand for is said in the sentence, each 0 to 1."""
    here, known = candidate.view.word_set, candidate.context.word_set
    said = total = missing = lacking = best = 0.0
    for term, weight, words, meanings in meant:
        if term in known:
            continue
        share_said = 1.0 if term in here else sum(map(meanings.__getitem__, words & here))
        said += weight * share_said
        total += weight
        if term not in here:
            missing += weight * share_said
            lacking += weight
            best = max(best, share_said)
    return best, said / total if total else 0.0, missing / lacking if lacking else 0.0


def names_indicator(question: Question, candidate: Candidate) -> bool:
    """Whether what a figure is asked of stands in the sentence, the one before or the heading, by most of its pairs."""
    return _share_of(question.indicator_pairs, candidate) >= NAMED


def names_figure(question: Question, candidate: Candidate) -> bool:
    """The same, or another word for what a figure is asked of stands in the sentence: 地区生产总值 for GDP."""
    others = same_as(question.indicator)
    return names_indicator(question, candidate) or any(other in candidate.view.text for other in others)


def names_anything(question: Question, candidate: Candidate) -> bool:
    """Whether anything that is asked stands in the sentence, the one before or the heading; names do not count."""
    near = candidate.view.word_set | candidate.heading.word_set | candidate.before.word_set
    return not question.content or bool(question.content & near)


def speaks_of_another(question: Question, candidate: Candidate) -> bool:
    """Whether a thing that the question names stands elsewhere in the document, but not near the evidence."""
    return _elsewhere([noun for noun in question.nouns if idf(noun) >= TELLING], candidate)


def known_share(question: Question, document: str) -> float:
    """Return the share, 0 to 1, of the weight of what is asked that the document's folded text says."""
    if not question.content:
        return 1.0
    return share(
        {word: idf(word) for word in question.content}, {word for word in question.content if word in document}
    )


def _share_of(pairs: Sequence[str], candidate: Candidate) -> float:
    here, heading, before = candidate.view.pairs, candidate.heading.pairs, candidate.before.pairs
    if not pairs:
        return 1.0
    return sum(pair in here or pair in heading or pair in before for pair in pairs) / len(pairs)


def _elsewhere(nouns: Sequence[str], candidate: Candidate) -> bool:
    document = candidate.document
    if not any(noun in document for noun in nouns):
        return False
    near = "".join(
        part.text for part in (candidate.view, candidate.before, candidate.heading, candidate.context, candidate.lead)
    )
    return any(noun in document and noun not in near for noun in nouns)
