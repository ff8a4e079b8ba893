"""Several runs side by side."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.measures import MEASURES, shown
from assistant.evaluation.run import Run


def runs_table(runs: Sequence[Run]) -> list[tuple[str, ...]]:
    """The rows of a table, its head first: every figure that one of the runs has, then the number of cases."""
    rows = [
        (name, *(shown(name, run.figures[name].value) if name in run.figures else "" for run in runs))
        for name in MEASURES
        if any(name in run.figures for run in runs)
    ]
    return [("figure", *(run.name for run in runs)), *rows, ("cases", *(str(len(run.results)) for run in runs))]
