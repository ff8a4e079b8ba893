"""Checking cases against the documents they are about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.errors import CaseError
from assistant.evaluation.cases import Case, GoldEvidence, Kind
from assistant.evaluation.gold import by_source, locate
from assistant.evaluation.metrics.containing import contains, contains_gold, normalise
from assistant.evaluation.metrics.overlap import Span, overlap
from assistant.evaluation.sentences import sentences
from assistant.types import Document

WORKED_OUT = frozenset({Kind.CALCULATION, Kind.COMPARISON, Kind.YESNO, Kind.FOLLOW_UP})
"""The kinds whose gold answers need not stand in the evidence."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a document the evidence touches; `missing` are the sentences that no evidence touches."""

    document: Document
    sentences: int
    missing: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share of sentences that some evidence touches, 0 to 1."""
        return 1 - len(self.missing) / self.sentences if self.sentences else 1.0


@dataclass(frozen=True, slots=True)
class Check:
    """What checking found. `problems` must be mended, `doubts` looked at; `missing_kinds` and `coverage` say where
    cases are lacking.
    """

    cases: int
    kinds: dict[str, int]
    problems: tuple[str, ...]
    doubts: tuple[str, ...]
    missing_kinds: tuple[str, ...]
    coverage: tuple[Coverage, ...]


def check_cases(cases: Sequence[Case], documents: Iterable[Document]) -> Check:
    """Check the cases against the documents.

    Problems: a quote that does not stand in its document exactly once and does not say which; two cases that ask the
    same but for punctuation, spaces, width and case; a key that is in no gold answer and no quote; a case that no
    answer can meet, because what is forbidden stands in every alternative of a gold answer.
    Doubts: a gold answer that stands in no quote, unless it has to be worked out (`WORKED_OUT`); something forbidden that
    stands in the sentence of the evidence, which an answer may well quote whole.
    """
    shelf = by_source(documents)
    problems, doubts = _repeated_questions(cases), []
    touched: dict[str, list[Span]] = defaultdict(list)
    for case in cases:
        problems += [f"{case.id}: {problem}" for problem in _gold_problems(case)]
        doubts += [f"{case.id}: {doubt}" for doubt in _doubts(case)]
        for evidence in case.evidence:
            try:
                place = _place(evidence, shelf)
                touched[evidence.document].append(place)
                doubts += [f"{case.id}: {doubt}" for doubt in _forbidden_beside(case, place, shelf[evidence.document])]
            except CaseError as error:
                problems.append(f"{case.id}: {error}")
        for evidence in case.also:
            try:
                _place(evidence, shelf)
            except CaseError as error:
                problems.append(f"{case.id}: {error}")
    kinds = Counter(case.kind.value for case in cases)
    return Check(
        cases=len(cases),
        kinds={kind.value: kinds[kind.value] for kind in Kind if kinds[kind.value]},
        problems=tuple(problems),
        doubts=tuple(doubts),
        missing_kinds=tuple(kind.value for kind in Kind if not kinds[kind.value]),
        coverage=tuple(_coverage(document, touched[source]) for source, document in sorted(shelf.items())),
    )


def _place(evidence: GoldEvidence, shelf: dict[str, Document]) -> Span:
    if evidence.document not in shelf:
        known = ", ".join(sorted(shelf)) or "none"
        raise CaseError(f"no document {evidence.document!r} on the shelf; there are: {known}")
    return locate(evidence, shelf[evidence.document])


def _repeated_questions(cases: Sequence[Case]) -> list[str]:
    first: dict[tuple[str, ...], str] = {}
    problems = []
    for case in cases:
        asked = tuple(normalise(turn) for turn in case.turns)
        if asked in first:
            problems.append(f"{case.id}: asks the same as {first[asked]}")
        first.setdefault(asked, case.id)
    return problems


def _gold_problems(case: Case) -> list[str]:
    texts = [text for item in case.alternatives for text in item] + [evidence.quote for evidence in case.evidence]
    problems = [
        f"{part!r} is forbidden and stands in the gold answer {' or '.join(item)}; no answer can be right"
        for part in case.forbidden
        for item in case.alternatives
        if all(contains(text, part) for text in item)
    ]
    if case.key is not None and not any(contains(text, case.key) for text in texts):
        problems.append(f"the key {case.key!r} stands in no gold answer and in no quote of the evidence")
    return problems


def _doubts(case: Case) -> list[str]:
    if case.kind in WORKED_OUT or not case.evidence:
        return []
    quotes = "\n".join(evidence.quote for evidence in case.evidence)
    return [
        f"the gold answer {' or '.join(item)} stands in no quote of the evidence; is it written differently there?"
        for item in case.alternatives
        if not contains_gold(quotes, [item])
    ]


def _forbidden_beside(case: Case, place: Span, document: Document) -> list[str]:
    if not case.forbidden:
        return []
    around = [span for span in sentences(document) if overlap(span, place)]
    text = "\n".join(document.text[span.start : span.end] for span in around)
    return [
        f"{part!r} is forbidden and stands in the sentence of the evidence; an answer that quotes all of it is wrong"
        for part in case.forbidden
        if contains(text, part)
    ]


def _coverage(document: Document, touched: Sequence[Span]) -> Coverage:
    spans = sentences(document)
    missing = [span for span in spans if not any(overlap(span, other) for other in touched)]
    return Coverage(document, len(spans), tuple(document.text[span.start : span.end] for span in missing))
