"""Gaps that follow from one sentence: to a goal (已有11款，计划增至20款), and between two that it names (地铁得89.4分，公交得81.2分)."""

from __future__ import annotations

import re

from assistant.answering import arithmetic
from assistant.answering.arithmetic import common_unit
from assistant.answering.said_changes import TAKES_TIME
from assistant.answering.said_figures import CHANGE, HOW_MUCH, Figure, Found, fits, outcome_of
from assistant.text import bigrams

_GOAL_ASKED = re.compile(f"还(?:差|缺|少|要|得|需要?)(?:再)?[^,]{{0,4}}?{HOW_MUCH}")
_GOAL_BEFORE = re.compile("(?:目标|计划|规划|力争|增至|提高到|扩大到|增加到|要达到)[^,。;0-9]{0,8}$")
_YEAR = re.compile("(?:19|20)\\d\\d年")
_GOAL_AFTER = re.compile("的?(?:目标|计划|要求)")
_SO_FAR = re.compile("已|现|目前|达|完成|实现|建成|有|为")
_WHICH = re.compile(
    "(?P<one>[^,?和与跟及、]{2,12})(?:和|与|跟|及|、|,)(?P<other>[^,?哪谁]{2,12}?),?(?:是)?(?:之间|中|里)?(?:哪一?[个家边者种项类座条]|哪里|哪边|谁)"
    f"[^,?]{{0,10}}?(?P<word>[多高大快长贵重少低小慢短轻])[^,?]{{0,3}}[,?](?:相?差|[多高大快长贵重少低小慢短轻])[出了]?{HOW_MUCH}"
)
_LESS = frozenset("少低小慢短轻")


def asks_gap(asked: str) -> bool:
    """Whether a question asks what is missing to a goal."""
    return _GOAL_ASKED.search(asked) is not None


def to_goal(asked: str, text: str, found: list[Figure]) -> Found | None:
    """28款饼干中已有11款通过低糖认证，计划2025年增至20款."""
    plain = [one for one in found if not CHANGE.search(one.label)]
    goals = [
        one
        for one in plain
        if _GOAL_BEFORE.search(_YEAR.sub("", text[max(0, one.start - 16) : one.start]))
        or _GOAL_AFTER.match(text, one.end)
    ]
    reached = [one for one in plain if one not in goals and _reached(asked, one.label)]
    pairs = [
        (goal.operand, now.operand)
        for goal in goals
        for now in reached
        if now.operand.base == goal.operand.base and now.operand.value < goal.operand.value
    ]
    if len(goals) != 1 or not pairs:
        return None
    if len({now.value for _, now in pairs}) > 1:
        return None
    return outcome_of("还差", arithmetic.difference(*pairs[0], ""), "−", pairs[0], common_unit(pairs[0], ""))


def _reached(asked: str, label: str) -> bool:
    """Whether a figure is of what a question asks about, or said to be what there is: 已有11款."""
    return _SO_FAR.search(label) is not None or bool(set(bigrams(asked)) & set(bigrams(label)))


def asks_lead(asked: str) -> bool:
    """Whether a question asks which of two is more, and by how much."""
    return _WHICH.search(asked) is not None


def lead(asked: str, _: str, found: list[Figure]) -> Found | None:
    """地铁得89.4分，公交得81.2分, for which of them has more, and by how much."""
    match = _WHICH.search(asked)
    if match is None:
        return None
    names = (match["one"], match["other"])
    fitting = [one for one in found if fits(asked, one.operand)]
    first, second = (_named(*names, fitting), _named(*names[::-1], fitting))
    if first is None or second is None or first is second or first.operand.base != second.operand.base:
        return None
    if first.operand.value == second.operand.value:
        return None
    slow = match["word"] in ("快", "慢") and first.operand.base in TAKES_TIME  # 30分钟 is faster than 42分钟
    ahead = (first.operand.value > second.operand.value) != ((match["word"] in _LESS) != slow)
    larger, smaller = sorted((first.operand, second.operand), key=lambda one: -one.value)
    unit = common_unit((larger, smaller), "")
    winner, loser = names if ahead else names[::-1]
    before = f"{winner}比{loser}{match['word']}"
    return outcome_of(before, arithmetic.difference(larger, smaller, ""), "−", (larger, smaller), unit)


def _named(name: str, other: str, found: list[Figure]) -> Figure | None:
    """Return the first figure whose label says something of a name that the other name does not say."""
    own = set(bigrams(name)) - set(bigrams(other))
    return next((one for one in found if not CHANGE.search(one.label) and own & set(bigrams(one.label))), None)
