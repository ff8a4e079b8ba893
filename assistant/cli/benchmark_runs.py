"""`assistant eval run`: running the cases."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.benchmark_cases import CASES, Cases
from assistant.cli.options import DOCUMENTS, INDEX, AsJson, Documents, Index, Set, open_assistant
from assistant.cli.output import progress_bar, say, say_json

if TYPE_CHECKING:
    from assistant.evaluation import Case

RUNS = Path("eval/runs")


def run(
    cases: Cases = CASES,
    documents: Documents = DOCUMENTS,
    index: Index = INDEX,
    kinds: Annotated[str | None, typer.Option(help="Only these kinds, separated by commas.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Threads that ask at once; above 1, times mean little.")] = 1,
    out: Annotated[Path | None, typer.Option(help="Where the run goes; a name with the time by default.")] = None,
    set_: Set = None,
    as_json: AsJson = False,
) -> None:
    """Run the cases, print the figures, and keep the run as JSON."""
    from assistant.cli.tables import show_faults, show_figures
    from assistant.evaluation import evaluate, load_cases

    chosen = select(load_cases(cases), kinds)
    assistant = open_assistant(documents, index, set_)
    path = out or RUNS / f"{datetime.now(UTC):%Y%m%d-%H%M%S}.json"
    with progress_bar() as report:
        result = evaluate(
            assistant, chosen, lambda done, total: report("cases", done, total), name=path.stem, jobs=jobs
        )
    result.save(path)
    if as_json:
        say_json({name: figure._asdict() for name, figure in result.figures.items()})
        return
    show_figures(result)
    show_faults(result)
    say(f"run kept in {path}")


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
