"""How well an assistant knows when not to answer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby


def risk_coverage(support: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float]]:
    """The curve of (coverage, risk): of the share `coverage` of cases with the highest support, the share not right.

    El-Yaniv and Wiener 2010, On the Foundations of Noise-free Selective Classification. `right` says whether an answer
    was given and is right; a refusal counts as not right wherever it stands, so a good assistant gives it low support.
    Cases of equal support share their mean risk, so that their order does not matter.

    Support .9 .8 .1, right yes no no: (1/3, 0), (2/3, 1/2), (1, 2/3).
    """
    ordered = sorted(zip(support, right, strict=True), key=lambda pair: -pair[0])
    losses: list[float] = []
    for _, group in groupby(ordered, key=lambda pair: pair[0]):
        wrong = [not good for _, good in group]
        losses += [sum(wrong) / len(wrong)] * len(wrong)
    curve, total = [], 0.0
    for count, loss in enumerate(losses, start=1):
        total += loss
        curve.append((count / len(losses), total / count))
    return curve


def area_under_risk_coverage(support: Sequence[float], right: Sequence[bool]) -> float | None:
    """The mean risk over all coverages, 0 (best) to 1; None without cases.

    AURC = 1/n · sum over k = 1…n of risk at coverage k/n (Geifman, Uziel and El-Yaniv 2019, Bias-Reduced Uncertainty
    Estimation). It also falls when more answers are right; compare it at equal correctness.

    Support .9 .8 .1, right yes no no: (0 + 1/2 + 2/3) / 3 = 0.3889.
    """
    curve = risk_coverage(support, right)
    return sum(risk for _, risk in curve) / len(curve) if curve else None
