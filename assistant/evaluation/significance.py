"""Whether a difference between two runs over the same cases is more than chance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

SAMPLES = 10_000
EXACT_UP_TO = 14
"""Up to so many differing cases every assignment of signs is tried."""


def randomisation_test(before: Sequence[float], after: Sequence[float], seed: int = 0) -> float:
    """The two-sided p-value of a paired randomisation test on the mean difference, 0 to 1.

    Under the null hypothesis each case's two values may be swapped: the sign of each difference is a coin toss.
    p = share of sign assignments whose absolute sum is at least the observed one; with more than `EXACT_UP_TO`
    differing cases it is estimated from `SAMPLES` random assignments as (1 + as large) / (1 + SAMPLES).
    Fisher 1935; for retrieval Smucker, Allan and Carterette 2007, A Comparison of Statistical Significance Tests.

    Differences 1, 1, 1: of eight assignments two reach 3, p = 0.25. Without any difference p = 1.
    """
    differences = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)
    differences = differences[differences != 0]
    if not len(differences):
        return 1.0
    observed = abs(differences.sum())
    exact = len(differences) <= EXACT_UP_TO
    signs = _all_signs(len(differences)) if exact else _random_signs(len(differences), seed)
    # Rounding must not make an equally large sum smaller.
    as_large = int((np.abs(signs @ differences) >= observed - 1e-9).sum())
    return as_large / len(signs) if exact else (1 + as_large) / (1 + SAMPLES)


def _all_signs(count: int) -> np.ndarray:
    bits = (np.arange(2**count)[:, None] >> np.arange(count)) & 1
    return bits.astype(np.float32) * 2 - 1


def _random_signs(count: int, seed: int) -> np.ndarray:
    draws = np.random.default_rng(seed).integers(0, 2, size=(SAMPLES, count), dtype=np.int8)
    return draws.astype(np.float32) * 2 - 1
