"""Runs and comparisons as Markdown, for a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evaluation.comparing import Change, Comparison
from assistant.evaluation.measures import MEASURES, shown
from assistant.evaluation.reporting.table import runs_table
from assistant.evaluation.run import Run

LISTED = 50
"""So many cases are listed: a comment on a pull request has a limited length."""
SPECIAL = str.maketrans({char: "\\" + char for char in "\\`*_{}[]<>#|~!"})


def markdown_report(run: Run) -> str:
    """The figures of a run and its wrong cases."""
    lines = [f"## Benchmark run {escape(run.name)}", "", "| figure | value | cases |", "|---|--:|--:|"]
    lines += [f"| {name} | {shown(name, figure.value)} | {figure.cases} |" for name, figure in run.figures.items()]
    wrong = [result for result in run.results if not result.right]
    lines += ["", f"### Wrong: {len(wrong)} of {len(run.results)}", ""]
    lines += [f"- {len(results)} {step.value}" for step, results in run.steps.items()] + [""]
    lines += _some(
        [
            f"- **{result.case.id}** {escape(result.case.question)} — {escape('; '.join(result.faults))}<br>"
            f"{escape(result.answer.text)}"
            for result in wrong
        ]
    )
    return "\n".join(lines) + "\n"


def markdown_runs(runs: Sequence[Run]) -> str:
    """Runs side by side, under the program, machine and time of the first."""
    first, (head, *rows) = runs[0], runs_table(runs)
    machine = ", ".join(f"{name} {value}" for name, value in first.machine.items())
    lines = [f"assistant {first.program.version} (code {first.program.code}), {first.created}; {escape(machine)}", ""]
    lines += [_row([escape(name) for name in head]), "|---" + "|--:" * len(runs) + "|", *map(_row, rows)]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def markdown_comparison(comparison: Comparison, breaches: Sequence[str] = ()) -> str:
    """What got better, worse and changed, the measures with their p-values, and what of a gate is not met."""
    lines = [f"## {escape(comparison.before.name)} → {escape(comparison.after.name)}", ""]
    if breaches:
        lines += ["**The gate is not met:**", "", *(f"- {escape(breach)}" for breach in breaches), ""]
    if comparison.conditions:
        lines += ["What differs:", "", *(f"- {escape(condition)}" for condition in comparison.conditions), ""]
    lines += ["| figure | before | after | cases | p | |", "|---|--:|--:|--:|--:|---|"]
    for each in comparison.differences:
        verdict = "" if each.change == 0 else "better" if each.change > 0 else "worse"
        values = f"{shown(each.name, each.before)} | {shown(each.name, each.after)}"
        lines.append(f"| {each.name} | {values} | {each.cases} | {each.p:.3f} | {verdict} |")
    for name in ("latency_p50", "latency_p95", "peak_memory", "risk_coverage_area"):
        lines += _unpaired(comparison, name)
    for title, changes in (("Better", comparison.better), ("Worse", comparison.worse), ("Changed", comparison.changed)):
        lines += ["", f"### {title}: {len(changes)}", "", *_some([_line(change) for change in changes])]
    for title, ids in (("before", comparison.only_before), ("after", comparison.only_after)):
        if ids:
            lines += ["", f"Only {title}: {', '.join(ids)}"]
    return "\n".join(lines) + "\n"


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return " ".join(text.translate(SPECIAL).split())


def _some(lines: list[str]) -> list[str]:
    more = len(lines) - LISTED
    return [*lines[:LISTED], f"- … and {more} more"] if more > 0 else lines


def _line(change: Change) -> str:
    case = change.after.case
    return (
        f"- **{case.id}** {escape(case.question)}<br>before: {escape(change.before.answer.text)}<br>"
        f"after: {escape(change.after.answer.text)}"
    )


def _unpaired(comparison: Comparison, name: str) -> list[str]:
    before, after = comparison.before.figures.get(name), comparison.after.figures.get(name)
    if before is None or after is None or name not in MEASURES:
        return []
    return [f"| {name} | {shown(name, before.value)} | {shown(name, after.value)} | {after.cases} | | |"]
