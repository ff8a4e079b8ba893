"""What is taken off the scores of sentences that hold nothing of the kind asked for, or that narrow it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answering.candidates import Candidate
from assistant.answering.features import FEATURES
from assistant.answering.key import key_clause, key_span
from assistant.answering.people import bears_office
from assistant.answering.question import SPEECH_ASKED, Asked, Question
from assistant.answering.signals import names_figure
from assistant.answering.synonyms import same_as
from assistant.answering.view import NARROWING, PARTS, scopes, view
from assistant.answering.years import governing, own_year

LATER = 3.5  # how far below an earlier year's figure the report's own may lie; an issue price has no other
PAST = 9.0  # taken off the score of a figure of an earlier year than the report's
_TYPED = frozenset({Asked.NUMBER, Asked.SHARE, Asked.DATE, Asked.SPAN, Asked.OFFICE, Asked.RANK, Asked.PERSON})
_WHOLE_OF_PARTS = re.compile("(?:^|[,。;])([^,。;\\d]{2,12})中,")
_MEANT = re.compile('(?P<thing>[^。;]{2,30}?)[”」"]?[,]?(?:是指|指的是|指的就是)')
HALF = 0.5  # share of what is asked that a thing's name must hold
_SAID = re.compile("[「]|写道|说|认为|表示|指出|称|感叹|评价|相信|形容|强调|坦言|谈到|看来|归纳|总结")
_GOES_ON = re.compile("他们?|她们?|并|还")


def mismatch(
    question: Question, found: Sequence[Candidate], rows: NDArray[np.float32], scores: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return what to take off the `scores`, (n,), of sentences with nothing of the kind asked for, or that narrow it.

    新增上市企业19家 is no answer to how many there are in all; without the question's 新增 it holds for less. Where
    it is asked what somebody said, a sentence in which nobody speaks does not answer.
    """
    if not found:
        return np.zeros(0, dtype=np.float32)
    if SPEECH_ASKED.search(question.text):
        return np.array([_unspoken(question, one) for one in found], dtype=np.float32)
    titled = np.array([-3.0 * bears_office(question, one) for one in found], dtype=np.float32)
    if titled.any():
        return titled
    if question.asked is Asked.DEFINITION:
        return np.array([-3.0 * _is_meant(question, one) for one in found], dtype=np.float32)
    if question.asked is Asked.REASON:
        return np.array([_gives_no_reason(question, one) for one in found], dtype=np.float32)
    if question.asked not in _TYPED:
        return np.zeros(len(rows), dtype=np.float32)
    nothing = rows[:, FEATURES.index("no_key")] > 0
    figure = question.asked in (Asked.NUMBER, Asked.SHARE)
    narrower = np.array([figure and _narrower(question, one) for one in found])
    unnamed = np.array([figure and not names_figure(question, one) for one in found])
    past = np.array([figure and _past(question, one) for one in found])
    later = np.array([_ends_alike(question, one) for one in found]) & ~(past | unnamed | nothing)
    past &= bool(past.any() and later.any() and scores[past].max() - scores[later].max() <= LATER)
    taken: NDArray[np.float32] = (1.5 * nothing + 3.0 * narrower + PAST * past + unnamed).astype(np.float32)
    return taken


def _is_meant(question: Question, candidate: Candidate) -> bool:
    """Whether the sentence says what is meant by a thing: 所谓“白名单”，是指."""
    meant = _MEANT.search(candidate.view.text)
    return meant is not None and question.share_of_terms(meant["thing"]) > HALF


def _gives_no_reason(question: Question, candidate: Candidate) -> float:
    """Return what to take off a sentence where a reason is asked for: less than nothing where it gives one for what happened."""
    happened = bool(question.events) and question.events <= candidate.view.word_set
    if candidate.view.reason:
        return -2.0 if happened else 0.0
    return 0.0 if happened else 1.5


def _narrower(question: Question, candidate: Candidate) -> bool:
    """Whether the clause with the figure narrows what the question asks of: 新增, 市区, 农村."""
    text = key_clause(question, candidate.sentence.text) or candidate.view.text
    key = key_span(question, candidate.view.text)
    whole = _WHOLE_OF_PARTS.search(candidate.view.text[: key[0]]) if key and question.indicator else None
    if whole and (question.indicator.endswith(whole[1]) or whole[1].endswith(question.indicator)):
        return True  # 境内收入中，华东地区19.45亿元
    if question.indicator:
        text = text.replace(f"其中{question.indicator}", question.indicator)  # the part is what is asked of
    narrowing = scopes(text) & NARROWING | set(PARTS.findall(text))
    return any(word not in question.text for word in narrowing - scopes(question.text))


def _ends_alike(question: Question, candidate: Candidate) -> bool:
    """Whether the last word of what a figure is asked of, or another word for it, stands in the sentence."""
    names = (question.indicator[-2:], *same_as(question.indicator))
    return bool(question.indicator) and any(name in candidate.view.text for name in names)


def _past(question: Question, candidate: Candidate) -> bool:
    """Whether the figure is an earlier year's than the report's own, where the question names no year."""
    own = min(candidate.context.years, default=0) or own_year(candidate.document)
    if question.years or not own or candidate.header:
        return False
    key = key_span(question, candidate.view.text)
    times = [one for one in candidate.view.quantities if one.kind in ("year", "date") and key and one.start < key[0]]
    if not times or times[-1].kind == "date":  # 2012年5月启用，规划面积6.8平方公里: when it was opened
        return False
    return key is not None and 0 < governing(candidate.view.text, key[0]) < own


def _unspoken(question: Question, candidate: Candidate) -> float:
    """Return what to take off a sentence where somebody's words are asked for: much where nobody speaks.

    他感叹, right after the sentence that names the speaker, is a bonus.
    """
    if not _SAID.search(candidate.view.text):
        return 3.0
    named = any(name in candidate.before.text for name in view(question.text).people)
    return -2.0 if named and _GOES_ON.match(candidate.view.text) else 0.0
