"""Questions that no report here answers, one JSON object with `id` and `question` a line."""

from __future__ import annotations

from pathlib import Path

from assistant.evaluation.cases import Case, Kind, slug
from assistant.evaluation.exchange.foreign import ForeignSet, unique
from assistant.evaluation.exchange.rows import read_rows


def load_off_topic(path: Path) -> ForeignSet:
    """Read the questions as cases that must be refused. The set brings no reports: it is asked over one's own.

    Raises CaseError when the file is missing or of another format.
    """
    rows = read_rows(path, "id", "question")
    cases = tuple(
        Case(id=name, kind=Kind.UNANSWERABLE, turns=(row["question"],), unanswerable="off-topic")
        for name, row in zip(unique([slug(row["id"]) for row in rows]), rows, strict=True)
    )
    return ForeignSet(path.name.partition(".")[0], {}, cases)
