"""What the model wrote, taken apart while it comes: a statement and the ids it gives as its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_IDS = re.compile(r"(?:[\[【]([^\[\]【】\n]{0,80})[\]】]\s*)+")
_ID = re.compile(r"[^\s,，、;；\[\]【】]+")
_LEAD = re.compile(r"^(?:[-*+•>#\s]+|\d{1,2}(?:[、)）]|\.(?!\d))\s*)+")
_EDGE = " \t\r*`。.，,；;"
_NOTHING = frozenset({"无", "```", "```text", "```json", "没有", ""})


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of the model, without its ids; `ids` may be empty, unknown or made up."""

    text: str
    ids: tuple[str, ...]


def statements(pieces: Iterable[str]) -> Iterator[Statement]:
    """Yield the statements as soon as their line is complete; what a model thinks aloud first is left out."""
    rest, thinking = "", False
    for piece in pieces:
        *lines, rest = (rest + piece).split("\n")
        for line in lines:
            thinking, said = _aloud(line, thinking)
            yield from _of_line(said)
    yield from _of_line(_aloud(rest, thinking)[1])


def _aloud(line: str, thinking: bool) -> tuple[bool, str]:
    """Return whether the model still thinks after a line, and what of the line it says."""
    if not thinking and not line.lstrip().startswith("<think>"):
        return False, line
    _, closed, said = line.partition("</think>")
    return not closed, said


def _of_line(line: str) -> Iterator[Statement]:
    position = 0
    for match in _IDS.finditer(line):
        text = _bare(line[position : match.start()])
        position = match.end()
        if text:
            yield Statement(text, tuple(dict.fromkeys(_ID.findall(match.group()))))
    if (text := _bare(line[position:])) not in _NOTHING:
        yield Statement(text, ())


def _bare(text: str) -> str:
    """Return a statement without list marks and the full stop, which is set again when it is shown."""
    return _LEAD.sub("", text).strip(_EDGE).replace("**", "")
