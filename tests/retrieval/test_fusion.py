"""Scores worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assistant.retrieval.fusion import fuse, z_scores

SCORES = arrays(np.float32, st.integers(1, 20), elements=st.floats(-100, 100, width=32))


def floats(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(values, dtype=np.float32)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        (floats(0, 2), floats(-1, 1)),  # mean 1, deviation 1
        (floats(1, 1, 4), floats(-(0.5**0.5), -(0.5**0.5), 2**0.5)),  # mean 2, deviation √2
        (floats(2, 4, 4, 4, 5, 5, 7, 9), floats(-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2)),  # mean 5, deviation 2
        (floats(7, 7, 7), floats(0, 0, 0)),
        (floats(3), floats(0)),
    ],
)
def test_z_scores(
    scores: np.ndarray[tuple[int], np.dtype[np.float32]], expected: np.ndarray[tuple[int], np.dtype[np.float32]]
) -> None:
    np.testing.assert_allclose(z_scores(scores), expected, atol=1e-6)


def test_the_fused_score_is_the_weighted_sum() -> None:
    fused = fuse([(0.7, floats(0, 2)), (0.3, floats(10, 4))])
    np.testing.assert_allclose(fused, floats(-0.7 + 0.3, 0.7 - 0.3), atol=1e-6)
    assert fused.dtype == np.float32


def test_a_constant_list_has_no_say() -> None:
    np.testing.assert_allclose(fuse([(1.0, floats(0, 2)), (5.0, floats(3, 3))]), floats(-1, 1), atol=1e-6)


def test_a_weaker_list_does_not_outvote_a_stronger_one() -> None:
    """By ranks the second passage would win: it is second and first, the first one first and third."""
    strong, weak = floats(9, 1, 0), floats(0.50, 0.52, 0.51)
    assert int(np.argmax(fuse([(0.7, strong), (0.3, weak)]))) == 0


@given(SCORES, st.floats(0.5, 10), st.floats(-10, 10))
def test_neither_scale_nor_offset_matters(
    scores: np.ndarray[tuple[int], np.dtype[np.float32]], scale: float, offset: float
) -> None:
    if scores.std() > 1:
        np.testing.assert_allclose(
            z_scores(scores * np.float32(scale) + np.float32(offset)), z_scores(scores), atol=1e-2
        )


@given(SCORES)
def test_z_scores_are_finite_and_sum_to_nothing(scores: np.ndarray[tuple[int], np.dtype[np.float32]]) -> None:
    scaled = z_scores(scores)
    assert scaled.shape == scores.shape
    assert np.isfinite(scaled).all()
    if scores.std() > 1:
        assert abs(float(scaled.sum())) < 1e-2
