"""For what a figure holds: for what is new or for the whole, for a day or a year, for what is hoped or what is."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.generation.figures import amounts, dates, is_part_of, stands_for
from assistant.generation.sources import Clause, Sources, clauses_of
from assistant.text import Quantity

NEW, TOTAL, AVERAGE, PLAN, UP, DOWN = "新增", "总数", "平均", "计划", "上升", "下降"
_PLAN = re.compile(
    "预计|计划(?!”)|目标|规划(?!》)|力争|争取|有望|预期|(?<![虚模草比])拟(?![人定态真合声])|将(?=[在于对达超突有会实建继坚为要])|"
    "(?<![需主重必首概摘纪还])要(?!求|素|点|闻|职|是|么|紧|不|看|地|件|塞|领|害)"
)
_TURNS = frozenset({UP, DOWN})
_DONE = re.compile("已|实际|完成|了")
_SCOPES = (
    (NEW, re.compile("新增|净增|新添|新设")),
    (TOTAL, re.compile("累计|总共|共有|共计|总计|合计|一共|总数|总量")),
    (AVERAGE, re.compile("平均")),
    ("同比", re.compile("同比|环比|[比较](?:上|去|前一?)年|上年同期|[同与](?:上|去)年相?比")),
    (PLAN, _PLAN),
    (
        UP,
        re.compile("增长|增加|上升|提高|提升|上涨|扩大|延长|回升|增幅|(?:(?<![新净])增|[升涨])[至到了]|增产|多了|高了"),
    ),
    (DOWN, re.compile("下降|减少|降低|下滑|下跌|缩小|缩短|回落|降幅|[降减跌缩][至到了]|减产|少了|低了")),
    ("每股", re.compile("每股(?!收益|净资产)")),
    *(
        (
            f"每{period[0]}",
            re.compile(f"每一?个?(?:{period})|(?:平均|均)一(?:{period})|(?:{period})均(?![为是有已在衡])"),
        )
        for period in ("天|日", "周", "月", "季", "年", "人", "户", "小时", "分钟")
    ),
)


def plans(text: str) -> bool:
    """Whether a folded text speaks of what is planned, hoped for or forecast."""
    return bool(_PLAN.search(text))


def narrowed(claim: str, sources: Sources) -> str:
    """Return a scope (new, planned, a pace) that a figure has in its quotes or in a folded claim but not in both, or ""."""
    whole = _scopes(claim)
    for clause in clauses_of(claim):
        said, around = _scopes(clause.text), set[str]()
        held = [holders for found in amounts(clause.text) if (holders := _holders(clause, found, sources))]
        for holders in held:
            around |= {scope for one in holders for scope in (_scopes(one.before) - _TURNS) | _scopes(one.text)}
            common = frozenset.intersection(*(_held(one) for one in holders))
            wrong = common - whole - {TOTAL} - _TURNS
            if TOTAL in said and TOTAL not in around and not common & said and common - {PLAN} - _TURNS:
                wrong |= {TOTAL}
            if wrong:
                return min(wrong)
        around |= {PLAN} if plans(sources.text) else set()
        if PLAN not in whole and _only_planned(clause, sources):
            return PLAN
        if held and (added := said - around - {TOTAL}):
            return min(added)
    return ""


def _only_planned(clause: Clause, sources: Sources) -> bool:
    """Whether the quotes have a date of a claim's clause for nothing but what is planned."""
    holders = [
        one
        for found in dates(clause.text)
        for one in sources.clauses
        if any(is_part_of(found, quoted) for quoted in dates(one.text))
    ]
    return bool(holders) and all(plans(one.text) for one in holders)


def _holders(clause: Clause, found: Quantity, sources: Sources) -> list[Clause]:
    """Return the quoted clauses that have the figure of a claim's clause."""
    return [
        one
        for one in sources.clauses
        if any(stands_for(clause.text, found, one.text, quoted) for quoted in amounts(one.text))
    ]


def _held(clause: Clause) -> frozenset[str]:
    """Return the scopes of a clause; what is expected before it (预计产量达88万吨，新建15万亩) is expected in it too."""
    goes_on = plans(clause.before) and not plans(clause.text) and not _DONE.search(clause.text)
    return _scopes(clause.text) | ({PLAN} if goes_on else frozenset())


@lru_cache(maxsize=4096)
def _scopes(text: str) -> frozenset[str]:
    found = {name for name, pattern in _SCOPES if pattern.search(text)}
    return frozenset(found - {AVERAGE} if any(name.startswith("每") for name in found) else found)
