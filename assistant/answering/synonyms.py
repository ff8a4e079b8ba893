"""Sets of words for the same thing: the shipped ones, and a user's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from assistant.errors import SettingsError
from assistant.text import fold


class Variant(NamedTuple):
    """A question in which the word `new` stands for the word `old`."""

    question: str
    old: str
    new: str


class Synonyms:
    """Sets of synonyms, folded; a word belongs to the last set that names it."""

    def __init__(self, sets: Sequence[Sequence[str]]) -> None:
        self._others = {word: tuple(other for other in words if other != word) for words in sets for word in words}
        longest = sorted(self._others, key=len, reverse=True)
        self._word = re.compile("|".join(map(re.escape, longest)) or "(?!)")

    def variants(self, question: str, said: Callable[[str], bool]) -> Iterator[Variant]:
        """Yield `question` with one word replaced by another of its set for which `said` holds."""
        folded = fold(question)
        for match in self._word.finditer(folded):
            for other in self._others[match.group()]:
                if other not in folded and said(other):
                    yield Variant(question[: match.start()] + other + question[match.end() :], match.group(), other)


def load_synonyms(file: Path | None) -> Synonyms:
    """Return the shipped sets and those of `file`: one set a line, words apart by spaces, # for a comment.

    Raises SettingsError when the file cannot be read, or a line holds one word alone.
    """
    sets = _sets(files("assistant").joinpath("data/synonyms.txt").read_text(encoding="utf-8"), "the shipped synonyms")
    if file is not None:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"the synonyms {file} cannot be read: {error}; give a UTF-8 text file") from error
        sets += _sets(text, str(file))
    return Synonyms(sets)


def _sets(text: str, origin: str) -> list[list[str]]:
    sets = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = fold(line.split("#")[0]).split()
        if len(words) == 1:
            raise SettingsError(f"line {number} of {origin} holds only {words[0]!r}; a set has two words or more")
        if words:
            sets.append(words)
    return sets
