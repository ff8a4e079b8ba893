"""Checking cases against the documents they are about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.errors import CaseError
from assistant.evaluation.cases import Case, GoldEvidence, Kind
from assistant.evaluation.gold import by_source, locate
from assistant.evaluation.metrics.containing import contains
from assistant.evaluation.metrics.overlap import Span, overlap
from assistant.evaluation.sentences import sentences
from assistant.types import Document


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
    """What checking found. `problems` must be mended; `missing_kinds` and `coverage` say where cases are lacking."""

    cases: int
    kinds: dict[str, int]
    problems: tuple[str, ...]
    missing_kinds: tuple[str, ...]
    coverage: tuple[Coverage, ...]

    @property
    def sound(self) -> bool:
        """Whether there is nothing that must be mended."""
        return not self.problems


def check_cases(cases: Sequence[Case], documents: Iterable[Document]) -> Check:
    """Check that every quote stands in its document exactly once or says which, that no two cases ask the same, and
    that a key stands in a gold answer or quote; count kinds and how much of each document the evidence touches.
    """
    shelf = by_source(documents)
    problems = _repeated_questions(cases)
    touched: dict[str, list[Span]] = defaultdict(list)
    for case in cases:
        problems += [f"{case.id}: {problem}" for problem in _key_problems(case)]
        for evidence in case.evidence:
            try:
                touched[evidence.document].append(_place(evidence, shelf))
            except CaseError as error:
                problems.append(f"{case.id}: {error}")
    kinds = Counter(case.kind.value for case in cases)
    return Check(
        cases=len(cases),
        kinds={kind.value: kinds[kind.value] for kind in Kind if kinds[kind.value]},
        problems=tuple(problems),
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
        if case.turns in first:
            problems.append(f"{case.id}: asks the same as {first[case.turns]}")
        first.setdefault(case.turns, case.id)
    return problems


def _key_problems(case: Case) -> list[str]:
    golds = [text for item in case.alternatives for text in item] + [evidence.quote for evidence in case.evidence]
    if case.key is None or any(contains(text, case.key) for text in golds):
        return []
    return [f"the key {case.key!r} stands in no gold answer and in no quote of the evidence"]


def _coverage(document: Document, touched: Sequence[Span]) -> Coverage:
    spans = sentences(document)
    missing = [span for span in spans if not any(overlap(span, other) for other in touched)]
    return Coverage(document, len(spans), tuple(document.text[span.start : span.end] for span in missing))
