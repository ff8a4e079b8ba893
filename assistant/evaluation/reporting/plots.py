"""Plots as inline SVG. Needs the extra `eval`; nothing in them is fetched from anywhere."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.errors import CaseError
from assistant.evaluation.measures import MEASURES
from assistant.evaluation.run import Run
from assistant.evaluation.summary import curve

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, GREY = "#2f6db3", "#8a8f98"
COMPARED = ("right", "answerable_right", "unanswerable_refused", "recall@5", "mrr", "citation_precision")


def kinds_plot(run: Run) -> str:
    """How many cases of each kind were right, as bars with their counts."""
    names = list(run.kinds)[::-1]
    shares = [run.kinds[name]["right"].value for name in names]
    figure, axes = _figure(6.4, 0.6 + 0.24 * len(names))
    axes.barh(names, shares, color=BLUE, height=0.7)
    for position, name in enumerate(names):
        axes.text(
            1.01, position, f"{shares[position]:.0%} of {run.kinds[name]['right'].cases}", va="center", color=GREY
        )
    axes.set_xlim(0, 1)
    return _svg(figure, axes, "share right", "")


def risk_plot(run: Run) -> str:
    """The risk–coverage curve."""
    points = curve(run.results)
    figure, axes = _figure(6.4, 2.6)
    axes.step([point[0] for point in points], [point[1] for point in points], where="post", color=BLUE)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    return _svg(figure, axes, "coverage: share of cases with the highest support", "risk: share not right")


def latency_plot(run: Run) -> str:
    """How the times of questions are distributed, on a logarithmic axis, with the percentiles that are figures."""
    times = sorted(max(result.milliseconds, 1e-3) for result in run.results)
    figure, axes = _figure(6.4, 2.6)
    axes.step(times, [(number + 1) / len(times) for number in range(len(times))], where="post", color=BLUE)
    percentiles = {percent: run.figures[f"latency_p{percent}"].value for percent in (50, 95, 99)}
    for value in percentiles.values():
        axes.axvline(value, color=GREY, linewidth=0.8)
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter("{x:g}")
    axes.xaxis.set_minor_formatter("")
    # Whole decades, so that at least two ticks carry a label.
    axes.set_xlim(10 ** math.floor(math.log10(times[0])), 10 ** (math.floor(math.log10(times[-1])) + 1))
    axes.set_ylim(0, 1)
    lines = ", ".join(f"p{percent} {value:.0f}" for percent, value in percentiles.items())
    return _svg(figure, axes, f"milliseconds a question ({lines})", "share answered by then")


def runs_plot(runs: Sequence[Run]) -> str:
    """The main figures of several runs side by side, for ablations."""
    names = [name for name in COMPARED if all(name in run.figures for run in runs)]
    figure, axes = _figure(6.4, 3.0)
    width = 0.8 / len(runs)
    for number, run in enumerate(runs):
        places = [index + number * width for index in range(len(names))]
        axes.bar(places, [run.figures[name].value for name in names], width=width, label=run.name)
    axes.set_xticks([index + 0.4 - width / 2 for index in range(len(names))], names, rotation=15, ha="right")
    axes.set_ylim(0, 1)
    axes.legend(fontsize=8, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, frameon=False)
    return _svg(figure, axes, "", MEASURES[names[0]].unit if names else "")


def _figure(width: float, height: float) -> tuple[Figure, Axes]:
    """An empty figure of that size in inches. Raises CaseError when the extra is not installed."""
    try:
        from matplotlib.figure import Figure
    except ModuleNotFoundError as error:
        raise CaseError("plots need matplotlib; install the extra: pip install 'assistant[eval]'") from error
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _svg(figure: Figure, axes: Axes, x: str, y: str) -> str:
    import matplotlib

    axes.set_xlabel(x)
    axes.set_ylabel(y)
    target = io.StringIO()
    with (
        matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "assistant", "text.parse_math": False}),
        warnings.catch_warnings(),
    ):
        # The browser draws the letters, so it does not matter which of them matplotlib's own font lacks.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        # Without a date the same run gives the same file.
        figure.savefig(target, format="svg", transparent=True, metadata={"Date": None})
    return target.getvalue()[target.getvalue().index("<svg") :]
