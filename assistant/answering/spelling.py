"""Questions with a typing error, put right with the words of the shelf: 海定区 is 海淀区."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

import rjieba

from assistant.answering.background import known
from assistant.answering.vocabulary import Vocabulary
from assistant.text import fold

LONGEST = 4
_CHINESE = re.compile("(?:(?![是的有了在和与为多少几哪谁么吗呢])[\u4e00-\u9fff])+")
_LATIN = re.compile(r"[a-z]{4,}(?![a-z])")


def corrections(question: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield `question` with a piece that is no word, here or elsewhere, replaced by one of the shelf that sounds alike.

    A Latin piece that is the pinyin of a word is replaced as well: haidian区 becomes 海淀区.
    """
    folded = fold(question)
    for match in _LATIN.finditer(folded):
        for word in vocabulary.sounding(match.group())[:1]:
            yield question[: match.start()] + word + question[match.end() :]
    for start, piece in _pieces(folded):
        if not known(piece) and not vocabulary.says(piece):
            for word in [word for word in vocabulary.alike(piece) if known(word) or vocabulary.often(word)][:1]:
                yield question[:start] + word + question[start + len(piece) :]


def _pieces(folded: str) -> Iterator[tuple[int, str]]:
    """Yield the runs of up to LONGEST characters that whole words make up, the longest first, with where they start.

    A piece of a word and a piece of the next make none: the 率是 of 负债比率是 is no 律师.
    """
    words = rjieba.cut(folded)
    starts = [0, *accumulate(map(len, words))]
    runs = [(starts[i], "".join(words[i:j])) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
    short = [(start, run) for start, run in runs if 2 <= len(run) <= LONGEST and _CHINESE.fullmatch(run)]
    yield from sorted(short, key=lambda piece: -len(piece[1]))
