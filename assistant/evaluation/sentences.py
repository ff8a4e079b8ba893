"""Sentences of a report, as the benchmark counts them."""

from __future__ import annotations

import re

from assistant.evaluation.metrics.overlap import Span
from assistant.types import Document

SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]*[”’」』）]*")
LEAD = re.compile(r"\s*(?:#+\s.*|[-*+]\s+|\d+[.、]\s+)?")


def sentences(document: Document) -> list[Span]:
    """The places of the document's sentences, without headings, list marks and surrounding white space."""
    spans = []
    for match in SENTENCE.finditer(document.text):
        start = match.start() + _lead(document.text, match.start(), match.group())
        end = match.start() + len(match.group().rstrip())
        if start < end:
            spans.append(Span(document.id, start, end))
    return spans


def _lead(text: str, start: int, sentence: str) -> int:
    """How many characters before the sentence proper; heading and list marks stand only at the start of a line."""
    if start == 0 or text[start - 1] == "\n":
        lead = LEAD.match(sentence)
        return lead.end() if lead else 0
    return len(sentence) - len(sentence.lstrip())
