"""An amount from the share that the question gives: 按92%的占比算，第三产业大约是多少亿元."""

from __future__ import annotations

import re

from assistant.answering.phrases import parse_phrase
from assistant.answering.plan import Operation, Part, Plan
from assistant.answering.plan_parts import UNIT, figure_given, value_question

WHOLE = "地区生产总值"
"""What the industries are parts of: the one whole that goes without saying."""
_ASKED = re.compile(
    "(?:按照?|以)(?P<share>[^，]*?(?:%|成))的?(?:占比|比重|比例|份额)来?(?:计算|推算|折算|估算|算)，?"
    "(?P<whose>[^，]*?)(?P<part>第[一二三]产业|[一二三]产)(?:的?(?:增加值|产值|规模))?"
    f"(?:大?约|大概)?(?:是|为|有|达到?)?(?:多少|几){UNIT}"
)


def plan_part(question: str) -> Plan | None:
    """Return the plan for a question, without its end mark, that asks for an industry's amount and gives its share."""
    asked = _ASKED.fullmatch(question)
    share = figure_given(asked["share"]) if asked else ""
    if asked is None or not share.endswith(("%", "成")):
        return None
    whole = parse_phrase(f"{asked['whose']}的{WHOLE}")
    part = Part(value_question(whole), str(whole), WHOLE)
    return Plan(Operation.PART, (part,), topic=asked["part"], limit=share)
