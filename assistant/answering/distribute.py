"""The answers to several questions, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.merge import renumber, unique_citations
from assistant.answering.plan import Plan
from assistant.types import Answer, AnswerKind


def distribute(plan: Plan, answers: Sequence[Answer], question: str) -> Answer:
    """Return one answer that gives each part's answer in a line of its own, and says which parts have none.

    It is a refusal only when no part has an answer.
    """
    refused = [part for part, answer in zip(plan.parts, answers, strict=True) if answer.refused]
    missing = "".join(f"报告里没有说明：{part.question}" for part in refused)
    standing = [answer for answer in answers if not answer.refused]
    if not standing:
        related = unique_citations(citation for answer in answers for citation in answer.related)
        subjects = "；".join(part.subject for part in refused)
        return Answer(question, missing, AnswerKind.REFUSAL, missing=subjects, related=related)
    merged = renumber(standing)
    distinct = list({answer.text: answer for answer in merged.answers}.values())
    text, spans = "", list[tuple[int, int]]()
    for answer in distinct:
        text += "\n" if text else ""
        spans += [(start + len(text), end + len(text)) for start, end in answer.key_spans]
        text += answer.text
    return Answer(
        question,
        text + (f"\n{missing}" if missing else ""),
        _kind(distinct),
        citations=merged.citations,
        claims=tuple(dict.fromkeys(claim for answer in distinct for claim in answer.claims)),
        key_spans=tuple(spans),
        missing="；".join(part.subject for part in refused),
        support=min(answer.support for answer in standing),
    )


def _kind(answers: Sequence[Answer]) -> AnswerKind:
    kinds = {answer.kind for answer in answers}
    if AnswerKind.CONFLICT in kinds:
        return AnswerKind.CONFLICT
    return AnswerKind.LIST if len(answers) > 1 else answers[0].kind
