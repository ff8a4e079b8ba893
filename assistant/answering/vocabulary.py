"""The words that a shelf uses, by their sound."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
import rjieba
from numpy.typing import NDArray

from assistant.answering.pinyin import syllables
from assistant.text import fold

LONGEST_TITLE = 40  # characters
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,6}")


class Vocabulary:
    """The Chinese words of some texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        folded = list(map(fold, texts))
        self._text = "\n".join(folded)
        self._counts = Counter(word for word in rjieba.cut(self._text) if _CHINESE.fullmatch(word))
        self._by_sound = defaultdict[str, list[str]](list)
        self._by_initials = defaultdict[str, list[str]](list)
        for word, _ in self._counts.most_common():
            sound = syllables(word)
            self._by_sound["".join(sound)].append(word)
            self._by_initials[_initials(sound)].append(word)
        self._in_title = {"".join(syllables(part)): part for text in folded for part in _parts(text)}

    def says(self, text: str) -> bool:
        """Whether the texts hold `text`, folded."""
        return fold(text) in self._text

    def often(self, word: str) -> bool:
        """Whether the texts hold a word so often that it can be no error of cutting them into words."""
        return self._counts[word] > 2

    def sounding(self, pinyin: str) -> list[str]:
        """Return the words with this pinyin, toneless and in one piece, most frequent first: haidian gives 海淀.

        Where there is none, the part of a title that has it: a name that is no known word.
        """
        unknown = [self._in_title[pinyin]] if pinyin in self._in_title else []
        return self._by_sound.get(pinyin, unknown)

    def spelt(self, pinyin: str) -> str:
        """Return the first two to six characters of the texts with this pinyin, "" for none: a name that is no known word."""
        spoken, starts = self._spoken
        at = spoken.find(pinyin)
        while at >= 0:
            first, last = np.searchsorted(starts, [at, at + len(pinyin)]).tolist()
            if starts[first] == at and starts[last] == at + len(pinyin) and _CHINESE.fullmatch(self._text, first, last):
                return self._text[first:last]
            at = spoken.find(pinyin, at + 1)
        return ""

    @cached_property
    def _spoken(self) -> tuple[str, NDArray[np.int64]]:
        """The pinyin of the texts in one piece, and where that of each character starts."""
        sounds = syllables(self._text)
        return "".join(sounds), np.cumsum([0, *map(len, sounds)])

    def alike(self, piece: str) -> list[str]:
        """Return the words for which `piece` may be a typing error, likeliest first.

        They sound the same, or differ in one character that begins with the same sound.
        """
        sound = syllables(piece)
        same = [word for word in self.sounding("".join(sound)) if len(word) == len(piece)]
        near = [
            word
            for word in self._by_initials.get(_initials(sound), [])
            if len(word) == len(piece) and sum(a != b for a, b in zip(word, piece, strict=True)) == 1
        ]
        return [word for word in dict.fromkeys(same + near) if word != piece]


def _parts(text: str) -> Iterator[str]:
    """Yield all that can be a name in the first line of a text, the longest first."""
    title = text.split("\n", 1)[0][:LONGEST_TITLE]
    for length in range(4, 1, -1):
        for start in range(len(title) - length + 1):
            if _CHINESE.fullmatch(title, start, start + length):
                yield title[start : start + length]


def _initials(sound: tuple[str, ...]) -> str:
    return "".join(syllable[:1] for syllable in sound)
