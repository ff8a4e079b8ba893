"""Drafting cases from a report: everything but the question, which is left to a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import rjieba

from assistant.answering.topic import mentions
from assistant.evaluation.cases import Kind
from assistant.evaluation.gold import places
from assistant.evaluation.metrics.numbers import UNITS
from assistant.evaluation.metrics.overlap import Span
from assistant.evaluation.sentences import sentences
from assistant.types import Document

NUMBER = r"\d[\d,]*(?:\.\d+)?"
PATTERNS = (
    (Kind.NAME, r"《[^《》\n]{2,40}》|“[^“”\n]{4,12}”"),
    (Kind.QUOTE, r"“[^“”\n]{13,40}”"),
    (Kind.DATE, r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{4}年(?:年底|年末|初|底)?"),
    (
        Kind.SHARE,
        rf"{NUMBER}(?:%|％|个百分点)|[一二三四五六七八九十]分之[一二三四五六七八九十]|[一二三四五六七八九两]成",
    ),
    (Kind.RANK, r"第[一二三四五六七八九十\d]+(?:名|位)?"),
    (Kind.NUMBER, rf"{NUMBER}(?:万亿|千万|百万|亿|万|千(?![瓦米克])|百)?[余多]?(?:{'|'.join(UNITS)}|[\u4e00-\u9fff])?"),
)
"""What a question may ask for, tried in this order at every place of a sentence."""
FIGURE = re.compile("|".join(f"(?P<{kind.name}>{pattern})" for kind, pattern in PATTERNS))
NAMED = {"person": Kind.PERSON, "organisation": Kind.ORGANISATION, "place": Kind.PLACE}
"""The program's names for what a sentence mentions, and our kinds."""
BARE = ("公司", "集团", "企业")
"""Words that name nobody on their own."""
YEAR = re.compile(r"\d{4}年")
REST = 4
"""A clause with fewer characters beside the figure is no evidence on its own."""
OFTEN = 5
"""A year or a name that stands more often in a report is what the report is about, and not asked for."""


class Draft(NamedTuple):
    """A case without its question. `key` is what the question should ask for."""

    kind: Kind
    key: str
    quote: str
    occurrence: int | None


class _Found(NamedTuple):
    """What may be asked for, at `[start, end)` of a sentence."""

    kind: Kind
    start: int
    end: int


def drafts(document: Document) -> Iterator[tuple[str, list[Draft]]]:
    """Every sentence that has drafts, with one for each figure, date, share, rank, title and quoted name in it, and
    for each name of a person, an organisation or a place that the report has not named before.
    """
    named: set[str] = set()
    for span in sentences(document):
        sentence = document.text[span.start : span.end]
        here: list[Draft] = []
        for found in _askable(sentence):
            key = sentence[found.start : found.end]
            if key in named or _common(document.text, key, found.kind):
                continue
            quote, occurrence = _quote(document.text, span, span.start + found.start, span.start + found.end)
            draft = Draft(found.kind, key, quote, occurrence)
            if draft not in here:
                here.append(draft)
            if found.kind in NAMED.values():
                named.add(key)
        if here:
            yield sentence, here


def _askable(sentence: str) -> list[_Found]:
    """What a sentence offers, from left to right; a name inside a figure or a title is not taken apart."""
    found = [_Found(Kind[match.lastgroup or ""], *match.span()) for match in FIGURE.finditer(sentence)]
    taken = [(each.start, each.end) for each in found]
    for mention in mentions(sentence):
        start = sentence.find(mention.text, mention.start)
        end = start + len(mention.text)
        named = mention.kind in NAMED and not _names_nothing(mention.text)
        if named and not any(start < other and first < end for first, other in taken):
            found.append(_Found(NAMED[mention.kind], start, end))
    return sorted(found, key=lambda each: each.start)


def _names_nothing(name: str) -> bool:
    """Whether it is 全市, or a verb with its object: 影响公司."""
    words = rjieba.tag(name)
    verb = len(words) > 1 and words[-1][0] in BARE and words[-2][1][0] in "vl"
    return name.startswith("全") or verb


def _common(text: str, key: str, kind: Kind) -> bool:
    return (kind in NAMED.values() or YEAR.fullmatch(key) is not None) and text.count(key) > OFTEN


def _quote(text: str, sentence: Span, start: int, end: int) -> tuple[str, int | None]:
    """The clause around `[start, end)` where it stands once and is not too short, else the sentence and its number."""
    first = max(sentence.start, text.rfind("，", sentence.start, start) + 1)
    comma = text.find("，", end, sentence.end)
    clause = text[first : comma if comma >= 0 else sentence.end].rstrip("。！？；")
    if len(clause) - (end - start) >= REST and len(places(text, clause)) == 1:
        return clause, None
    whole = text[sentence.start : sentence.end]
    found = places(text, whole)
    return whole, found.index(sentence.start) + 1 if len(found) > 1 else None
