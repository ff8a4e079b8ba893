"""The words of the project as frozen values.

Offsets are in characters (Python `str` indices) of `Document.text`, half open: `[start, end)`.
Scores: higher is better, everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_PIECE = re.compile(r".+?(?:[。！？；\n](?:\[\d+\])*|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text under it.

    `start` is where the heading's line begins (or the document, for text before the first heading),
    `body` where the text under it begins, `end` where the next section starts. `level` is 1 to 6, 0 without heading.
    """

    heading: str
    level: int
    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One report. `id` is a hash of `source` and `text`; `source` is the path relative to the documents folder."""

    id: str
    title: str
    text: str
    source: str
    sections: tuple[Section, ...] = ()

    def __hash__(self) -> int:
        """The hash of the id: what is remembered of a document is looked up often, and a report has many sections."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Listing:
    """A document as the shelf lists it: all but its text.

    `size` is in bytes. `modified`, when the file was last changed, and `indexed` are ISO 8601 in UTC; `modified` is ""
    while the file is so new that it may still be changing.
    """

    document_id: str
    title: str
    source: str
    size: int
    modified: str
    indexed: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is retrieved: `document.text[start:end] == text`, inside one section.

    `title` and `heading` are its context: indexed and scored with it, never part of what is quoted.
    """

    document_id: str
    title: str
    heading: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its retrieval score, and what that was made of.

    `lexical` (z-scores of words and character pairs, summed) and `dense` (a cosine) were z-scored and fused; `title` was
    added for a title that the question names, and `reranked` by the second stage where there is one.
    """

    passage: Passage
    score: float
    lexical: float = 0.0
    dense: float = 0.0
    title: float = 0.0
    reranked: float = 0.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit that is cited: `document.text[start:end] == text`, without surrounding white space."""

    document_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence with its support for a question, 0 (none) to 1 (certain)."""

    sentence: Sentence
    score: float


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered, exact quote: `document.text[start:end] == quote`, always. `number` counts from 1."""

    number: int
    document_id: str
    title: str
    heading: str
    start: int
    end: int
    quote: str


class AnswerKind(StrEnum):
    """What an answer is, so that each kind can look like what it is."""

    FACT = "fact"
    LIST = "list"
    CONFLICT = "conflict"
    CALCULATION = "calculation"
    REFUSAL = "refusal"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Claim:
    """A piece of an answer and the citations it rests on.

    `text` carries no markers; `markers` are citation numbers, in the order they stand after it.
    `scope` says for what a value holds, where an answer shows a conflict ("人工智能、大数据等前沿科技领域").
    """

    text: str
    markers: tuple[int, ...]
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Calculation:
    """A formula over cited operands, as `formula` = `result` `unit`; `vague` when an operand is (20多万)."""

    formula: str
    result: str
    unit: str
    vague: bool = False


class Note(StrEnum):
    """A quiet word under an answer, about the language model that was asked for it."""

    MODEL_OUT = "语言模型这次没有答完，缺的部分直接取自报告。"
    MODEL_UNSUPPORTED = "语言模型的说法没有通过核对，回答直接取自报告。"
    MODEL_DISAGREED = "语言模型另有说法，与报告原文给出的不同，以原文为准。"


@dataclass(frozen=True, slots=True)
class Generation:
    """What a language model did for an answer.

    `seconds` is how long it took, `cost` what its tokens cost by the prices in the settings; tokens are 0 where the
    server does not tell. `shown` counts its claims that were borne out, `dropped` says of each of the others why it
    was not shown. `failed`: it could not be reached or broke off, the log says why; `remembered`: it was not asked anew.
    """

    model: str
    seconds: float
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0
    shown: int = 0
    dropped: tuple[str, ...] = ()
    failed: bool = False
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What `ask` returns.

    `text` is what a reader sees, with `[n]` markers; every `[n]` has its citation and every citation its `[n]`.
    `key_spans` are `[start, end)` offsets into `text` of the figure or name that was asked for.
    A refusal has no citations; `related` holds the nearest things that the documents do say, numbered from 1.
    `understood` is the completed question where it differs from what was typed, else "".
    `support` is the calibrated probability, 0 to 1, that the cited text answers the question.
    `note` and `generation` tell about the language model, where one was asked.
    """

    question: str
    text: str
    kind: AnswerKind
    citations: tuple[Citation, ...] = ()
    claims: tuple[Claim, ...] = ()
    key_spans: tuple[tuple[int, int], ...] = ()
    understood: str = ""
    missing: str = ""
    related: tuple[Citation, ...] = ()
    calculation: Calculation | None = None
    support: float = 0.0
    note: Note | None = None
    generation: Generation | None = None

    @property
    def refused(self) -> bool:
        """Whether the documents do not answer the question."""
        return self.kind is AnswerKind.REFUSAL

    @property
    def pieces(self) -> tuple[str, ...]:
        """The sentences of `text`, each with its markers; joined they are `text`."""
        return tuple(_PIECE.findall(self.text))

    @property
    def key(self) -> str:
        """The first key span's text, "" when there is none."""
        return self.text[slice(*self.key_spans[0])] if self.key_spans else ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with its answer."""

    question: str
    answer: Answer
