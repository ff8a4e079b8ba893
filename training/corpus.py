"""The training data, read as it stands: news, reading comprehension, synonym sets.

`DATA` is `../shared/data/train` beside the repository unless a script is given another folder.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import lzma
import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data" / "train"
VISITORS = ROOT / "training" / "visitors"
WORK = ROOT / "training" / "work"
MODELS = ROOT / "assistant" / "models"
PARTS = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A reading-comprehension question; every answer stands verbatim in the context."""

    context: str
    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """What one who has not read a text asks of it, in their own words.

    `evidence` are the sentences that answer, none where nothing does; `answer` is short, and mostly verbatim in one of them.
    """

    text: str
    question: str
    evidence: tuple[str, ...]
    answer: str


def fold(text: str) -> str:
    """One writing for what reads the same: Unicode NFKC, lower case. It is the encoder's own normaliser, too."""
    return unicodedata.normalize("NFKC", text).lower()


def part(text: str) -> int:
    """The part of the data, 0 to `PARTS` - 1, that a text belongs to, so that a model can be trained without it."""
    return zlib.crc32(text.encode()) % PARTS


def unseeing(left_out: int) -> Path:
    """The folder of the encoder that was trained without a part."""
    return WORK / f"encoder-without-{left_out}"


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a `.jsonl.gz` or `.jsonl.xz` file, one a line."""
    opener: Any = lzma.open if path.suffix == ".xz" else gzip.open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def news(data: Path = DATA) -> list[str]:
    """The distinct news texts, in the file's order."""
    return list(dict.fromkeys(row["text"] for row in rows(data / "news.jsonl.xz")))


def questions(path: Path) -> list[Question]:
    """The questions of one reading-comprehension file."""
    return [Question(row["context"], row["question"], tuple(row["answers"])) for row in rows(path)]


def training_questions(data: Path = DATA) -> list[Question]:
    """CMRC 2018 train, then DRCD dev."""
    return questions(data / "cmrc2018_train.jsonl.gz") + questions(data / "drcd_dev.jsonl.gz")


def visits(data: Path = DATA, folder: Path = VISITORS, name: str = "questions.jsonl") -> list[Visit]:
    """What visitors ask in the file `name` of the reports in `folder`, and of news texts; see the README in `training/visitors`."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((folder / "reports").glob("*.md"))}
    if data.exists():
        texts |= {digest(text): text for text in news(data)}
    with (folder / name).open(encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [
        Visit(
            texts[row["text"]],
            row["question"],
            tuple(texts[row["text"]][start:end] for start, end in row["evidence"]),
            row["answer"],
        )
        for row in found
    ]


def digest(text: str) -> str:
    """The name of a news text in `training/visitors/questions.jsonl`."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:12]


def synonym_sets(data: Path = DATA) -> list[tuple[str, ...]]:
    """The synonym sets, each of two words or more."""
    return [tuple(row["words"]) for row in rows(data / "synonyms.jsonl.gz") if len(row["words"]) > 1]
