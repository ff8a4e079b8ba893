"""What visitors found unhelpful, as cases that a person still has to judge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from assistant.evaluation.draft_file import cases_yaml

HEAD = """\
# What visitors found unhelpful. Judge each: write `kind`, `answers` and, where one figure or name was asked for, `key`;
# keep as `evidence` what answers the question; or make it `kind: unanswerable` with its reason; or delete it.
# The file is refused when it is read until every case is judged.
"""


class Complaint(NamedTuple):
    """A question whose answer did not help. `quotes` are (path of the report, quote) that the answer cited."""

    question: str
    answer: str
    comment: str
    quotes: tuple[tuple[str, str], ...]
    time: str
    version: str


def complaints_yaml(complaints: Iterable[Complaint]) -> str:
    """A file of cases without gold; each carries what was answered and what the visitor said in its `note`."""
    rows = [_row(complaint, f"feedback-{number:03d}") for number, complaint in enumerate(complaints, start=1)]
    return HEAD + "".join("\n" + cases_yaml([row]) for row in rows)


def _row(complaint: Complaint, name: str) -> dict[str, Any]:
    said = f"访客说：{complaint.comment}。" if complaint.comment else ""
    return {
        "id": name,
        "kind": "",
        "turns": [complaint.question],
        "answers": [""],
        "evidence": [{"document": source, "quote": quote} for source, quote in complaint.quotes],
        "note": f"{said}当时的回答：{complaint.answer}（{complaint.time}，索引 {complaint.version}）",
    }
