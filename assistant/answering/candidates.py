"""The sentences among which the evidence is picked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.answering.tables import header_of
from assistant.answering.view import View, view
from assistant.text import fold, sentence_spans
from assistant.types import Document, Hit, Passage, Sentence

_MARKUP = re.compile(r"(?:[-*+>]|\d+[.)])\s+|[|#\s]+")
_RULE = re.compile(r"[\s|:\-=*_]+")
_SHORT_NAME = re.compile('(?:简称|下称)(?:为|是|[:：])?[“"「]([\u4e00-\u9fff]{2,8})[”"」]')
_SUBJECT = re.compile(r"[^，。；：！？（(\s]{2,14}?(?=（|\(|，|是|为|于|位于|成立)")


class Candidate(NamedTuple):
    """A sentence that may answer, with what stands around it.

    `hit` is the passage it was found in, `rank` that one's, from 0; `position` its own, from 0, among the `of` sentences of
    the document. `context` is the title with the subject of the document's first sentence, `heading` the headings it
    stands under, `header` the head row where the sentence is a row of a table, `document` the document's folded text.
    """

    hit: Hit
    rank: int
    sentence: Sentence
    previous: Sentence | None
    view: View
    before: View
    after: View
    lead: View
    context: View
    heading: View
    passage: View
    position: int
    of: int
    header: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its ranker score (unbounded, higher is better) and the features it came from.

    `score` is `learned`, what the model says, less what is taken off for a mismatch in kind.
    """

    candidate: Candidate
    score: float
    learned: float
    features: NDArray[np.float32]


@lru_cache(maxsize=4096)
def document_sentences(document: Document) -> tuple[Sentence, ...]:
    """Return the citable sentences of a document in order: no headings, no list marks, no table rules."""
    found = []
    bodies = [(section.body, section.end) for section in document.sections] or [(0, len(document.text))]
    for body, end in bodies:
        for start, stop in sentence_spans(document.text, body, end):
            mark = _MARKUP.match(document.text, start, stop)
            begin = mark.end() if mark else start
            text = document.text[begin:stop]
            if text and not _RULE.fullmatch(text):
                found.append(Sentence(document.id, begin, stop, text))
    return tuple(found)


@lru_cache(maxsize=64)
def folded_text(document: Document) -> str:
    """Return a document's text, folded; the latest are remembered."""
    return fold(document.text)


_CHAIN = 3  # sentences
_COUNTED = "元|万元|亿元|人|万人|家|件|户|吨|万吨|亩|万亩"
_BARE_FIGURE = re.compile(
    f"(?:其中)?[,，]?(?P<whose>[\u4e00-\u9fff]{{2,10}}?)(?:为|达)?[0-9][0-9.,]*(?P<unit>{_COUNTED})"
)
_MEASURE = re.compile("(?:收入|支出|产值|增加值|余额|总额|投资|人口|产量|面积|数量|费|额|量|率)(?:为|达)?$")
_LED = re.compile(
    f"(?:全[体市县区省国镇])?(?P<measure>[\u4e00-\u9fff]{{0,8}}人均[\u4e00-\u9fff]{{0,6}}(?:收入|支出))(?:为|达)?[0-9][0-9.,]*(?P<unit>{_COUNTED})"
)


@lru_cache(maxsize=256)
def short_names(document: Document) -> tuple[str, ...]:
    """Return the short names that a document gives for whom its title names: 星澜智装 for 星澜智能装备股份有限公司."""
    found = dict.fromkeys(_SHORT_NAME.findall(document.text))
    return tuple(name for name in found if name not in document.title and set(name) <= set(document.title))


def candidates(hits: Sequence[Hit], documents: Mapping[str, Document]) -> list[Candidate]:
    """Return the sentences of the hit passages, best passage first, each once."""
    return [
        Candidate._make((hit, rank, *placed))  # one of many, most of which are passed over
        for rank, hit in enumerate(hits)
        for placed in _placed(hit.passage, documents[hit.passage.document_id])
    ]


@lru_cache(maxsize=512)
def _placed(passage: Passage, document: Document) -> tuple[tuple[Any, ...], ...]:
    """Return the sentences of a passage with all but `hit` and `rank`, which every question brings anew."""
    sentences = document_sentences(document)
    if not sentences:
        return ()
    empty, found = view(""), []
    first = bisect_left(sentences, passage.start, key=lambda sentence: sentence.start)
    lead, heading = view(sentences[0].text), view(passage.heading)
    known = (passage.title, subject(sentences[0].text), *short_names(document))
    context, whole = view(" ".join(filter(None, known))), view(passage.text)
    for position in range(first, len(sentences)):
        if sentences[position].start >= passage.end:
            break
        header = header_of(document, sentences[position])
        placed = Candidate(
            hit=Hit(passage, 0.0),
            rank=0,
            sentence=sentences[position],
            previous=sentences[position - 1] if position else None,
            view=view(sentences[position].text + measured_before(document, position)),
            before=view(header or sentences[position - 1].text) if position else empty,
            after=view(sentences[position + 1].text) if position + 1 < len(sentences) else empty,
            lead=lead,
            context=context,
            heading=heading,
            passage=whole,
            position=position,
            of=len(sentences),
            header=header,
            document=folded_text(document),
        )
        found.append(placed[2:])
    return tuple(found)


def measured_before(document: Document, position: int) -> str:
    """Return in brackets what the figure of a sentence measures, where sentences before it say that: "" elsewhere.

    全体居民人均可支配收入25680元。其中城镇居民35420元；农村居民16380元 says of the last one only whose it is. It goes behind
    the sentence, so that offsets into that stay what they are.
    """
    sentences = document_sentences(document)
    here = sentences[position]
    bare = _BARE_FIGURE.match(here.text)
    if bare is None or _MEASURE.search(bare["whose"]):
        return ""
    for earlier in reversed(sentences[max(0, position - _CHAIN) : position]):
        if "\n" in document.text[earlier.start : here.start]:
            return ""
        led = _LED.search(earlier.text)
        if led is not None and led["unit"] == bare["unit"]:
            return f"（{led['measure']}）"
        if not _BARE_FIGURE.match(earlier.text):
            return ""
    return ""


def subject(lead: str) -> str:
    """Return what a document's first sentence speaks of, "" where it does not open with it: 海淀区 of 海淀区是…"""
    match = _SUBJECT.match(lead)
    return match.group() if match else ""
