"""The calculations in people's own words, as they are read."""

from __future__ import annotations

from training.measure_calculations import reports, talks
from training.near_misses import plain


def test_each_is_about_a_report_and_has_what_a_right_answer_holds() -> None:
    asked, found = talks(), reports()
    assert {one.asked.document for one in asked} <= set(found)
    assert all(one.turns and all(turn.strip() for turn in one.turns) for one in asked)
    answers = [one.asked.answers for one in asked if one.asked.answers is not None]
    assert all(ways and all(map(plain, ways)) for each in answers for ways in each)
    assert len({(one.asked.document, one.turns) for one in asked}) == len(asked)
    assert 0 < len(answers) < len(asked)


def test_the_last_turn_is_judged() -> None:
    assert all(one.asked.question == one.turns[-1] for one in talks())
