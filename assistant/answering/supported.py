"""Which of the ranked sentences are supported enough to be said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from assistant.answering.candidates import Ranked
from assistant.answering.constraints import broken
from assistant.answering.enough import VETO, far_needed, far_words, needed
from assistant.answering.facets import facets
from assistant.answering.near_miss import answering, vetted
from assistant.answering.presumed import only_background
from assistant.answering.question import Question
from assistant.answering.select import several
from assistant.answering.support import support

TRIED = 8  # ranked sentences that may be said
TRIED_SEVERAL = 20  # the same, where several are wanted


class Supported(NamedTuple):
    """The sentences that may be said, best first, their support, and how likely the first one answers.

    None where none is supported. `likely` is 1 where that is not asked; see `near_miss`.
    """

    kept: list[Ranked]
    sure: float
    likely: float = 1.0


def supported(question: Question, near: list[Ranked], far: list[Ranked]) -> Supported:
    """Choose between `near`, the sentences by the model for words near the text's, and `far`, those by the one for far words.

    The latter comes first where the text lacks the question's words, and must find some support for the others, too.
    """
    sure, sure_far = support_of(near), support_of(far, "support-far")
    found = far if far and sure_far >= far_needed(question, far[0]) else []
    enough = needed(question, near[0]) if near else 1.0
    kept = near if sure >= enough and (sure_far >= VETO or not enough) else []
    if kept and not (found and far_words(question, found[0])):
        chosen = Supported(kept, sure)
    else:
        chosen = Supported(found, sure_far if found else sure)
    said = next((one for one in far if chosen.kept and one.candidate is chosen.kept[0].candidate), None)
    if said is None or not near or not enough or not vetted(question):
        return chosen
    return chosen._replace(likely=answering(question, said, near, far, (sure, sure_far)))


def support_of(kept: Sequence[Ranked], model: str = "support") -> float:
    """Return the support of the first of some sentences, 0 where there is none."""
    return support(kept[0].features, [one.learned for one in kept], model) if kept else 0.0


def within_constraints(question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return those of the first sentences that break no constraint."""
    tried = TRIED_SEVERAL if several(question) or facets(question) else TRIED
    kept = [one for one in ranked[:tried] if not broken_by(question, one)]
    if ranked and only_background(question, ranked[0].candidate):  # then what is not like it must give a reason
        return [one for one in kept if one.candidate.view.reason]
    return kept


def broken_by(question: Question, ranked: Ranked) -> str:
    """Return what a sentence does not meet, "" when it meets all."""
    sentence = ranked.candidate.sentence
    place = sentence.document_id, sentence.start
    if place not in question.broken:
        question.broken[place] = broken(question, ranked.candidate, ranked.candidate.document)
    return question.broken[place]
