"""How telling a word is: inverse document frequencies from a large background of Chinese texts."""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files


@cache
def _frequencies() -> tuple[int, dict[str, int]]:
    lines = files("assistant").joinpath("models/words.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines[1:])
    return int(lines[0]), {word: int(count) for word, count in pairs}


@cache
def _unknown(length: int) -> float:
    return math.log(_frequencies()[0] / 3) * min(1.0, 0.6 + 0.1 * length)


def idf(word: str) -> float:
    """Return ln(texts / texts with the word), about 0 (的) to 10; a word never met counts as rare."""
    texts, frequencies = _frequencies()
    count = frequencies.get(word)
    return math.log(texts / count) if count else _unknown(min(len(word), 4))


def known(word: str) -> bool:
    """Whether a word occurs in the background."""
    return word in _frequencies()[1]
