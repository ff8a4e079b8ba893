"""A run over a scripted respondent, every figure worked out by hand."""

from __future__ import annotations

import platform
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pandas  # type: ignore[import-untyped]
import pytest

from assistant import Assistant
from assistant.errors import CaseError, QuestionError
from assistant.evaluation.cases import Case
from assistant.evaluation.run import Run
from assistant.evaluation.running import evaluate
from assistant.evaluation.scripted import Scripted
from assistant.types import Answer, Document


@pytest.fixture
def run(respondent: Scripted, cases: tuple[Case, ...]) -> Run:
    return evaluate(respondent, cases, name="test")


def test_a_good_run_is_all_right(run: Run) -> None:
    assert [result.faults for result in run.results] == [()] * 5
    values = {name: figure.value for name, figure in run.figures.items()}
    assert values["right"] == values["answerable_right"] == values["unanswerable_refused"] == 1.0
    assert values["key_exact"] == values["key_f1"] == values["number_match"] == values["quotes_exact"] == 1.0
    assert values["citation_precision"] == values["citation_recall"] == 1.0
    assert values["false_refusal"] == values["wrong_year_answered"] == 0.0
    # Risks 0, 0 and 1/3: the refusal comes last.
    assert values["risk_coverage_area"] == pytest.approx(1 / 9)


def test_retrieval_is_measured_on_the_hits(run: Run) -> None:
    # The first question's evidence is its second hit, the second question's evidence its first.
    assert run.figures["mrr"] == (0.75, 2)
    assert run.figures["recall@1"] == (0.5, 2)
    assert run.figures["recall@5"] == (1.0, 2)


def test_a_follow_up_is_asked_with_and_without_what_came_before(run: Run) -> None:
    assert run.figures["follow_up_right"] == (1.0, 1)
    assert run.figures["follow_up_alone"] == (0.0, 1)
    assert [result.alone for result in run.results] == [None, False, None, None, None]


def test_figures_are_given_by_kind(run: Run) -> None:
    assert list(run.kinds) == ["number", "follow-up", "unanswerable", "chat", "injection"]
    assert run.kinds["number"]["mrr"] == (0.5, 1)
    assert "mrr" not in run.kinds["chat"]


def test_no_area_without_a_question_that_can_be_answered(run: Run) -> None:
    assert run.kinds["number"]["risk_coverage_area"] == (0.0, 1)
    assert "risk_coverage_area" not in run.kinds["unanswerable"]


def test_a_broken_offset_shows(respondent: Scripted, cases: tuple[Case, ...]) -> None:
    good = respondent.ask(cases[0].question)
    (citation,) = good.citations
    broken = replace(good, citations=(replace(citation, start=citation.start + 1, end=citation.end + 1),))
    respondent = Scripted(respondent.documents, {(cases[0].question,): broken})
    assert evaluate(respondent, cases[:1]).figures["quotes_exact"] == (0.0, 1)


def test_a_case_of_another_edition_counts_without_its_evidence(
    respondent: Scripted, cases: tuple[Case, ...], document: Document
) -> None:
    edition = Scripted(
        (replace(document, source="other.md"),), {(cases[0].question,): respondent.ask(cases[0].question)}
    )
    run = evaluate(edition, cases[:1])
    assert run.left_out == ("total",)
    assert run.figures["right"] == (1.0, 1)
    assert not {"mrr", "recall@5", "citation_precision", "citation_recall"} & set(run.figures)


def test_the_run_says_what_it_was_made_with(run: Run, respondent: Scripted, document: Document) -> None:
    assert (run.index.program, run.name, run.jobs) == ("scripted", "test", 1)
    assert run.settings == respondent.settings.model_dump(mode="json", exclude={"staff_password"})
    assert [(entry.source, entry.characters) for entry in run.documents] == [("area.md", len(document.text))]
    assert run.machine["python"] == platform.python_version()
    assert run.program.version == version("assistant")


def test_the_manifest_of_the_index_is_kept(haidian: Assistant, cases: tuple[Case, ...]) -> None:
    index = evaluate(haidian, cases[3:4]).index
    assert index.version == haidian.version
    assert (index.passage_chars, index.encoder) == (haidian.settings.passage_chars, haidian.manifest.basis.encoder)
    assert sum(index.segments.values()) == sum(entry.passages for entry in haidian.manifest.documents)


def test_a_saved_run_is_read_again(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "runs" / "a.json"
    run.save(path)
    again = Run.load(path)
    assert again == run
    assert again.figures == run.figures


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"format": 1}'])
def test_what_is_no_run_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CaseError, match="holds no run"):
        Run.load(path)


def test_a_missing_run_and_one_of_another_format(run: Run, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="there is no run"):
        Run.load(tmp_path / "missing.json")
    run.model_copy(update={"format": 99}).save(tmp_path / "new.json")
    with pytest.raises(CaseError, match="format 99"):
        Run.load(tmp_path / "new.json")


def test_rows_are_flat_and_complete(run: Run) -> None:
    rows = run.rows()
    assert [row["id"] for row in rows] == ["total", "new", "new-2019", "hello", "obey"]
    assert rows[0]["mrr"] == 0.5
    assert rows[2]["refused"] is True
    assert all(isinstance(value, str | float | bool) for row in rows for value in row.values())


def test_pandas_takes_the_rows(run: Run) -> None:
    frame = pandas.DataFrame(run.rows()).set_index("id")
    assert frame.loc["total", "mrr"] == 0.5
    assert frame.groupby("kind")["right"].mean().to_dict() == dict.fromkeys(run.kinds, 1.0)
    assert frame["mrr"].isna().tolist() == [False, False, True, True, True]


def test_progress_counts_up_to_the_number_of_cases(respondent: Scripted, cases: tuple[Case, ...]) -> None:
    seen: list[tuple[int, int]] = []
    evaluate(respondent, cases, lambda done, total: seen.append((done, total)))
    assert seen == [(number, 5) for number in range(1, 6)]


def test_threads_give_the_same_results(respondent: Scripted, cases: tuple[Case, ...]) -> None:
    one, four = evaluate(respondent, cases), evaluate(respondent, cases, jobs=4)
    assert [result.scores for result in one.results] == [result.scores for result in four.results]


def test_no_cases_is_an_error(respondent: Scripted) -> None:
    with pytest.raises(CaseError, match="no cases"):
        evaluate(respondent, [])


class Overwhelmed(Scripted):
    """Finds every second question too long."""

    asked = 0

    def ask(self, question: str) -> Answer:
        self.asked += 1
        if self.asked % 2 == 0:
            raise QuestionError("too long")
        return super().ask(question)


def test_a_case_that_cannot_be_asked_is_named(cases: tuple[Case, ...]) -> None:
    with pytest.raises(CaseError, match="case 'hello' cannot be asked: too long"):
        evaluate(Overwhelmed(), [cases[3]])
