"""Where a wrong answer went wrong: the first step, counted from the search, that did not do its part."""

from __future__ import annotations

from enum import StrEnum

from assistant.evaluation.case_result import CaseResult
from assistant.evaluation.cases import Kind
from assistant.evaluation.metrics.overlap import citation_recall, covers
from assistant.evaluation.scoring import citation_span, hit_span


class Step(StrEnum):
    """What to look at first."""

    ANSWERED = "answered what the documents do not say"
    RULE = "broke the rule of its kind"
    UNKNOWN = "its document is not on this shelf"
    SEARCH = "the search did not find all gold evidence"
    REFUSAL = "refused with the evidence in front of it"
    EVIDENCE = "cited another place than the gold evidence"
    PART = "cited only part of the gold evidence"
    TEXT = "cited the gold evidence and said something else"


def diagnose(result: CaseResult) -> Step | None:
    """The first step that failed, None for a right answer.

    The search found a piece of evidence when one of the hits that were kept covers more than half of it.
    """
    if result.right:
        return None
    if result.case.kind is Kind.UNANSWERABLE:
        return Step.ANSWERED
    if not result.case.answerable:
        return Step.RULE
    if result.left_out:
        return Step.UNKNOWN
    places = [hit_span(hit) for hit in result.hits]
    if not all(any(covers(place, gold) for place in places) for gold in result.gold):
        return Step.SEARCH
    if result.answer.refused:
        return Step.REFUSAL
    recall = citation_recall([citation_span(each) for each in result.answer.citations], result.gold)
    if not recall:
        return Step.EVIDENCE
    return Step.PART if recall < 1 else Step.TEXT
