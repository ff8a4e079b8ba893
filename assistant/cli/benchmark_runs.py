"""`assistant eval run` and `generalise`: running cases."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import exits
from assistant.cli.benchmark_cases import CASES, Cases
from assistant.cli.options import DOCUMENTS, INDEX, AsJson, Documents, Index, Set, open_assistant
from assistant.cli.output import progress_bar, say, say_json

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.evaluation import Case, Run

RUNS = Path("eval/runs")
ABLATIONS = {"lexical": "dense_weight=0", "dense": "dense_weight=1"}
"""Settings that take one part of the program away, by the name of the run."""

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
    from assistant.cli.tables import show_breaches, show_faults, show_figures, show_runs
    from assistant.evaluation import breaches, load_cases, load_gate

    held = load_gate(gate) if gate else None
    chosen = select(load_cases(cases), kinds)
    path = out or RUNS / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    result = _measure(open_assistant(documents, index, set_), chosen, path, jobs)
    if as_json:
        say_json({name: figure._asdict() for name, figure in result.figures.items()})
    else:
        show_figures(result)
        show_faults(result)
        say(f"run kept in {path}")
    if ablate:
        show_runs([result, *_ablations(chosen, documents, index, set_, path, jobs)])
    if held is not None and show_breaches(breaches(held, result)):
        raise typer.Exit(exits.NOT_MET)


def generalise(
    sources: Annotated[list[str], typer.Argument(metavar="FORMAT:PATH…", help="Sets as `eval import` takes them.")],
    sample: Annotated[int, typer.Option(min=1, help="At most so many cases of each, drawn by chance.")] = 500,
    out: Annotated[Path, typer.Option(help="The folder that gets the runs.")] = RUNS,
    jobs: Jobs = 1,
    set_: Set = None,
) -> None:
    """Run other people's sets, each over its own reports, and print one table."""
    from assistant.cli.tables import show_runs
    from assistant.evaluation.exchange import load_foreign, write_set

    runs = []
    for source in sources:
        found = load_foreign(source).sample(sample)
        with tempfile.TemporaryDirectory() as folder:
            write_set(found, Path(folder))
            assistant = open_assistant(Path(folder) / "documents", Path(folder) / "index", set_)
            runs.append(_measure(assistant, found.cases, out / f"{found.name}.json", jobs))
    show_runs(runs)


def _measure(assistant: Assistant, cases: tuple[Case, ...], path: Path, jobs: int) -> Run:
    from assistant.evaluation import evaluate

    with progress_bar() as report:
        run = evaluate(assistant, cases, lambda done, total: report("cases", done, total), name=path.stem, jobs=jobs)
    run.save(path)
    return run


def _ablations(
    cases: tuple[Case, ...], documents: Path, index: Path, pairs: list[str] | None, path: Path, jobs: int
) -> list[Run]:
    return [
        _measure(
            open_assistant(documents, index, [*(pairs or ()), setting]),
            cases,
            path.with_name(f"{path.stem}-{name}.json"),
            jobs,
        )
        for name, setting in ABLATIONS.items()
    ]


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
