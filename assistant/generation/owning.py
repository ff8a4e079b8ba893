"""Whether a claim gives figures and deeds to a place or a person whom its quotes give none of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from assistant.answering.topic import tag_words
from assistant.generation.atoms import atoms, value_of
from assistant.generation.sources import Sources
from assistant.generation.wording import one_word
from assistant.text import quantities

_ASIDE = re.compile(r"（[^）]*）|\([^)]*\)")


def wrong_owner(claim: str, sources: Sources, as_quoted: Mapping[str, str]) -> str:
    """Return a name that the claim puts before figures or words which its quotes have only behind other names.

    What the title is about (海淀) owns what people say of it: nobody takes 李俊杰说，支柱产业有两个 for his own.
    """
    owners: dict[str, set[str]] = {}
    for quote in sources.quotes:
        for name, words, values in _dependents(_ASIDE.sub("", quote)):
            for one in words + values:
                owners.setdefault(one, set()).add(name)
    people = {atom.value for text in (claim, *sources.quotes) for atom in atoms(text) if atom.kind == "person"}
    for name, words, values in _dependents(_ASIDE.sub("", claim)):
        told = [owners[value] for value in (as_quoted.get(one, one) for one in values) if value in owners]
        told = told or [owners[word] for word in words if word in owners]
        at_home = _at_home(name, sources.context) | people if name and name in sources.context else set[str]()
        strange = [
            one for one in told if not any(owner in name or name in owner for owner in one) and not one & at_home
        ]
        if name and not (name in people and sources.leaning) and len(strange) * 2 > len(told):
            return name
    return ""


def _at_home(name: str, context: str) -> set[str]:
    """Return 全区 for 海淀, which the title has as 海淀区."""
    return {f"全{level}" for level in "市区省县" if name + level in context}


@lru_cache(maxsize=4096)
def _dependents(text: str) -> tuple[tuple[str, list[str], list[str]], ...]:
    """Return each place or person of a text with the words and values up to the next one; "" for those before all.

    Of names side by side (北京全市) both have what follows.
    """
    names = [atom for atom in atoms(text) if atom.kind in ("place", "person")]
    starts = [0, *(atom.end for atom in names)]
    ends = [*(atom.start for atom in names), len(text)]
    found = list(zip(["", *(atom.value for atom in names)], starts, ends, strict=True))
    owned = list[tuple[str, list[str], list[str]]]()
    for place, (name, start, end) in enumerate(found):
        after = next(
            (one for one in found[place:] if text[one[1] : one[2]].strip("市区省县的在，、,")), (name, start, end)
        )
        owned.append((name, *_told(text[after[1] : after[2]])))
        # A clause behind names that has none itself speaks of the first again: 全市有茶园，分布在青岭县，产量9000吨.
        _, comma, later = text[start:end].partition(",")
        later = later if place + 1 == len(found) else later.rpartition(",")[0]
        if comma and place > 1 and later:
            owned.append((found[1][0], *_told(later)))
    return tuple(owned)


def _told(text: str) -> tuple[list[str], list[str]]:
    part = one_word(text)
    words = [word.text for word in tag_words(part) if len(word.text) > 1 and word.tag[0] in "nvajl"]
    return words, [value_of(one) for one in quantities(part)]
