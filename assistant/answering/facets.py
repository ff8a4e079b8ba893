"""The several things that one question asks about: 债务重组, 重大投资 and 支持投资计划 in 如何通过债务重组和重大投资来支持投资计划."""

from __future__ import annotations

import re

from assistant.answering.background import idf
from assistant.answering.question import Question
from assistant.text import bigrams

_MEANS = re.compile("(?:通过|利用|借助|依靠|靠)(.{4,150}?)(?:来|从而|以(?!及)|,)(.{2,60}?)(?:的)?(?:[?。]|$)")
_LISTED = re.compile("((?:[^,。?、的]{2,16}、)+[^,。?、的]{2,16}?(?:以及|和|及|与)[^,。?、的]{2,16})")
_BETWEEN = re.compile("、|以及|和|及|与|,|并")


def facets(question: Question) -> list[dict[str, float]]:
    """Return the character pairs, with their weights, of each of the things asked about; none for a single one."""
    means = _MEANS.search(question.text)
    listed = _LISTED.search(question.text)
    if means:
        parts = [*_BETWEEN.split(means.group(1)), means.group(2)]
    elif listed:
        parts = _BETWEEN.split(listed.group(1))
    else:
        return []
    parts = [part for part in parts if len(part) > 1]
    return [_weighted(part) for part in parts] if len(parts) > 1 else []


def _weighted(part: str) -> dict[str, float]:
    return {pair: max(0.5, min(idf(pair), 8.0)) for pair in bigrams(part)}
