"""Points that a text makes one after the other, each in a sentence of its own: 一是…。二是…。三是…。"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Document, Sentence

_ORDERED = r"其?[一二三四五六七八九十](?:是|、|则)|第[一二三四五六七八九十][，、是]|首先|其次|再次|再者|最后|[(（]?\d{1,2}[)）.、]"
_NUMBERED = re.compile(_ORDERED)
_SUBJECT = re.compile("([^，。；]{2,12})(?:方面|领域)，")
_POINT = re.compile(rf"{_ORDERED}|{_SUBJECT.pattern}")
_ANNOUNCED = re.compile("(?:以下|如下|[两二三四五六七八九十几]大?[点条个项种件类家块方][^，。；]{0,8})[：:。]$")

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


def subject(sentence: str) -> str:
    """Return what a point is about that says so: 区块链 of 区块链方面，…; "" for any other sentence."""
    found = _SUBJECT.match(sentence)
    return found[1] if found else ""


def items(document: Document, sentences: Sequence[Sentence], place: int) -> list[int]:
    """Return the places of the sentences that open the items of the section that the sentence at `place` is in.

    An item is a line with a list mark (1., -), or a line that begins 第一，. Empty where there are fewer than two.
    """
    here = _section(document, sentences[place].start)
    found = [
        i
        for i, sentence in enumerate(sentences)
        if _section(document, sentence.start) == here and _opens_item(document.text, sentence)
    ]
    return found if len(found) > 1 else []


def announced(document: Document, sentences: Sequence[Sentence], place: int) -> list[int]:
    """Return the places of the items of the list that the sentence at `place` announces with a colon at its end."""
    if not sentences[place].text.endswith(("：", ":")) and not _ANNOUNCED.search(sentences[place].text):
        return []
    found = list[int]()
    for at in range(place + 1, len(sentences)):
        opens = _opens_item(document.text, sentences[at])
        same_line = "\n" not in document.text[sentences[at - 1].start : sentences[at].start]
        if not opens and not (found and same_line):
            break
        found += [at] if opens else []
    return found if len(found) > 1 else []


def _section(document: Document, position: int) -> int:
    return sum(section.start <= position for section in document.sections)


def _inline(sentences: Sequence[Sentence], place: int) -> range:
    """Return the run of a sentence that goes on after ；, with a list after its colon: 三大优势：甲，…；乙，…；丙，…."""
    first = place
    while first > 0 and sentences[first - 1].text.endswith("；"):
        first -= 1
    last = first
    while last + 1 < len(sentences) and sentences[last].text.endswith("；"):
        last += 1
    return range(first, last + 1) if last > first and _COLON.search(sentences[first].text) else range(0)


def _opens_item(text: str, sentence: Sentence) -> bool:
    line = text.rfind("\n", 0, sentence.start) + 1
    if line == sentence.start:
        return _NUMBERED.match(sentence.text) is not None
    return _MARK.fullmatch(text, line, sentence.start) is not None
