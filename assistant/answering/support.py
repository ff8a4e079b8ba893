"""How far the evidence can be trusted to answer: a calibrated probability from a learned model."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answering.trees import load_trees


def support_row(features: NDArray[np.float32], scores: Sequence[float]) -> NDArray[np.float32]:
    """Return what the support model sees, float32 (n_features + 5,).

    `features` (n_features,) are those of the best candidate, `scores` (n,) the ranked candidates', best first, n at
    least 1: the features, the best score, its lead over the second, the third and the fifth, and how many come within 1.
    """
    best = scores[0]
    leads = [best - (scores[i] if len(scores) > i else -10.0) for i in (1, 2, 4)]
    close = sum(best - score < 1 for score in scores)
    return np.concatenate([features, np.array([best, *leads, close], dtype=np.float32)])


def support(features: NDArray[np.float32], scores: Sequence[float], model: str = "support") -> float:
    """Return the probability, 0 to 1, that the best candidate answers; see `support_row`."""
    log_odds = float(load_trees(model).predict(support_row(features, scores)[None])[0])
    return 1 / (1 + math.exp(-log_odds))
