"""Cases: what is valid, what is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from typer.testing import CliRunner

from assistant.cli.app import app
from assistant.evaluation.cases import Case, Kind, case_schema

EVIDENCE = [{"document": "a.md", "quote": "共有268家"}]


def case(**fields: Any) -> Case:
    row = {"id": "a-1", "kind": "number", "turns": ["多少家？"], "answers": ["268家"], "evidence": EVIDENCE}
    return Case.model_validate(row | fields)


def test_an_item_of_answers_is_text_or_alternatives() -> None:
    assert case(answers=["268家", ["甲", "乙"]]).alternatives == (("268家",), ("甲", "乙"))


def test_the_last_turn_is_judged() -> None:
    assert case(kind="follow-up", turns=["一共多少？", "新增多少？"]).question == "新增多少？"


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in ("unanswerable", "chat", "injection")])
def test_every_answerable_kind_needs_answers_and_evidence(kind: str) -> None:
    turns = ["一", "二"]
    assert case(kind=kind, turns=turns).answerable
    with pytest.raises(ValidationError, match="needs answers and evidence"):
        case(kind=kind, turns=turns, answers=[])
    with pytest.raises(ValidationError, match="needs answers and evidence"):
        case(kind=kind, turns=turns, evidence=[])


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"id": "A 1"}, "String should match pattern"),
        ({"turns": []}, "at least 1 item"),
        ({"turns": [" "]}, "at least 1 character"),
        ({"answers": [268]}, "valid string"),
        ({"answers": [[]]}, "at least 1 item"),
        ({"anwsers": ["268家"]}, "Extra inputs are not permitted"),
        ({"constraints": {"years": "2022"}}, "Extra inputs are not permitted"),
        ({"kind": "follow-up"}, "at least two turns"),
        ({"unanswerable": "wrong-year"}, "gives the reason"),
        ({"kind": "unanswerable", "answers": [], "evidence": []}, "gives the reason"),
        ({"kind": "unanswerable", "unanswerable": "wrong-year"}, "has no answers and no evidence"),
        ({"kind": "chat"}, "has no answers and no evidence"),
        ({"kind": "injection"}, "what must not appear"),
        ({"evidence": [{"document": "a.md", "quote": "x", "occurrence": 0}]}, "greater than or equal to 1"),
    ],
)
def test_what_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        case(**fields)


def test_the_published_schema_is_the_schema() -> None:
    published = (Path(__file__).parents[2] / "eval" / "schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == case_schema()
    assert CliRunner().invoke(app, ["eval", "schema"]).stdout == published, "write it with `assistant eval schema`"
