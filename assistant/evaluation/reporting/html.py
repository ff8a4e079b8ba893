"""A run as one HTML file that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from assistant.evaluation.case_result import CaseResult
from assistant.evaluation.measures import MEASURES, shown
from assistant.evaluation.metrics.overlap import covers
from assistant.evaluation.reporting.marks import marked_hit
from assistant.evaluation.reporting.plots import kinds_plot, latency_plot, risk_plot, runs_plot
from assistant.evaluation.run import Run
from assistant.evaluation.scoring import hit_span
from assistant.evaluation.summary import Figure

KIND_FIGURES = ("right", "false_refusal", "recall@1", "recall@5", "citation_precision", "citation_recall", "key_f1")
"""The columns of the table by kind."""
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
        kind_names=KIND_FIGURES,
        kinds=[_kind(name, figures) for name, figures in run.kinds.items()],
        wrong=[(step, [_wrong(result) for result in results]) for step, results in run.steps.items()],
    )


def _kind(name: str, figures: Mapping[str, Figure]) -> tuple[str, int, list[str]]:
    values = [shown(each, figures[each].value) if each in figures else "" for each in KIND_FIGURES]
    return name, figures["right"].cases, values


def _wrong(result: CaseResult) -> dict[str, Any]:
    marks = [marked_hit(result, hit) for hit in result.hits]
    return {
        "result": result,
        "hits": [
            (rank, hit, pieces, any(piece.gold or piece.cited for piece in pieces))
            for rank, (hit, pieces) in enumerate(zip(result.hits, marks, strict=True), start=1)
        ],
        "gold": list(zip(result.case.evidence, _places(result), strict=True)),
    }


def _places(result: CaseResult) -> list[str]:
    """Where each piece of the case's evidence was found, in words."""
    if result.left_out:
        return ["not on this shelf"] * len(result.case.evidence)
    found = [
        next((rank for rank, hit in enumerate(result.hits, start=1) if covers(hit_span(hit), gold)), None)
        for gold in result.gold
    ]
    return [f"in passage {rank}" if rank else f"in none of the {len(result.hits)} passages found" for rank in found]
