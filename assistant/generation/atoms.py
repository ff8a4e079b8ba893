"""What could be put in the wrong place: the figures, ranks, years, names and quoted titles of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.name_lists import NOT_PEOPLE, NOT_PLACES, SCOPES
from assistant.answering.names import PEOPLE, bare, is_name
from assistant.answering.topic import mentions, tag_words
from assistant.answering.units import base_unit
from assistant.generation.figures import ranked
from assistant.text import Quantity, quantities

_GRADE = re.compile(r"([一二三四五六七八九\d]+)(?=星级?|a级|期(?!间|限|货|望)|号线|号楼)")
_QUOTED = re.compile("[“《「]([^”》」]{1,30})[”》」]")
_LEVELS = "省市区县镇乡村"
_SCOPED = re.compile("(?<=..)全[国市省区县州]$")
_NAMED = PEOPLE | {"ns", "nz"}
_NO_NAMES = NOT_PEOPLE | NOT_PLACES


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
    found = [Atom("grade", one[1], *one.span(1)) for one in _GRADE.finditer(text)]
    graded = {grade.start for grade in found}
    found += [
        Atom(_kind(one), value_of(one), one.start, one.end) for one in quantities(text) if one.start not in graded
    ]
    found += [Atom("rank", str(rank), start, end) for rank, start, end in ranked(text)]
    found += [Atom("title", one[1], *one.span()) for one in _QUOTED.finditer(text)]
    names = [
        _name(text, one.text, one.end - len(one.text), person=one.kind == "person")
        for one in mentions(text)
        if one.kind in ("person", "place")
    ]
    names += [
        _name(text, word.text, word.start, person=word.tag in PEOPLE)
        for word in tag_words(text)
        if word.text in SCOPES or (word.text not in _NO_NAMES and word.tag in _NAMED and is_name(word.text, word.tag))
    ]
    for name in names:
        if not any(one.start < name.end and name.start < one.end for one in found):
            found.append(name)
    return tuple(sorted(found, key=lambda atom: atom.start))


def _name(text: str, name: str, start: int, *, person: bool) -> Atom:
    """Return a name as an atom; 白水镇 and the 安平 of 安平市 are no people, whatever the tagger says."""
    end = start + len(name)
    level = name[-1] in _LEVELS or text[end : end + 1] in tuple(_LEVELS)
    return Atom("person" if person and not level else "place", bare(_SCOPED.sub("", name)), start, end)


def _kind(found: Quantity) -> str:
    return found.kind if found.kind != "number" else base_unit(found.unit)


def value_of(found: Quantity) -> str:
    """Return the value of a quantity as atoms have it."""
    return f"{found.value.normalize():f}"
