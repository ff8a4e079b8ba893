"""Tables of the benchmark for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from assistant.cli.output import say

if TYPE_CHECKING:
    from assistant.evaluation import Comparison, Run

SHOWN_FAULTS = 5
"""So many wrong cases of each step are listed."""
SHOWN_CHANGES = 20
FILE_WIDTH = 120
"""Columns where no terminal says how wide it is."""


def show_figures(run: Run) -> None:
    """Print every figure of a run with its meaning, then how many cases of each kind were right."""
    from assistant.evaluation.measures import MEASURES, shown

    rows = [
        (name, shown(name, figure.value), str(figure.cases), MEASURES[name].meaning)
        for name, figure in run.figures.items()
    ]
    _print_table(("figure", "value", "cases", "meaning"), rows, numbers=2)
    kinds = [f"{name} {figures['right'].value:.0%} of {figures['right'].cases}" for name, figures in run.kinds.items()]
    say("\nright by kind: " + ", ".join(kinds))


def show_faults(run: Run) -> None:
    """Print wrong cases by the step that failed first, and how many cases the evidence measures left out."""
    if run.left_out:
        say(f"{len(run.left_out)} cases name a document that is not on this shelf; no measure of evidence counts them")
    wrong = sum(map(len, run.steps.values()))
    if wrong:
        say(f"\n{wrong} wrong, by the step that failed first; `assistant eval report` shows each with its passages")
    for step, results in run.steps.items():
        say(f"\n{len(results)} {step.value}")
        for result in results[:SHOWN_FAULTS]:
            say(Text(f"  {result.case.id}: {result.case.question}", style="bold"))
            support = f"support {result.answer.support:.2f}"
            say(f"    {'; '.join(result.faults)} ({support})\n    {result.answer.text}")
        if len(results) > SHOWN_FAULTS:
            say(f"  … and {len(results) - SHOWN_FAULTS} more")


def show_runs(runs: Sequence[Run]) -> None:
    """Print the figures of several runs side by side."""
    from assistant.evaluation.reporting import runs_table

    head, *rows = runs_table(runs)
    _print_table(head, rows, numbers=len(runs))


def show_comparison(comparison: Comparison) -> None:
    """Print what differs between two runs, their measures with p-values, then the cases that got worse, better or changed."""
    from assistant.evaluation.measures import shown

    for condition in comparison.conditions:
        say(f"differs: {condition}")
    rows = []
    for each in comparison.differences:
        verdict = "" if each.change == 0 else "better" if each.change > 0 else "worse"
        before, after = shown(each.name, each.before), shown(each.name, each.after)
        rows.append((each.name, before, after, str(each.cases), f"{each.p:.3f}", verdict))
    _print_table(("figure", "before", "after", "cases", "p", ""), rows, numbers=4)
    for title, pairs in (("worse", comparison.worse), ("better", comparison.better), ("changed", comparison.changed)):
        say(f"\n{len(pairs)} {title}" + (":" if pairs else ""))
        for pair in pairs[:SHOWN_CHANGES]:
            say(Text(f"{pair.after.case.id}: {pair.after.case.question}", style="bold"))
            say(f"  before: {pair.before.answer.text}\n  after:  {pair.after.answer.text}")
        if len(pairs) > SHOWN_CHANGES:
            say(f"… and {len(pairs) - SHOWN_CHANGES} more")


def show_breaches(breaches: Sequence[str], console: Console) -> bool:
    """Say on `console` whether a gate is met and what of it is not; return whether anything is not."""
    verdict = "\nthe gate is not met:" if breaches else "\nthe gate is met"
    console.print("\n  ".join((verdict, *breaches)), markup=False, highlight=False, soft_wrap=True)
    return bool(breaches)


def _print_table(headers: Sequence[str], rows: Sequence[Sequence[str]], numbers: int) -> None:
    """Print rows in columns, of which the `numbers` after the first are set to the right."""
    table = Table(*(Column(Text(header)) for header in headers), box=None, pad_edge=False)
    for column in table.columns[1 : numbers + 1]:
        column.justify = "right"
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console = Console()
    if not console.is_terminal:
        console.width = FILE_WIDTH
    console.print(table)
