"""From the chosen evidence to the Answer: exact quotes, numbered, each after what it supports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.conflict import scope
from assistant.answering.key import key_span
from assistant.answering.question import Question
from assistant.answering.select import leans_back
from assistant.answering.tables import Cell
from assistant.types import Answer, AnswerKind, Citation, Claim, Document

_FOOTNOTE = re.compile(r"\[(\d+)\]")
CONFLICTING = "报告中有两处不同的说法："


@dataclass(frozen=True, slots=True)
class Quote:
    """A slice of a document that the answer says, word for word: `document.text[start:end]`."""

    document: Document
    start: int
    end: int

    @property
    def text(self) -> str:
        """The quoted characters."""
        return self.document.text[self.start : self.end]


def compose(asked: str, question: Question, quotes: Sequence[Quote], kind: AnswerKind, support: float) -> Answer:
    """Return the answer that says `quotes`, in their order; `asked` is the question as it was put."""
    citations = tuple(cite(quote, number) for number, quote in enumerate(quotes, start=1))
    text, spans, claims = "", list[tuple[int, int]](), list[Claim]()
    for citation, following in zip(citations, [*citations[1:], None], strict=True):
        said = ended(citation.quote)
        span = key_span(question, citation.quote)
        if span is not None and (not spans or kind is not AnswerKind.FACT) and not _introduces(question, following):
            spans.append((len(text) + span[0], len(text) + span[1]))
        text += f"{said}[{citation.number}]"
        claims.append(Claim(said, (citation.number,)))
    return Answer(
        question=asked, text=text, kind=kind, citations=citations, claims=tuple(claims), key_spans=tuple(spans),
        support=support,
    )  # fmt: skip


def _introduces(question: Question, following: Citation | None) -> bool:
    """Whether a sentence only says of what the next one speaks, which holds what is asked for: 其中，城镇居民…."""
    return following is not None and leans_back(following.quote) and key_span(question, following.quote) is not None


def compose_cell(asked: str, quote: Quote, cell: Cell, support: float) -> Answer:
    """Return the answer that says what a cell of a table holds, with the cited row."""
    said = f"{unmarked(str(cell))}。"
    start = len(said) - 1 - len(cell.text + cell.unit)
    return Answer(
        asked, f"{said}[1]", AnswerKind.FACT, citations=(cite(quote, 1),), claims=(Claim(said, (1,)),),
        key_spans=((start, len(said) - 1),), support=support,
    )  # fmt: skip


def compose_conflict(asked: str, question: Question, quotes: Sequence[Quote], support: float) -> Answer:
    """Return the answer that shows every quote's value beside the others', each with its citation and its scope."""
    text, spans, claims, citations = CONFLICTING, list[tuple[int, int]](), list[Claim](), list[Citation]()
    for number, quote in enumerate(quotes, start=1):
        citation = cite(quote, number)
        text += "\n"
        span = key_span(question, citation.quote)
        if span is not None:
            spans.append((len(text) + span[0], len(text) + span[1]))
        said = ended(citation.quote)
        text += f"{said}[{number}]"
        value = citation.quote[slice(*span)] if span else said
        claims.append(Claim(value, (number,), scope(citation.quote) or citation.heading))
        citations.append(citation)
    return Answer(
        question=asked, text=text, kind=AnswerKind.CONFLICT, citations=tuple(citations), claims=tuple(claims),
        key_spans=tuple(spans), support=support,
    )  # fmt: skip


def cite(quote: Quote, number: int) -> Citation:
    """Return the citation of a quote: exact by construction."""
    document = quote.document
    return Citation(
        number, document.id, document.title, heading_at(document, quote.start), quote.start, quote.end, quote.text
    )


def heading_at(document: Document, position: int) -> str:
    """Return the path of headings over a position, without the title: 企业 · 上市企业."""
    path: list[tuple[int, str]] = []
    for section in document.sections:
        if section.start > position:
            break
        if section.heading:
            path = [(level, heading) for level, heading in path if level < section.level]
            path.append((section.level, section.heading))
    return " · ".join(heading for _, heading in path if heading != document.title)


def ended(text: str) -> str:
    """Return a quote as a sentence: a clause's comma becomes a full stop, a full stop is added where none stands."""
    bare = unmarked(text).rstrip("，,、；;：: ")
    return bare if bare.endswith(("。", "！", "？", "!", "?", "”", "」", "》", "…", ".")) and bare else f"{bare}。"


def unmarked(text: str) -> str:
    """Return a text whose own [7] cannot be taken for a marker: ［7］, of the same length."""
    return _FOOTNOTE.sub(r"［\1］", text)
