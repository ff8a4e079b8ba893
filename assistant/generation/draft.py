"""An answer that grows claim by claim, each with the exact quotes it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.answering.compose import Quote, cite, ended
from assistant.types import Citation, Claim, Document

Place = tuple[str, int, int]
"""A document's id with `[start, end)` in its text."""


class Draft:
    """The text so far, its claims and its citations, numbered in the order in which they come. Not for several threads."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._numbers: dict[Place, int] = {}
        self.text = ""
        self.claims: tuple[Claim, ...] = ()
        self.citations: tuple[Citation, ...] = ()

    def add(self, text: str, places: Sequence[Place], before: str = "") -> str:
        """Add a claim that rests on `places`, `before` it what introduces it; return what that adds to the text."""
        for place in places:
            if place not in self._numbers:
                self._numbers[place] = len(self._numbers) + 1
                document_id, start, end = place
                quote = Quote(self._documents[document_id], start, end)
                self.citations = (*self.citations, cite(quote, self._numbers[place]))
        markers = tuple(dict.fromkeys(self._numbers[place] for place in places))
        said = ended(text)
        piece = before + said + "".join(f"[{number}]" for number in markers)
        self.claims = (*self.claims, Claim(said, markers))
        self.text += piece
        return piece

    def covers(self, place: Place) -> bool:
        """Whether a sentence around a place, or a part of it, is cited already."""
        document_id, start, end = place
        return any(one == document_id and first < end and start < last for one, first, last in self._numbers)


def places_of(citations: Sequence[Citation], markers: Sequence[int]) -> list[Place]:
    """Return the places of the citations that have one of the markers."""
    return [(one.document_id, one.start, one.end) for one in citations if one.number in markers]
