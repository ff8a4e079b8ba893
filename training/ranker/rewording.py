"""Questions put in other words: what visitors say is seldom what reports say.

Reading comprehension questions repeat the words of their text, so that a model fitted to them alone takes a sentence
that shares few words for no evidence. Words are exchanged for synonyms (HanLP CoreSynonym, and the shipped sets), some
are dropped, and chatter is added.
"""

from __future__ import annotations

import random
from functools import cache
from importlib.resources import files

import rjieba

from training.corpus import synonym_sets

EXCHANGED = 0.6  # share of the words with synonyms that are exchanged
DROPPED = 0.12  # share of the other content words that are dropped
LARGEST = 8  # words in a set that still mean the same
_EXCHANGEABLE = {"n", "v", "vn", "a", "ad", "l", "j"}
_CHATTER = ("", "", "", "到底", "现在", "具体", "大概", "一共")
_ASKING = {"多少": "几", "什么时候": "啥时候", "哪里": "哪儿", "为什么": "为啥", "什么": "啥", "如何": "怎么"}


def reworded(question: str, rng: random.Random) -> str:
    """Return the question with some of its words exchanged, dropped or added; unchanged where nothing can be."""
    words = list[str]()
    for word, tag in rjieba.tag(question):
        others = _synonyms().get(word, ())
        if word in _ASKING:
            words.append(_ASKING[word] if rng.random() < 0.3 else word)
        elif tag in _EXCHANGEABLE and others and rng.random() < EXCHANGED:
            words.append(rng.choice(others))
        elif tag in {"a", "ad", "d", "vn"} and rng.random() < DROPPED:
            continue
        else:
            words.append(word)
    return rng.choice(_CHATTER) + "".join(words)


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    shipped = files("assistant").joinpath("data/synonyms.txt").read_text(encoding="utf-8")
    ours = [tuple(line.split()) for line in shipped.splitlines() if line and not line.startswith("#")]
    sets = [*synonym_sets(), *ours]
    found: dict[str, tuple[str, ...]] = {}
    for words in sets:
        plain = [word for word in words if 2 <= len(word) <= 6]
        if len(plain) <= LARGEST:
            found |= {word: tuple(other for other in plain if other != word) for word in plain}
    return found
