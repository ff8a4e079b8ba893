"""Regressions planted into the real program, each of which the project's own gate must catch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.evaluation import Case, Gate, Kind, Run, breaches, evaluate, load_cases, load_gate
from assistant.evaluation.respondent import Talk
from assistant.indexing.manifest import Manifest
from assistant.types import Answer, Document, Hit

ROOT = Path(__file__).parents[2]


class Shifted:
    """The assistant with every citation one character too far."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
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
        answer = self._assistant.ask(question)
        moved = tuple(replace(each, start=each.start + 1, end=each.end + 1) for each in answer.citations)
        return replace(answer, citations=moved)

    def conversation(self) -> Talk:
        return self._assistant.conversation()

    def retrieve(self, question: str, top_k: int = 10) -> tuple[Hit, ...]:
        return self._assistant.retrieve(question, top_k)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("planted") / "index"


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    """Every second unanswerable and every fifth other case of the project: enough to tell, in a quarter of the time."""
    loaded = load_cases(ROOT / "eval" / "cases")
    unanswerable = [case for case in loaded if case.kind is Kind.UNANSWERABLE]
    return (*unanswerable[::2], *[case for case in loaded if case.kind is not Kind.UNANSWERABLE][::5])


@pytest.fixture(scope="module")
def gate() -> Gate:
    return load_gate(ROOT / "eval" / "gate.toml")


@pytest.fixture(scope="module")
def baseline(index: Path, cases: tuple[Case, ...]) -> Run:
    return evaluate(Assistant.open(ROOT / "documents", index), cases, name="baseline")


def fallen(gate: Gate, run: Run, baseline: Run) -> set[str]:
    """The figures for which the gate stops this run and would not stop the baseline."""
    new = set(breaches(gate, run, baseline)) - set(breaches(gate, baseline, baseline))
    # The memory of this process is that of the tests before, too.
    return {breach.split()[0] for breach in new} - {"peak_memory"}


def test_nothing_planted_nothing_found(index: Path, cases: tuple[Case, ...], gate: Gate, baseline: Run) -> None:
    again = evaluate(Assistant.open(ROOT / "documents", index), cases)
    assert [result.answer for result in again.results] == [result.answer for result in baseline.results]
    assert fallen(gate, again, baseline) == set()


def test_a_worse_fusion(index: Path, cases: tuple[Case, ...], gate: Gate, baseline: Run) -> None:
    worse = evaluate(Assistant.open(ROOT / "documents", index, dense_weight=1.0), cases)
    assert fallen(gate, worse, baseline) & {"recall@1", "recall@5", "mrr"}


LOW, HIGH = 0.02, 1.0
ANSWERED = {"unanswerable_refused", "wrong_year_answered", "wrong_place_answered"}
REFUSED = {"answerable_right", "false_refusal"}


@pytest.mark.parametrize(("threshold", "figures"), [(LOW, ANSWERED), (HIGH, REFUSED)])
def test_a_moved_refusal_threshold(
    index: Path, cases: tuple[Case, ...], gate: Gate, baseline: Run, threshold: float, figures: set[str]
) -> None:
    moved = evaluate(Assistant.open(ROOT / "documents", index, support_threshold=threshold), cases)
    assert fallen(gate, moved, baseline) & figures


def test_a_broken_offset(index: Path, cases: tuple[Case, ...], gate: Gate, baseline: Run) -> None:
    broken = evaluate(Shifted(Assistant.open(ROOT / "documents", index)), cases)
    assert "quotes_exact" in fallen(gate, broken, baseline)
