"""`assistant feedback export` and `assistant password`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from typer.testing import Result

from assistant import Assistant
from assistant.web.feedback import Feedback
from assistant.web.password import matches

Command = Callable[..., Result]


def test_what_did_not_help_becomes_cases_to_be_judged(command: Command, shelf: Any) -> None:
    assistant = Assistant.open(shelf.documents, shelf.index)
    talk = assistant.conversation()
    talk.ask("云谷区有多少家上市企业？")
    talk.ask("那公园呢？")
    file, out = shelf.root / "feedback.sqlite", shelf.root / "cases-to-judge.yaml"
    feedback = Feedback(file, 30)
    feedback.add(talk.turns[0], assistant.version, False, "不对")
    feedback.add(talk.turns[1], assistant.version, True)
    done = command("feedback", "export", "--out", str(out), "--set", f"feedback={file}")
    assert done.exit_code == 0, done.output
    assert "1 of 2 answers did not help" in done.stdout
    (row,) = yaml.safe_load(out.read_text(encoding="utf-8"))
    assert row["turns"] == ["云谷区有多少家上市企业？"]
    assert row["evidence"][0]["document"] == "area.md"
    assert row["note"].startswith("访客说：不对。当时的回答：")
    again = command("feedback", "export", "--out", str(out), "--set", f"feedback={file}")
    assert again.exit_code == 2
    assert "is there already" in again.stderr


def test_no_feedback_is_said(command: Command, shelf: Any) -> None:
    missing = shelf.root / "nothing.sqlite"
    done = command("feedback", "export", "--out", str(shelf.root / "out.yaml"), "--set", f"feedback={missing}")
    assert done.exit_code == 2
    assert "there is no feedback in" in " ".join(done.stderr.split())
    assert not missing.exists()


@pytest.mark.parametrize("word", ["short", "芝麻开门芝麻开门"])
def test_password_that_is_easily_guessed_or_garbled_is_not_taken(command: Command, word: str) -> None:
    done = command("password", "--password", word, on_shelf=False)
    assert done.exit_code == 2
    assert "at least 8 characters" in " ".join(done.stderr.split())


def test_password_becomes_the_line_of_a_setting(command: Command) -> None:
    done = command("password", stdin="open sesame\nopen sesame\n", on_shelf=False)
    assert done.exit_code == 0, done.output
    line = done.stdout.splitlines()[-1]
    assert line.startswith("staff_password = '$argon2id$")
    assert matches("open sesame", line.split("'")[1])
