"""Which figure is whose in a row of them: 南陵区和滨湖区的专利分别为2310件和1046件."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.text import quantities

WHOLES = {
    "三次产业": ("第一产业", "第二产业", "第三产业"),
    "三大产业": ("第一产业", "第二产业", "第三产业"),
    "城乡居民": ("城镇居民", "农村居民"),
}
"""What stands for parts that have names of their own."""
_RESPECTIVELY = re.compile("分别|依次")
_BETWEEN = re.compile("以及|[、和与及]")
_CLAUSE = re.compile("[^,;。:]*$")
_NEAR = 12  # characters from 分别 to the first of the figures
_KIND = re.compile("(?<=..)[省市区县镇乡国州]$")


def respective(asked: str, text: str) -> int:
    """Return where the figure stands, in a folded text, that is said of the one member of a list that is asked about; -1 where none is."""
    for found in _RESPECTIVELY.finditer(text):
        members = _members(text[: found.start()])
        figures = _row(text, found.end())
        if len(members) != len(figures) or len(members) < 2:
            continue
        told = _named(asked, members)
        if len(told) == 1:
            return figures[told[0]]
    return -1


def in_a_row(text: str) -> bool:
    """Whether a folded text gives several figures one after the other for several: 分别为2310件和1046件."""
    return any(len(_row(text, found.end())) > 1 for found in _RESPECTIVELY.finditer(text))


def _members(before: str) -> list[str]:
    clause = _CLAUSE.search(before)
    head = clause.group() if clause else ""
    whole = next((parts for name, parts in WHOLES.items() if name in head), None)
    return list(whole) if whole else _BETWEEN.split(head)


def _row(text: str, start: int) -> list[int]:
    """Return where the figures begin that follow one another from a place on, with nothing but 、 or 和 between them."""
    measured = [one for one in quantities(text[start:]) if one.kind in ("number", "share")]
    if not measured or measured[0].start > _NEAR:
        return []
    row = measured[:1]
    for one, other in pairwise(measured):
        if not _BETWEEN.fullmatch(text[start:], one.end, other.start):
            break
        row.append(other)
    return [start + one.start for one in row]


def _named(asked: str, members: list[str]) -> list[int]:
    """Return the places of the members that a question names: the first by its end, 全年风电, the last by its beginning, 光伏装机容量."""
    names = [_KIND.sub("", member) for member in members]
    told = []
    for place, name in enumerate(names):
        ends = [name[-2:]] * (place < len(names) - 1) + [name[:2]] * (place > 0)
        own = [end for end in ends if sum(end in other for other in names) == 1]
        if len(name) > 1 and any(part in asked for part in (name, *own)):
            told.append(place)
    return told
