"""Points that a text makes one after the other, each in a sentence of its own: 一是…。二是…。三是…。"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Document, Sentence

_ORDERED = r"其?[一二三四五六七八九十](?:是|、|则)|第[一二三四五六七八九十][，、是]|首先|其次|再次|再者|最后|[(（]?\d{1,2}[)）.、]"
_NUMBERED = re.compile(_ORDERED)
_POINT = re.compile(rf"{_ORDERED}|[^，。；]{{2,12}}(?:方面|领域)，")
_ANNOUNCED = re.compile("(?:以下|如下|[两二三四五六七八九十几]大?[点条个项种][^，。；]{0,8})[：:。]$")

_COLON = re.compile("[：:](?=[^；]{2,}；$)")
_MARK = re.compile(r"\s*(?:[-*+]|\d{1,2}[.)、]|[(（]?[一二三四五六七八九十\d]{1,2}[)）]、?)\s*")


def points(sentences: Sequence[Sentence], place: int) -> range:
    """Return the places of the points around the sentence at `place`: those it announces, or those it is one of.

    The announcing sentence comes along. Empty where there are fewer than two points, and around a point that has its
    own subject (区块链方面，…): it can answer alone.
    """
    inline = _inline(sentences, place)
    if inline:
        return inline
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


def items(document: Document, sentences: Sequence[Sentence], place: int) -> list[int]:
    """Return the places of the first sentences of all items of the list that the sentence at `place` is in.

    Items are lines with a list mark, side by side. Empty where the sentence opens no such line.
    """
    found, lines = list[int](), [document.text.count("\n", 0, sentence.start) for sentence in sentences]
    opening = {i for i, sentence in enumerate(sentences) if _opens_item(document.text, sentence.start)}
    if place not in opening:
        return []
    for step in (-1, 1):
        at = place
        while 0 <= at < len(sentences) and (at in opening or lines[at] == lines[at - 1]):
            found += [at] if at in opening else []
            at += step
    return sorted(set(found)) if len(set(found)) > 1 else []


def _inline(sentences: Sequence[Sentence], place: int) -> range:
    """Return the run of a sentence that goes on after ；, with a list after its colon: 三大优势：甲，…；乙，…；丙，…."""
    first = place
    while first > 0 and sentences[first - 1].text.endswith("；"):
        first -= 1
    last = first
    while last + 1 < len(sentences) and sentences[last].text.endswith("；"):
        last += 1
    return range(first, last + 1) if last > first and _COLON.search(sentences[first].text) else range(0)


def _opens_item(text: str, start: int) -> bool:
    return _MARK.fullmatch(text, text.rfind("\n", 0, start) + 1, start) is not None
