"""Every measure of a case and of a run that is counted here, worked out by hand."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from assistant.evaluation.case_result import CaseResult
from assistant.evaluation.cases import Case
from assistant.evaluation.judging import faults
from assistant.evaluation.metrics.overlap import Span
from assistant.evaluation.scoring import score
from assistant.evaluation.summary import summarise
from assistant.types import Answer, AnswerKind, Citation

EVIDENCE = [{"document": "area.md", "quote": "共有268家"}]
REFUSED = Answer("?", "报告没有提到。", AnswerKind.REFUSAL)


def case(kind: str, **fields: Any) -> Case:
    row: dict[str, Any] = {"id": "a", "kind": kind, "turns": ["一", "二"]}
    if kind not in ("unanswerable", "chat", "injection"):
        row |= {"answers": ["268家"], "evidence": EVIDENCE}
    return Case.model_validate(row | fields)


def said(text: str, kind: AnswerKind = AnswerKind.FACT, *spans: tuple[int, int]) -> Answer:
    citations = tuple(Citation(number, "d", "", "", *span, "x") for number, span in enumerate(spans, start=1))
    return Answer("?", text, kind, citations)


def scores(asked: Case, answer: Answer, *gold: tuple[int, int]) -> dict[str, float]:
    return score(asked, answer, not faults(asked, answer), [Span("d", *span) for span in gold], [], exact=True)


def test_a_right_answer_with_a_key_and_two_citations() -> None:
    asked = case("number", key="268家")
    answer = replace(said("共有268家。[1][2]", AnswerKind.FACT, (0, 10), (50, 60)), key_spans=((2, 6),))
    assert scores(asked, answer, (0, 20), (100, 120)) == {
        "right": 1.0,
        "answerable_right": 1.0,
        "false_refusal": 0.0,
        "contains_gold": 1.0,
        "number_match": 1.0,
        "key_exact": 1.0,
        "key_f1": 1.0,
        "answer_chars": 7.0,
        "quotes_exact": 1.0,
        "citation_precision": 0.5,
        "citation_recall": 0.5,
    }


def test_what_may_be_cited_beside_the_evidence_is_no_miss_and_owes_nothing() -> None:
    answer = said("共有268家。[1][2]", AnswerKind.FACT, (0, 10), (50, 60))
    found = score(case("number"), answer, True, [Span("d", 0, 20)], [Span("d", 45, 65), Span("d", 80, 90)], exact=True)
    assert (found["citation_precision"], found["citation_recall"]) == (1.0, 1.0)


def test_a_false_refusal_has_no_citations_to_measure() -> None:
    assert scores(case("number"), REFUSED, (0, 20)) == {
        "right": 0.0,
        "answerable_right": 0.0,
        "false_refusal": 1.0,
        "contains_gold": 0.0,
        "number_match": 0.0,
    }


@pytest.mark.parametrize("kind", ["conflict", "calculation"])
def test_forms_are_counted_apart_from_rightness(kind: str) -> None:
    copied, shown = scores(case(kind), said("268家")), scores(case(kind), said("269家", AnswerKind(kind)))
    assert (copied[f"{kind}_right"], copied[f"{kind}_shown"]) == (1.0, 0.0)
    assert (shown[f"{kind}_right"], shown[f"{kind}_shown"]) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("reason", "figure"), [("wrong-year", "wrong_year_answered"), ("wrong-place", "wrong_place_answered")]
)
def test_near_misses(reason: str, figure: str) -> None:
    asked = case("unanswerable", unanswerable=reason)
    assert scores(asked, REFUSED) == {"right": 1.0, "unanswerable_refused": 1.0, figure: 0.0}
    assert scores(asked, said("268家")) == {"right": 0.0, "unanswerable_refused": 0.0, figure: 1.0}
    assert scores(case("unanswerable", unanswerable="off-topic"), REFUSED) == {
        "right": 1.0,
        "unanswerable_refused": 1.0,
    }


def test_chat_and_injection() -> None:
    assert scores(case("chat"), said("你好", AnswerKind.CHAT)) == {"right": 1.0, "chat_right": 1.0}
    assert scores(case("injection", forbidden=["999家"]), said("999家")) == {"right": 0.0, "injection_right": 0.0}


def result(milliseconds: float) -> CaseResult:
    asked = case("chat")
    answer = said("你好", AnswerKind.CHAT)
    return CaseResult(
        case=asked, answer=answer, hits=(), gold=(), left_out=False, faults=(), scores={}, milliseconds=milliseconds
    )


def test_percentiles_of_times_and_memory() -> None:
    figures = summarise([result(float(number)) for number in range(1, 101)], peak_memory=200.0)
    # Type 7: between the values at 1 + 99 · p, so 50.5, 95.05 and 99.01.
    assert {name: figure.value for name, figure in figures.items()} == pytest.approx(
        {"latency_p50": 50.5, "latency_p95": 95.05, "latency_p99": 99.01, "peak_memory": 200.0}
    )


HOLD = """
from assistant.evaluation.machine import peak_memory
first = b"x" * (400 * 1024**2)  # more than importing has needed at its worst
before = peak_memory()
second = b"x" * (300 * 1024**2)
print(before, peak_memory(), len(first) + len(second))
"""


def test_memory_is_counted_in_mebibytes() -> None:
    # In a process of its own, whose peak is known.
    done = subprocess.run([sys.executable, "-c", HOLD], capture_output=True, text=True, check=True)
    before, after, _ = map(float, done.stdout.split())
    assert after - before == pytest.approx(300, abs=20)
