"""How much of what is weighted is there."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Set
from operator import mul


def share(weights: Mapping[str, float], found: Container[str]) -> float:
    """Return the share, 0 to 1, of the total weight whose keys are in `found`; 0 without weights."""
    return sharing(weights)(found)


def sharing(weights: Mapping[str, float]) -> Callable[[Container[str]], float]:
    """Return `share` of these weights, for many a `found`."""
    total = sum(weights.values())
    # Summed in the order of the weights: the order of a set depends on the hash seed.
    return lambda found: sum(map(weights.__getitem__, filter(found.__contains__, weights))) / total if total else 0.0


def heaviest(weights: Mapping[str, float]) -> list[tuple[str, float]]:
    """Return the keys with their weights, the heaviest first."""
    return sorted(weights.items(), key=lambda pair: -pair[1])


def most_missing(ordered: list[tuple[str, float]], found: Set[str]) -> float:
    """Return the weight of the first of the `heaviest` that is not in `found`, 0 where all are."""
    return next((weight for key, weight in ordered if key not in found), 0.0)


def weighted_mean(weights: Mapping[str, float], values: Mapping[str, float]) -> float:
    """Return the mean of the values under the weights of their keys; 0 without weights."""
    total = sum(weights.values())
    return sum(map(mul, weights.values(), map(values.__getitem__, weights))) / total if total else 0.0
