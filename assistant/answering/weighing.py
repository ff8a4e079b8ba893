"""The weights of what is asked, met by many sentences at once: arrays of a row a key and a column a sentence."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray


class Weighing:
    """The weights of keys, of the whole question and of what the title of each of n sentences leaves of it.

    What it works out has a row for the whole and one for what is left: shape (2, n). Weights are summed key by key, so
    that a sum is the same whatever stands beside it.
    """

    def __init__(self, weights: NDArray[np.float64], left: NDArray[np.bool_]) -> None:
        """Take the weights of the keys, (n_keys,), and which of them are left for each sentence, (n_keys, n)."""
        self._weights = weights
        self.kept = np.stack([np.ones_like(left), left])
        self.weights = weights[:, None] * self.kept
        totals = self.weights.sum(axis=1)
        self._totals = np.where(totals == 0, 1.0, totals)

    @classmethod
    def of(cls, weights: Mapping[str, float], left: Sequence[Mapping[str, float]]) -> Weighing:
        """Take the weights of a whole question and those of what is left of it for each sentence."""
        return cls(np.array(list(weights.values()), dtype=np.float64), held(weights, left))

    def times(self, factors: NDArray[np.float64]) -> Weighing:
        """Return the same with the weight of each key multiplied by its factor, (n_keys,)."""
        return Weighing(self._weights * factors, self.kept[1])

    def mean(self, values: NDArray[np.float64] | NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return the weighted mean of `values`, (n_keys, n): of what is found, its share; 0 without weights."""
        summed: NDArray[np.float64] = (self.weights * values).sum(axis=1)
        summed /= self._totals
        return summed

    def heaviest(self, factors: NDArray[np.float64] | NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return the greatest weight, each multiplied by what `factors`, (n_keys, n), says; 0 where there is none."""
        found: NDArray[np.float64] = np.where(self.kept, self.weights * factors, -np.inf).max(axis=1, initial=-np.inf)
        return np.where(np.isneginf(found), 0.0, found)


def held(keys: Iterable[str], sets: Sequence[Container[str]]) -> NDArray[np.bool_]:
    """Return which of the keys each of `sets` holds, (n_keys, len(sets)); the same set may come many times."""
    keys = list(keys)
    distinct = {id(some): some for some in sets}
    columns = {place: bytes(map(some.__contains__, keys)) for place, some in distinct.items()}
    found = np.frombuffer(b"".join([columns[id(some)] for some in sets]), dtype=np.bool_)
    return found.reshape(len(sets), len(keys)).T
