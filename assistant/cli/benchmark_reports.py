"""`assistant eval report`, `compare` and `export`: reading runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.cli import exits
from assistant.cli.benchmark_cases import CASES, Cases
from assistant.cli.options import DOCUMENTS, INDEX, Documents, Index, Set, open_assistant
from assistant.cli.output import say, write

RunFile = Annotated[Path, typer.Argument(help="A run, as `eval run` keeps it.")]


def report(
    run: RunFile,
    others: Annotated[list[Path] | None, typer.Argument(help="Other runs, shown beside it in one plot.")] = None,
    html: Annotated[Path | None, typer.Option(help="The page to write; by default beside the run.")] = None,
    markdown: Annotated[Path | None, typer.Option(help="Also write Markdown, for a pull request.")] = None,
    junit: Annotated[Path | None, typer.Option(help="Also write JUnit XML, for CI.")] = None,
) -> None:
    """Write a run as one HTML page that needs nothing else, and as Markdown and JUnit XML."""
    from assistant.evaluation import Run
    from assistant.evaluation.reporting import html_report, junit_report, markdown_report

    loaded = Run.load(run)
    write(html or run.with_suffix(".html"), html_report(loaded, [Run.load(other) for other in others or ()]))
    if markdown is not None:
        write(markdown, markdown_report(loaded))
    if junit is not None:
        write(junit, junit_report(loaded))


def compare(
    before: RunFile,
    after: RunFile,
    gate: Annotated[Path | None, typer.Option(help="Exit with 4 when AFTER does not meet this gate.")] = None,
    markdown: Annotated[Path | None, typer.Option(help="Write the comparison as Markdown.")] = None,
) -> None:
    """Compare two runs: what got better, worse, changed, and whether that is more than chance."""
    from assistant.cli.tables import show_breaches, show_comparison
    from assistant.evaluation import Run, breaches, load_gate
    from assistant.evaluation import compare as compare_runs
    from assistant.evaluation.reporting import markdown_comparison

    old, new = Run.load(before), Run.load(after)
    comparison = compare_runs(old, new)
    show_comparison(comparison)
    found = breaches(load_gate(gate), new, old) if gate is not None else ()
    if markdown is not None:
        write(markdown, markdown_comparison(comparison, found))
    if gate is not None and show_breaches(found, Console()):
        raise typer.Exit(exits.NOT_MET)


def export(
    beir: Annotated[Path | None, typer.Option(help="Write the cases as a BEIR folder.")] = None,
    ragas: Annotated[Path | None, typer.Option(help="Write --run as rows for ragas, one JSON object a line.")] = None,
    run: Annotated[Path | None, typer.Option(help="The run for --ragas.")] = None,
    cases: Cases = CASES,
    documents: Documents = DOCUMENTS,
    index: Index = INDEX,
    set_: Set = None,
) -> None:
    """Write the cases, or a run, in other people's formats."""
    from assistant.evaluation import Run, load_cases
    from assistant.evaluation.exchange import export_beir, export_ragas

    if (beir is None and ragas is None) or (ragas is None) is not (run is None):
        raise typer.BadParameter("give --beir FOLDER, or --ragas FILE with --run RUN")
    if beir is not None:
        export_beir(load_cases(cases), open_assistant(documents, index, set_).documents, beir)
        say(f"wrote {beir}")
    if ragas is not None and run is not None:
        export_ragas(Run.load(run), ragas)
        say(f"wrote {ragas}")
