"""`assistant eval` from a report to a gate."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typer.testing import Result

Command = Callable[..., Result]


def run(command: Command, shelf: Any, name: str = "run.json", *more: str) -> Path:
    path: Path = shelf.root / name
    done = command("eval", "run", "--cases", str(shelf.cases), "--out", str(path), *more)
    assert done.exit_code == 0, done.output
    return path


def test_cases_are_checked(command: Command, shelf: Any) -> None:
    done = command("eval", "check", "--cases", str(shelf.cases), "--missing")
    assert done.exit_code == 0, done.output
    assert "3 cases: number 1, unanswerable 1, chat 1" in done.stdout
    assert "look at: no case of kind: share, rank" in done.stdout
    assert "area.md: 1 of 3 sentences" in done.stdout
    assert "    2022年，云谷区建成公园31座。" in done.stdout
    strict = command("eval", "check", "--cases", str(shelf.cases), "--every-kind")
    assert strict.exit_code == 4
    assert "problem: no case of kind: share, rank" in strict.stdout
    shelf.cases.write_text(shelf.cases.read_text(encoding="utf-8").replace("共有上市", "共有下市"), encoding="utf-8")
    done = command("eval", "check", "--cases", str(shelf.cases))
    assert done.exit_code == 4
    assert "problem: total: area.md does not hold the quote" in done.stdout


def test_a_run_is_printed_and_kept(command: Command, shelf: Any) -> None:
    path = shelf.root / "run.json"
    done = command("eval", "run", "--cases", str(shelf.cases), "--out", str(path))
    assert done.exit_code == 0, done.output
    assert "answerable_right" in done.stdout
    assert f"kept in {path}" in done.stdout
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert kept["figures"]["right"] == {"value": 1.0, "cases": 3}
    assert [result["case"]["id"] for result in kept["results"]] == ["total", "off-topic", "hello"]


def test_wrong_cases_are_listed_under_the_step_that_failed(command: Command, shelf: Any) -> None:
    arguments = ("--cases", str(shelf.cases), "--out", str(shelf.root / "a.json"), "--set", "support_threshold=1")
    done = command("eval", "run", *arguments)
    listed = "1 refused with the evidence in front of it\n  total: 云谷区上市企业有多少家？\n    refused, though"
    assert listed in done.stdout


def test_kinds_are_chosen(command: Command, shelf: Any) -> None:
    path = run(command, shelf, "chat.json", "--kinds", "chat, number")
    results = json.loads(path.read_text(encoding="utf-8"))["results"]
    assert [result["case"]["id"] for result in results] == ["total", "hello"]
    done = command("eval", "run", "--cases", str(shelf.cases), "--kinds", "talk")
    assert done.exit_code == 2


def test_figures_as_json(command: Command, shelf: Any) -> None:
    done = command("eval", "run", "--cases", str(shelf.cases), "--out", str(shelf.root / "a.json"), "--json")
    assert json.loads(done.stdout)["right"] == {"value": 1.0, "cases": 3}
    gate = shelf.root / "gate.toml"
    gate.write_text("[floors]\nright = 1.1\n", encoding="utf-8")
    arguments = ("--cases", str(shelf.cases), "--out", str(shelf.root / "a.json"), "--ablate", "--gate", str(gate))
    done = command("eval", "run", *arguments, "--json")
    assert list(json.loads(done.stdout)) == ["a", "a-lexical", "a-dense"]
    assert done.exit_code == 4
    assert "below its floor" in done.stderr


def test_a_gate_is_met_or_not(command: Command, shelf: Any) -> None:
    gate = shelf.root / "gate.toml"
    gate.write_text("[floors]\nright = 1.0\n", encoding="utf-8")
    run(command, shelf, "good.json", "--gate", str(gate))
    gate.write_text("[floors]\nright = 1.1\n", encoding="utf-8")
    arguments = ("--cases", str(shelf.cases), "--out", str(shelf.root / "bad.json"), "--gate", str(gate))
    done = command("eval", "run", *arguments)
    assert done.exit_code == 4
    assert "right is 100.0%, below its floor 110.0%" in done.stdout


def test_ablations_run_beside_it(command: Command, shelf: Any) -> None:
    run(command, shelf, "whole.json", "--ablate")
    settings = [
        json.loads((shelf.root / f"whole{part}.json").read_text(encoding="utf-8"))["settings"]["dense_weight"]
        for part in ("-lexical", "-dense")
    ]
    assert settings == [0, 1]


def test_reports_are_written(command: Command, shelf: Any) -> None:
    path = run(command, shelf)
    root = shelf.root
    arguments = ["--html", str(root / "r.html"), "--markdown", str(root / "r.md"), "--junit", str(root / "r.xml")]
    done = command("eval", "report", str(path), str(path), *arguments, on_shelf=False)
    assert done.exit_code == 0, done.output
    assert (root / "r.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (root / "r.md").read_text(encoding="utf-8").startswith("## Benchmark run run")
    assert (root / "r.xml").read_text(encoding="utf-8").startswith("<?xml")


def test_runs_are_compared(command: Command, shelf: Any) -> None:
    good = run(command, shelf)
    refusing = run(command, shelf, "refusing.json", "--set", "support_threshold=1")
    gate = shelf.root / "gate.toml"
    gate.write_text("[ceilings]\nfalse_refusal = 0.05\n", encoding="utf-8")
    done = command("eval", "compare", str(good), str(refusing), "--gate", str(gate), on_shelf=False)
    assert done.exit_code == 4
    assert "differs: setting support_threshold: None → 1.0" in done.stdout
    assert "1 worse:\ntotal: 云谷区上市企业有多少家？" in done.stdout
    assert "false_refusal is 100.0%, above its ceiling 5.0%" in done.stdout
    out = shelf.root / "c.md"
    back = command(
        "eval", "compare", str(refusing), str(good), "--gate", str(gate), "--markdown", str(out), on_shelf=False
    )
    assert back.exit_code == 0, back.output
    assert "### Better: 1" in out.read_text(encoding="utf-8")


def test_cases_are_drafted_from_a_report(command: Command, shelf: Any) -> None:
    out = shelf.root / "new.yaml"
    done = command("eval", "new", "area.md", "--out", str(out))
    assert done.exit_code == 0, done.output
    assert "answers: [268家]" in out.read_text(encoding="utf-8")
    assert command("eval", "new", "area.md", "--out", str(out)).exit_code == 2
    missing = command("eval", "new", "other.md", "--out", str(shelf.root / "x.yaml"))
    assert str(missing.exception).endswith("there are: area.md")


def test_other_peoples_sets(command: Command, shelf: Any) -> None:
    row = {
        "id": "1",
        "context": "云谷区有268家上市企业。",
        "question": "云谷区有多少家上市企业？",
        "answers": ["268家"],
    }
    source = shelf.root / "set.jsonl.gz"
    source.write_bytes(gzip.compress(json.dumps(row).encode()))
    out = shelf.root / "imported"
    done = command("eval", "import", f"squad:{source}", "--out", str(out), on_shelf=False)
    assert "1 reports" in done.stdout
    assert "1 cases" in done.stdout
    assert (out / "cases.jsonl").is_file()
    away = shelf.root / "away.jsonl"
    away.write_text(json.dumps({"id": "1", "question": "珠穆朗玛峰有多高？"}), encoding="utf-8")
    table = shelf.root / "table.md"
    line = ["eval", "generalise", f"squad:{source}", f"off-topic:{away}", "--out", str(shelf.root / "runs")]
    done = command(*line, "--markdown", str(table))
    assert done.exit_code == 0, done.output
    sources = [
        json.loads((shelf.root / "runs" / name).read_text(encoding="utf-8"))["documents"][0]["source"]
        for name in ("set.json", "away.json")
    ]
    assert sources == ["00000.txt", "area.md"]
    assert "| figure | set | away |" in table.read_text(encoding="utf-8")
    assert "| cases | 1 | 1 |" in table.read_text(encoding="utf-8")
    assert "recall@1" in done.stdout


def test_exports(command: Command, shelf: Any) -> None:
    path = run(command, shelf)
    beir, ragas = shelf.root / "beir", shelf.root / "ragas.jsonl"
    options = ["--cases", str(shelf.cases), "--beir", str(beir), "--ragas", str(ragas), "--run", str(path)]
    assert command("eval", "export", *options).exit_code == 0
    assert (beir / "qrels" / "test.tsv").read_text(encoding="utf-8").count("\n") == 2
    assert json.loads(ragas.read_text(encoding="utf-8"))["user_input"] == "云谷区上市企业有多少家？"
    assert command("eval", "export").exit_code == 2
