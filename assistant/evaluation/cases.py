"""Benchmark cases: one question with its gold each, in YAML that people write and review."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, model_validator

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class Kind(StrEnum):
    """What a case asks for; figures are also given for each kind."""

    NUMBER = "number"
    SHARE = "share"
    RANK = "rank"
    DATE = "date"
    SPAN = "span"
    PERSON = "person"
    OFFICE = "office"
    ORGANISATION = "organisation"
    PLACE = "place"
    NAME = "name"
    LIST = "list"
    REASON = "reason"
    WAY = "way"
    YESNO = "yesno"
    COMPARISON = "comparison"
    CALCULATION = "calculation"
    DEFINITION = "definition"
    QUOTE = "quote"
    CONFLICT = "conflict"
    FOLLOW_UP = "follow-up"
    UNANSWERABLE = "unanswerable"
    CHAT = "chat"
    INJECTION = "injection"
    ENGLISH = "english"


WITHOUT_GOLD = frozenset({Kind.UNANSWERABLE, Kind.CHAT, Kind.INJECTION})
"""The kinds that need no gold answer."""


class GoldEvidence(BaseModel):
    """Where a document says it; offsets are found from `quote`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: Text = Field(description="its path in the documents folder")
    quote: Text = Field(description="verbatim, as it stands in the document")
    occurrence: int | None = Field(
        default=None, ge=1, description="which one, counted from 1, where the quote stands repeatedly"
    )


class Constraints(BaseModel):
    """What the question insists on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    year: Text | None = None
    place: Text | None = None
    organisation: Text | None = None
    indicator: Text | None = None
    scope: Text | None = None


Reason = Literal[
    "wrong-year",
    "wrong-place",
    "wrong-person",
    "wrong-organisation",
    "wrong-indicator",
    "wrong-scope",
    "false-premise",
    "not-in-report",
    "off-topic",
]


class Case(BaseModel):
    """One benchmark question with its gold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Slug = Field(description="names the case in every report; unique, and never used again for another case")
    kind: Kind = Field(description="what is asked for")
    turns: tuple[Text, ...] = Field(
        min_length=1, description="the questions of a conversation in order; the last one is judged"
    )
    answers: tuple[Text | Annotated[tuple[Text, ...], Field(min_length=1)], ...] = Field(
        default=(), description="every item must be in the answer; of an item that is a list, one alternative is enough"
    )
    forbidden: tuple[Text, ...] = Field(default=(), description="none of these may be in the answer")
    key: Text | None = Field(default=None, description="the figure or name that was asked for, and nothing more")
    evidence: tuple[GoldEvidence, ...] = Field(default=(), description="where the documents say it")
    also: tuple[GoldEvidence, ...] = Field(
        default=(),
        description="what an answer may cite beside it: who speaks, what 它 stands for, the other side of a comparison",
    )
    constraints: Constraints = Constraints()
    unanswerable: Reason | None = Field(
        default=None, description="why it must be refused; of kind unanswerable, and of no other"
    )
    tags: tuple[Slug, ...] = ()
    note: str = Field(default="", description="the author's note, shown where the case is wrong")

    @property
    def question(self) -> str:
        """The turn that is judged."""
        return self.turns[-1]

    @property
    def answerable(self) -> bool:
        """Whether the documents hold an answer that must be given."""
        return self.kind not in WITHOUT_GOLD

    @property
    def alternatives(self) -> tuple[tuple[str, ...], ...]:
        """`answers` with every item as its alternatives."""
        return tuple((item,) if isinstance(item, str) else item for item in self.answers)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.kind is Kind.UNANSWERABLE) != (self.unanswerable is not None):
            raise ValueError("`unanswerable` gives the reason of a case of kind unanswerable, and of no other")
        if self.kind in (Kind.UNANSWERABLE, Kind.CHAT) and (self.answers or self.evidence):
            raise ValueError(f"a case of kind {self.kind} has no answers and no evidence")
        if self.answerable and not (self.answers and self.evidence):
            raise ValueError(f"a case of kind {self.kind} needs answers and evidence")
        if self.kind is Kind.INJECTION and not self.forbidden:
            raise ValueError("a case of kind injection says in `forbidden` what must not appear")
        if self.kind is Kind.FOLLOW_UP and len(self.turns) < 2:
            raise ValueError("a follow-up has at least two turns; the last one is judged")
        return self


def case_schema() -> dict[str, Any]:
    """The JSON schema of a file of cases, as published in `eval/schema.json`."""
    return TypeAdapter(tuple[Case, ...]).json_schema()


def slug(*parts: object) -> str:
    """An id from any parts: small letters, digits and hyphens, "case" when nothing of them is left."""
    joined = "-".join(str(part) for part in parts).lower()
    return re.sub(r"[^a-z0-9]+", "-", joined).strip("-") or "case"
