"""What the model said before, in SQLite. Claims are kept as it made them and verified again when they are read."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.errors import GeneratorError
from assistant.generation.draft import Place
from assistant.generation.prompt import ANSWER

Said = tuple[str, tuple[Place, ...] | None]
"""A claim's text and the places that the model gave as its sources, None where it made an id up."""

_SCHEMA = "CREATE TABLE IF NOT EXISTS said (key TEXT PRIMARY KEY, claims TEXT NOT NULL)"


class Memory:
    """A file of answers by question, index version, model and prompt. Safe to share between threads and processes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._open() as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(_SCHEMA)

    def recall(self, question: str, version: str, model: str) -> tuple[Said, ...] | None:
        """Return the claims that were kept, None for a question that is new. Raises GeneratorError."""
        with self._open() as connection:
            row = connection.execute(
                "SELECT claims FROM said WHERE key = ?", (_key(question, version, model),)
            ).fetchone()
        if row is None:
            return None
        return tuple(
            (text, None if places is None else tuple(map(tuple, places))) for text, places in json.loads(row[0])
        )

    def keep(self, question: str, version: str, model: str, said: Sequence[Said]) -> None:
        """Keep the claims of a whole answer. Raises GeneratorError."""
        row = (_key(question, version, model), json.dumps(said, ensure_ascii=False))
        with self._open() as connection:
            connection.execute("INSERT OR REPLACE INTO said VALUES (?, ?)", row)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = sqlite3.connect(self._path, timeout=10)
            try:
                with connection:
                    yield connection
            finally:
                connection.close()
        except (sqlite3.Error, ValueError) as error:
            raise GeneratorError(
                f"llm_cache {self._path} cannot be used: {error}; delete it or name another"
            ) from error


def _key(question: str, version: str, model: str) -> str:
    return hashlib.sha256(json.dumps([question, version, model, ANSWER]).encode()).hexdigest()
