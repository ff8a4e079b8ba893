"""How the reports in `eval/alone` are answered, each on a shelf of its own: `make alone`.

Those in `read` are ones whose failures have been read, and mended where a rule could; those in `unread` are not.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant import Assistant
from assistant.evaluation import CaseResult, Kind, evaluate, load_cases

KINDS = {
    "unanswerable, refused": Kind.UNANSWERABLE,
    "calculations right": Kind.CALCULATION,
    "follow-ups right": Kind.FOLLOW_UP,
}
ALONE = Path(__file__).parents[2] / "eval" / "alone"


def results(folder: Path) -> list[CaseResult]:
    """Return the results of the cases over the one report in `folder`, asked of nothing but that."""
    with tempfile.TemporaryDirectory() as index:
        assistant = Assistant.open(folder, Path(index, "index"))
        return list(evaluate(assistant, load_cases(folder)).results)


def share(found: Iterable[CaseResult], score: str = "right") -> str:
    """Return how large a share of the results has a score, and of how many."""
    scores = [result.scores[score] for result in found]
    return f"{100 * sum(scores) / len(scores):.0f} % of {len(scores)}"


def main() -> None:
    folders = {
        name: sorted(folder for folder in (ALONE / name).iterdir() if folder.is_dir()) for name in ("read", "unread")
    }
    table = Table("", *(f"{len(held)} {name}" for name, held in folders.items()))
    found = [[result for folder in held for result in results(folder)] for held in folders.values()]
    answerable = [[one for one in each if one.case.kind is not Kind.UNANSWERABLE] for each in found]
    table.add_row("answerable, right", *map(share, answerable))
    table.add_row("answerable, refused all the same", *(share(each, "false_refusal") for each in answerable))
    for name, kind in KINDS.items():
        table.add_row(name, *(share(one for one in each if one.case.kind is kind) for each in found))
    Console().print(table)


if __name__ == "__main__":
    main()
