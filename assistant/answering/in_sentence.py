"""Figures that follow from the very sentence that answers: what is saved by 由130元降到95元, left of 9.80亿元 with 6.43亿元 used."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answering.derived import told
from assistant.answering.operand import without_markers
from assistant.answering.said_changes import CHANGED, asks_change, asks_earlier_rank, change, earlier_rank, other_side
from assistant.answering.said_figures import HOW_MUCH, Figure, Found, figures
from assistant.answering.said_gaps import asks_gap, asks_lead, lead, to_goal
from assistant.answering.said_parts import (
    asks_outside,
    asks_rest,
    asks_share,
    asks_sum,
    gives_figures,
    of_given,
    others,
    outside,
    rest,
    share_of,
    total_of,
)
from assistant.answering.said_rates import asks_year, per_year
from assistant.answering.said_shares import (
    asks_all,
    asks_amount,
    asks_average,
    average_of,
    each_times,
    part_of,
    whole_of,
)
from assistant.text import fold
from assistant.types import Answer, AnswerKind

_ASKS_HOW_MUCH = re.compile(HOW_MUCH)


def worked_out(question: str, stated: Answer) -> Answer | None:
    """Return what follows from the one sentence that `stated` quotes, None where the question asks for nothing of the kind."""
    asked = fold(question)
    rules = [rule for applies, rule in _RULES if applies(asked)]
    if stated.kind not in (AnswerKind.FACT, AnswerKind.LIST) or len(stated.citations) != 1 or not rules:
        return None
    text = without_markers(stated)
    found = figures(stated, text)
    result = next(filter(None, (rule(asked, text, found) for rule in rules)), None)
    return told(stated, question, *result) if result is not None else None


def _asks_of_another(asked: str) -> bool:
    return _ASKS_HOW_MUCH.search(asked) is not None and "比" not in asked


def _asks_figure(asked: str) -> bool:
    return _asks_of_another(asked) and not CHANGED.search(asked)


_RULES: tuple[tuple[Callable[[str], bool], Callable[[str, str, list[Figure]], Found | None]], ...] = (
    (asks_change, change),
    (asks_average, average_of),
    (asks_gap, to_goal),
    (asks_lead, lead),
    (asks_year, per_year),
    (asks_rest, rest),
    (asks_outside, outside),
    (_asks_figure, others),
    (gives_figures, of_given),
    (asks_all, each_times),
    (asks_sum, total_of),
    (asks_share, share_of),
    (asks_earlier_rank, earlier_rank),
    (_asks_of_another, other_side),
    (asks_amount, part_of),
    (asks_amount, whole_of),
)
"""What a question may ask, and how it is worked out."""
