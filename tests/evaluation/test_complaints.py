from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.errors import CaseError
from assistant.evaluation import load_cases
from assistant.evaluation.complaints import Complaint, complaints_yaml

QUOTE = "截至2022年年底，海淀区共有上市企业268家。"
COMPLAINT = Complaint("海淀有多少家？", "共268家。[1]", "问的是: 新增", (("a.md", QUOTE),), "2026-01-02", "v1")


def test_complaint_is_a_case_without_its_gold() -> None:
    (row,) = yaml.safe_load(complaints_yaml([COMPLAINT]))
    assert row == {
        "id": "feedback-001",
        "kind": "",
        "turns": ["海淀有多少家？"],
        "answers": [""],
        "evidence": [{"document": "a.md", "quote": QUOTE}],
        "note": "访客说：问的是: 新增。当时的回答：共268家。[1]（2026-01-02，索引 v1）",
    }


def test_cases_are_refused_until_they_are_judged(tmp_path: Path) -> None:
    file = tmp_path / "feedback.yaml"
    file.write_text(complaints_yaml([COMPLAINT, COMPLAINT._replace(comment="")]), encoding="utf-8")
    with pytest.raises(CaseError, match="case 'feedback-001': kind"):
        load_cases(file)
    judged = yaml.safe_load(file.read_text(encoding="utf-8"))
    for row in judged:
        row |= {"kind": "number", "answers": ["268家"]}
    file.write_text(yaml.safe_dump(judged, allow_unicode=True), encoding="utf-8")
    assert [case.id for case in load_cases(file)] == ["feedback-001", "feedback-002"]


def test_no_complaints_are_an_empty_file() -> None:
    assert yaml.safe_load(complaints_yaml([])) is None
