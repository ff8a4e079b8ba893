"""All measures of one case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.evaluation.cases import Case, Kind
from assistant.evaluation.metrics.cmrc import exact_match, f1
from assistant.evaluation.metrics.containing import contains_gold, without_markers
from assistant.evaluation.metrics.numbers import number_match
from assistant.evaluation.metrics.overlap import Span, citation_precision, citation_recall
from assistant.types import Answer, AnswerKind, Citation, Document, Hit


def score(
    case: Case, answer: Answer, right: bool, gold: Sequence[Span], also: Sequence[Span], exact: bool
) -> dict[str, float]:
    """The case's value of every measure that applies to it (see `measures.MEASURES`); retrieval comes separately.

    `gold` are the places of the evidence, `also` those of what may be cited beside it.
    """
    scores = {"right": float(right)} | _by_kind(case, answer, right)
    if answer.citations or answer.related:
        scores["quotes_exact"] = float(exact)
    if case.answerable:
        scores |= _answer_scores(case, answer)
    if gold and not answer.refused:
        cited = [citation_span(citation) for citation in answer.citations]
        measured = {
            "citation_precision": citation_precision(cited, [*gold, *also]),
            "citation_recall": citation_recall(cited, gold),
        }
        scores |= {name: value for name, value in measured.items() if value is not None}
    return scores


def citation_span(citation: Citation) -> Span:
    """The place that a citation quotes."""
    return Span(citation.document_id, citation.start, citation.end)


def hit_span(hit: Hit) -> Span:
    """The place of a retrieved passage."""
    return Span(hit.passage.document_id, hit.passage.start, hit.passage.end)


def quotes_exact(answer: Answer, documents: Mapping[str, Document]) -> bool:
    """Whether `document.text[start:end] == quote` for every citation, shown as related or cited."""
    return all(
        citation.document_id in documents
        and documents[citation.document_id].text[citation.start : citation.end] == citation.quote
        for citation in answer.citations + answer.related
    )


def _by_kind(case: Case, answer: Answer, right: bool) -> dict[str, float]:
    """The measures that are a share of cases of some kind: each value is 0 or 1, and a figure is their mean.

    `unanswerable_refused` = refused / unanswerable, the recall of refusals; `false_refusal` = refused / answerable.
    Both as Rajpurkar et al. 2018, Know What You Don't Know, count answers to questions without and with an answer.
    `wrong_year_answered`, `wrong_place_answered` = answered / near misses of that reason. `…_right` = right by the rule
    of the kind / cases of the kind; `…_shown` = answers of that form / cases of the kind.
    """
    if case.answerable:
        scores = {"answerable_right": float(right), "false_refusal": float(answer.refused)}
        if case.kind in (Kind.CONFLICT, Kind.CALCULATION):
            scores[f"{case.kind}_right"] = float(right)
            scores[f"{case.kind}_shown"] = float(answer.kind is AnswerKind(case.kind.value))
        return scores
    if case.kind is Kind.UNANSWERABLE:
        scores = {"unanswerable_refused": float(right)}
        if case.unanswerable in ("wrong-year", "wrong-place"):
            scores[f"{case.unanswerable.replace('-', '_')}_answered"] = float(not right)
        return scores
    return {f"{case.kind}_right": float(right)}


def _answer_scores(case: Case, answer: Answer) -> dict[str, float]:
    scores = {"contains_gold": float(contains_gold(answer.text, case.alternatives))}
    numbers = number_match(answer.text, case.alternatives)
    if numbers is not None:
        scores["number_match"] = numbers
    if case.key is not None:
        span = answer.key or without_markers(answer.text)
        alternatives = next((item for item in case.alternatives if case.key in item), ())
        golds = (case.key, *alternatives)
        scores |= {"key_exact": exact_match(span, golds), "key_f1": f1(span, golds)}
    if not answer.refused:
        scores["answer_chars"] = float(len(without_markers(answer.text)))
    return scores
