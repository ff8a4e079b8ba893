"""Sets of words for the same thing: the shipped ones, and a user's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import rjieba

from assistant.errors import SettingsError
from assistant.text import fold

_SHORT = 3  # longer words are told from pieces of others without the segmenter


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
        """Yield `question` in other words for which `said` holds.

        Words that the shelf does not say are replaced all at once, by the first of their set that it says; then, one
        at a time, each word by each other of its set.
        """
        folded = fold(question)
        places = [
            (match.start(), match.group(), self._others_in(match.group(), folded, said))
            for match in self._words(folded)
        ]
        strange = [(start, word, others[0]) for start, word, others in places if others and not said(word)]
        whole = question
        for start, word, other in reversed(strange):
            whole = whole[:start] + other + whole[start + len(word) :]
        if len(strange) > 1:
            yield Variant(whole, strange[-1][1], strange[-1][2])
        for start, word, others in places:
            for other in others:
                yield Variant(_joined(question[:start], other, question[start + len(word) :]), word, other)

    def others(self, word: str) -> tuple[str, ...]:
        """Return the other words of the set of a folded word, none where no set has it."""
        return self._others.get(word, ())

    def _words(self, folded: str) -> Iterator[re.Match[str]]:
        """Yield the words of a set in a folded question; a short one that is a piece of another is none: 增加 of 增加值."""
        edges = {0, *accumulate(map(len, rjieba.cut(folded)))}
        for match in self._word.finditer(folded):
            if len(match.group()) > _SHORT or {match.start(), match.end()} <= edges:
                yield match

    def _others_in(self, word: str, question: str, said: Callable[[str], bool]) -> list[str]:
        return [other for other in self._others[word] if other not in question and said(other)]


def _joined(before: str, word: str, after: str) -> str:
    """Return the three as one text; what the text around the word says of it already stands once."""
    ahead, behind = _overlap(before, word), _overlap(word, after)
    return before + word[ahead:] + after[behind:]


def _overlap(left: str, right: str) -> int:
    """Return how many characters `left` ends with and `right` begins with, 0 where it is but one: 市 of 城市市民."""
    return next((size for size in range(min(len(left), len(right)), 1, -1) if left.endswith(right[:size])), 0)


def same_as(word: str) -> tuple[str, ...]:
    """Return the shipped synonyms of a folded word, none for most words."""
    return _shipped().others(word)


@cache
def _shipped() -> Synonyms:
    return load_synonyms(None)


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
