from __future__ import annotations

import pytest

from assistant.indexing.batch import SEGMENT_PASSAGES
from assistant.indexing.build import to_merge
from assistant.indexing.manifest import Entry, StoredSegment

FULL = SEGMENT_PASSAGES


@pytest.mark.parametrize(
    ("alive", "stored", "merged"),
    [
        ({}, {}, ""),
        ({"a": 10}, {"a": 10}, ""),
        ({"a": 10, "b": 3}, {"a": 10, "b": 3}, ""),
        (dict.fromkeys("abcd", 3), dict.fromkeys("abcd", 3), ""),
        (dict.fromkeys("abcde", 3), dict.fromkeys("abcde", 3), "abcde"),
        (dict.fromkeys("abcde", 3) | {"f": 100}, dict.fromkeys("abcde", 3) | {"f": 100}, "abcde"),
        (dict.fromkeys("abcd", 3) | {"e": 13}, dict.fromkeys("abcd", 3) | {"e": 13}, ""),
        (dict.fromkeys("abcdef", FULL), dict.fromkeys("abcdef", FULL), ""),
        ({"a": 49, "b": 5}, {"a": 100, "b": 5}, "a"),
        ({"a": 50}, {"a": 100}, ""),
    ],
)
def test_which_segments_are_written_again(alive: dict[str, int], stored: dict[str, int], merged: str) -> None:
    entries = [Entry("", "", "", 0, 0, "", name, 0, passages) for name, passages in alive.items()]
    segments = {name: StoredSegment(passages, {}) for name, passages in stored.items()}
    assert to_merge(segments, entries) == set(merged)


def test_a_shelf_that_grows_one_by_one_has_few_segments_and_little_work() -> None:
    sizes: dict[str, int] = {}
    written = 0
    for number in range(1000):
        entries = [Entry("", "", "", 0, 0, "", name, 0, passages) for name, passages in sizes.items()]
        merged = to_merge({name: StoredSegment(size, {}) for name, size in sizes.items()}, entries)
        size = 1 + sum(sizes.pop(name) for name in merged)
        sizes[str(number)] = size
        written += size
        assert len(sizes) <= 13
    assert written <= 1000 * 11
