"""Sentences and clauses as exact offsets."""

from __future__ import annotations

import re

_END = "。！？；!?;\n"
_PAIRS = {"“": "”", "「": "」", "『": "』", "《": "》", "（": "）", "‘": "’"}
_CLOSERS = "”」』》）’\"'"
_STOP = re.compile(r"[。！？；!?;\n]|[“「『《（‘]|\.(?=\s|$)")
_ABBREVIATED = re.compile(r"(?<![A-Za-z])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|Prof|Inc|Ltd|Co|Corp|No|vs|Vol|etc)\.$")
_ATTRIBUTION = re.compile(r"[^。！？；\n，,“]{0,30}(?:说|表示|指出|认为|称|感叹|介绍|强调|告诉|谈到|坦言)")
_CLAUSE_END = re.compile(r"(?<!\d)[，,：:；;]|[，,：:；;](?!\d)|[。！？!?]")


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the `[start, end)` offsets of the sentences in `text[start:end]`, without white space around them.

    A sentence ends in 。！？； (with the closing marks after it) or at a line's end, never inside a number or a
    pair of “”, 「」, 『』, 《》, （）. A quotation that ends with its own full stop ends the sentence as well, unless
    the words after it tell who said it.
    """
    end = len(text) if end is None else end
    spans, begin, position = [], start, start
    while (match := _STOP.search(text, position, end)) is not None:
        mark = match.group()
        if mark in _PAIRS:
            close = _closing(text, match.start(), end)
            position = match.end() if close is None else close + 1
            if close is not None and _quotation_ends_sentence(text, match.start(), close, end):
                spans.append((begin, position))
                begin = position
            continue
        position = match.end()
        if mark == "." and (
            not text[match.start() - 1 : match.start()].isalpha() or _ABBREVIATED.search(text, begin, match.end())
        ):
            continue
        while mark != "\n" and position < end and text[position] in _END[:-1] + _CLOSERS and not _opens(text, position):
            position += 1
        spans.append((begin, position))
        begin = position
    spans.append((begin, end))
    return [span for span in (_strip(text, *span) for span in spans) if span[0] < span[1]]


def clause_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the `[start, end)` offsets of the clauses in `text[start:end]`, each with the mark that ends it.

    The clauses lie side by side. Marks inside numbers, 《》 and （） do not end one.
    """
    end = len(text) if end is None else end
    spans, begin, position = [], start, start
    while (match := _CLAUSE_END.search(text, position, end)) is not None:
        position = match.end()
        if _inside(text, begin, match.start(), "《", "》") or _inside(text, begin, match.start(), "（", "）"):
            continue
        while position < end and text[position] in _CLOSERS and not _opens(text, position):
            position += 1
        spans.append((begin, position))
        begin = position
    if text[begin:end].strip():
        spans.append((begin, end))
    return spans


def _closing(text: str, opening: int, end: int) -> int | None:
    """Return where the pair opened at `opening` closes in the same line, None when it does not."""
    line_end = text.find("\n", opening, end)
    limit = end if line_end < 0 else line_end
    depth, left, right = 0, text[opening], _PAIRS[text[opening]]
    first = text.find(right, opening, limit)
    if first < 0 or text.find(left, opening + 1, first) < 0:
        return first if first >= 0 else None
    for position in range(opening, limit):
        depth += (text[position] == left) - (text[position] == right)
        if depth == 0:
            return position
    return None


def _quotation_ends_sentence(text: str, opening: int, close: int, end: int) -> bool:
    if text[opening] not in "“「" or text[close - 1] not in "。！？":
        return False
    following = text[close + 1 : min(end, close + 60)].lstrip()
    return not following or (following[0] not in "，,、的（" + _CLOSERS and not _ATTRIBUTION.match(following))


def _opens(text: str, position: int) -> bool:
    """Whether a straight quotation mark stands there that opens a quotation."""
    line = text.rfind("\n", 0, position) + 1
    return text[position] == '"' and text.count('"', line, position) % 2 == 0


def _inside(text: str, start: int, position: int, left: str, right: str) -> bool:
    return text.count(left, start, position) > text.count(right, start, position) and right in text[position:]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
