"""What the words of visitors' questions stand for in reports, learned by `training.translations`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

Table = Mapping[str, Mapping[str, float]]


@cache
def load_translations() -> Table:
    """Return for each word the words that a report says for it, with weights, 0 to 1, that make 1 together."""
    return read(files("assistant").joinpath("models/translations.txt").read_text(encoding="utf-8"))


def read(text: str) -> Table:
    """Read a line a word: the word, then `word:weight` in hundredths."""
    table = {}
    for line in text.splitlines():
        word, *others = line.split(" ")
        pairs = (other.rsplit(":", 1) for other in others)
        table[word] = {other: int(weight) / 100 for other, weight in pairs}
    return table
