"""What is worked out of questions and conversations that ask for a calculation in people's own words.

python -m training.measure_calculations
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant import Assistant
from training.corpus import ROOT, VISITORS
from training.near_misses import Asked, plain, ways_to_answer

QUESTIONS = ROOT / "training" / "calculations" / "questions.jsonl"
REPORTS_OF_A_SHELF = 5


@dataclass(frozen=True, slots=True)
class Talk:
    """The turns of a conversation about a report; the last of them is judged by `asked`."""

    turns: tuple[str, ...]
    asked: Asked


def talks() -> list[Talk]:
    """Read the questions, each of one turn or several."""
    with QUESTIONS.open(encoding="utf-8") as lines:
        read = [json.loads(line) for line in lines]
    return [Talk(tuple(one["turns"]), Asked(one["doc"], one["turns"][-1], ways_to_answer(one["a"]))) for one in read]


def reports() -> dict[str, Path]:
    """Return the reports that the questions are about, by file name."""
    return {path.name: path for path in VISITORS.rglob("*.md") if path.name != "README.md"}


def main() -> None:
    asked, found, count = talks(), reports(), Counter[str]()
    every = list(dict.fromkeys(one.asked.document for one in asked))
    for start in range(0, len(every), REPORTS_OF_A_SHELF):
        names = every[start : start + REPORTS_OF_A_SHELF]
        with tempfile.TemporaryDirectory() as folder:
            documents = Path(folder, "documents")
            documents.mkdir()
            for name in names:
                shutil.copy(found[name], documents)
            assistant = Assistant.open(documents, Path(folder, "index"))
            for one in (one for one in asked if one.asked.document in names):
                talk = assistant.conversation()
                answer = [talk.ask(turn) for turn in one.turns][-1]
                kind = "conversations" if len(one.turns) > 1 else "questions"
                answerable = "with an answer" if one.asked.answers is not None else "without"
                count[f"{kind} {answerable}"] += 1
                count[f"{kind} {answerable}, refused"] += answer.refused
                count[f"{kind} {answerable}, right"] += not answer.refused and one.asked.answered_by(plain(answer.text))
    table = Table("asked", "", "right", "refused")
    for kind in (
        "questions with an answer",
        "questions without",
        "conversations with an answer",
        "conversations without",
    ):
        right = f"{count[f'{kind}, right'] / count[kind]:.3f}" if kind.endswith("an answer") else ""
        table.add_row(kind, str(count[kind]), right, f"{count[f'{kind}, refused'] / count[kind]:.3f}")
    Console().print(table)


if __name__ == "__main__":
    main()
