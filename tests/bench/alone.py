"""How the reports in `eval/alone` are answered, each on a shelf of its own: `make alone`; `make gate` holds it to floors.

Those in `read` are ones whose failures have been read, and mended where a rule could; those in `unread` are not, and only
measured.
"""

from __future__ import annotations

import sys
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
FLOORS = {
    "answerable, right": 0.77,
    "unanswerable, refused": 0.74,
    "calculations right": 0.56,
    "follow-ups right": 0.75,
}
"""A little under what is reached of the reports that have been read; raise them with it."""
ALONE = Path(__file__).parents[2] / "eval" / "alone"


def results(folder: Path) -> list[CaseResult]:
    """Return the results of the cases over the one report in `folder`, asked of nothing but that."""
    with tempfile.TemporaryDirectory() as index:
        assistant = Assistant.open(folder, Path(index, "index"))
        return list(evaluate(assistant, load_cases(folder)).results)


def share(found: Iterable[CaseResult], score: str = "right") -> tuple[float, int]:
    """Return how large a share of the results has a score, and of how many."""
    scores = [result.scores[score] for result in found]
    return sum(scores) / len(scores), len(scores)


def figures(folder: Path) -> dict[str, tuple[float, int]]:
    """Return the figures over all reports in `folder`, each a share with the number of cases."""
    found = [result for report in sorted(folder.iterdir()) if report.is_dir() for result in results(report)]
    answerable = [result for result in found if result.case.kind is not Kind.UNANSWERABLE]
    return {
        "answerable, right": share(answerable),
        "answerable, refused all the same": share(answerable, "false_refusal"),
        **{name: share(result for result in found if result.case.kind is kind) for name, kind in KINDS.items()},
    }


def main() -> None:
    """Print the figures. Exits with 1 when one of the reports that have been read is under its floor."""
    read, unread = figures(ALONE / "read"), figures(ALONE / "unread")
    table = Table("", "read", "unread")
    for name, (value, cases) in read.items():
        table.add_row(name, f"{value:.1%} of {cases}", f"{unread[name][0]:.1%} of {unread[name][1]}")
    console = Console()
    console.print(table)
    under = [
        f"{name}: {read[name][0]:.1%}, under {floor:.1%}" for name, floor in FLOORS.items() if read[name][0] < floor
    ]
    console.print("\n".join(under) or "the floors are met")
    sys.exit(1 if under else 0)


if __name__ == "__main__":
    main()
