"""Drafts of cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import CaseError
from assistant.evaluation.cases import Kind
from assistant.evaluation.checking import check_cases
from assistant.evaluation.drafting import Draft, draft_yaml, drafts
from assistant.evaluation.loading import load_cases
from assistant.types import Document

TEXT = "# 2022年\n\n截至2022年年底，有268家，占45%，居全国第一。《某办法》称为“海英计划”。无。又是19家。又是19家。\n"


@pytest.fixture
def report() -> Document:
    return Document("d", "2022年", TEXT, "sub/r.md")


def test_every_figure_and_title_is_drafted(report: Document) -> None:
    sentence = "截至2022年年底，有268家，占45%，居全国第一。"
    assert list(drafts(report)) == [
        # Clauses that say next to nothing beside the figure do not stand alone.
        Draft(Kind.DATE, "2022年年底", sentence, None),
        Draft(Kind.NUMBER, "268家", sentence, None),
        Draft(Kind.SHARE, "45%", sentence, None),
        Draft(Kind.RANK, "第一", sentence, None),
        Draft(Kind.NAME, "《某办法》", "《某办法》称为“海英计划”", None),
        Draft(Kind.QUOTE, "“海英计划”", "《某办法》称为“海英计划”", None),
        Draft(Kind.NUMBER, "19家", "又是19家。", 1),
        Draft(Kind.NUMBER, "19家", "又是19家。", 2),
    ]


def test_a_draft_is_a_case_once_its_question_is_written(report: Document, tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(draft_yaml(report), encoding="utf-8")
    with pytest.raises(CaseError, match="case 'r-001': the question is empty"):
        load_cases(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    filled = [line.replace("['']", f"['问题{number}？']") for number, line in enumerate(lines)]
    path.write_text("\n".join(filled), encoding="utf-8")
    cases = load_cases(path)
    assert len(cases) == 8
    assert check_cases(cases, [report]).problems == ()
