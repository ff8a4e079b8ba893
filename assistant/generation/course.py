"""What a figure is to a change: where it starts from, what it comes to, by how much it is; a claim must not mix them up."""

from __future__ import annotations

import re
from enum import Enum

from assistant.generation.figures import amounts, stands_for
from assistant.generation.sources import Sources, clauses_of
from assistant.text import Quantity

_TURN = "增长|增加|上升|提高|提升|上涨|扩大|延长|扩充|增|升|涨|下降|减少|降低|下滑|下跌|缩小|缩短|回落|降|减"
_ABOUT = "(?:约|近|超过|逾|将近|大约|仅|了)*"
_FROM = re.compile(f"[从由](?:上年|去年|原来|此前|过去)?的?{_ABOUT}$")
_ON = re.compile(f"[^,。;]{{0,10}}(?:{_TURN}|变)")
_TO = re.compile(f"(?:{_TURN}|变|恢复)[到至为成]{_ABOUT}$")
_BY = re.compile(f"(?<![新净])(?:{_TURN}){_ABOUT}$")
_EARLIER = re.compile("上年|去年|前年|原来|原先|此前|之前|过去|起初")
_TURNED = re.compile(f"{_TURN}|幅|速|多了|少了|变化|差")


class Role(Enum):
    """What a figure is to a change."""

    NONE = 0
    FROM = 1
    TO = 2
    BY = 3


def role(text: str, found: Quantity) -> Role:
    """Return what a quantity of a folded text is to a change: 28间 in 由28间增加到43间 is where it starts from."""
    before = text[: found.start]
    if _FROM.search(before) and _ON.match(text, found.end):
        return Role.FROM
    if _TO.search(before):
        return Role.TO
    return Role.BY if _BY.search(before) else Role.NONE


def off_course(claim: str, sources: Sources) -> str:
    """Return a figure that a folded claim takes for the end, the start or the size of a change otherwise than its quotes do.

    With 由28间增加到43间 quoted, 增加了43间 and 现有28间 are wrong. "" for none.
    """
    for clause in clauses_of(claim):
        for found in amounts(clause.text):
            quoted = {
                role(one.text, other)
                for one in sources.clauses
                for other in amounts(one.text)
                if stands_for(clause.text, found, one.text, other)
            }
            if quoted and not any(_fits(clause.text, role(clause.text, found), one) for one in quoted):
                return clause.text[found.start : found.end]
    return ""


def _fits(text: str, said: Role, quoted: Role) -> bool:
    if said is quoted or quoted is Role.NONE:
        return True
    if quoted is Role.FROM:
        return _EARLIER.search(text) is not None
    if said is Role.NONE:
        return quoted is Role.TO or _TURNED.search(text) is not None
    return False
