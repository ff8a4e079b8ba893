"""How much of what is weighted is there."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping


def share(weights: Mapping[str, float], found: Container[str]) -> float:
    """Return the share, 0 to 1, of the total weight whose keys are in `found`; 0 without weights."""
    return sharing(weights)(found)


def sharing(weights: Mapping[str, float]) -> Callable[[Container[str]], float]:
    """Return `share` of these weights, for many a `found`."""
    total = sum(weights.values())
    # Summed in the order of the weights: the order of a set depends on the hash seed.
    items = tuple(weights.items())
    return lambda found: sum([weight for key, weight in items if key in found]) / total if total else 0.0
