"""The installed command, as a shell sees it: output, errors in one line, exit codes, what is imported."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import pytest

Installed = Callable[..., subprocess.CompletedProcess[str]]

HEAVY = ["torch", "sentence_transformers", "gradio", "langchain_core", "ir_measures", "matplotlib", "pandas", "yaml"]
PROBE = f"""
import sys
from assistant.cli import main
try:
    main()
except SystemExit as end:
    assert end.code in (0, None), end.code
print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
"""


def test_a_question_is_answered_with_its_quote(installed: Installed) -> None:
    done = installed("ask", "云谷区上市企业有多少家")
    assert done.returncode == 0, done.stderr
    first, *rest = done.stdout.splitlines()
    assert "268家" in first
    assert "[1]" in first
    assert any(line.startswith("[1] 云谷区2022年经济运行") for line in rest)
    assert done.stderr == ""


def test_the_same_in_json_with_exact_offsets(installed: Installed, shelf: Any) -> None:
    answer = json.loads(installed("ask", "云谷区上市企业有多少家", "--json").stdout)
    assert answer["refused"] is False
    text = (shelf.documents / "area.md").read_text(encoding="utf-8")
    assert answer["citations"]
    assert all(text[each["start"] : each["end"]] == each["quote"] for each in answer["citations"])


def test_a_refusal_exits_with_3(installed: Installed) -> None:
    done = installed("ask", "珠穆朗玛峰有多高？")
    assert done.returncode == 3, done.stdout
    assert done.stdout.strip()
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["ask", "有多少家", "--documents", "missing"], 1, "missing"),
        (["ask", "有多少家", "--set", "passage_char=300"], 1, "did you mean 'passage_chars'?"),
        (["ask", "有多少家", "--set", "passage_chars=x"], 1, "passage_chars"),
        (["eval", "check", "--cases", "missing.yaml"], 1, "missing.yaml holds no cases"),
        (["eval", "report", "missing.json"], 1, "there is no run at missing.json"),
    ],
)
def test_an_error_is_one_line(installed: Installed, arguments: list[str], code: int, message: str) -> None:
    done = installed(*arguments, on_shelf="--documents" not in arguments and "report" not in arguments)
    assert done.returncode == code
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: ")
    assert message in line


def test_wrong_usage_exits_with_2(installed: Installed) -> None:
    done = installed("ask", on_shelf=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_version_and_help(installed: Installed) -> None:
    assert installed("--version", on_shelf=False).stdout == f"assistant {version('assistant')}\n"
    shown = installed("--help", on_shelf=False).stdout
    for name in ("ask", "chat", "search", "index", "eval", "serve"):
        assert f" {name} " in shown
    assert "3 refused" in " ".join(shown.split())


def test_a_conversation_goes_on_after_an_error_and_ends_with_the_input(installed: Installed) -> None:
    lines = f"云谷区上市企业有多少家？\n\n{'长' * 600}\n那建成公园多少座？\n"
    done = installed("chat", "--json", stdin=lines)
    assert done.returncode == 0, done.stderr
    first, second = [json.loads(line) for line in done.stdout.splitlines()]
    assert "268家" in first["text"]
    assert "31座" in second["text"]
    assert second["understood"]
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("error: the question has 600 characters")


def test_asking_imports_nothing_heavy(shelf: Any) -> None:
    line = [sys.executable, "-c", PROBE, "ask", "云谷区上市企业有多少家", *shelf.options]
    subprocess.run(line, capture_output=True, check=True, cwd=shelf.root)
    done = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=True, cwd=shelf.root)
    assert done.stderr.splitlines()[-1] == "[]"


def test_long_work_shows_a_bar_where_somebody_watches(installed: Installed) -> None:
    building = installed("index", watched=True)
    assert "documents" in building.stderr
    assert "1/1" in building.stderr
    # Now nothing is left to do, so nothing is drawn.
    assert installed("index", watched=True).stderr == ""


def test_nothing_is_drawn_into_a_file(installed: Installed) -> None:
    assert installed("index").stderr == ""
