from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.kept_vectors import KeptVectors


class Lengths:
    """Encodes a text as its length, and notes what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        return np.array([[len(text), 1] for text in texts], dtype=np.float32)


def test_a_text_is_encoded_once() -> None:
    lengths = Lengths()
    kept = KeptVectors(lengths.encode, 2, most=10)
    assert kept.of(["一", "二二", "一"]).tolist() == [[1, 1], [2, 1], [1, 1]]
    assert kept.of(["二二", "三三三"]).tolist() == [[2, 1], [3, 1]]
    assert kept.of([]).shape == (0, 2)
    assert lengths.asked == ["一", "二二", "三三三"]


def test_when_there_is_no_more_room_only_what_is_asked_for_is_kept() -> None:
    lengths = Lengths()
    kept = KeptVectors(lengths.encode, 2, most=3)
    kept.of(["一", "二二"])
    assert kept.of(["二二", "三三三", "四四四四"]).tolist() == [[2, 1], [3, 1], [4, 1]]
    assert kept.of(["五" * size for size in range(1, 6)])[:, 0].tolist() == [1, 2, 3, 4, 5]
    assert kept.of(["一"]).tolist() == [[1, 1]]
    assert lengths.asked.count("一") == 2


def test_threads_that_ask_at_once_get_their_own_texts() -> None:
    kept = KeptVectors(Lengths().encode, 2, most=50)
    asked = [["字" * size for size in range(start, start + 20)] for start in range(200)]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(kept.of, asked))
    assert [vectors[:, 0].tolist() for vectors in found] == [[len(text) for text in texts] for texts in asked]
