"""The risk–coverage curve, worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.metrics.refusals import area_under_risk_coverage, risk_coverage


def test_the_worked_example_of_the_docstring() -> None:
    support, right = [0.1, 0.9, 0.8], [False, True, False]
    assert risk_coverage(support, right) == [(1 / 3, 0), (2 / 3, 1 / 2), (1, 2 / 3)]
    assert area_under_risk_coverage(support, right) == pytest.approx((1 / 2 + 2 / 3) / 3)


def test_equal_support_shares_the_risk() -> None:
    curve = risk_coverage([0.5, 0.5], [True, False])
    assert curve == [(0.5, 0.5), (1.0, 0.5)]
    assert curve == risk_coverage([0.5, 0.5], [False, True])


def test_no_cases_no_area() -> None:
    assert area_under_risk_coverage([], []) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30))
def test_perfect_order_is_best_and_reversed_order_worst(pairs: list[tuple[float, bool]]) -> None:
    support, right = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    area = area_under_risk_coverage(support, right)
    best = area_under_risk_coverage([float(good) for good in right], right)
    worst = area_under_risk_coverage([1.0 - good for good in right], right)
    assert area is not None
    assert best is not None
    assert worst is not None
    assert best - 1e-9 <= area <= worst + 1e-9
