"""How much of one text stands in another."""

from __future__ import annotations

from functools import lru_cache

LONGEST = 12


def longest_common_run(first: str, second: str) -> int:
    """Return the length of the longest string that stands in both, at most LONGEST."""
    best = 0
    for start in range(len(first)):
        while best < LONGEST and start + best < len(first) and first[start : start + best + 1] in second:
            best += 1
    return best


@lru_cache(maxsize=1024)
def run_share(name: str, text: str) -> float:
    """Return the share, 0 to 1, of `name` that stands in `text` as one run; 0 for no name."""
    return longest_common_run(name, text) / min(LONGEST, len(name)) if name else 0.0
