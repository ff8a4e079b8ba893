"""Whether a claim puts its figures, years and names where its quotes put them, and not beside something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from assistant.answering.background import idf
from assistant.answering.name_lists import SCOPES
from assistant.answering.names import bare
from assistant.answering.topic import tag_words
from assistant.generation.atoms import Atom, atoms, value_of
from assistant.generation.figures import amounts, stands_for
from assistant.generation.owning import wrong_owner
from assistant.generation.sources import Clause, Sources, clauses_of
from assistant.generation.wording import content, one_word, stands
from assistant.text import quantities

_LASTING = frozenset({"year", "date", "place", "person"})
BEFORE = 0.75  # of the weight of a clause that those in front of it have
SHARED = 8.0  # what a figure or name in common counts, beside the idf of words


@dataclass(frozen=True, slots=True)
class Part:
    """A clause with what it is about: its own atoms, and the year, place and person said before it that still hold."""

    clause: Clause
    atoms: tuple[Atom, ...]


@lru_cache(maxsize=4096)
def parts_of(text: str) -> tuple[Part, ...]:
    """Return the clauses of a folded sentence with what each is about."""
    parts, held = list[Part](), dict[str, Atom]()
    for clause in clauses_of(text):
        own = atoms(clause.text)
        kinds = {atom.kind for atom in own}
        parts.append(Part(clause, (*own, *(atom for kind, atom in held.items() if kind not in kinds))))
        held |= {atom.kind: atom for atom in own if atom.kind in _LASTING}
    return tuple(parts)


def misplaced(claim: str, sources: Sources) -> str:
    """Return a figure, year or name of a folded claim that its quotes give to something else, "" for none.

    With 独角兽企业有50余家 and “小巨人”企业有265家 in the quotes, 独角兽企业有265家 has every word of them and is wrong.
    """
    as_quoted = _as_quoted(claim, sources)
    quoted = [part for quote in sources.quotes for part in parts_of(quote)]
    for part in parts_of(claim):
        # What the title is about need not be said again beside a figure.
        said = (atom for atom in part.atoms if atom.value in part.clause.text or atom.value not in sources.context)
        here = [replace(atom, value=as_quoted.get(atom.value, atom.value)) for atom in said]
        # Behind 他说 a person stands a sentence away from what they say.
        for atom in (one for one in here if one.kind != "person" or not sources.leaning):
            if _belongs_elsewhere(atom, here, _words(part.clause.text), quoted):
                return atom.value
    return _reversed(claim, sources) or _scattered(claim, sources) or wrong_owner(claim, sources, as_quoted)


def _scattered(claim: str, sources: Sources) -> str:
    """Return a noun that a claim has beside a figure while no quote has both, "" for none."""
    for clause in clauses_of(claim):
        found = amounts(clause.text)
        holders = [
            quote
            for quote in sources.quotes
            if any(stands_for(clause.text, one, quote, quoted) for one in found for quoted in amounts(quote))
        ]
        known = one_word("".join(holders) + sources.context)
        strange = (word for word, noun in content(clause.text) if noun and not stands(word, known))
        if holders and not sources.leaning and (word := next(strange, "")):
            return word
    return ""


def _reversed(claim: str, sources: Sources) -> str:
    """Return where a claim starts from (由36%提高到28%) when its quotes go the other way, "" else."""
    known = {pair for quote in sources.quotes for pair in _courses(quote)}
    return next((start for start, end in _courses(claim) if (end, start) in known and (start, end) not in known), "")


def _courses(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of figures between which something goes: 28% and 36% in 由28%提高到36%."""
    for one, other in pairwise(quantities(text)):
        if re.search("[由从][^,。;]{0,8}$", text[: one.start]) and re.match(
            "[^,。;]{0,8}[到至为]", text[one.end : other.start]
        ):
            yield value_of(one), value_of(other)


def _as_quoted(claim: str, sources: Sources) -> dict[str, str]:
    """Return for the values of a claim those in its quotes that they stand for: 10206.9亿 for 1.02万亿."""
    return {
        value_of(one): value_of(quoted)
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


def _belongs_elsewhere(atom: Atom, here: Sequence[Atom], words: set[str], parts: Sequence[Part]) -> bool:
    """Whether a clause with another of the atom's kind fits the claim's words better than any that has the atom."""
    own, other = -1.0, -1.0
    values = {one.value for one in here}
    for part in parts:
        rivals = [one.value for one in part.atoms if one.kind == atom.kind and _is_rival(atom, one)]
        if not rivals:
            continue
        fit = _fit(atom, here, words, part)
        if atom.value in rivals or (atom.kind == "place" and any(atom.value in one for one in rivals)):
            own = max(own, fit)
        elif not values & set(rivals):
            other = max(other, fit)
    return 0 <= own < other


def _is_rival(atom: Atom, other: Atom) -> bool:
    """Whether another atom of the kind could stand where one does; 全国 does not where 海淀 does."""
    return atom.value in SCOPES or other.value not in SCOPES


def _fit(atom: Atom, here: Sequence[Atom], words: set[str], part: Part) -> float:
    """Return how much of a claim's clause, an atom of it aside, stands in another: idf of words, SHARED for each figure."""
    there = {(one.kind, one.value) for one in part.atoms}
    named = {one.value for one in here}
    same = sum((one.kind, one.value) in there for one in here if one != atom and one.kind != "person")
    telling = [word for word in words if bare(word) not in named]
    near, before = one_word(part.clause.text), one_word(part.clause.before)
    return SHARED * same + sum(idf(word) if word in near else idf(word) * BEFORE * (word in before) for word in telling)
