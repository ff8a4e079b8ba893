"""Changes that follow from one sentence: what 由130元降到95元 saves, and the other side of 比老院区多240张."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from assistant.answering import arithmetic
from assistant.answering.arithmetic import Result, common_unit
from assistant.answering.operand import Operand
from assistant.answering.outcome import points_away, shown, term
from assistant.answering.said_figures import CHANGE, HOW_MUCH, RATE, Figure, Found, fits, outcome_of, written
from assistant.text import words

CHANGED = re.compile(
    "(?:(?:能|可以?|会|节)省|省[了下]|[多少][了出]|[多少][花用赚卖等排走跑坐住][了出]?|添了?|(?<![新净])增[加长]|(?<![新净])增了|减少|减[了掉]"
    "|上?涨了?|上升|升[了高]|提[高升]|下[降跌滑]|降[了低]|跌了?|[掉砍]了?掉?|收窄|回落|缩[短小减]|压缩|延长|扩大|[快慢]了)"
    f"(?:[了出下掉])*{HOW_MUCH}"
)
_TIMES = re.compile("(?:是|为|相当于|达到?)(?:上一?年|去年|前一年|原来|过去)(?:同期|[底末])?的?(?:多少|几)倍")
_EARLIER = "(?:上一?年度?|去年|前一年|年初|原来|此前)(?:年?[底末初])?(?:的?同期)?"
_FROM = re.compile(f"[由从](?:{_EARLIER}|(?:19|20)\\d\\d年(?:[底末初])?)?的?(?:约|近)?$")
_TO = re.compile("[^,。;0-9]{0,8}[到至为](?:约|近)?")
_STATED = re.compile(f"[,;(]?{_EARLIER}(?:为|是|有|仅)?(?:约)?")
_THAN = re.compile(
    "比(?P<other>[^,。;0-9比]{2,10}?)(?:还|又|要)?(?P<way>[多高贵大长重晚快慢]|增加|提高|超出|少|低|便宜|小|短|轻|早|减少|降低|节省)"
    "(?P<verb>[^,。;0-9约]{0,4})(?:约|近)?$"
)
_ABOVE = re.compile(
    "(?P<way>高于|快于|超过|低于|慢于|少于)(?P<other>[^,。;0-9]{2,12}?)(?:的?平均水平|平均)?(?:约|近)?$"
)
_LESS = frozenset("少 低 便宜 小 短 轻 早 减少 降低 节省 低于 慢于 少于".split())
TAKES_TIME = frozenset("分 分钟 小时 秒 天 日 月 个月 年".split())
_PLACE_ASKED = re.compile("第几|排名|名次|位次|排在?多少")
_FELL = re.compile("(?:下[降滑跌]|减少|降低|跌|负增长)了?(?:约|近)?$")
_UP = frozenset("前进 上升 提升 提高 跃升 升".split())
_MOVED = re.compile(
    "(?:比|较)(?:上一?年度?|去年|前一年)?(?:同期)?(?P<way>前进|上升|提升|提高|跃升|升|后退|下降|下滑|退后|降)了?$"
)
_PLANNED = re.compile("计划|目标|预[期计]|任务|原本|打算|预算")
_SAME_TIME = re.compile("上一?年|去年|前一年")


def asks_change(asked: str) -> bool:
    """Whether a question asks by how much, or how many times, something changed, and not against another thing."""
    without_times = re.sub(f"同比|环比|(?:比|较|跟|和|与)(?:{_EARLIER}|(?:19|20)\\d\\d年)", "", asked)
    return bool(_TIMES.search(asked) or (CHANGED.search(asked) and "比" not in without_times))


def change(asked: str, text: str, found: list[Figure]) -> Found | None:
    """从95分钟压缩到40分钟, and 173家，上年末为141家."""
    pairs = list[tuple[Operand, Operand]]()
    for first, second in pairwise(found):
        if first.operand.base != second.operand.base:
            continue
        between = text[first.end : second.start]
        if _FROM.search(text, 0, first.start) and _TO.fullmatch(between):
            pairs.append((first.operand, second.operand))
        elif _STATED.fullmatch(between) and not CHANGE.search(first.label):
            pairs.append((second.operand, first.operand))
    times = _TIMES.search(asked) is not None
    rate = not times and RATE.search(asked) is not None
    pairs = pairs if times or rate else [pair for pair in pairs if fits(asked, pair[0])]
    if len(pairs) != 1:
        return None
    earlier, later = pairs[0]
    unit = common_unit((later, earlier), "")
    if times:
        result = arithmetic.quotient(later, earlier, "倍")
        return outcome_of("是此前的", result, "÷", (later, earlier), unit)
    larger, smaller = (later, earlier) if later.value >= earlier.value else (earlier, later)
    if not rate or later.kind == "share":
        way = "增加" if later is larger else "减少"
        return outcome_of(way, arithmetic.difference(larger, smaller, ""), "−", (larger, smaller), unit)
    result = arithmetic.growth(later, earlier)
    if result is None:
        return None
    steps, formula = written("−", (larger, smaller), unit)
    steps, formula = f"（{steps}）÷ {shown(earlier, unit)}", f"({formula}) ÷ {term(earlier, unit)}"
    return "增长" if later is larger else "下降", result, formula, steps


def other_side(asked: str, text: str, found: list[Figure]) -> Found | None:
    """设床位600张，比老院区多240张, for the beds of 老院区."""
    for place, change in enumerate(found):
        than = _THAN.search(text[: change.start]) or (
            _ABOVE.search(text[: change.start]) if change.operand.unit.endswith("百分点") else None
        )
        if than is None or change.operand.kind == "share" or not _names(asked, than["other"]):
            continue
        same = (one for one in reversed(found[:place]) if one.operand.base == change.operand.base)
        own = next((one for one in same if one.end <= than.start()), None)
        if own is None or not fits(asked, own.operand) or _FELL.search(own.label):
            continue
        less = than["way"] in _LESS or than["way"] == ("快" if own.operand.base in TAKES_TIME else "慢")
        values = (own.operand, change.operand)
        if own.operand.kind == "share":
            return f"{than['other']}为", *points_away(own.operand, change.operand, 1 if less else -1)
        if not less and change.operand.value >= own.operand.value:
            continue
        unit = common_unit(values, "")
        result = arithmetic.total(values, unit) if less else arithmetic.difference(*values, unit)
        return outcome_of(f"{than['other']}为", result, "+" if less else "−", values, unit)
    return None


def asks_earlier_rank(asked: str) -> bool:
    """Whether a question asks which place somebody had the time before."""
    return _SAME_TIME.search(asked) is not None and _PLACE_ASKED.search(asked) is not None


def earlier_rank(_: str, text: str, found: list[Figure]) -> Found | None:
    """位列第31位，比上一年前进了4位."""
    moved = [(one, way) for one in found if (way := _MOVED.search(text, 0, one.start)) is not None]
    by, way = moved[0] if len(moved) == 1 else (None, None)
    ranked = [one for one in found if way and one.end <= way.start() and text[: one.start].endswith("第")]
    if by is None or way is None or len(ranked) != 1:
        return None
    now = ranked[0]
    up = way["way"] in _UP
    value = now.operand.value + by.operand.value if up else now.operand.value - by.operand.value
    if value < 1:
        return None
    mark, values = "+" if up else "−", (now.operand, replace(by.operand, unit=now.operand.unit))
    return outcome_of("此前排第", Result(value, now.operand.unit), mark, values, now.operand.unit)


def _names(asked: str, other: str) -> bool:
    """Whether a question asks about the other side of a comparison: 老院区原来 for 老院区, 前一年 for 上年."""
    if _SAME_TIME.fullmatch(other):
        return _SAME_TIME.search(asked) is not None
    named = words(other)
    if _PLANNED.search(other):
        return _PLANNED.search(asked) is not None and named[0] in asked
    # 新院区 is not 老院区, and 摩托车 is not 摩托车配送
    return bool(named) and named[0] in asked and bool(set(named[-1]) & set(asked))
