"""How far it is to a goal: a look-up of the goal, and one of what has been reached."""

from __future__ import annotations

import re

from assistant.answering.phrases import parse_phrase
from assistant.answering.plan import Operation, Part, Plan
from assistant.answering.plan_parts import UNIT, figure_given, value_question

_WHEN = "(?P<when>(?:20\\d\\d年(?:底|末)?|今年|明年|本年|年度|全年|[一二三]期)?)"
_GOAL = "的?(?:目标|规划|计划|任务|预期)(?:数|值)?"
_TO = "(?:距离?|离)"
_MISSING = "(?:还|仍|尚)?(?:相?差|缺|少)了?"
_MORE = "(?:多|增加|增长|提高|再)[^，多少几]{0,3}?"
_HOW_MUCH = f"(?:多少|几)(?P<unit>{UNIT})(?P<what>[^，]*)"
_ASKED = (
    re.compile(f"(?!距|离)(?P<whose>[^，]+?){_TO}{_WHEN}{_GOAL}，?{_MISSING}{_HOW_MUCH}"),
    re.compile(f"{_TO}{_WHEN}{_GOAL}，?(?P<whose>[^，]*?){_MISSING}{_HOW_MUCH}"),
    re.compile(f"{_TO}{_WHEN}的?(?P<whose>[^，]+?){_GOAL}，?{_MISSING}{_HOW_MUCH}"),
    re.compile(
        f"要?(?:想|是|达到|完成|实现)+{_WHEN}的?(?P<whose>[^，]*?){_GOAL}，?(?:还|仍)?(?:得|要|需要?|必须)?再?(?:比(?:去年|上年))?{_MORE}{_HOW_MUCH}"
    ),
    re.compile(f"(?P<whose>[^，]+?)比{_WHEN}{_GOAL}(?:[多高少低]|超)[出了]*{_HOW_MUCH}"),
)
_FIGURE_GIVEN = re.compile(f"(?P<whose>[^，]+?){_TO}(?P<goal>[^，]*?\\d[^，]*?){_GOAL}，?{_MISSING}{_HOW_MUCH}")
_MONEY = re.compile("^钱?(?:才能)?(?:完成|达到)?$")
_ALREADY = re.compile("^(?:目前|现在|实际|已经?)的?|(?:目前|现在|实际)$")


def plan_goal(question: str) -> Plan | None:
    """Return the plan for a question, without its end mark, that asks what is missing to a goal or lies beyond it."""
    given = _FIGURE_GIVEN.fullmatch(question)
    limit = figure_given(given["goal"]) if given else ""
    asked = given if limit else next(filter(None, (pattern.fullmatch(question) for pattern in _ASKED)), None)
    reached = _reached(asked) if asked is not None else None
    if asked is None or reached is None:
        return None
    if limit:
        return Plan(Operation.GOAL, (reached,), unit=asked["unit"], limit=limit)
    goal = f"{asked['when']}{reached.subject}的目标"
    named = f"{asked['when']}的目标" if asked["when"] else "目标"
    question = value_question(parse_phrase(goal), asked["unit"])
    return Plan(Operation.GOAL, (Part(question, goal, named), reached), unit=asked["unit"])


def _reached(asked: re.Match[str]) -> Part | None:
    """Return what has been reached of what is asked about, None where nothing is named."""
    what = _MONEY.sub("", asked["what"])
    subject = "的".join(filter(None, (_ALREADY.sub("", asked["whose"]), what)))
    phrase = parse_phrase(subject)
    return Part(value_question(phrase, asked["unit"]), subject, subject) if phrase.levels else None
