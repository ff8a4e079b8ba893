"""From the chosen evidence to the Answer: exact quotes, numbered, each after what it supports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.key import key_span
from assistant.answering.question import Question
from assistant.types import Answer, AnswerKind, Citation, Claim, Document


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
    for citation in citations:
        said = ended(citation.quote)
        span = key_span(question, citation.quote)
        if span is not None and (not spans or kind is not AnswerKind.FACT):
            spans.append((len(text) + span[0], len(text) + span[1]))
        text += f"{said}[{citation.number}]"
        claims.append(Claim(said, (citation.number,)))
    return Answer(
        question=asked, text=text, kind=kind, citations=citations, claims=tuple(claims), key_spans=tuple(spans),
        support=support,
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
    bare = text.rstrip("，,、；;：: ")
    return bare if bare.endswith(("。", "！", "？", "!", "?", "”", "」", "》", "…", ".")) and bare else f"{bare}。"


def nearest(documents: Mapping[str, Document], quotes: Sequence[Quote]) -> tuple[Citation, ...]:
    """Return quotes as related citations, numbered from 1."""
    return tuple(cite(quote, number) for number, quote in enumerate(quotes, start=1) if quote.document.id in documents)
