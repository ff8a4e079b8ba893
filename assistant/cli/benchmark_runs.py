"""`assistant eval run` and `generalise`: running cases."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from assistant.cli import exits
from assistant.cli.benchmark_cases import CASES, Cases
from assistant.cli.options import DOCUMENTS, INDEX, AsJson, Documents, Index, Set, open_assistant
from assistant.cli.output import errors, progress_bar, say, say_json, write

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.evaluation import Case, Run

RUNS = Path("eval/runs")

Jobs = Annotated[int, typer.Option(min=1, help="Threads that ask at once; above 1, times mean little.")]


def run(
    cases: Cases = CASES,
    documents: Documents = DOCUMENTS,
    index: Index = INDEX,
    kinds: Annotated[str | None, typer.Option(help="Only these kinds, separated by commas.")] = None,
    jobs: Jobs = 1,
    out: Annotated[Path | None, typer.Option(help="Where the run goes; by default eval/runs/ and the time.")] = None,
    gate: Annotated[Path | None, typer.Option(help="Exit with 4 when the run does not meet this gate.")] = None,
    ablate: Annotated[bool, typer.Option("--ablate", help="Run again with parts taken away.")] = False,
    set_: Set = None,
    as_json: AsJson = False,
) -> None:
    """Run the cases, print the figures, and keep the run as JSON."""
    from assistant.cli.tables import show_breaches
    from assistant.evaluation import breaches, load_cases, load_gate

    held = load_gate(gate) if gate else None
    chosen = select(load_cases(cases), kinds)
    path = out or RUNS / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    result = _measure(open_assistant(documents, index, set_), chosen, path, jobs)
    others = _ablations(result, chosen, documents, index, set_, path) if ablate else []
    _print((result, *others), path, as_json)
    if held is not None and show_breaches(breaches(held, result), errors if as_json else Console()):
        raise typer.Exit(exits.NOT_MET)


def _print(runs: Sequence[Run], path: Path, as_json: bool) -> None:
    """Print the first run, and others beside it: their figures by name as JSON, or tables and where they are kept."""
    from assistant.cli.tables import show_faults, show_figures, show_runs

    if as_json:
        figures = {run.name: {name: figure._asdict() for name, figure in run.figures.items()} for run in runs}
        say_json(figures if len(runs) > 1 else figures[runs[0].name])
        return
    show_figures(runs[0])
    show_faults(runs[0])
    if len(runs) > 1:
        show_runs(runs)
    say("kept in " + " ".join(str(path.with_name(f"{run.name}.json")) for run in runs))


def generalise(
    sources: Annotated[list[str], typer.Argument(metavar="FORMAT:PATH…", help="Sets as `eval import` takes them.")],
    sample: Annotated[int, typer.Option(min=1, help="At most so many cases of each, drawn by chance.")] = 500,
    out: Annotated[Path, typer.Option(help="The folder that gets the runs.")] = RUNS,
    markdown: Annotated[Path | None, typer.Option(help="Also write the table as Markdown.")] = None,
    jobs: Jobs = 1,
    documents: Documents = DOCUMENTS,
    index: Index = INDEX,
    set_: Set = None,
) -> None:
    """Run other people's sets, each over its own reports, and print one table.

    A set without reports is asked over --documents.
    """
    from assistant.cli.tables import show_runs
    from assistant.evaluation.exchange import load_foreign, write_set
    from assistant.evaluation.reporting import markdown_runs

    runs = []
    for source in sources:
        found = load_foreign(source).sample(sample)
        with tempfile.TemporaryDirectory() as folder:
            own = Path(folder) / "documents", Path(folder) / "index"
            if found.documents:
                write_set(found, Path(folder))
            assistant = open_assistant(*(own if found.documents else (documents, index)), set_)
            runs.append(_measure(assistant, found.cases, out / f"{found.name}.json", jobs))
    show_runs(runs)
    if markdown is not None:
        write(markdown, markdown_runs(runs))


def _measure(assistant: Assistant, cases: tuple[Case, ...], path: Path, jobs: int) -> Run:
    from assistant.evaluation import evaluate

    with progress_bar() as report:
        run = evaluate(assistant, cases, lambda done, total: report("cases", done, total), name=path.stem, jobs=jobs)
    run.save(path)
    return run


def _ablations(
    whole: Run, cases: tuple[Case, ...], documents: Path, index: Path, pairs: list[str] | None, path: Path
) -> list[Run]:
    from assistant.evaluation.ablation import ablations

    runs = []
    for name, changes in ablations(whole.settings).items():
        changed = [*(pairs or ()), *(f"{key}={value}" for key, value in changes.items())]
        assistant = open_assistant(documents, index, changed)
        runs.append(_measure(assistant, cases, path.with_name(f"{path.stem}-{name}.json"), whole.jobs))
    return runs


def select(cases: tuple[Case, ...], kinds: str | None) -> tuple[Case, ...]:
    """The cases of the given kinds, separated by commas. Raises BadParameter for an unknown one."""
    from assistant.evaluation import Kind

    if kinds is None:
        return cases
    wanted = [name.strip() for name in kinds.split(",")]
    for name in wanted:
        if name not in list(Kind):
            raise typer.BadParameter(f"{name!r} is none of {', '.join(Kind)}", param_hint="--kinds")
    return tuple(case for case in cases if case.kind in wanted)
