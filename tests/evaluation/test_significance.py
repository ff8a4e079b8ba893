"""The randomisation test against every assignment of signs, counted by hand and by itertools."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.significance import EXACT_UP_TO, SAMPLES, randomisation_test

VALUES = st.sampled_from([0.0, 0.5, 1.0])


def test_the_worked_examples_of_the_docstring() -> None:
    assert randomisation_test([0, 0, 0], [1, 1, 1]) == 0.25
    assert randomisation_test([0, 1], [0, 1]) == 1.0


@given(st.lists(st.tuples(VALUES, VALUES), max_size=7))
def test_against_every_assignment(pairs: list[tuple[float, float]]) -> None:
    differences = [after - before for before, after in pairs]
    sums = [abs(sum(sign * d for sign, d in zip(signs, differences, strict=True)))
            for signs in product((-1, 1), repeat=len(differences))]  # fmt: skip
    expected = sum(value >= abs(sum(differences)) for value in sums) / len(sums)
    assert randomisation_test([b for b, _ in pairs], [a for _, a in pairs]) == pytest.approx(expected)


def test_many_cases_are_sampled_near_the_true_value() -> None:
    count = EXACT_UP_TO + 6
    before, after = [0.0] * count, [1.0] * 15 + [0.0] * (count - 15)
    # Fifteen equal differences: two assignments of 2 ** 15 reach the sum.
    assert randomisation_test(before, after) == pytest.approx(2 / 2**15, abs=3 / SAMPLES)
    mixed = [1.0] * 10 + [-1.0] * 10
    assert randomisation_test([0.0] * 20, mixed) == 1.0
    assert randomisation_test(before, after) == randomisation_test(before, after)
