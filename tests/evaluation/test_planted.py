"""Regressions planted into the real program, each of which the project's own gate must catch.

Where the shipped settings stand does not matter: each planted run is held against another one made here, and the
thresholds come from the supports of the answers themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest

from assistant import Assistant
from assistant.evaluation import Case, CaseResult, Gate, Kind, Run, breaches, evaluate, load_cases, load_gate
from assistant.evaluation.respondent import Talk
from assistant.indexing.manifest import Manifest
from assistant.types import Answer, AnswerKind, Document, Hit

ROOT = Path(__file__).parents[2]
Open = Callable[..., Assistant]


class Changed:
    """The assistant with other answers."""

    def __init__(self, assistant: Assistant, answer: Callable[[str], Answer]) -> None:
        self._assistant = assistant
        self._answer = answer
        self.settings = assistant.settings

    @property
    def documents(self) -> tuple[Document, ...]:
        return self._assistant.documents

    @property
    def warnings(self) -> tuple[str, ...]:
        return self._assistant.warnings

    @property
    def manifest(self) -> Manifest:
        return self._assistant.manifest

    def ask(self, question: str) -> Answer:
        return self._answer(question)

    def conversation(self) -> Talk:
        return self._assistant.conversation()

    def retrieve(self, question: str, top_k: int = 10) -> tuple[Hit, ...]:
        return self._assistant.retrieve(question, top_k)


def shifted(assistant: Assistant) -> Changed:
    """Every citation one character too far."""

    def answer(question: str) -> Answer:
        given = assistant.ask(question)
        moved = tuple(replace(each, start=each.start + 1, end=each.end + 1) for each in given.citations)
        return replace(given, citations=moved)

    return Changed(assistant, answer)


def searching(assistant: Assistant) -> Changed:
    """The search alone, which spares the time of answers."""
    return Changed(assistant, lambda question: Answer(question, "", AnswerKind.REFUSAL))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Open:
    index = tmp_path_factory.mktemp("planted") / "index"
    return lambda **settings: Assistant.open(ROOT / "documents", index, **settings)


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    """The project's cases of one turn."""
    return tuple(case for case in load_cases(ROOT / "eval" / "cases") if len(case.turns) == 1)


@pytest.fixture(scope="module")
def some(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """Every fifth answerable case: enough for what changes most answers."""
    return tuple(case for case in cases if case.answerable)[::5]


@pytest.fixture(scope="module")
def gate() -> Gate:
    return load_gate(ROOT / "eval" / "gate.toml")


def fallen(gate: Gate, run: Run, before: Run) -> set[str]:
    """The figures for which the gate stops this run with other words than it has for the one before."""
    new = set(breaches(gate, run, before)) - set(breaches(gate, before, before))
    # The memory of this process is that of the tests before, too.
    return {breach.split()[0] for breach in new} - {"peak_memory"}


def weaker_half(results: Iterable[CaseResult]) -> float:
    """A threshold that refuses about half of these answers, whatever their supports are."""
    return median(result.answer.support for result in results)


def test_nothing_planted_nothing_found(opened: Open, some: tuple[Case, ...], gate: Gate) -> None:
    first, second = evaluate(opened(), some), evaluate(opened(), some)
    assert [result.answer for result in first.results] == [result.answer for result in second.results]
    assert fallen(gate, second, first) == set()


def test_a_worse_fusion(opened: Open, cases: tuple[Case, ...], gate: Gate) -> None:
    asked = [case for case in cases if case.evidence]
    before = evaluate(searching(opened()), asked)
    assert "recall@1" in fallen(gate, evaluate(searching(opened(dense_weight=1)), asked), before)


def test_a_broken_offset(opened: Open, some: tuple[Case, ...], gate: Gate) -> None:
    before = evaluate(opened(), some)
    assert "quotes_exact" in fallen(gate, evaluate(shifted(opened()), some), before)


def test_a_lowered_refusal_threshold(opened: Open, cases: tuple[Case, ...], gate: Gate) -> None:
    unanswerable = [case for case in cases if case.kind is Kind.UNANSWERABLE]
    low = evaluate(opened(support_threshold=0), unanswerable)
    careful = weaker_half(result for result in low.results if not result.answer.refused)
    before = evaluate(opened(support_threshold=careful), unanswerable)
    assert "unanswerable_refused" in fallen(gate, low, before)


def test_a_raised_refusal_threshold(opened: Open, some: tuple[Case, ...], gate: Gate) -> None:
    before = evaluate(opened(support_threshold=0), some)
    strict = weaker_half(before.results)
    assert {"answerable_right", "false_refusal"} <= fallen(
        gate, evaluate(opened(support_threshold=strict), some), before
    )
