"""Turns as Markdown for the visitor, and as JSON for the visitor's browser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter

from assistant.types import Turn

KEPT_TURNS = 50
_TURNS = TypeAdapter(tuple[Turn, ...])
_SPECIAL = re.compile(r"([\\`*_{}<>#|$~!]|\[(?!\d{1,4}\])|(?<=\])[(:])")


def turns_json(turns: Sequence[Turn]) -> list[dict[str, Any]]:
    """Turns as plain values for the browser's storage, the last `KEPT_TURNS` of them."""
    kept = _TURNS.dump_python(tuple(turns[-KEPT_TURNS:]), mode="json")
    return list(kept)


def turns_from(value: object) -> tuple[Turn, ...]:
    """Turns from what a browser had stored. Raises pydantic's ValidationError when it is anything else."""
    return _TURNS.validate_python(value or (), strict=False)


def turn_markdown(turn: Turn) -> str:
    """One turn with its quotes; what could be read as Markdown or HTML is escaped."""
    lines = [f"**{_plain(turn.question)}**", "", _plain(turn.answer.text), ""]
    for one in turn.answer.citations or turn.answer.related:
        place = " · ".join(_plain(part) for part in (one.title, one.heading) if part)
        lines.append(f"> [{one.number}] {_plain(one.quote)} —— {place}")
    return "\n".join(lines).rstrip() + "\n"


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.replace("\r", "")).replace("\n", "  \n")
