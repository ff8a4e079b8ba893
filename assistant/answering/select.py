"""Which of the ranked sentences the answer says: one for a fact, several for a list, a reason or a way."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.candidates import Ranked
from assistant.answering.facets import facets
from assistant.answering.question import Asked, Question
from assistant.answering.weights import share
from assistant.text import fold, longest_common_run
from assistant.types import Sentence

NEAR = 0.7  # how far below the best score a further sentence may lie, where several are wanted
NEAR_SUMMARY = 1.2  # the same, where all that is said is asked for
NEAR_FACET = 3.0  # the same, for a sentence that tells of something that the question lists
MOST = 4
MOST_FACETS = 6
SHORT = 32  # characters of a sentence that can only announce what those after it tell
_SEVERAL = re.compile("(?:^|[,请])(?:总结|概括|综述)|哪些|措施|举措|影响|关系|如何通过")
_SUMMARY = re.compile("(?:^|[,请])(?:总结|概括|综述)|影响|关系")
_WHICH_OF_TWO = re.compile("前者|后者")
_CALLED = re.compile("全称|简称|名为|名称|叫做?|称为|是指|即")
_SAID_BEFORE = re.compile(
    "(?:如此|这样|上述|这番|这般)的?(?:感叹|感慨|评价|评论|话|表示|说|形容)|如是说|这么(?:说|评价|感叹)"
)
_CONCRETE = re.compile("[0-9a-z“「《、]|通过|凭借|依托|借助|即办")
_LEANS = re.compile("他|她|它|其|该|这|此|前者|后者|对此|正因|为此|因此|由此")


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
        if all(only_announces(question, one.candidate.sentence.text) for one in chosen):
            chosen = chosen[:1]  # what comes after it tells
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


def only_announces(question: Question, sentence: str) -> bool:
    """Whether a sentence says that something is done and not how: 海淀也在大力吸引人才."""
    return question.asked is Asked.WAY and len(sentence) <= SHORT and not _CONCRETE.search(fold(sentence))


def leans_back(sentence: str) -> bool:
    """Whether only the sentence before says of whom or what this one speaks: it opens with a pronoun, or 如此感叹."""
    return bool(_LEANS.match(sentence) or _SAID_BEFORE.search(sentence))


def spoken_by(question: Question, sentences: Sequence[Sentence], place: int) -> int | None:
    """Return the place of the sentence that names the speaker of the bare quotation at `place`, where one is asked for."""
    quoted = sentences[place].text
    following = sentences[place + 1] if place + 1 < len(sentences) else None
    if question.asked is not Asked.PERSON or not (quoted[0] in "“「" and quoted.rstrip()[-1] in "”」"):
        return None
    return place + 1 if following is not None and _SAID_BEFORE.search(following.text) else None


def going_on(question: Question, sentences: Sequence[Sentence], place: int) -> int | None:
    """Return the place of the sentence after `place` that says how what was chosen there is called, None where none does.

    After a sentence that names two things, 前者 and 后者 speak of the first and of the second.
    """
    if question.asked not in (Asked.NAME, Asked.DEFINITION):
        return None
    chosen = fold(sentences[place].text)
    for following in range(place + 1, min(place + 3, len(sentences))):
        text = fold(sentences[following].text)
        which = _WHICH_OF_TWO.search(text)
        if which is not None and _CALLED.search(text):
            first = _half(chosen, question.text) == 0
            return following if (which.group() == "前者") is first else _other(sentences, following, first)
    return None


def _half(sentence: str, question: str) -> int:
    """Return 0 or 1 for the half of a sentence, at its last 和, 与 or 、, that shares more with a question."""
    cut = max(sentence.rfind(word) for word in ("和", "与", "、"))
    shared = [longest_common_run(question, part) for part in (sentence[:cut], sentence[cut:])]
    return int(shared[1] > shared[0])


def _other(sentences: Sequence[Sentence], place: int, first: bool) -> int | None:
    """Return the place of the sentence that holds the other word of the pair: `place` itself, or the next."""
    word = "前者" if first else "后者"
    return next((at for at in (place, place + 1) if at < len(sentences) and word in sentences[at].text), None)
