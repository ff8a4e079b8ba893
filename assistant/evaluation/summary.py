"""From the scores of cases to figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from assistant.evaluation.case_result import CaseResult
from assistant.evaluation.cases import Kind
from assistant.evaluation.measures import MEASURES
from assistant.evaluation.metrics.refusals import area_under_risk_coverage, risk_coverage


class Figure(NamedTuple):
    """A value and over how many cases it was taken."""

    value: float
    cases: int


def summarise(results: Sequence[CaseResult], peak_memory: float | None = None) -> dict[str, Figure]:
    """Every figure that applies to these results, in the order of `MEASURES`.

    Percentiles interpolate linearly between the two nearest times (numpy's default; type 7 of Hyndman and Fan 1996).
    """
    figures: dict[str, Figure] = {}
    for name in MEASURES:
        values = [result.scores[name] for result in results if name in result.scores]
        if values:
            figures[name] = Figure(float(np.mean(values)), len(values))
    support, right = refusal_inputs(results)
    area = area_under_risk_coverage(support, right)
    # Where nothing can be answered rightly, the risk is 1 whatever the support.
    if area is not None and any(result.case.answerable for result in results):
        figures["risk_coverage_area"] = Figure(area, len(support))
    times = [result.milliseconds for result in results]
    for percent in (50, 95, 99) if times else ():
        figures[f"latency_p{percent}"] = Figure(float(np.percentile(times, percent)), len(times))
    if peak_memory is not None:
        figures["peak_memory"] = Figure(peak_memory, len(results))
    return {name: figures[name] for name in MEASURES if name in figures}


def refusal_inputs(results: Sequence[CaseResult]) -> tuple[list[float], list[bool]]:
    """The support of each question that must be answered or refused, and whether a right answer was given to it."""
    counted = [result for result in results if result.case.answerable or result.case.kind is Kind.UNANSWERABLE]
    return (
        [result.answer.support for result in counted],
        [result.right and not result.answer.refused for result in counted],
    )


def curve(results: Sequence[CaseResult]) -> list[tuple[float, float]]:
    """The risk–coverage curve of these results: see `metrics.refusals.risk_coverage`."""
    return risk_coverage(*refusal_inputs(results))
