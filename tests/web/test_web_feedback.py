from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.types import Turn
from assistant.web.feedback import Feedback, FeedbackError
from tests.web.shelf import ANSWERS, LISTED

TURN = Turn("海淀上市企业有多少家？", ANSWERS["上市"])
WRITER = """
import sys
from pathlib import Path
from assistant.web.feedback import Feedback
from tests.web.test_web_feedback import TURN
feedback = Feedback(Path(sys.argv[1]), 30)
for number in range(100_000):
    feedback.add(TURN, "v", True, str(number))
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


def test_verdict_holds_what_it_is_about_and_nothing_of_the_visitor(tmp_path: Path) -> None:
    feedback = Feedback(tmp_path / "feedback.sqlite", 30)
    feedback.add(TURN, "version", False, "数字不对" * 500)
    (verdict,) = feedback.all()
    assert verdict.question == TURN.question
    assert verdict.answer == TURN.answer.text
    assert verdict.version == "version"
    assert verdict.comment == "数字不对" * 250
    assert [one["quote"] for one in json.loads(verdict.citations)] == [LISTED]
    assert datetime.fromisoformat(verdict.time) > datetime.now(UTC) - timedelta(minutes=1)


def test_old_verdicts_are_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "feedback.sqlite"
    Feedback(path, 30).add(TURN, "v", True)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE feedback SET time = ?", ((datetime.now(UTC) - timedelta(days=31)).isoformat(),))
    connection.close()
    assert len(Feedback(path, 40).all()) == 1
    assert Feedback(path, 30).all() == ()


def test_old_verdicts_are_forgotten_while_the_server_runs(tmp_path: Path) -> None:
    path = tmp_path / "feedback.sqlite"
    feedback = Feedback(path, 30)
    feedback.add(TURN, "old", True)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE feedback SET time = ?", ((datetime.now(UTC) - timedelta(days=31)).isoformat(),))
    connection.close()
    feedback.add(TURN, "new", True)
    assert [verdict.version for verdict in feedback.all()] == ["new"]


def test_latest_come_first_and_are_bounded(tmp_path: Path) -> None:
    feedback = Feedback(tmp_path / "feedback.sqlite", 30)
    for number in range(4):
        feedback.add(TURN, str(number), True)
    assert [verdict.version for verdict in feedback.latest(3)] == ["3", "2", "1"]


def test_a_stranger_cannot_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feedback = Feedback(tmp_path / "feedback.sqlite", 30)
    with pytest.raises(FeedbackError, match="more than 10,000 characters"):
        feedback.add(Turn("长" * 10_001, ANSWERS["上市"]), "v", True)
    monkeypatch.setattr("assistant.web.feedback.MAX_VERDICTS", 2)
    feedback.add(TURN, "v", True)
    feedback.add(TURN, "v", True)
    with pytest.raises(FeedbackError, match="holds 2 verdicts, no more are kept"):
        feedback.add(TURN, "v", True)
    assert len(feedback.all()) == 2


def test_file_that_is_no_database_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("these are notes, and long enough to be none of SQLite's headers" * 20)
    with pytest.raises(FeedbackError, match=r"notes\.txt cannot be used"):
        Feedback(path, 30)


def test_killing_the_process_loses_no_verdict_that_was_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "feedback.sqlite"
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        acknowledged = [int(writer.stdout.readline()) for _ in range(20)]
        writer.send_signal(signal.SIGKILL)
    kept = [int(verdict.comment) for verdict in Feedback(path, 30).all()]
    assert kept[: len(acknowledged)] == acknowledged
