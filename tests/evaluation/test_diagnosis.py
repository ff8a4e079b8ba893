"""The step that failed first, for a wrong answer of every sort."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.evaluation.case_result import CaseResult
from assistant.evaluation.cases import Case
from assistant.evaluation.diagnosis import Step, diagnose
from assistant.evaluation.running import evaluate
from assistant.evaluation.scripted import Scripted
from assistant.types import Answer, AnswerKind, Document
from tests.evaluation.conftest import NEW, TOTAL, cite, fact, hit

FIRST = "上市企业有多少家？"


def result(case: Case, document: Document, answer: Answer | None, quotes: tuple[str, ...] = (TOTAL, NEW)) -> CaseResult:
    hits = tuple(hit(document, quote) for quote in quotes)
    answers = {case.turns: answer} if answer else {}
    return evaluate(Scripted((document,), answers, {case.question: hits}), [case]).results[0]


@pytest.fixture
def both(cases: tuple[Case, ...]) -> Case:
    """A case with two pieces of evidence that asks for a figure of neither."""
    evidence = (*cases[0].evidence, cases[0].evidence[0].model_copy(update={"quote": NEW}))
    return cases[0].model_copy(update={"answers": ("287家",), "key": None, "evidence": evidence})


def test_a_right_answer_has_none(cases: tuple[Case, ...], document: Document) -> None:
    assert diagnose(result(cases[0], document, fact(document, FIRST, TOTAL, "268家"))) is None


def test_steps_of_an_answerable_case(both: Case, document: Document) -> None:
    one = fact(document, FIRST, TOTAL, "268家")
    two = replace(one, citations=(*one.citations, cite(document, NEW, 2)))
    other = fact(document, FIRST, "面积为430.8平方公里。", "430.8")
    assert diagnose(result(both, document, one, (TOTAL,))) is Step.SEARCH
    assert diagnose(result(both, document, None)) is Step.REFUSAL
    assert diagnose(result(both, document, other)) is Step.EVIDENCE
    assert diagnose(result(both, document, one)) is Step.PART
    assert diagnose(result(both, document, two)) is Step.TEXT
    assert diagnose(result(both, replace(document, source="other.md"), one)) is Step.UNKNOWN


def test_steps_of_the_other_kinds(cases: tuple[Case, ...], document: Document) -> None:
    said = Answer("", "999家", AnswerKind.FACT)
    assert diagnose(result(cases[2], document, said)) is Step.ANSWERED
    assert diagnose(result(cases[3], document, None)) is Step.RULE
    assert diagnose(result(cases[4], document, said)) is Step.RULE


def test_a_run_groups_its_wrong_cases(both: Case, cases: tuple[Case, ...], document: Document) -> None:
    run = evaluate(Scripted((document,)), [both, *cases[2:4]])
    assert {step: [each.case.id for each in results] for step, results in run.steps.items()} == {
        Step.RULE: ["hello"],
        Step.SEARCH: ["total"],
    }
    assert [row["step"] for row in run.rows()] == [Step.SEARCH, "", Step.RULE]
