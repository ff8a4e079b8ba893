"""The questions that the model for near misses is fitted to and measured by, as they are read."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from training.near_misses import Asked, held_out_reports, plain, questions, reports


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收入 3,268.4 亿元。", "收入3268.4亿元"),
        ("“茶市”（Ａ区）：《公报》", "茶市a区公报"),
        ("甲、乙；丙，丁", "甲乙丙丁"),
        ("增长6.8%", "增长6.8%"),
        ("", ""),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("answers", "text", "expected"),
    [
        ((("3268.4亿元",),), "收入3,268.4亿元。", True),
        ((("3268.4亿元",),), "收入326.4亿元。", False),
        ((("第二", "第2"),), "居第2位。", True),  # either way to write it
        ((("下降",), ("21.4%",)), "损失下降21.4%。", True),
        ((("下降",), ("21.4%",)), "损失下降12.4%。", False),  # half of it
        (None, "损失下降21.4%。", False),  # a near miss
    ],
)
def test_answered_by(answers: tuple[tuple[str, ...], ...] | None, text: str, expected: bool) -> None:
    assert Asked("a.md", "问？", answers).answered_by(plain(text)) is expected


def sound(asked: list[Asked], shelf: Collection[str]) -> None:
    """Each question is about a report that there is, and an answer to it is something."""
    assert asked
    assert {one.document for one in asked} <= set(shelf)
    for one in asked:
        assert one.question.strip(), one
        assert one.answers is None or (one.answers and all(ways and all(map(plain, ways)) for ways in one.answers)), one
    assert len({(one.document, one.question) for one in asked}) == len(asked)
    assert any(one.answers is None for one in asked)
    assert any(one.answers is not None for one in asked)


def test_the_questions_to_fit_to() -> None:
    sound(questions(), reports())


def test_the_held_out_questions() -> None:
    sound(questions("held-out.jsonl"), held_out_reports())


def test_nothing_is_fitted_to_a_held_out_report() -> None:
    assert not reports().keys() & held_out_reports().keys()
    assert not {one.document for one in questions()} & {one.document for one in questions("held-out.jsonl")}
