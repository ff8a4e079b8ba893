"""Whether a claim puts its figures, years and names where its quotes put them, and not to somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.answering.background import idf
from assistant.answering.name_lists import NOT_PEOPLE, NOT_PLACES, SCOPES
from assistant.answering.names import PEOPLE, bare, is_name
from assistant.answering.topic import mentions, tag_words
from assistant.answering.units import base_unit
from assistant.generation.figures import amounts, ranked, stands_for
from assistant.generation.sources import Clause, Sources, clauses_of
from assistant.generation.wording import one_word
from assistant.text import Quantity, quantities

_ASIDE = re.compile(r"（[^）]*）|\([^)]*\)")
_SCOPED = re.compile("(?<=..)全[国市省区县州]$")
_NAMED = PEOPLE | {"ns", "nz"}
_NO_NAMES = NOT_PEOPLE | NOT_PLACES
BEFORE = 0.75  # of the weight of a clause that the one in front of it has
SHARED = 8.0  # what a figure or name in common counts, beside the idf of words


@dataclass(frozen=True, slots=True)
class Atom:
    """A figure, a year or a name in a text: `kind` tells what it could be taken for (家, %, year, person), `value` which."""

    kind: str
    value: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def atoms(text: str) -> tuple[Atom, ...]:
    """Return the figures, years and names of a folded text, in order."""
    found = [Atom(_kind(one), _value(one), one.start, one.end) for one in quantities(text)]
    found += [Atom("rank", str(rank), start, end) for rank, start, end in ranked(text)]
    names = [
        Atom(one.kind, bare(_SCOPED.sub("", one.text)), one.end - len(one.text), one.end)
        for one in mentions(text)
        if one.kind in ("person", "place")
    ]
    names += [
        Atom("person" if word.tag in PEOPLE else "place", bare(word.text), word.start, word.end)
        for word in tag_words(text)
        if word.text in SCOPES or (word.text not in _NO_NAMES and word.tag in _NAMED and is_name(word.text, word.tag))
    ]
    for name in names:
        if not any(one.start < name.end and name.start < one.end for one in found):
            found.append(name)
    return tuple(sorted(found, key=lambda atom: atom.start))


def misplaced(claim: str, sources: Sources) -> str:
    """Return a figure, year or name of a folded claim that its quotes give to something else, "" for none.

    With 独角兽企业有50余家 and “小巨人”企业有265家 in the quotes, 独角兽企业有265家 has every word of them and is wrong.
    """
    as_quoted = _as_quoted(claim, sources)
    for clause in clauses_of(claim):
        here = [replace(atom, value=as_quoted.get(atom.value, atom.value)) for atom in atoms(clause.text)]
        # Behind 他说 a person stands a sentence away from what they say.
        for atom in (one for one in here if one.kind != "person" or not sources.leaning):
            if _belongs_elsewhere(atom, here, _words(clause.text), sources.clauses):
                return atom.value
    return _wrong_owner(claim, sources, as_quoted)


def _kind(found: Quantity) -> str:
    return found.kind if found.kind != "number" else base_unit(found.unit)


def _value(found: Quantity) -> str:
    return f"{found.value.normalize():f}"


def _as_quoted(claim: str, sources: Sources) -> dict[str, str]:
    """Return for the values of a claim those in its quotes that they stand for: 10206.9亿 for 1.02万亿."""
    return {
        _value(one): _value(quoted)
        for one in amounts(claim)
        for quote in sources.quotes
        for quoted in amounts(quote)
        if stands_for(claim, one, quote, quoted)
    }


def _words(text: str) -> set[str]:
    """Return the words of a clause that tell what its figures are about."""
    taken = [(one.start, one.end) for one in quantities(text)]
    return {
        word.text
        for word in tag_words(one_word(text))
        if len(word.text) > 1
        and word.tag[0] in "nvajlisz"
        and not any(start < word.end and word.start < end for start, end in taken)
    }


def _belongs_elsewhere(atom: Atom, here: Sequence[Atom], words: set[str], clauses: Sequence[Clause]) -> bool:
    """Whether a clause with another of the atom's kind fits the claim's words better than any that has the atom."""
    own, other = -1.0, -1.0
    values = {one.value for one in here}
    for clause in clauses:
        rivals = [one.value for one in atoms(clause.text) if one.kind == atom.kind and _is_rival(atom, one)]
        if not rivals:
            continue
        fit = _fit(atom, here, words, clause.text) + _fit(atom, here, words, clause.before) * BEFORE
        if atom.value in rivals:
            own = max(own, fit)
        elif not values & set(rivals):
            other = max(other, fit)
    return 0 <= own < other


def _is_rival(atom: Atom, other: Atom) -> bool:
    """Whether another atom of the kind could stand where one does; 全国 does not where 海淀 does."""
    return atom.value in SCOPES or other.value not in SCOPES


def _fit(atom: Atom, here: Sequence[Atom], words: set[str], text: str) -> float:
    """Return how much of a claim's clause, an atom of it aside, stands in a text: idf of words, SHARED for each figure."""
    there = {(one.kind, one.value) for one in atoms(text)}
    named = {one.value for one in here}
    same = sum((one.kind, one.value) in there for one in here if one != atom and one.kind != "person")
    known = one_word(text)
    return SHARED * same + sum(idf(word) for word in words if word in known and bare(word) not in named)


def _wrong_owner(claim: str, sources: Sources, as_quoted: Mapping[str, str]) -> str:
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
        strange = [one for one in told if name not in one and "" not in one and not one & at_home]
        if name and not (name in people and sources.leaning) and len(strange) * 2 > len(told):
            return name
    return ""


def _at_home(name: str, context: str) -> set[str]:
    """Return 全区 for 海淀, which the title has as 海淀区."""
    return {f"全{level}" for level in "市区省县" if name + level in context}


def _dependents(text: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each place or person of a text with the words and values up to the next one; "" for those before all.

    Of names side by side (北京全市) both have what follows.
    """
    names = [atom for atom in atoms(text) if atom.kind in ("place", "person")]
    starts = [0, *(atom.end for atom in names)]
    ends = [*(atom.start for atom in names), len(text)]
    found = list(zip(["", *(atom.value for atom in names)], starts, ends, strict=True))
    for place, (name, start, own_end) in enumerate(found):
        after = next(
            (one for one in found[place:] if text[one[1] : one[2]].strip("市区省县的在，、")), (name, start, own_end)
        )
        part = one_word(text[after[1] : after[2]])
        words = [word.text for word in tag_words(part) if len(word.text) > 1 and word.tag[0] in "nvajl"]
        yield name, words, [_value(one) for one in quantities(part)]
