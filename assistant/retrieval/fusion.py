"""Putting the scores of several retrievers together."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def spread_of(scores: NDArray[np.float32]) -> tuple[float, float]:
    """Return the mean and the standard deviation of scores of shape (n,)."""
    mean = float(scores.mean())
    apart = scores - np.float32(mean)
    # Not `std`, which works out the mean once more; nor `@`, whose threads wait for each other.
    return mean, math.sqrt(float(np.einsum("i,i", apart, apart)) / len(scores))


def z_scores(scores: NDArray[np.float32], spread: tuple[float, float] | None = None) -> NDArray[np.float32]:
    """Return `(scores - mean) / standard deviation`, all zeros where every score is the same. Shape (n,).

    `spread` are that mean and that deviation where `scores` are only some of the scores.
    """
    mean, deviation = spread or spread_of(scores)
    if deviation < 1e-6:
        return np.zeros_like(scores)
    scaled: NDArray[np.float32] = scores - np.float32(mean)
    scaled /= np.float32(deviation)
    return scaled


def fuse(parts: Sequence[tuple[float, NDArray[np.float32]]]) -> NDArray[np.float32]:
    """Return the weighted sum of z-scored `parts`, each `(weight, scores of shape (n,))`.

    Scores are fused and not ranks: a weaker list must not outvote a stronger one.
    """
    fused = np.zeros_like(parts[0][1])
    for weight, scores in parts:
        scaled = z_scores(scores)
        scaled *= np.float32(weight)
        fused += scaled
    return fused
