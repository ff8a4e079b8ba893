"""From claims of the model and the plain answer to one answer, of which every sentence is borne out by its quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.key import key_span
from assistant.generation.draft import Draft, Place, places_of
from assistant.generation.evidence import Table, sentence_places
from assistant.generation.keyfact import Stance, stance
from assistant.generation.verify import Fault
from assistant.types import Answer, AnswerKind, Claim, Note

CONFIDENT = 0.3  # support from which the answer without a model decides what the key fact is
ELSEWHERE = "\n报告另一处的说法："


class Composition:
    """One answer while it is written. Not for several threads.

    What is shown first states the plain answer's key fact, where that is sure of it; a claim that contradicts the key
    comes last, marked as such. `shown` counts the model's claims in it, `dropped` has the others' faults.
    """

    def __init__(self, plain: Answer, table: Table) -> None:
        self._plain = plain
        self._table = table
        self._draft = Draft(table.documents)
        self._sure = not plain.refused and plain.support >= CONFIDENT
        self._elsewhere: tuple[str, tuple[Place, ...]] | None = None
        self._stated = False
        self._disagreed = False
        self.shown = 0
        self.dropped: list[str] = []

    def add(self, text: str, places: Sequence[Place] | None) -> str:
        """Verify one claim; return what it adds to the text, "" where it is dropped or put off.

        `places` are those of the sentences that it gives, None where it gives an id that was never given out.
        """
        cited = None if places is None else self._table.at(places)
        towards = stance(self._table.question, self._plain, text) if self._sure else Stance.NEITHER
        fault = self._fault(text, places, towards)
        if fault is not None or cited is None:
            self._disagreed |= towards is Stance.CONTRADICTS
            self.dropped.append((fault or Fault.UNKNOWN_ID).value)
            return ""
        lead = ""
        if self._sure and self._plain.key and towards is not Stance.STATES and not self._stated:
            lead = self._say_plain()
        self._stated |= bool(lead) or towards is Stance.STATES
        self.shown += 1
        return lead + self._draft.add(text, sentence_places(cited))

    def close(self, *, failed: bool) -> Iterator[str]:
        """Yield what the plain answer adds: all of it where nothing was shown, else what is not said yet."""
        if self.shown:
            if not self._plain.refused and (failed or not self._stated):
                yield from filter(None, [self._say_plain()])
        elif self._elsewhere is None or self._say_plain() != self._plain.text:
            self._elsewhere = None
            yield from self._plain.pieces
        else:
            yield self._draft.text
        if self._elsewhere is not None:
            yield self._draft.add(*self._elsewhere, before=ELSEWHERE)

    def answer(self, *, failed: bool) -> Answer:
        """Return the closed answer; the plain one where nothing was added to it."""
        note = self._note(failed)
        if not self.shown and self._elsewhere is None:
            return replace(self._plain, note=note)
        plain, draft = self._plain, self._draft
        kind = AnswerKind.FACT if plain.refused else plain.kind
        return Answer(
            question=plain.question, text=draft.text, kind=kind, citations=draft.citations, claims=draft.claims,
            key_spans=self._key_spans(), support=plain.support, note=note,
        )  # fmt: skip

    def _fault(self, text: str, places: Sequence[Place] | None, towards: Stance) -> Fault | None:
        cited = None if places is None else self._table.at(places)
        fault = self._table.find_fault(text, cited)
        if fault is not None or cited is None:
            return fault
        if towards is Stance.CONTRADICTS:
            self._elsewhere = self._elsewhere or (text, sentence_places(cited))
            return Fault.CONTRADICTS
        refused = self._plain.refused and not self.shown
        return None if self._table.is_to_the_point(text, cited, refused=refused) else Fault.OFF_TOPIC

    def _say_plain(self) -> str:
        """Add the plain answer's claims whose quotes are not cited yet, and return what they add to the text."""
        added = ""
        for claim in self._plain.claims:
            places = places_of(self._plain.citations, claim.markers)
            if not all(self._draft.covers(place) for place in places):
                added += self._draft.add(claim.text, places)
        return added

    def _note(self, failed: bool) -> Note | None:
        if failed:
            return Note.MODEL_OUT
        if self._disagreed:
            return Note.MODEL_DISAGREED
        return Note.MODEL_UNSUPPORTED if self.dropped and not self.shown else None

    def _key_spans(self) -> tuple[tuple[int, int], ...]:
        """Return where the first claim that has the key has it; the plain answer's key where that is sure of it."""
        position = 0
        for claim in self._draft.claims:
            start = self._draft.text.index(claim.text, position)
            position = start + len(claim.text)
            span = self._key_in(claim)
            if span is not None:
                return ((start + span[0], start + span[1]),)
        return ()

    def _key_in(self, claim: Claim) -> tuple[int, int] | None:
        key = self._plain.key if self._sure else ""
        if key and stance(self._table.question, self._plain, claim.text) is not Stance.STATES:
            return None
        at = claim.text.find(key) if key else -1
        return (at, at + len(key)) if at >= 0 else key_span(self._table.question, claim.text)
