"""What holds for every answer, whatever the question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import Answer, AnswerKind, Assistant, Citation

MARKER = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class ShelfOf:
    """A folder of reports and the folder of its index, both to be filled."""

    documents: Path
    index: Path

    def __call__(self, reports: dict[str, str], **settings: Any) -> Assistant:
        self.write(reports)
        return Assistant.open(self.documents, self.index, **settings)

    def write(self, reports: dict[str, str]) -> None:
        for source, text in reports.items():
            path = self.documents / source
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


def assert_exact(assistant: Assistant, citations: tuple[Citation, ...]) -> None:
    """Every quote is the very characters at its place, and the numbers count from 1."""
    assert [citation.number for citation in citations] == list(range(1, len(citations) + 1))
    for citation in citations:
        document = assistant.document(citation.document_id)
        assert citation.quote
        assert document.text[citation.start : citation.end] == citation.quote
        assert citation.title == document.title


def assert_sound(assistant: Assistant, answer: Answer) -> None:
    """The invariants of an answer: exact quotes, markers one to one with citations, spans that stand in the text."""
    assert answer.text.strip()
    assert_exact(assistant, answer.citations)
    assert_exact(assistant, answer.related)
    numbers = {citation.number for citation in answer.citations}
    assert {int(number) for number in MARKER.findall(answer.text)} == numbers
    assert 0 <= answer.support <= 1
    for start, end in answer.key_spans:
        assert 0 <= start < end <= len(answer.text)
        assert not MARKER.search(answer.text[start:end])
    for claim in answer.claims:
        assert set(claim.markers) <= numbers
        assert not MARKER.search(claim.text)
    assert_of_its_kind(answer)


def assert_of_its_kind(answer: Answer) -> None:
    """An answer has what its kind promises."""
    uncited = answer.kind in (AnswerKind.REFUSAL, AnswerKind.CHAT)
    assert bool(answer.citations) is not uncited
    assert (answer.calculation is not None) is (answer.kind is AnswerKind.CALCULATION)
    assert answer.refused is (answer.kind is AnswerKind.REFUSAL)
    assert not (answer.related and not answer.refused)
