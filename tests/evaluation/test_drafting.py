"""Drafts of cases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from assistant.evaluation.cases import Case, Kind
from assistant.evaluation.checking import check_cases
from assistant.evaluation.draft_file import draft_yaml
from assistant.evaluation.drafting import Draft, drafts
from assistant.evaluation.loading import load_cases
from assistant.types import Document

TEXT = "# 2022年\n\n截至2022年年底，有268家，占45%，居全国第一。《某办法》称为“海英计划”。无。又是19家。又是19家。\n"


@pytest.fixture
def report() -> Document:
    return Document("d", "2022年", TEXT, "sub/r.md")


def test_every_figure_and_title_is_drafted(report: Document) -> None:
    sentence = "截至2022年年底，有268家，占45%，居全国第一。"
    assert [draft for _, found in drafts(report) for draft in found] == [
        # Clauses that say next to nothing beside the figure do not stand alone.
        Draft(Kind.DATE, "2022年年底", sentence, None),
        Draft(Kind.NUMBER, "268家", sentence, None),
        Draft(Kind.SHARE, "45%", sentence, None),
        Draft(Kind.RANK, "第一", sentence, None),
        Draft(Kind.NAME, "《某办法》", "《某办法》称为“海英计划”", None),
        Draft(Kind.NAME, "“海英计划”", "《某办法》称为“海英计划”", None),
        Draft(Kind.NUMBER, "19家", "又是19家。", 1),
        Draft(Kind.NUMBER, "19家", "又是19家。", 2),
    ]


def test_names_are_drafted_where_they_first_stand() -> None:
    text = "变更影响公司治理。责任纳入公司战略。区长李俊杰介绍了情况。李俊杰认为，水平与纽约市相近。《纽约市志》出版。小米集团创始人雷军出席。全市关注。\n"
    report = Document("d", "t", text, "r.md")
    assert [(draft.kind, draft.key) for _, found in drafts(report) for draft in found] == [
        (Kind.PERSON, "李俊杰"),
        (Kind.PLACE, "纽约市"),
        (Kind.NAME, "《纽约市志》"),
        (Kind.PERSON, "雷军"),
    ]


def test_a_figure_is_drafted_for_each_clause_that_has_it() -> None:
    text = "公司的负债比率为40%，公司的资产负债率为40%。\n"
    ((_, found),) = drafts(Document("d", "t", text, "r.md"))
    assert [draft.quote for draft in found] == ["公司的负债比率为40%", "公司的资产负债率为40%"]


def test_what_the_whole_report_is_about_is_not_asked_for() -> None:
    text = "2018年，云南有1家。" * 6
    assert {draft.key for _, found in drafts(Document("d", "t", text, "r.md")) for draft in found} == {"1家"}


def test_sentences_stand_above_their_drafts_and_what_is_left_below(report: Document) -> None:
    text = draft_yaml(replace(report, text="共\x0c有268家，占45%。"))
    assert text.count("# 共有268家，占45%。\n- id: r-001\n") == 1
    below = text[text.index("# - {id: r-near-miss-1") :].replace("# ", "").replace("#  ", " ").replace("#", " ")
    rows = yaml.safe_load(below)
    assert [row["id"] for row in rows] == ["r-near-miss-1", "r-near-miss-2", "r-near-miss-3", "r-follow-up-1"]
    rows[3] |= {"answers": ["268家"], "evidence": [{"document": "sub/r.md", "quote": "268家"}]}
    cases = [Case.model_validate(row | {"turns": ["问题"] * len(row["turns"])}) for row in rows]
    assert cases[3].kind is Kind.FOLLOW_UP


def test_a_draft_is_a_case_once_its_question_is_written(report: Document, tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(draft_yaml(report), encoding="utf-8")
    assert load_cases(path) == ()
    lines = path.read_text(encoding="utf-8").splitlines()
    filled = [line.replace("['']", f"['问题{number}？']") for number, line in enumerate(lines)]
    path.write_text("\n".join(filled), encoding="utf-8")
    cases = load_cases(path)
    assert len(cases) == 8
    assert check_cases(cases, [report]).problems == ()
