"""A limit that holds against whatever does not end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from threading import Event

import pytest

from assistant.errors import GeneratorError
from assistant.generation.deadline import within


def test_what_ends_in_time_comes_whole() -> None:
    assert list(within(5, lambda _: iter([1, 2, 3]))) == [1, 2, 3]
    assert list(within(5, lambda _: iter(()))) == []


def test_silence_ends() -> None:
    left = Event()

    def silent(stopped: Event) -> Iterator[int]:
        yield 1
        stopped.wait(30)
        left.set()

    pieces = within(0.1, silent)
    assert next(pieces) == 1
    with pytest.raises(GeneratorError, match=r"did not finish within 0\.1 s"):
        next(pieces)
    assert left.wait(5), "the worker was not told to stop"


def test_endless_talk_ends() -> None:
    with pytest.raises(GeneratorError, match="did not finish"):
        list(within(0.1, lambda _: count()))


def test_no_time_at_all() -> None:
    with pytest.raises(GeneratorError, match="did not finish within 0 s"):
        list(within(0, lambda _: iter([1])))


def test_errors_are_raised_on() -> None:
    def breaking(_: Event) -> Iterator[int]:
        yield 1
        raise GeneratorError("gone")

    pieces = within(5, breaking)
    assert next(pieces) == 1
    with pytest.raises(GeneratorError, match="gone"):
        next(pieces)


def test_the_worker_stops_when_nobody_listens_any_more() -> None:
    told = Event()

    def endless(stopped: Event) -> Iterator[int]:
        while not stopped.wait(0.01):
            yield 1
        told.set()

    pieces = within(60, endless)
    assert next(pieces) == 1
    pieces.close()  # type: ignore[attr-defined]
    assert told.wait(5)
