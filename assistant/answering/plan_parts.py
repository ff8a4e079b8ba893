"""The lookups that phrases turn into: whole questions, each with its own owner, time and indicator."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from assistant.answering.counterparts import counterpart
from assistant.answering.phrases import TIME, Phrase, complete, level_kind, parse_phrase, shared_tail
from assistant.answering.plan import Operation, Part, Plan
from assistant.text import fold, quantities

UNIT = (
    r"(?:(?:万亿|[百千]?万|[百千]?亿)?(?:平方公里|平方千米|平方米|立方米|千瓦时|美元|港元|欧元|英镑|日元|人民币|元|块钱|人次"
    r"|公里|千米|厘米|毫米|米|公斤|千克|公顷|吨|亩|克|个百分点|百分点|家|名|人|位|户|个|项|条|所|座|件|辆|部|起|次|场|种|篇"
    r"|套|台|架|艘|只|头|岁|度|层|张|本|册|支|款|份|笔|字|分|秒|分钟|小时|倍)?|万亿|[万亿])"
)
_COUNTER = re.compile(
    r"(?:[万亿]|万亿)?(?:家|名|人|位|户|个|项|条|所|座|件|辆|部|起|次|场|种|篇|套|台|架|艘|只|头|张|本|册|支|款|份|笔)$"
)
_INSTITUTIONS = ("医院", "门店", "幼儿园", "小学", "初中", "高中", "高校")
_NEW_ONES = re.compile(
    rf"(?P<time>{TIME}|当年|本年|这一年)?(?:里|内)?(?P<new>新增|净增|新上市|新设立|新认定)的?(?:那些|那部分|部分)?的?"
)
_BARE = 2  # characters of a measure that names nothing it measures: 收入
_SIZES = frozenset("长高重远")
_WORD_OF_TIME = re.compile(r"(?:时间|日期|年份)$")


def figure_given(text: str) -> str:
    """Return the figure that a phrase is, "" where it is none: 1万亿元 for 万亿元."""
    whole = f"1{text}" if text[:1] in ("万", "亿") else text
    found = quantities(fold(whole))
    spans = [(one.start, one.end) for one in found if one.kind in ("number", "share")]
    return whole if spans == [(0, len(whole))] else ""


def alike(first: str, second: str) -> str:
    """Return the second operand with what it leaves out of the first: 一般公共预算收入 for 收入 beside 一般公共预算支出."""
    if part := counterpart(first, second):
        return part
    both = len(second) == _BARE and level_kind(second) == level_kind(first[-_BARE:]) == "measure"
    return first[:-_BARE] + second if both and len(first) > 2 * _BARE - 1 and first[-_BARE:] != second else second


def new_ones(first: str, second: str) -> str:
    """Return the second operand with what it is some of: 海淀2022年新增的上市企业 for 2022年新增的 beside 海淀的上市企业."""
    match, whole = _NEW_ONES.fullmatch(second), parse_phrase(first)
    if match is None or not whole.levels:
        return second
    time = whole.time[:5] if match["time"] in ("当年", "本年", "这一年") else match["time"] or ""
    return "的".join((*whole.levels[:-1], f"{time}{match['new']}{whole.levels[-1]}"))


def value_question(phrase: Phrase, unit: str = "", size: str = "") -> str:
    """Return the question for the phrase's figure; a unit that counts things (家) or a size (长) is asked for by name."""
    if size in _SIZES:
        return f"{phrase}有多{size}？"
    if _COUNTER.fullmatch(unit) and level_kind(phrase.levels[-1]) != "measure":
        return f"{phrase}有多少{unit}？"
    if not unit and phrase.levels[-1].endswith(_INSTITUTIONS):
        return f"{phrase}有多少家？"
    counts = (
        level_kind(phrase.levels[-1]) == "thing" and not unit and phrase.levels[-1].endswith(("企业", "公司", "机构"))
    )
    return f"{phrase}有多少？" if counts else f"{phrase}是多少？"


def time_question(phrase: Phrase, verb: str = "") -> str:
    """Return the question for when the phrase's event was, or when it was that it did what the verb says."""
    if verb:
        return f"{phrase}是什么时候{verb}的？" if len(verb) < 3 else f"{phrase}什么时候{verb}？"
    levels = (*phrase.levels[:-1], _WORD_OF_TIME.sub("", phrase.levels[-1]))
    return f"{Phrase(phrase.time, tuple(level for level in levels if level))}是什么时候？"


def make_plan(
    operation: Operation,
    texts: Sequence[str],
    ask: Callable[[Phrase], str],
    *,
    parallel: Callable[[Sequence[Phrase]], bool] = lambda _: True,
    word: str = "",
    unit: str = "",
    limit: str = "",
) -> Plan | None:
    """Return the plan over the operands written in `texts`; None when they are no operands of one kind."""
    phrases = complete([parse_phrase(text) for text in texts])
    if len(set(phrases)) < len(phrases) or not all(p.levels for p in phrases) or not parallel(phrases):
        return None
    several = len(phrases) > 1
    tail = len(shared_tail(phrases)) if several else 0
    head = _shared_head(phrases) if several and not tail else 0
    parts = [_part(phrase, 0 if i == 0 else head, tail, ask) for i, phrase in enumerate(phrases)]
    topic = "的".join(phrases[0].levels[len(phrases[0].levels) - tail :])
    return Plan(operation, tuple(parts), topic, word, unit, limit)


def _part(phrase: Phrase, head: int, tail: int, ask: Callable[[Phrase], str]) -> Part:
    own = phrase.levels[head : len(phrase.levels) - tail]
    name = phrase.time + "的".join(own) or str(phrase)
    return Part(ask(phrase), str(phrase), name)


def _shared_head(phrases: Sequence[Phrase]) -> int:
    """Return how many levels and times all begin with, so that the later names need not repeat them."""
    if len({phrase.time for phrase in phrases}) > 1:
        return 0
    columns = zip(*(phrase.levels[:-1] for phrase in phrases), strict=False)
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))
