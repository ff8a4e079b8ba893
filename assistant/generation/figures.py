"""Whether the numbers, shares and dates of a claim stand in its quotes, in whatever way they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from assistant.answering.operand import Bound, Operand, constant, last_place
from assistant.answering.units import factor, split_scale
from assistant.text import Quantity, quantities

_BEFORE = re.compile(
    "(?:超过|超出|超|逾|突破|至少|不少于|不低于|高于|多于|不到|不足|将近|接近|近|最多|少于|低于|不超过|大约|约)(?:了|约)?$"
)
_REMOTE = re.compile("约(?:占|为|是|合|相当于|等于)[^,。;]*$")
_AFTER = re.compile(r"\s*(?:左右|上下|以上|以下|以内)")
_MINUS = re.compile("负$")
_BELOW = re.compile("负|亏|赤字|逆差|流出|降|减|下|跌")
_DECIMALS = re.compile(r"(?:\.|点)([\d零〇一二三四五六七八九]+)")
_ORDINAL = re.compile(r"第([一二三四五六七八九十百\d]+)|([一二三四])等奖")
_PLACED = re.compile("首[位个家批次座]|榜首|居首|[金银铜][奖牌]|冠军|亚军|季军|特等奖")
_PLACES = {"首": 1, "榜": 1, "居": 1, "金": 1, "冠": 1, "银": 2, "亚": 2, "铜": 3, "季": 3, "特": 0}
_ARTICLE = frozenset("次 项 个 种 名 位 款 份 笔 批 家 条 座 起 场 道 片 支 部 步 点 面 块 段".split())
_MIXED = re.compile(r"([一二两三四五六七八九十百千]+)([余多])(?=[万亿])")
_LOOSE = re.compile(
    r"(?:万亿|千万|百万|百亿|千亿|[万亿])+(?:元|美元|人次|人|家|次)?|[几数多]十?[万亿]?个?(?:年|月|天|周|家|次|倍|位|项|条)|"
    r"[二两三四五六七八九十](?=[点大类步轮重步级]|方面)|(?:周|星期)[一二三四五六日末]|[上下]半年|[一二三四]季度|[上中下]旬|"
    r"[零〇一二两三四五六七八九十百千]{2,}|\d+"
)
ROUNDED_DIGITS = 3  # 1.02万亿 may stand for 10206.9亿, 1万亿 only with 约 or 超过 before it
NEAR = Decimal("0.05")


@lru_cache(maxsize=4096)
def amounts(text: str) -> tuple[Quantity, ...]:
    """Return the numbers and shares of a folded text: no years, no ranks (第二个), no 一 that only introduces a noun."""
    return tuple(
        found
        for found in quantities(text)
        if found.kind in ("number", "share")
        and text[found.start - 1 : found.start] != "第"
        and not (text[found.start : found.number_end] == "一" and (found.unit in _ARTICLE or _paced(text, found)))
    )


def _paced(text: str, found: Quantity) -> bool:
    """Whether 一天 only says the pace: 平均一天 is 每天."""
    return text[: found.start].endswith(("平均", "每"))


def in_digits(text: str) -> str:
    """Return a folded text with 二十多万 as 20多万, as it is read."""
    return _MIXED.sub(lambda match: match.group() if (read := _number(match[1])) < 0 else f"{read}{match[2]}", text)


def loose(text: str) -> list[str]:
    """Return what counts in a folded text without being a quantity: 万亿元, 多年, 两三, the figures in a name."""
    spans = [(found.start, found.end) for found in quantities(text)]
    return [
        match.group()
        for match in _LOOSE.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in spans)
    ]


@lru_cache(maxsize=4096)
def operand(text: str, found: Quantity) -> Operand:
    """Return a quantity of a folded text as a value with its bound: 超过 before it, 余 in it, 以上 after it."""
    before = _BEFORE.search(text, max(0, found.start - 4), found.start)
    after = _AFTER.match(text, found.end)
    read = constant(text[before.start() if before else found.start : after.end() if after else found.end])
    remote = _REMOTE.search(text, 0, found.start)
    if read.bound is Bound.EXACT and remote and not quantities(remote.group()):
        return replace(read, bound=Bound.ABOUT)
    return read


def stands_for(text: str, found: Quantity, quote: str, quoted: Quantity) -> bool:
    """Whether a claim's quantity says what a quoted one says: the same, rounded, or a bound that it keeps to."""
    if found.kind != quoted.kind or not _signed_alike(text, found, quote, quoted):
        return False
    claim, source = operand(text, found), operand(quote, quoted)
    if claim.base and source.base and claim.base != source.base:
        return False
    if claim.value == source.value:
        return claim.bound in (source.bound, Bound.ABOUT)
    if claim.bound is Bound.EXACT:
        return source.bound is Bound.EXACT and _rounded(text[found.start : found.number_end], claim, source.value)
    if source.bound not in (Bound.EXACT, Bound.ABOUT):
        return False
    (low, high), (least, most) = claim.interval(), source.interval()
    near = abs(claim.value - source.value) <= NEAR * source.value
    return low < least and most < high and (near or claim.bound is not Bound.ABOUT)


def _signed_alike(text: str, found: Quantity, quote: str, quoted: Quantity) -> bool:
    """Whether neither is below nothing, or both are: 亏损0.2亿元 is 负0.2亿元, 结余0.2亿元 is not."""
    if _MINUS.search(quote, 0, quoted.start):
        return _BELOW.search(text, 0, found.start) is not None
    return not _MINUS.search(text, 0, found.start) or _BELOW.search(quote, 0, quoted.start) is not None


def _rounded(written: str, claim: Operand, exact: Decimal) -> bool:
    unit = precision(written, claim)
    digits = len(str(int(abs(claim.value) / unit)))
    return (
        digits >= ROUNDED_DIGITS
        and last_place(claim.value) > last_place(exact)
        and abs(claim.value - exact) * 2 <= unit
    )


def precision(written: str, claim: Operand) -> Decimal:
    """Return what one of the last written digit is worth: 10000000000 for 1.02万亿, 0.001 for 45.3%."""
    decimals = _DECIMALS.search(written)
    scale, plain = split_scale(claim.unit)
    unit = Decimal("0.01") if claim.kind == "share" else scale * factor(plain)
    return unit.scaleb(-len(decimals.group(1))) if decimals else unit


def ranked(text: str) -> list[tuple[int, int, int]]:
    """Return the ranks in a folded text with `[start, end)`: 第二 is 2, 首位 and 金奖 are 1, one that is no number -1."""
    found = [(_number(one[1] or one[2]), *one.span()) for one in _ORDINAL.finditer(text)]
    return found + [(_PLACES[one[0][0]], *one.span()) for one in _PLACED.finditer(text)]


def _number(written: str) -> int:
    read = quantities(f"{written}个")
    return int(read[0].value) if read else -1


def ranks(text: str) -> set[int]:
    """Return the ranks in a folded text."""
    return {rank for rank, _, _ in ranked(text)}


@lru_cache(maxsize=4096)
def dates(text: str) -> tuple[Quantity, ...]:
    """Return the years and dates of a folded text."""
    return tuple(found for found in quantities(text) if found.kind in ("year", "date"))


def is_part_of(found: Quantity, quoted: Quantity) -> bool:
    """Whether a date says no more than a quoted one: 2022年 and 10月28日 of 2022年10月28日."""
    return all(part in (0, whole) for part, whole in zip(_parts(found), _parts(quoted), strict=True))


def has_date(found: Quantity, sources: Sequence[Quantity], context: Sequence[Quantity]) -> bool:
    """Whether a claim's date stands in its quotes; a year that they do not name may stand in the title."""
    if any(is_part_of(found, quoted) for quoted in sources):
        return True
    year, *rest = _parts(found)
    if any(_parts(quoted)[0] for quoted in sources) or not any(_parts(quoted)[0] == year for quoted in context):
        return False
    return not any(rest) or any(_parts(quoted)[1:] == tuple(rest) for quoted in sources)


def _parts(found: Quantity) -> tuple[int, int, int]:
    value = int(found.value)
    return (value, 0, 0) if found.kind == "year" else (value // 10000, value // 100 % 100, value % 100)
