"""How much there is for each of something: a look-up of the amount, and one of how many there are."""

from __future__ import annotations

import re

from assistant.answering.phrases import is_counted, parse_phrase
from assistant.answering.plan import Operation, Part, Plan
from assistant.answering.plan_parts import UNIT, value_question

_COUNTERS = "[个名位家户所座间件亩]"
_ASKED = re.compile(
    f"(?P<owner>[^，]{{0,12}}?)(?:平均|均摊)(?:下来|到|给)?[每一](?P<per>{_COUNTERS})?(?P<noun>(?![天日月年季周次])[\\u4e00-\\u9fff]{{2,7}}?)"
    f"(?:(?:一年|每年|全年|大约|大概|能|可以?|要)*(?P<verb>有|拥有|创造|贡献|产生|带来|摊到?|分到?|拿到?|管|管理|结|审结|收|卖|办理?|接待|服务|照顾|生产|出))了?"
    f"(?:多少|几)(?P<unit>{UNIT})(?P<what>[^，]*)"
)
_HAVE = frozenset("有 拥有 创造 贡献 产生 带来 摊 摊到 分 分到 拿 拿到 管 管理 出".split())
_PEOPLE = re.compile("[人员工师生官民者户客长口]$")


def plan_average(question: str) -> Plan | None:
    """Return the plan for a question, without its end mark, how much each of something has: 平均每个员工创造多少收入."""
    asked = _ASKED.fullmatch(question)
    if asked is None or not (asked["what"] or asked["unit"]):
        return None
    owner, noun, what, unit = asked["owner"].removesuffix("的"), asked["noun"], asked["what"], asked["unit"]
    own = asked["per"] if asked["per"] not in (None, "个") else ""
    per = own or ("人" if _PEOPLE.search(noun) else "家")
    if asked["verb"] in _HAVE and what:
        phrase = parse_phrase(f"{owner}{what}")
        counted = unit and is_counted(phrase.levels[-1], always=True)
        amount = f"{noun}有多少{unit}{what}？" if counted else value_question(phrase, unit)
    else:
        amount = f"{owner}{asked['verb']}了多少{unit}{what}？"
    parts = (
        Part(amount, what or f"{asked['verb']}的{unit}", what or unit),
        Part(f"{owner}有多少{per}{noun}？" if per != "人" else f"{owner}{noun}有多少人？", noun, noun),
    )
    return Plan(Operation.AVERAGE, parts, unit=own or f"个{noun}")
