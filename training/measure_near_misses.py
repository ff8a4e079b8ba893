"""What is answered of the held-out questions about reports, and how many near misses are refused.

python -m training.measure_near_misses
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant import Assistant
from training.near_misses import held_out_reports, plain, questions


def main() -> None:
    asked, reports, count = questions("held-out.jsonl"), held_out_reports(), Counter[str]()
    for name in dict.fromkeys(one.document for one in asked):
        with tempfile.TemporaryDirectory() as folder:
            documents = Path(folder, "documents")
            documents.mkdir()
            shutil.copy(reports[name], documents)
            assistant = Assistant.open(documents, Path(folder, "index"))
            for one in (one for one in asked if one.document == name):
                answer = assistant.ask(one.question)
                kind = "answerable" if one.answers is not None else "near miss"
                count[kind] += 1
                count[f"{kind}, refused"] += answer.refused
                count[f"{kind}, right"] += not answer.refused and one.answered_by(plain(answer.text))
    table = Table("questions", "", "right", "refused")
    for kind in ("answerable", "near miss"):
        right = f"{count[f'{kind}, right'] / count[kind]:.3f}" if kind == "answerable" else ""
        table.add_row(kind, str(count[kind]), right, f"{count[f'{kind}, refused'] / count[kind]:.3f}")
    Console().print(table)


if __name__ == "__main__":
    main()
