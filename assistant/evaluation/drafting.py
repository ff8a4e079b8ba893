"""Drafting cases from a report: everything but the question, which is left to a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import yaml

from assistant.evaluation.cases import Kind, slug
from assistant.evaluation.gold import places
from assistant.evaluation.metrics.overlap import Span
from assistant.evaluation.sentences import sentences
from assistant.types import Document

NUMBER = r"\d[\d,]*(?:\.\d+)?"
PATTERNS = (
    (Kind.NAME, r"《[^《》\n]{2,40}》"),
    (Kind.QUOTE, r"“[^“”\n]{4,40}”"),
    (Kind.DATE, r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{4}年(?:年底|年末|初|底)?"),
    (
        Kind.SHARE,
        rf"{NUMBER}(?:%|％|个百分点)|[一二三四五六七八九十]分之[一二三四五六七八九十]|[一二三四五六七八九两]成",
    ),
    (Kind.RANK, r"第[一二三四五六七八九十\d]+(?:名|位)?"),
    (Kind.NUMBER, rf"{NUMBER}(?:万亿|千万|百万|亿|万|千|百)?[余多]?(?:平方公里|平方米|公里|美元|[\u4e00-\u9fff])?"),
)
"""What a question may ask for, tried in this order at every place of a sentence."""
REST = 4
"""A clause with fewer characters beside the figure is no evidence on its own."""
FIGURE = re.compile("|".join(f"(?P<{kind.name}>{pattern})" for kind, pattern in PATTERNS))


class Draft(NamedTuple):
    """A case without its question. `key` is what the question should ask for."""

    kind: Kind
    key: str
    quote: str
    occurrence: int | None


def drafts(document: Document) -> Iterator[Draft]:
    """A draft for every figure, date, share, rank, title and quoted name of every sentence, in order.

    Names of people and places are not recognised: add those by hand.
    """
    for span in sentences(document):
        sentence = document.text[span.start : span.end]
        seen = set()
        for match in FIGURE.finditer(sentence):
            key = match.group()
            if key not in seen:
                seen.add(key)
                quote, occurrence = _quote(document.text, span, span.start + match.start(), span.start + match.end())
                yield Draft(Kind[match.lastgroup or Kind.NUMBER.name], key, quote, occurrence)


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


def draft_yaml(document: Document) -> str:
    """The drafts of a report as a file of cases whose `turns` are empty; ids are the report's name and a number.

    Fill in the questions and delete what nobody would ask: a file with an empty question is refused when read.
    """
    prefix = slug(PurePosixPath(document.source).stem)
    rows = [_row(draft, document.source, f"{prefix}-{number:03d}") for number, draft in enumerate(drafts(document), 1)]
    head = f"# Drafted from {document.source}. Write each question into `turns`, delete what nobody would ask, add names.\n"
    return head + "".join("\n" + _dump([row]) for row in rows)


def _row(draft: Draft, source: str, name: str) -> dict[str, Any]:
    evidence: dict[str, Any] = {"document": source, "quote": draft.quote}
    if draft.occurrence is not None:
        evidence["occurrence"] = draft.occurrence
    return {
        "id": name,
        "kind": draft.kind.value,
        "turns": [""],
        "answers": [draft.key],
        "key": draft.key,
        "evidence": [evidence],
    }


def _dump(rows: list[dict[str, Any]]) -> str:
    return yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, default_flow_style=None, width=1000)
