"""The commands over a small shelf, in this process."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from typing import Any

import pytest
from typer.testing import Result

from assistant.types import Note

Command = Callable[..., Result]


def test_search_explains_scores(command: Command) -> None:
    plain = command("search", "上市企业", "--top-k", "1")
    assert plain.exit_code == 0, plain.output
    assert plain.stdout.startswith("1. 云谷区2022年经济运行 · 企业 (")
    assert "268家" in plain.stdout
    assert "2. " not in plain.stdout
    assert "lexical" not in plain.stdout
    assert "= lexical " in command("search", "上市企业", "--explain").stdout


def test_search_in_json(command: Command) -> None:
    hits = json.loads(command("search", "上市企业", "--json", "--top-k", "2").stdout)
    assert [sorted(hit) for hit in hits] == [["dense", "lexical", "passage", "reranked", "score", "title"]] * 2
    assert hits[0]["score"] >= hits[1]["score"]


def test_index_lists_what_is_on_the_shelf(command: Command, shelf: Any) -> None:
    first = json.loads(command("index", "--json").stdout)
    assert [row["source"] for row in first["documents"]] == ["area.md"]
    (shelf.documents / "second.md").write_text("# 第二份\n\n第二份报告。\n", encoding="utf-8")
    second = json.loads(command("index", "--json").stdout)
    assert [row["title"] for row in second["documents"]] == ["云谷区2022年经济运行", "第二份"]
    assert first["version"] != second["version"]
    assert "2 documents" in command("index").stdout


def test_a_file_that_is_left_out_is_named(command: Command, shelf: Any) -> None:
    (shelf.documents / "empty.md").write_text("", encoding="utf-8")
    done = command("index")
    assert done.exit_code == 0
    assert done.stderr.startswith("warning: ")
    assert "empty.md" in done.stderr


def test_a_damaged_index_is_found(command: Command, shelf: Any) -> None:
    command("index")
    assert command("index", "--check").exit_code == 0
    largest = max((path for path in shelf.index.rglob("*") if path.is_file()), key=lambda path: path.stat().st_size)
    content = bytearray(largest.read_bytes())
    content[len(content) // 2] ^= 1
    largest.write_bytes(content)
    done = command("index", "--check")
    assert done.exit_code == 4
    assert largest.name in done.stdout


def test_settings_reach_the_assistant(command: Command) -> None:
    done = command("ask", "云谷区上市企业有多少家", "--set", "max_question_chars=10")
    assert "11 characters, more than 10" in str(done.exception)


def test_chat_prints_answers(command: Command) -> None:
    done = command("chat", stdin="你好\n云谷区上市企业有多少家？\n")
    assert done.exit_code == 0
    assert "268家" in done.stdout
    assert "[1] 云谷区2022年经济运行 · 企业" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["ask", "x", "--set", "passage_chars"],
        ["fly"],
        ["search", "x", "--top-k", "0"],
        ["eval", "run", "--jobs", "0"],
    ],
)
def test_wrong_usage(command: Command, arguments: list[str]) -> None:
    assert command(*arguments, on_shelf=False).exit_code == 2


def test_a_refusal_shows_what_is_near_as_near(command: Command) -> None:
    done = command("ask", "云谷区2019年建成公园多少座？")
    assert done.exit_code == 3
    before, label, after = done.stdout.partition("报告里相关的内容：")
    assert label
    assert "[1]" not in before
    assert "31座" in after


def test_a_model_that_is_out_is_a_quiet_word(command: Command) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: whoever calls is turned away
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        done = command(
            "ask",
            "云谷区上市企业有多少家？",
            "--set",
            f"llm_url={url}",
            "--set",
            "llm_model=small",
            "--set",
            "llm_retries=0",
        )
    assert done.exit_code == 0, done.output
    assert "268家" in done.stdout
    assert f"（{Note.MODEL_OUT}）" in done.stdout


@pytest.mark.parametrize("name", ["generator", "documents", "index", "progress"])
def test_what_is_no_setting_cannot_be_set(command: Command, name: str) -> None:
    done = command("ask", "云谷区上市企业有多少家？", "--set", f"{name}=x")
    assert done.exit_code == 2
    assert f"'{name}' is no setting" in done.stderr
