"""Questions with a typing error, put right with the words of the shelf: 海定区 is 海淀区."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.background import known
from assistant.answering.vocabulary import Vocabulary
from assistant.text import fold

LONGEST = 4
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[a-z]{4,}(?![a-z])")


def corrections(question: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield `question` with a piece that is no word, here or elsewhere, replaced by one of the shelf that sounds alike.

    A Latin piece that is the pinyin of a word is replaced as well: haidian区 becomes 海淀区.
    """
    folded = fold(question)
    for match in _LATIN.finditer(folded):
        for word in vocabulary.sounding(match.group())[:1]:
            yield question[: match.start()] + word + question[match.end() :]
    for run in _CHINESE.finditer(folded):
        for length in range(min(LONGEST, len(run.group())), 1, -1):
            for start in range(run.start(), run.end() - length + 1):
                piece = folded[start : start + length]
                if known(piece) or vocabulary.says(piece):
                    continue
                for word in [word for word in vocabulary.alike(piece) if known(word) or vocabulary.often(word)][:1]:
                    yield question[:start] + word + question[start + length :]
