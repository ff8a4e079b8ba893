"""A run as one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from assistant.evaluation.case_result import CaseResult
from assistant.evaluation.measures import MEASURES, shown
from assistant.evaluation.reporting.marks import marked_hit
from assistant.evaluation.reporting.plots import kinds_plot, latency_plot, risk_plot, runs_plot
from assistant.evaluation.run import Run

SHOWN_HITS = 5
TEMPLATE = "report.html.j2"


def html_report(run: Run, others: Sequence[Run] = ()) -> str:
    """The run as a self-contained page: figures, plots, every wrong case with its passages, all cases.

    `others` are shown beside it in one plot, for ablations. Everything that comes from cases and reports is escaped;
    the page may load nothing (its content security policy says so).
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    source = files("assistant.evaluation.reporting").joinpath(TEMPLATE).read_text(encoding="utf-8")
    plots = [
        ("Right by kind", kinds_plot(run)),
        ("Risk and coverage", risk_plot(run)),
        ("Time of a question", latency_plot(run)),
    ]
    if others:
        plots.append(("Beside other runs", runs_plot([run, *others])))
    return environment.from_string(source).render(
        run=run,
        figures=[
            (name, shown(name, figure.value), figure.cases, MEASURES[name]) for name, figure in run.figures.items()
        ],
        # Only our own drawings go in unescaped; their labels are names of measures, kinds and runs, escaped there.
        plots=[(title, Markup(svg)) for title, svg in plots],  # noqa: S704
        wrong=[_wrong(result) for result in run.results if not result.right],
    )


def _wrong(result: CaseResult) -> dict[str, Any]:
    hits = [(hit, marked_hit(result, hit)) for hit in result.hits[:SHOWN_HITS]]
    return {"result": result, "hits": hits, "gold_found": any(piece.gold for _, marks in hits for piece in marks)}
