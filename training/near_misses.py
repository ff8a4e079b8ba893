"""Questions that reports answer, and near misses: such as they seem to answer and do not. See `near-misses/README.md`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from assistant.text import fold
from training.corpus import ROOT, VISITORS

FOLDER = ROOT / "training" / "near-misses"
_SHELVES = ("documents", "eval/more/documents", "eval/plain/documents", "eval/plain-later/documents")
_MARKS = re.compile("[\\s,。“”\"'‘’、《》():;]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a report. `answers` hold all that a right answer must, each in several ways to write it; None where the report tells nothing."""

    document: str
    question: str
    answers: tuple[tuple[str, ...], ...] | None

    def answered_by(self, text: str) -> bool:
        """Whether a `plain` text holds all of the answers; a near miss is answered by none."""
        return self.answers is not None and all(any(plain(one) in text for one in ways) for ways in self.answers)


def plain(text: str) -> str:
    """Return a text, folded, without marks and spaces."""
    return _MARKS.sub("", fold(text))


def questions(name: str = "questions.jsonl") -> list[Asked]:
    """Read the questions to fit to, or those of another file of the folder."""
    with (FOLDER / name).open(encoding="utf-8") as lines:
        return [_asked(**json.loads(line)) for line in lines]


def _asked(doc: str, q: str, a: list[str | list[str]] | None) -> Asked:
    return Asked(doc, q, ways_to_answer(a))


def ways_to_answer(answers: list[str | list[str]] | None) -> tuple[tuple[str, ...], ...] | None:
    """Return the answers of a line, each in all ways to write it; None where there is none."""
    return None if answers is None else tuple((one,) if isinstance(one, str) else tuple(one) for one in answers)


def reports() -> dict[str, str]:
    """Return the texts that the questions to fit to are about, by file name."""
    return {path.name: path.read_text(encoding="utf-8") for path in (VISITORS / "reports").glob("*.md")}


def held_out_reports() -> dict[str, Path]:
    """Return the reports that the held-out questions are about, by file name; nothing is fitted to them."""
    return {path.name: path for folder in _SHELVES for path in (ROOT / folder).iterdir()}
