"""Which of the ranked sentences the answer says: one for a fact, several for a list, a reason or a way."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.evidence import Ranked
from assistant.answering.question import Asked, Question

NEAR = 1.0  # how far below the best score a further sentence may lie, where several are wanted
MOST = 4
_SEVERAL = re.compile("总结|概括|综合|哪些|措施|举措|影响|关系|如何通过|分析")
_LEANS = re.compile("他|她|它|其|该|这|此|前者|后者|对此")


def choose(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the sentences to say, in the order in which they stand; the best one is among them."""
    best = ranked[0]
    chosen = [best]
    if several(question):
        for other in ranked[1:]:
            if len(chosen) == MOST or best.score - other.score > NEAR:
                break
            if other.candidate.sentence.document_id == best.candidate.sentence.document_id:
                chosen.append(other)
    return sorted(chosen, key=lambda one: (one.candidate.sentence.document_id, one.candidate.sentence.start))


def several(question: Question) -> bool:
    """Whether the question can need more than one sentence."""
    return question.asked in (Asked.LIST, Asked.REASON, Asked.WAY) or bool(_SEVERAL.search(question.text))


def leans_back(sentence: str) -> bool:
    """Whether a sentence opens with a pronoun, so that only the one before it says whom it speaks of."""
    return bool(_LEANS.match(sentence))
