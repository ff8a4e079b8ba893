"""Tables of the benchmark for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.cli.output import say

if TYPE_CHECKING:
    from assistant.evaluation import Run

SHOWN_FAULTS = 20


def show_figures(run: Run) -> None:
    """Print every figure of a run with its meaning, then how many cases of each kind were right."""
    from assistant.evaluation.measures import MEASURES, shown

    table = Table("figure", "value", "cases", "meaning", box=None, pad_edge=False)
    table.columns[1].justify = table.columns[2].justify = "right"
    for name, figure in run.figures.items():
        table.add_row(name, shown(name, figure.value), str(figure.cases), MEASURES[name].meaning)
    Console().print(table)
    kinds = [f"{name} {figures['right'].value:.0%} of {figures['right'].cases}" for name, figures in run.kinds.items()]
    say("\nright by kind: " + ", ".join(kinds))


def show_faults(run: Run) -> None:
    """Print the first wrong cases with what is wrong, and which cases the evidence measures left out."""
    wrong = [result for result in run.results if not result.right]
    if run.left_out:
        say(f"{len(run.left_out)} cases name a document that is not on this shelf; no measure of evidence counts them")
    if wrong:
        say(f"\n{len(wrong)} wrong:")
    for result in wrong[:SHOWN_FAULTS]:
        say(Text(f"{result.case.id}: {result.case.question}", style="bold"))
        say(f"  {'; '.join(result.faults)}\n  {result.answer.text}")
    if len(wrong) > SHOWN_FAULTS:
        say(f"… and {len(wrong) - SHOWN_FAULTS} more: `assistant eval report` shows all")
