"""Whether a figure is of the kind of thing that is asked of, and not of another one of the same sort."""

from __future__ import annotations

import re
from itertools import takewhile

import rjieba

from assistant.answering.candidates import Candidate
from assistant.answering.key import key_span
from assistant.answering.question import Asked, Question
from assistant.answering.synonyms import same_as
from assistant.text import bigrams

_LABEL = re.compile("[,、;。:()\\d]|其中|的")
_VERBS = re.compile("(?:[了为是有达到约共计占在超过近逾]|实现|完成|达到)+$")
_MEASURE = re.compile("(?<=..)(?:总数|数量|余额|总额|总量|规模|总计|合计|人数|金额)$")
_AMONG = re.compile("^(?:其中|里面|里头|当中)")
_SHORTEST = 2


def other_sort(question: Question, candidate: Candidate) -> str:
    """Return that a figure is of another sort: 福利彩票销售额 for 体育彩票销售额, where nothing near says 体育.

    What is asked of and what stands before the figure end alike, and begin otherwise.
    """
    text, asked = candidate.view.text, _MEASURE.sub("", _AMONG.sub("", question.indicator))
    key = key_span(question, text) if question.asked in (Asked.NUMBER, Asked.SHARE) and asked else None
    if key is None:
        return ""
    label = _MEASURE.sub("", _VERBS.sub("", _LABEL.split(text[: key[0]])[-1]))
    alike = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(reversed(asked), reversed(label), strict=False))
    )
    sort, other = asked[: len(asked) - alike], label[: len(label) - alike]
    if alike < _SHORTEST or len(sort) < _SHORTEST or not other:
        return ""
    word, tag = rjieba.tag(other)[-1]
    if len(word) < _SHORTEST or word in question.text or tag[0] not in "na":
        return ""
    near = " ".join(part.text for part in (candidate.view, candidate.before, candidate.heading, candidate.context))
    said = any(pair in near for pair in bigrams(sort)) or any(name in near for name in same_as(question.indicator))
    return "" if said else f"报告说的是{word}{asked[len(sort) :]}，没有说{asked}。"
