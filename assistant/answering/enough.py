"""How much support is enough: more where what a question asks about is not named near the evidence."""

from __future__ import annotations

from assistant.answering.candidates import Ranked
from assistant.answering.people import bears_office, speaks
from assistant.answering.question import Asked, Question
from assistant.answering.select import summary
from assistant.answering.signals import known_share, names_anything, names_figure, speaks_of_another

THRESHOLD = 0.035  # under 0.068 lie 1 % of the right answers that training held out; freely worded questions need less
THRESHOLD_UNNAMED = 0.45
THRESHOLD_STRANGE = 0.3
THRESHOLD_NOTHING_NAMED = 0.9
THRESHOLD_ANOTHER = 0.6
THRESHOLD_OTHER_EVENT = 0.2
THRESHOLD_HALF_KNOWN = 0.07
KNOWN = 0.55  # share of the weight of what is asked that the document says, under which more is asked of an answer
STRANGE = 0.2  # the same, under which the document speaks of something else
THRESHOLD_UNSAID = 0.25
THRESHOLD_SUMMARY = 0.02
THRESHOLD_FAR = 0.55  # of the model that is fitted to questions in other words
THRESHOLD_FAR_WORDS = 0.3  # the same, where the question's words are other ones,
THRESHOLD_FAR_STRANGE = 0.45  # where the document says none of them,
THRESHOLD_FAR_FIGURE = 0.5  # and of a figure, where nothing that is asked stands near
THRESHOLD_NEAR_MISS = 0.06  # probability, by the model of near misses, under which nothing is said
VETO = 0.07  # support by that model under which nothing is said
NEAR_WORDS = 0.75  # share of the weight of what is asked that a document says whose words the question uses
NO_WORDS = 0.05  # the same, under which it says none


def needed(question: Question, best: Ranked) -> float:
    """Return the support that is enough: more where an indicator, or what is to be explained, is not named near."""
    if bears_office(question, best.candidate) or speaks(question, best.candidate):
        return 0.0
    if question.asked in (Asked.NUMBER, Asked.SHARE):
        if speaks_of_another(question, best.candidate):
            return THRESHOLD_ANOTHER
        if names_figure(question, best.candidate):
            return THRESHOLD
        return THRESHOLD_UNNAMED if names_anything(question, best.candidate) else THRESHOLD_NOTHING_NAMED
    said = known_share(question, best.candidate.document)
    if said < KNOWN:
        return THRESHOLD_STRANGE if said < STRANGE else THRESHOLD_HALF_KNOWN
    around = best.candidate.view.word_set | best.candidate.before.word_set | best.candidate.after.word_set
    if question.asked is Asked.REASON and question.events - around:
        return THRESHOLD_UNSAID
    if question.asked is Asked.DATE and question.events and not question.events & around:
        return THRESHOLD_OTHER_EVENT
    return THRESHOLD_SUMMARY if summary(question) else THRESHOLD


def far_words(question: Question, best: Ranked) -> bool:
    """Whether a question is put in other words than the document of the best sentence."""
    return known_share(question, best.candidate.document) < NEAR_WORDS


def far_needed(question: Question, best: Ranked) -> float:
    """Return the support by the model for far words that is enough."""
    said = known_share(question, best.candidate.document)
    if said >= NEAR_WORDS:
        return THRESHOLD_FAR
    if question.asked in (Asked.NUMBER, Asked.SHARE) and not names_anything(question, best.candidate):
        return THRESHOLD_FAR_FIGURE
    return THRESHOLD_FAR_STRANGE if said < NO_WORDS else THRESHOLD_FAR_WORDS
