"""What the model for near misses is asked of, and what it sees."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.answering.candidates import Ranked
from assistant.answering.features import FEATURES
from assistant.answering.near_miss import COLUMNS, RANKING, answering, near_miss_row, vetted
from assistant.answering.question import analyse
from assistant.answering.signals import SIGNALS
from assistant.answering.unsaid import UNSAID, unsaid
from tests.answering.made import ranked, report

ASKED = "水稻产量是多少吨？"


def found_in(*paragraphs: str) -> list[Ranked]:
    """The sentences of a report with the signals, too, that the ranker for far words adds to the features."""
    signals = np.zeros(len(SIGNALS), dtype=np.float32)
    return [replace(one, features=np.append(one.features, signals)) for one in ranked(report(*paragraphs))]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (ASKED, True),
        ("书记是谁？", True),
        ("锦榆公司在哪里？", True),
        ("什么是茶市？", True),
        ("企业有哪些？", False),  # a list
        ("请介绍一下企业。", False),  # a summary
        ("收入为什么增长？", False),  # several reasons
        ("书记说了什么？", False),  # somebody's words
    ],
)
def test_which_questions_are_vetted(question: str, expected: bool) -> None:
    assert vetted(analyse(question)) is expected


def test_a_row_has_a_finite_number_for_each_column() -> None:
    found = found_in("水稻产量12万吨。", "蔬菜产量8万吨。")
    row = near_miss_row(analyse(ASKED), found[0], found, found, (0.5, 0.25))
    assert (row.dtype, row.shape) == (np.dtype(np.float32), (len(COLUMNS),))
    assert np.isfinite(row).all()
    assert len(set(COLUMNS)) == len(COLUMNS)
    again = near_miss_row(analyse(ASKED), found[0], found, found, (0.5, 0.25))
    assert row.tolist() == again.tolist()


def test_a_row_holds_the_sentence_and_what_both_rankers_say() -> None:
    found, question = found_in("水稻产量12万吨。", "蔬菜产量8万吨。"), analyse(ASKED)
    said, near, far = found[1], found, found[::-1]
    row = dict(zip(COLUMNS, near_miss_row(question, said, near, far, (0.5, 0.25)).tolist(), strict=True))
    assert (row["support"], row["support_far"]) == (0.5, 0.25)
    assert (row["best_score"], row["best_score_far"]) == pytest.approx((0, -0.1))
    assert (row["lead"], row["lead_far"]) == pytest.approx((0.1, -0.1))
    assert (row["same_first"], row["far_words"]) == (0, 0)
    assert (row["needed"], row["far_needed"]) == pytest.approx((0.035, 0.55))
    assert [row[name] for name in UNSAID] == pytest.approx(unsaid(question, said.candidate))


def test_a_sentence_that_is_alone_leads_by_far() -> None:
    only = found_in("水稻产量12万吨。")
    row = near_miss_row(analyse(ASKED), only[0], only, only, (0.5, 0.25))
    assert row[COLUMNS.index("lead")] == 10
    assert row[COLUMNS.index("same_first")] == 1


def test_the_columns_follow_one_another() -> None:
    assert COLUMNS == FEATURES + SIGNALS + RANKING + UNSAID


@pytest.mark.parametrize("question", [ASKED, "玉米产量是多少吨？", "书记是谁？"])
def test_what_the_model_says_is_a_probability(question: str) -> None:
    found = found_in("水稻产量12万吨。", "蔬菜产量8万吨。")
    assert 0 < answering(analyse(question), found[0], found, found, (0.5, 0.25)) < 1
