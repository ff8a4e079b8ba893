"""The guide says what is true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from assistant import Assistant
from assistant.cli.app import app
from assistant.evaluation.cases import Case, Constraints, Kind, case_schema
from assistant.evaluation.checking import check_cases
from assistant.evaluation.diagnosis import Step
from assistant.evaluation.gate import load_gate
from assistant.evaluation.measures import MEASURES
from assistant.settings import Settings

WATER = """# 云谷市2023年水资源公报

2023年，云谷市用水总量为36.5亿立方米。再生水利用率达到48%。节水仍是首要任务。
"""
QUESTIONS = {"36.5亿立方米": "云谷市2023年的用水总量是多少？", "48%": "再生水利用率是多少？"}
ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "eval" / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def test_every_figure_kind_field_and_reason_is_explained() -> None:
    reasons = case_schema()["$defs"]["Case"]["properties"]["unanswerable"]["anyOf"][0]["enum"]
    for name in [*MEASURES, *Kind, *Case.model_fields, *Constraints.model_fields, *reasons]:
        assert f"`{name}`" in GUIDE, name


def test_the_example_cases_are_sound(tmp_path: Path) -> None:
    examples = [Case.model_validate(row) for block in blocks("yaml") for row in yaml.safe_load(block)]
    assert examples[0].key == "268家"
    reports = Assistant.open(ROOT / "documents", tmp_path / "index").documents
    assert check_cases(examples, reports).problems == ()
    assert check_cases(examples, reports).doubts == ()


def test_the_example_gate_is_valid(tmp_path: Path) -> None:
    (block,) = blocks("toml")
    (tmp_path / "gate.toml").write_text(block, encoding="utf-8")
    assert load_gate(tmp_path / "gate.toml").ceilings == {"wrong_year_answered": 0.1}


def commands(block: str) -> list[list[str]]:
    lines = [line.partition("#")[0].split() for line in block.splitlines()]
    return [line for line in lines if line]


def test_commands_and_options_exist() -> None:
    lines = [line for block in blocks("sh") for line in commands(block)]
    assert len(lines) >= 10
    for program, *words in lines:
        assert program == "assistant"
        shown = CliRunner().invoke(app, [*words[:2], "--help"], env={"COLUMNS": "200"})
        assert shown.exit_code == 0, words
        for word in words:
            assert not word.startswith("--") or word in shown.stdout, word


def test_the_first_afternoon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands one after the other, with a report, and with questions written into its drafts in between."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "water.md").write_text(WATER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    draft, *rest = commands(blocks("sh")[0])
    assert CliRunner().invoke(app, draft[1:]).exit_code == 0
    path = tmp_path / "eval" / "cases" / "water.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    asked = [row | {"turns": [QUESTIONS[row["key"]]]} for row in rows if row["key"] in QUESTIONS]
    path.write_text(yaml.safe_dump(asked, allow_unicode=True), encoding="utf-8")
    outputs = []
    for line in rest:
        done = CliRunner().invoke(app, line[1:])
        assert done.exit_code == 0, done.output
        outputs.append(done.stdout)
    checked, run, report, again, compared = outputs
    assert "water.md: 2 of 3 sentences are evidence of a case\n    节水仍是首要任务。" in checked
    assert "right by kind: " in run
    assert "wrote eval/runs/first.html" in report
    shipped = Settings.model_validate({}).evidence_passages
    assert f"differs: setting evidence_passages: {shipped} → 3" in compared
    assert (tmp_path / "eval" / "runs" / "second.json").is_file()
    assert again


def test_the_steps_of_the_table_are_those_of_the_program() -> None:
    table = GUIDE[GUIDE.index("| step |") : GUIDE.index("![A wrong case")]
    assert [line.split(" | ")[0].removeprefix("| ") for line in table.splitlines()[2:] if line.startswith("|")] == list(
        Step
    )


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
