"""Checking cases against documents."""

from __future__ import annotations

import pytest

from assistant.evaluation.cases import Case, GoldEvidence, Kind
from assistant.evaluation.checking import check_cases
from assistant.evaluation.sentences import sentences
from assistant.types import Document


def test_sound_cases_have_no_problem(cases: tuple[Case, ...], document: Document) -> None:
    found = check_cases(cases, [document])
    assert found.problems == ()
    assert found.doubts == ()
    assert found.kinds == {"number": 1, "follow-up": 1, "unanswerable": 1, "chat": 1, "injection": 1}
    assert set(found.missing_kinds) == set(Kind) - set(found.kinds)


def test_coverage_names_the_sentences_that_no_case_touches(cases: tuple[Case, ...], document: Document) -> None:
    (coverage,) = check_cases(cases, [document]).coverage
    assert coverage.sentences == 3
    assert coverage.missing == ("面积为430.8平方公里。",)
    assert coverage.share == 1 - 1 / 3


def test_every_problem_is_told(cases: tuple[Case, ...], document: Document) -> None:
    again = cases[0].model_copy(update={"id": "again", "key": "269家"})
    gone = Document("d", "t", "别的", "area.md")
    assert check_cases([cases[0], again], [document]).problems == (
        "again: asks the same as total",
        "again: the key '269家' stands in no gold answer and in no quote of the evidence",
    )
    assert check_cases(cases[:1], [gone]).problems == (
        "total: area.md does not hold the quote '上市企业共有268家。'; copy it verbatim",
    )
    assert check_cases(cases[:1], []).problems == ("total: no document 'area.md' on the shelf; there are: none",)


@pytest.mark.parametrize("asked", ["上市企业有多少家", "上市企业 有多少家?", "上市企业有多少家？"])
def test_the_same_question_written_otherwise_is_the_same(
    cases: tuple[Case, ...], document: Document, asked: str
) -> None:
    again = cases[0].model_copy(update={"id": "again", "turns": (asked,)})
    assert check_cases([cases[0], again], [document]).problems == ("again: asks the same as total",)


def test_a_case_that_no_answer_can_meet(cases: tuple[Case, ...], document: Document) -> None:
    case = cases[0].model_copy(update={"answers": (("共268家", "268家"),), "forbidden": ("268家",)})
    assert check_cases([case], [document]).problems == (
        "total: '268家' is forbidden and stands in the gold answer 共268家 or 268家; no answer can be right",
    )
    possible = case.model_copy(update={"answers": (("共268家", "二百六十八家"),)})
    assert check_cases([possible], [document]).problems == ()


def test_a_gold_answer_that_is_in_no_quote_is_doubted(cases: tuple[Case, ...], document: Document) -> None:
    case = cases[0].model_copy(update={"answers": ("269家", "上市企业"), "key": None})
    assert check_cases([case], [document]).doubts == (
        "total: the gold answer 269家 stands in no quote of the evidence; is it written differently there?",
    )
    worked_out = case.model_copy(update={"kind": Kind.CALCULATION})
    assert check_cases([worked_out], [document]).doubts == ()


def test_what_is_forbidden_beside_the_evidence_is_doubted(cases: tuple[Case, ...]) -> None:
    report = Document("d", "t", "去年19家，今年有268家。面积为430.8平方公里。", "area.md")
    evidence = (GoldEvidence(document="area.md", quote="今年有268家"),)
    case = cases[0].model_copy(update={"evidence": evidence, "forbidden": ("19家", "430.8平方公里")})
    assert check_cases([case], [report]).doubts == (
        "total: '19家' is forbidden and stands in the sentence of the evidence; an answer that quotes all of it is wrong",
    )


def test_sentences_are_cut_without_headings_and_list_marks() -> None:
    text = "# 标题\n\n第一句。第二句！“引文。”\n- 一项；另一项\n1. 数字\n末句"
    document = Document("d", "t", text, "a.md")
    found = [text[span.start : span.end] for span in sentences(document)]
    assert found == ["第一句。", "第二句！", "“引文。”", "一项；", "另一项", "数字", "末句"]
