"""What visitors thought of answers, in SQLite: no address, no cookie, nothing older than the retention allows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.errors import AssistantError
from assistant.types import Turn

MAX_COMMENT = 1000  # characters
_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    time TEXT NOT NULL, version TEXT NOT NULL, helpful INTEGER NOT NULL, comment TEXT NOT NULL,
    question TEXT NOT NULL, understood TEXT NOT NULL, answer TEXT NOT NULL, citations TEXT NOT NULL
)"""


class FeedbackError(AssistantError):
    """The feedback file cannot be used."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One visitor's word on one answer. `time` is ISO 8601 in UTC, `citations` JSON."""

    time: str
    version: str
    helpful: bool
    comment: str
    question: str
    understood: str
    answer: str
    citations: str


class Feedback:
    """A file of verdicts, kept for `days`; what `add` has returned from survives a killed process."""

    def __init__(self, path: Path, days: int) -> None:
        self.path = path
        self.days = days
        with self._open() as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(_SCHEMA)
        self.prune()

    def add(self, turn: Turn, version: str, helpful: bool, comment: str = "") -> None:
        """Keep one verdict on a turn that the index `version` answered. Raises FeedbackError."""
        citations = json.dumps([asdict(one) for one in turn.answer.citations], ensure_ascii=False)
        words = (turn.question, turn.answer.understood, turn.answer.text, citations)
        row = (_iso(datetime.now(UTC)), version, helpful, comment[:MAX_COMMENT], *words)
        with self._open() as connection:
            connection.execute("INSERT INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def all(self) -> tuple[Verdict, ...]:
        """Every verdict, oldest first."""
        with self._open() as connection:
            rows = connection.execute("SELECT * FROM feedback ORDER BY time, rowid").fetchall()
        return tuple(Verdict(time, version, bool(helpful), *words) for time, version, helpful, *words in rows)

    def prune(self) -> None:
        """Delete what is older than `days`."""
        oldest = _iso(datetime.now(UTC) - timedelta(days=self.days))
        with self._open() as connection:
            connection.execute("DELETE FROM feedback WHERE time < ?", (oldest,))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection of this thread's own; what was written is on the disk when the block is left."""
        try:
            connection = sqlite3.connect(self.path, timeout=10)
            try:
                connection.execute("PRAGMA synchronous=FULL")
                with connection:
                    yield connection
            finally:
                connection.close()
        except sqlite3.Error as error:
            raise FeedbackError(
                f"the feedback file {self.path} cannot be used: {error}; check the setting 'feedback'"
            ) from error


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
