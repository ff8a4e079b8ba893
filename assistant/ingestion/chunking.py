"""From a document to its passages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.ingestion.sections import heading_paths
from assistant.text import clause_spans, sentence_spans
from assistant.types import Document, Passage, Section

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

# The splitter is given not the text but, character by character, how good a place to cut the end of each one is.
_LINE, _SENTENCE, _CLAUSE, _QUOTED_CLAUSE, _CHARACTER, _NOWHERE = "LSCQ.x"
_SEPARATORS = [_LINE, _SENTENCE, _CLAUSE, _QUOTED_CLAUSE, re.escape(_CHARACTER), ""]

_QUOTED = re.compile(r"“[^“”]*”|「[^「」]*」|『[^『』]*』|《[^《》]*》|（[^（）]*）")
_WHOLE = re.compile(
    r"[\d〇○零一二三四五六七八九十]+年(?:[\d一二三四五六七八九十]+月(?:[\d一二三四五六七八九十]+[日号])?)?"
    r"|[\d一二三四五六七八九十]+月[\d一二三四五六七八九十]+[日号]"
    r"|\d+(?:[.,:/．，：\-]\d+)*[余多]?[十百千万亿]*[%％‰]?"
    r"|[零〇一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?[万亿]*"
    r"|[A-Za-zＡ-Ｚａ-ｚ]+"
)


def split_passages(document: Document, max_chars: int) -> tuple[Passage, ...]:
    """Return the passages of `document`, in order, each inside one section and at most `max_chars` long.

    Every character that is neither white space nor in a heading is in exactly one passage. A passage ends where a line
    ends if it can, else where a sentence ends; a sentence that is itself longer is cut where a clause ends, outside
    quotation marks, （） and 《》 first; and numbers, dates and Latin words that fit into a passage stay whole.
    """
    sections = document.sections or (Section("", 0, 0, 0, len(document.text)),)
    return tuple(
        Passage(document.id, document.title, heading, start, end, document.text[start:end])
        for section, heading in zip(sections, heading_paths(sections, document.title), strict=True)
        for start, end in _spans(document.text, section.body, section.end, max_chars)
    )


def _spans(text: str, start: int, end: int, max_chars: int) -> Iterator[tuple[int, int]]:
    if end - start <= max_chars:
        pieces = [end - start]
    else:
        pieces = [len(marks) for marks in _splitter(max_chars).split_text(_marks(text, start, end, max_chars))]
    for length in pieces:
        piece = text[start : start + length]
        first = start + len(piece) - len(piece.lstrip())
        last = start + len(piece.rstrip())
        if first < last:
            yield first, last
        start += length


@cache
def _splitter(max_chars: int) -> RecursiveCharacterTextSplitter:
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # takes 0.3 s to import

    # It keeps pieces whole when they are shorter than chunk_size, and merges them up to chunk_size. Counted in half
    # characters, with an odd limit, both mean "at most max_chars".
    return RecursiveCharacterTextSplitter(
        separators=_SEPARATORS,
        is_separator_regex=True,
        keep_separator="end",
        chunk_size=2 * max_chars + 1,
        chunk_overlap=0,
        length_function=lambda marks: 2 * len(marks),
        strip_whitespace=False,
    )


def _marks(text: str, start: int, end: int, max_chars: int) -> str:
    """Return one mark for each character of `text[start:end]`: what kind of place its end is to cut."""
    marks = [_NOWHERE] * (end - start)
    sentences = sentence_spans(text, start, end)
    for (_, last), (following, _) in pairwise([(start, start), *sentences, (end, end)]):
        if last < following:
            marks[following - start - 1] = _LINE if "\n" in text[last:following] else _SENTENCE
    for first, last in sentences:
        marks[last - start - 1] = _SENTENCE
        if last - first > max_chars:
            marks[first - start : last - start - 1] = _sentence_marks(text, first, last)[:-1]
    return "".join(marks)


def _sentence_marks(text: str, start: int, end: int) -> list[str]:
    marks = [_CHARACTER] * (end - start)
    for match in _WHOLE.finditer(text, start, end):
        marks[match.start() - start : match.end() - start - 1] = _NOWHERE * (match.end() - match.start() - 1)
    quoted = bytearray(end - start)
    for match in _QUOTED.finditer(text, start, end):
        quoted[match.start() - start : match.end() - start - 1] = b"\1" * (match.end() - match.start() - 1)
    for _, clause_end in clause_spans(text, start, end):
        if marks[clause_end - start - 1] == _CHARACTER:
            marks[clause_end - start - 1] = _QUOTED_CLAUSE if quoted[clause_end - start - 1] else _CLAUSE
    return marks
