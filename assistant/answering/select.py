"""Which of the ranked sentences the answer says: one for a fact, several for a list, a reason or a way."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.evidence import Ranked
from assistant.answering.facets import facets
from assistant.answering.question import Asked, Question
from assistant.answering.weights import share

NEAR = 0.7  # how far below the best score a further sentence may lie, where several are wanted
NEAR_SUMMARY = 1.2  # the same, where all that is said is asked for
NEAR_FACET = 3.0  # the same, for a sentence that tells of something that the question lists
MOST = 4
MOST_FACETS = 6
_SEVERAL = re.compile("(?:^|[,请])(?:总结|概括|综述)|哪些|措施|举措|影响|关系|如何通过")
_SUMMARY = re.compile("(?:^|[,请])(?:总结|概括|综述)|影响|关系")
_LEANS = re.compile("他|她|它|其|该|这|此|前者|后者|对此")


def choose(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the sentences to say, in the order in which they stand."""
    best = ranked[0]
    same = [one for one in ranked if one.candidate.sentence.document_id == best.candidate.sentence.document_id]
    listed = facets(question)
    if listed:
        chosen = _one_for_each(listed, same)
    elif several(question):
        near = NEAR_SUMMARY if summary(question) else NEAR
        chosen = [one for one in same if best.score - one.score <= near][:MOST]
    else:
        chosen = [best]
    return sorted(chosen, key=lambda one: one.candidate.sentence.start)


def _one_for_each(listed: Sequence[dict[str, float]], ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return for each of the things listed the sentence that tells most of it, rather than of all of them at once."""
    best, chosen = ranked[0].score, list[Ranked]()
    for facet in listed[:MOST_FACETS]:
        others = [other for other in listed if other is not facet]

        def telling(one: Ranked, facet: dict[str, float] = facet, others: Sequence[dict[str, float]] = others) -> float:
            pairs = one.candidate.view.pairs
            beside = sum(share(other, pairs) for other in others)
            concrete = 0.5 * bool(one.candidate.view.quantities)
            return 3 * share(facet, pairs) - beside + concrete + (one.score - best) / NEAR_FACET

        near = [
            one for one in ranked if best - one.score <= NEAR_FACET and share(facet, one.candidate.view.pairs) > 0.3
        ]
        if near:
            chosen.append(max(near, key=telling))
    return list({id(one): one for one in chosen}.values()) or [ranked[0]]


def several(question: Question) -> bool:
    """Whether the question can need more than one sentence."""
    return question.asked in (Asked.LIST, Asked.REASON, Asked.WAY) or bool(_SEVERAL.search(question.text))


def summary(question: Question) -> bool:
    """Whether the question asks for all that is said, so that no one sentence can answer it."""
    return bool(facets(question)) or bool(_SUMMARY.search(question.text))


def leans_back(sentence: str) -> bool:
    """Whether a sentence opens with a pronoun, so that only the one before it says whom it speaks of."""
    return bool(_LEANS.match(sentence))
