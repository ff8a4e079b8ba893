"""Two sentences that answer the same question with different values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.answering.evidence import Ranked
from assistant.answering.key import key_clause, key_span
from assistant.answering.question import Asked, Question
from assistant.answering.view import NARROWING, view
from assistant.answering.weights import share
from assistant.text import Quantity, fold, quantities

NEAR = 3.0  # how far below the best score a contradicting sentence may lie
_SCOPE = re.compile("在?([^，,。；;]{2,24}?)(?:领域|方面|范围内|地区)")


def contradicting(question: Question, ranked: Sequence[Ranked]) -> Ranked | None:
    """Return the best sentence whose figure for the same thing differs from the first one's, None where all agree."""
    if question.asked not in (Asked.NUMBER, Asked.SHARE) or not question.focus:
        return None
    best = ranked[0]
    first = figure(question, best)
    if first is None:
        return None
    for other in ranked[1:6]:
        if best.score - other.score > NEAR:
            break
        second = figure(question, other)
        if second is not None and _same_thing(question, best, other) and _differ(first, second):
            return other
    return None


def figure(question: Question, ranked: Ranked) -> Quantity | None:
    """Return the quantity in a sentence that the question asks for."""
    text = ranked.candidate.sentence.text
    span = key_span(question, text)
    if span is None:
        return None
    return next((found for found in quantities(fold(text)) if found.start <= span[0] < found.end), None)


def scope(text: str) -> str:
    """Return for what a sentence's figure holds, where it says so: 人工智能、大数据等前沿科技领域."""
    match = _SCOPE.search(text)
    return match.group().removeprefix("在") if match else ""


def _same_thing(question: Question, first: Ranked, second: Ranked) -> bool:
    """Whether both sentences speak of all that is asked about, for the same kind of total and the same years."""
    one, two = first.candidate.view, second.candidate.view
    asked = {term: weight for term, weight in question.terms.items() if term not in first.candidate.context.word_set}
    clauses = [view(key_clause(question, ranked.candidate.sentence.text)) for ranked in (first, second)]
    both = all(share(asked, clause.word_set) >= 0.6 for clause in clauses)
    years = not one.years or not two.years or bool(one.years & two.years)
    return both and years and one.scopes & NARROWING == two.scopes & NARROWING


def _differ(first: Quantity, second: Quantity) -> bool:
    """Whether two figures of one unit contradict each other; 超过1万亿 does not contradict 10206.9亿."""
    if first.kind != second.kind or first.unit != second.unit or first.value == second.value:
        return False
    vague = first.vague or second.vague
    ratio = max(first.value, second.value) / max(min(first.value, second.value), Decimal("1e-9"))
    return not vague or ratio > Decimal("1.1")
