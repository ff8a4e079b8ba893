"""The training data, read as it stands: news, reading comprehension, synonym sets.

`DATA` is `../shared/data/train` beside the repository unless a script is given another folder.
"""

from __future__ import annotations

import gzip
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
WORK = ROOT / "training" / "work"
MODELS = ROOT / "assistant" / "models"
PARTS = 4


@dataclass(frozen=True, slots=True)
class Question:
    """A reading-comprehension question; every answer stands verbatim in the context."""

    context: str
    question: str
    answers: tuple[str, ...]


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


def synonym_sets(data: Path = DATA) -> list[tuple[str, ...]]:
    """The synonym sets, each of two words or more."""
    return [tuple(row["words"]) for row in rows(data / "synonyms.jsonl.gz") if len(row["words"]) > 1]
