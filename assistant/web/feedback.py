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
MAX_WORDS = 10_000  # characters of question, answer and citations together: they come back from the visitor's browser
MAX_VERDICTS = 100_000  # a stranger's script must not fill the disk
_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    time TEXT NOT NULL, version TEXT NOT NULL, helpful INTEGER NOT NULL, comment TEXT NOT NULL,
    question TEXT NOT NULL, understood TEXT NOT NULL, answer TEXT NOT NULL, citations TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS feedback_time ON feedback (time)"""


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
            for statement in _SCHEMA.split(";"):
                connection.execute(statement)
            self._forget_old(connection)

    def add(self, turn: Turn, version: str, helpful: bool, comment: str = "") -> None:
        """Keep one verdict on a turn that the index `version` answered, and forget what has become too old.

        Raises FeedbackError, also for a turn of more than `MAX_WORDS` and when there are `MAX_VERDICTS` already.
        """
        citations = json.dumps([asdict(one) for one in turn.answer.citations], ensure_ascii=False)
        words = (turn.question, turn.answer.understood, turn.answer.text, citations)
        if sum(map(len, words)) > MAX_WORDS:
            raise FeedbackError(f"the turn has more than {MAX_WORDS:,} characters and is not kept")
        row = (_iso(datetime.now(UTC)), version, helpful, comment[:MAX_COMMENT], *words)
        with self._open() as connection:
            self._forget_old(connection)
            kept = connection.execute("SELECT count(*) FROM feedback").fetchone()[0]
            if kept >= MAX_VERDICTS:
                raise FeedbackError(f"{self.path} holds {kept:,} verdicts, no more are kept; export and delete it")
            connection.execute("INSERT INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def all(self) -> tuple[Verdict, ...]:
        """Every verdict, oldest first."""
        return self._read("ORDER BY time, rowid")

    def latest(self, limit: int) -> tuple[Verdict, ...]:
        """The last `limit` verdicts, newest first."""
        return self._read(f"ORDER BY time DESC, rowid DESC LIMIT {int(limit)}")

    def _read(self, order: str) -> tuple[Verdict, ...]:
        with self._open() as connection:
            rows = connection.execute(f"SELECT * FROM feedback {order}").fetchall()  # noqa: S608 - our own words
        return tuple(Verdict(time, version, bool(helpful), *words) for time, version, helpful, *words in rows)

    def _forget_old(self, connection: sqlite3.Connection) -> None:
        oldest = _iso(datetime.now(UTC) - timedelta(days=self.days))
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
