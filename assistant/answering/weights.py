"""How much of what is weighted is there."""

from __future__ import annotations

from collections.abc import Mapping, Set


def share(weights: Mapping[str, float], found: Set[str]) -> float:
    """Return the share, 0 to 1, of the total weight whose keys are in `found`; 0 without weights."""
    total = sum(weights.values())
    # Summed in the order of the weights: the order of a set depends on the hash seed.
    return sum(map(weights.__getitem__, filter(found.__contains__, weights))) / total if total else 0.0


def weighted_mean(weights: Mapping[str, float], values: Mapping[str, float]) -> float:
    """Return the mean of the values under the weights of their keys; 0 without weights."""
    total = sum(weights.values())
    return sum(weight * values[key] for key, weight in weights.items()) / total if total else 0.0
