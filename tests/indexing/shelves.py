"""Shelves of small reports for the tests of the index."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.indexing.index import Index, open_index
from assistant.settings import Settings, load_settings
from assistant.testing import ToyEncoder
from assistant.text import bigrams, words

QUESTIONS = ["海淀上市企业有多少家", "专利 2022年", "GDP", "没有的词"]


class CountingEncoder(ToyEncoder):
    """A toy encoder that remembers what it encoded."""

    def __init__(self, dimension: int = 64) -> None:
        super().__init__(dimension)
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += texts
        return super().encode(texts)


@dataclass
class ShelfFolder:
    """A folder of documents and the folder of its index."""

    documents: Path
    index: Path
    settings: Settings = field(default_factory=lambda: settings(passage_chars=60))
    encoder: CountingEncoder = field(default_factory=CountingEncoder)

    def write(self, source: str, text: str, age: float = 60) -> None:
        """Write a report whose file is `age` seconds old."""
        path = self.documents / source
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        set_age(path, age)

    def delete(self, source: str) -> None:
        (self.documents / source).unlink()

    def open(self) -> Index:
        return open_index(self.documents, self.index, self.settings, self.encoder)[0]

    def warnings(self) -> tuple[str, ...]:
        return open_index(self.documents, self.index, self.settings, self.encoder)[1]

    def files(self) -> dict[str, int]:
        """The time of the last change of each file of the index."""
        paths = [path for path in self.index.rglob("*") if path.is_file() and path.name != ".lock"]
        return {path.relative_to(self.index).as_posix(): path.stat().st_mtime_ns for path in paths}


def settings(**values: Any) -> Settings:
    """The defaults but for `values`, whatever this machine's own settings are."""
    return load_settings(Path("no-such-file.toml"), {}, **values)


def set_age(path: Path, seconds: float) -> None:
    when = time.time_ns() - int(seconds * 1e9)
    os.utime(path, ns=(when, when))


def report(number: int, sentences: int = 4) -> str:
    """A report that shares most of its words with the others, and has one figure of its own."""
    lines = [f"2022年，第{number}个园区有上市企业{number}{line}家，发明专利{line}万件。" for line in range(sentences)]
    return f"# 园区{number}报告\n\n## 概况\n" + "\n".join(lines) + "\n"


def assert_same(ours: Index, expected: Index) -> None:
    """Both hold the same documents and passages, and score them the same."""
    assert dict(ours.documents) == dict(expected.documents)
    assert list(ours.documents) == list(expected.documents)
    assert ours.titles == expected.titles
    assert list(ours.passages) == list(expected.passages)
    assert [ours.passages.title(number) for number in range(len(ours.passages))] == [p.title for p in ours.passages]
    assert ours.version == expected.version
    for document_id in ours.documents:
        assert ours.passages_of(document_id) == expected.passages_of(document_id)
    encoder = ToyEncoder()
    for question in QUESTIONS:
        vector = encoder.encode([question])
        np.testing.assert_allclose(ours.words.scores(words(question)), expected.words.scores(words(question)), 1e-5)
        pair = bigrams(question)
        np.testing.assert_allclose(ours.bigrams.scores(pair), expected.bigrams.scores(pair), 1e-5)
        np.testing.assert_allclose(ours.dense.scores(vector[0]), expected.dense.scores(vector[0]), atol=1e-6)
        assert ours.dense.promising(vector[0], 10_000).tolist() == list(range(len(ours.passages)))
        assert set(ours.dense.promising(vector[0], 10).tolist()) <= set(range(len(ours.passages)))
        assert ours.dense.spread(vector[0]) == pytest.approx(expected.dense.spread(vector[0]), abs=1e-6)
