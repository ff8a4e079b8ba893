"""Points that a text makes one after the other, each in a sentence of its own: 一是…。二是…。三是…。"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Sentence

_ORDERED = r"其?[一二三四五六七八九十](?:是|、|则)|第[一二三四五六七八九十][，、是]|首先|其次|再次|再者|最后|[(（]?\d{1,2}[)）.、]"
_NUMBERED = re.compile(_ORDERED)
_POINT = re.compile(rf"{_ORDERED}|[^，。；]{{2,12}}(?:方面|领域)，")
_ANNOUNCED = re.compile("(?:以下|如下|[两二三四五六七八九十几]大?[点条个项种][^，。；]{0,8})[：:。]$")


def points(sentences: Sequence[Sentence], place: int) -> range:
    """Return the places of the points around the sentence at `place`: those it announces, or those it is one of.

    The announcing sentence comes along. Empty where there are fewer than two points, and around a point that has its
    own subject (区块链方面，…): it can answer alone.
    """
    announces = _ANNOUNCED.search(sentences[place].text) is not None
    first, point = (place + 1, _POINT) if announces else (place, _NUMBERED)
    if first >= len(sentences) or not point.match(sentences[first].text):
        return range(0)
    last = first
    while last + 1 < len(sentences) and _POINT.match(sentences[last + 1].text):
        last += 1
    while first > 0 and first <= place and _POINT.match(sentences[first - 1].text):
        first -= 1
    announced = first > 0 and _ANNOUNCED.search(sentences[first - 1].text) is not None
    return range(first - announced, last + 1) if last > first else range(0)
