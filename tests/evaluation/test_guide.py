"""The guide says what is true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from assistant.cli.app import app
from assistant.evaluation.cases import Case, Constraints, Kind, case_schema
from assistant.evaluation.measures import MEASURES

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "eval" / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def test_every_figure_kind_field_and_reason_is_explained() -> None:
    reasons = case_schema()["$defs"]["Case"]["properties"]["unanswerable"]["anyOf"][0]["enum"]
    for name in [*MEASURES, *Kind, *Case.model_fields, *Constraints.model_fields, *reasons]:
        assert f"`{name}`" in GUIDE, name


def test_the_example_case_is_valid() -> None:
    (example,) = [yaml.safe_load(block) for block in blocks("yaml")]
    assert Case.model_validate(example[0]).key == "268家"


def test_commands_and_options_exist() -> None:
    lines = [line.partition("#")[0].split() for block in blocks("sh") for line in block.splitlines()]
    lines = [line for line in lines if line]
    assert len(lines) >= 10
    for program, *words in lines:
        assert program == "assistant"
        shown = CliRunner().invoke(app, [*words[:2], "--help"], env={"COLUMNS": "200"})
        assert shown.exit_code == 0, words
        for word in words:
            assert not word.startswith("--") or word in shown.stdout, word


def test_the_python_lines_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "documents").symlink_to(ROOT / "documents")
    (tmp_path / "eval" / "cases").mkdir(parents=True)
    few = ROOT / "eval" / "cases" / "haidian-2022-explanations.yaml"
    (tmp_path / "eval" / "cases" / few.name).symlink_to(few)
    monkeypatch.chdir(tmp_path)
    (lines,) = blocks("python")
    names: dict[str, Any] = {}
    exec(lines.replace('run.kinds["number"]', 'run.kinds["reason"]'), names)  # noqa: S102 - the guide's own lines
    assert names["run"].figures["answerable_right"].cases == names["lexical"].figures["answerable_right"].cases
