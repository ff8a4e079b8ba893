"""The year for which a figure in a text holds: the one its sentence or its section named last."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from assistant.text import Quantity, quantities

_COMPARED = re.compile(r"(?:比|较|同|与|和|从|由|自|超过?|高于|低于|相比于?|早于|晚于)$")
_OPEN_ENDED = re.compile("及?(?:以后|之后|以来|以前|之前)")  # no year of its own
_BASE = re.compile("(?:全年|同期)?的(?:近|约)?[0-9.一二两三四五六七八九十]+(?:余|多)?[倍%]")  # 是2020年的2.1倍
_MAIN = 2  # mentions from which a document's most named year is its own


def year_of(found: Quantity) -> int:
    """Return the year of a quantity, 0 where it has none."""
    if found.kind == "year":
        return int(found.value)
    return int(found.value) // 10000 if found.kind == "date" else 0


@lru_cache(maxsize=20_000)
def marks(folded: str) -> tuple[tuple[int, int], ...]:
    """Return the `(start, year)` of all years that set a time in a folded text; 比2021年, 2021年以来 and 是2021年的2倍 set none."""
    return tuple(
        (found.start, year)
        for found in quantities(folded)
        if (year := year_of(found))
        and not _OPEN_ENDED.match(folded, found.end)
        and not _BASE.match(folded, found.end)
        and not _COMPARED.search(folded, 0, found.start)
    )


def governing(folded: str, position: int) -> int:
    """Return the year named last before a position in a sentence, 0 where none is: for that year a figure there holds."""
    return next((year for start, year in reversed(marks(folded)) if start < position), 0)


@lru_cache(maxsize=256)
def own_year(document: str) -> int:
    """Return the year that a folded document names most, 0 where no year is named twice."""
    years = Counter(year for _, year in marks(document)).most_common(1)
    return years[0][0] if years and years[0][1] >= _MAIN else 0
