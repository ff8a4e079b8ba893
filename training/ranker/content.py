"""The content words that a piece of text ends in."""

from __future__ import annotations

from collections.abc import Set

import rjieba

CONTENT = frozenset({"n", "v", "vn", "nz", "ns", "nt", "a", "j", "l", "nr", "an", "nrt", "i"})
"""The tags of words that can be asked about."""
LONGEST = 4  # words


def tail(before: str, tags: Set[str] = CONTENT) -> list[str]:
    """Return the words of these tags at the end of `before`, at most LONGEST."""
    found: list[str] = []
    for word, tag in reversed(rjieba.tag(before)):
        if tag not in tags or len(found) == LONGEST:
            break
        found.insert(0, word)
    return found
