"""Whether what would be said answers, or is a near miss: a sentence on another thing, place, part or quality."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answering.candidates import Ranked
from assistant.answering.enough import far_needed, far_words, needed
from assistant.answering.features import FEATURES
from assistant.answering.question import SPEECH_ASKED, Asked, Question
from assistant.answering.select import several
from assistant.answering.signals import SIGNALS
from assistant.answering.trees import load_trees
from assistant.answering.unsaid import UNSAID, unsaid

RANKING = (
    "support", "support_far", "best_score", "best_score_far", "same_first", "far_words", "lead", "lead_far", "needed",
    "far_needed",
)  # fmt: skip
COLUMNS = (*FEATURES, *SIGNALS, *RANKING, *UNSAID)


def vetted(question: Question) -> bool:
    """Whether a question is of a kind that the model tells well: no list, no name, no summary, nobody's words."""
    return (
        question.asked not in (Asked.LIST, Asked.NAME, Asked.OTHER)
        and not several(question)
        and not SPEECH_ASKED.search(question.text)
    )


def answering(
    question: Question, said: Ranked, near: Sequence[Ranked], far: Sequence[Ranked], sure: tuple[float, float]
) -> float:
    """Return the probability, 0 to 1, that the sentence that would be said answers, and is no near miss."""
    row = near_miss_row(question, said, near, far, sure)
    return 1 / (1 + math.exp(-float(load_trees("near-miss").predict(row[None])[0])))


def near_miss_row(
    question: Question, said: Ranked, near: Sequence[Ranked], far: Sequence[Ranked], sure: tuple[float, float]
) -> NDArray[np.float32]:
    """Return what the model sees, float32 (len(COLUMNS),).

    `near` and `far` are the sentences by the two rankers, best first, at least one each, `sure` the support of each
    one's first; `said` is one of `far`.
    """
    return np.array(
        [*said.features, *_ranking(question, near, far, sure), *unsaid(question, said.candidate)], dtype=np.float32
    )


def _ranking(
    question: Question, near: Sequence[Ranked], far: Sequence[Ranked], sure: tuple[float, float]
) -> list[float]:
    """Return the RANKING numbers: what the two rankers and their support models say."""
    return [
        *sure,
        near[0].score,
        far[0].score,
        float(near[0].candidate is far[0].candidate),
        float(far_words(question, far[0])),
        *(ranked[0].score - (ranked[1].score if len(ranked) > 1 else -10.0) for ranked in (near, far)),
        needed(question, near[0]),
        far_needed(question, far[0]),
    ]
