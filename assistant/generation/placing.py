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
from assistant.answering.view import NARROWING
from assistant.generation.figures import amounts, stands_for
from assistant.generation.sources import Clause, Sources, clauses_of
from assistant.generation.wording import one_word
from assistant.text import Quantity, quantities

_PACE = frozenset({"平均", "每天", "人均"})
_ASIDE = re.compile(r"（[^）]*）|\([^)]*\)")
_NAMED = PEOPLE | {"ns", "nz"}
_NO_NAMES = NOT_PEOPLE | NOT_PLACES
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
    names = [
        Atom(one.kind, bare(one.text), one.end - len(one.text), one.end)
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


def narrowed(claim: str, sources: Sources, asked: str) -> str:
    """Return a word (平均, 预计, 新增) that narrows a figure in its quote and that the claim leaves out, "" for none."""
    said = {found.value for found in quantities(claim)}
    for clause in sources.clauses:
        held = {found.value for found in clause.view.quantities if found.kind in ("number", "share")}
        missing = (clause.view.scopes & NARROWING) - {word for word in NARROWING if word in claim or word in asked}
        missing -= _PACE if any(word in claim for word in _PACE) else set()
        elsewhere = any(
            other is not clause and held & said & {found.value for found in other.view.quantities}
            for other in sources.clauses
        )
        if held & said and missing and not elsewhere:
            return min(missing)
    return ""


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
        rivals = [one.value for one in atoms(clause.text) if one.kind == atom.kind]
        if not rivals:
            continue
        fit = _fit(atom, here, words, clause.text) + _fit(atom, here, words, clause.before) / 2
        if atom.value in rivals:
            own = max(own, fit)
        elif not values & set(rivals):
            other = max(other, fit)
    return 0 <= own < other


def _fit(atom: Atom, here: Sequence[Atom], words: set[str], text: str) -> float:
    """Return how much of a claim's clause, an atom of it aside, stands in a text: idf of words, SHARED for each figure."""
    there = {(one.kind, one.value) for one in atoms(text)}
    named = {one.value for one in here}
    same = sum((one.kind, one.value) in there for one in here if one != atom and one.kind != "person")
    known = one_word(text)
    return SHARED * same + sum(idf(word) for word in words if word in known and bare(word) not in named)


def _wrong_owner(claim: str, sources: Sources, as_quoted: Mapping[str, str]) -> str:
    """Return a name that the claim puts before figures or words which its quotes have only behind other names."""
    owners: dict[str, set[str]] = {}
    for quote in sources.quotes:
        for name, words, values in _dependents(_ASIDE.sub("", quote)):
            for one in words + values:
                owners.setdefault(one, set()).add(name)
    people = {atom.value for atom in atoms(claim) if atom.kind == "person"} if sources.leaning else set[str]()
    for name, words, values in _dependents(_ASIDE.sub("", claim)):
        told = [owners[value] for value in (as_quoted.get(one, one) for one in values) if value in owners]
        told = told or [owners[word] for word in words if word in owners]
        strange = [one for one in told if name not in one and "" not in one]
        if name and name not in people and len(strange) * 2 > len(told):
            return name
    return ""


def _dependents(text: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each place or person of a text with the words and values up to the next one; "" for those before all."""
    names = [atom for atom in atoms(text) if atom.kind in ("person", "place")]
    starts = [0, *(atom.end for atom in names)]
    ends = [*(atom.start for atom in names), len(text)]
    for name, start, end in zip(["", *(atom.value for atom in names)], starts, ends, strict=True):
        part = one_word(text[start:end])
        words = [word.text for word in tag_words(part) if len(word.text) > 1 and word.tag[0] in "nvajl"]
        yield name, words, [_value(found) for found in quantities(part)]
