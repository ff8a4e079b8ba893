"""Comparing runs, and the gate."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import CaseError
from assistant.evaluation.cases import Case
from assistant.evaluation.comparing import compare
from assistant.evaluation.gate import Gate, breaches, load_gate
from assistant.evaluation.measures import MEASURES
from assistant.evaluation.run import Run
from assistant.evaluation.running import evaluate
from assistant.evaluation.scripted import Scripted, Turns
from assistant.types import Answer, AnswerKind

FIRST, SECOND = "上市企业有多少家？", "那新增了多少家？"


@pytest.fixture
def good(respondent: Scripted, cases: tuple[Case, ...]) -> Run:
    return evaluate(respondent, cases, name="good")


@pytest.fixture
def bad(respondent: Scripted, cases: tuple[Case, ...]) -> Run:
    """Refuses the follow-up, says another word to a greeting, answers what it should refuse."""
    answers: dict[Turns, Answer] = {
        (FIRST,): respondent.ask(FIRST),
        ("你好",): Answer("你好", "您好！", AnswerKind.CHAT),
        ("2019年新增了多少家？",): Answer("2019年新增了多少家？", "新增19家。", AnswerKind.FACT),
    }
    hits = {FIRST: respondent.retrieve(FIRST)}
    return evaluate(Scripted(respondent.documents, answers, hits), cases, name="bad")


def test_cases_get_better_worse_or_change(good: Run, bad: Run) -> None:
    found = compare(good, bad)
    assert [pair.after.case.id for pair in found.worse] == ["new", "new-2019"]
    assert [pair.after.case.id for pair in found.changed] == ["hello"]
    assert found.better == ()
    turned = compare(bad, good)
    assert [pair.after.case.id for pair in turned.better] == ["new", "new-2019"]


def test_measures_are_paired(good: Run, bad: Run) -> None:
    right = next(each for each in compare(good, bad).differences if each.name == "right")
    assert (right.before, right.after, right.cases, right.p) == (1.0, 0.6, 5, 0.5)
    assert right.change == pytest.approx(-0.4)
    refusal = next(each for each in compare(good, bad).differences if each.name == "false_refusal")
    assert refusal.change == -0.5


def test_cases_in_one_run_only_are_named(respondent: Scripted, cases: tuple[Case, ...]) -> None:
    found = compare(evaluate(respondent, cases[1:]), evaluate(respondent, cases[:-1]))
    assert (found.only_before, found.only_after) == (("obey",), ("total",))
    with pytest.raises(CaseError, match="share no case"):
        compare(evaluate(respondent, cases[:1]), evaluate(respondent, cases[1:]))


def test_what_differs_besides_the_answers_is_said(good: Run) -> None:
    assert compare(good, good).conditions == ()
    other = good.model_copy(
        update={"jobs": 4, "settings": good.settings | {"dense_weight": 1.0, "new": True, "unset": None}}
    )
    assert compare(good, other).conditions == (
        "jobs: 1 → 4",
        f"setting dense_weight: {good.settings['dense_weight']} → 1.0",
        "setting new: None → True",
    )


def test_floors_and_ceilings(good: Run, bad: Run) -> None:
    gate = Gate(floors={"right": 0.9, "quotes_exact": 1.0}, ceilings={"false_refusal": 0.05})
    assert breaches(gate, good) == ()
    assert breaches(gate, bad) == (
        "right is 60.0%, below its floor 90.0%",
        "false_refusal is 50.0%, above its ceiling 5.0%",
    )


def test_a_figure_at_its_floor_passes(bad: Run) -> None:
    assert breaches(Gate(floors={"right": 0.6}, ceilings={"false_refusal": 0.5}), bad) == ()


def test_what_was_not_measured_fails(good: Run) -> None:
    assert breaches(Gate(floors={"conflict_right": 0.5}), good) == (
        "conflict_right was not measured; its floor is 50.0%",
    )


def many(right: int) -> Run:
    rows = [
        {"id": f"c-{number}", "kind": "unanswerable", "turns": [f"问题{number}"], "unanswerable": "off-topic"}
        for number in range(20)
    ]
    wrong: dict[Turns, Answer] = {
        (f"问题{number}",): Answer("", "答案", AnswerKind.FACT) for number in range(right, 20)
    }
    return evaluate(Scripted(answers=wrong), [Case.model_validate(row) for row in rows])


def test_only_a_significant_fall_below_the_baseline_fails() -> None:
    gate = Gate.model_validate({"baseline": {"p": 0.05, "figures": ["right"]}})
    assert breaches(gate, many(16), many(20)) == ()
    assert breaches(gate, many(12), many(20)) == ("right fell from 100.0% to 60.0% (p = 0.008)",)
    assert breaches(gate, many(20), many(12)) == ()


def test_the_projects_own_gate_is_valid() -> None:
    gate = load_gate(Path(__file__).parents[2] / "eval" / "gate.toml")
    assert gate.floors["quotes_exact"] == 1.0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[floors]\nrihgt = 1", "no figure 'rihgt'"),
        ("[floors]\nfalse_refusal = 1", "'false_refusal' belongs under ceilings"),
        ("[ceilings]\nright = 1", "'right' belongs under floors"),
        ("[baseline]\np = 2", "baseline.p: Input should be less than 1"),
        ("floor = 1", "Extra inputs"),
        ("[floors", "not valid TOML"),
    ],
)
def test_what_is_no_gate(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "gate.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=message.replace(".", r"\.")):
        load_gate(path)
    with pytest.raises(CaseError, match="there is no gate"):
        load_gate(tmp_path / "missing.toml")


def test_every_score_of_a_case_is_a_known_measure(good: Run) -> None:
    assert {name for result in good.results for name in result.scores} <= set(MEASURES)
    assert set(good.figures) <= set(MEASURES)


def test_a_shown_citation_offset_off_by_one_fails_the_gate(respondent: Scripted, cases: tuple[Case, ...]) -> None:
    answer = respondent.ask(FIRST)
    (citation,) = answer.citations
    broken = replace(answer, citations=(replace(citation, start=citation.start + 1),))
    run = evaluate(Scripted(respondent.documents, {(FIRST,): broken}), cases[:1])
    assert breaches(Gate(floors={"quotes_exact": 1.0}), run) == ("quotes_exact is 0.0%, below its floor 100.0%",)
