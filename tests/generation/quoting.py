"""A quote without a shelf around it."""

from __future__ import annotations

from assistant.answering.candidates import Candidate
from assistant.answering.view import view
from assistant.generation.sources import Sources
from assistant.types import Hit, Passage, Sentence


def quoting(quote: str, before: str = "") -> Sources:
    """What a claim rests on that cites one sentence, `before` it another, under no title."""
    passage = Passage("report", "", "", 0, len(before) + len(quote), before + quote)
    sentence = Sentence("report", len(before), len(before) + len(quote), quote)
    previous = Sentence("report", 0, len(before), before) if before else None
    empty = view("")
    candidate = Candidate(
        sentence=sentence, previous=previous, view=view(quote), before=view(before), after=empty, lead=empty,
        context=empty, heading=empty, passage=view(passage.text), hit=Hit(passage, 1.0), rank=0, position=0, of=1,
    )  # fmt: skip
    return Sources((candidate,))
