"""Units that can be worked out into each other, by exact factors."""

from __future__ import annotations

import re
from decimal import Decimal

_FAMILIES: tuple[dict[str, str], ...] = (
    {"家": "1", "个": "1"},
    {"元": "1", "人民币": "1", "块钱": "1"},
    {"%": "1", "个百分点": "1", "百分点": "1"},
    {"人": "1", "名": "1", "位": "1", "人口": "1"},
    {"米": "1", "m": "1", "公里": "1000", "千米": "1000", "km": "1000", "厘米": "0.01", "毫米": "0.001"},
    {"平方米": "1", "平方公里": "1000000", "平方千米": "1000000", "公顷": "10000"},
    {"公斤": "1", "千克": "1", "kg": "1", "克": "0.001", "吨": "1000", "t": "1000"},
    {"千瓦时": "1", "kwh": "1", "度": "1", "mwh": "1000"},
    {"秒": "1", "分钟": "60", "小时": "3600"},
)
COUNTED = "家个人名位户项条所座件辆部起次场套台架艘只头本册支款份笔栋间张亩"
"""The units that things are counted in, of one character each."""
PER = f"平方公里|平方米|公里|立方米|[{COUNTED}吨米]"
"""A pattern for what there may be so much for each of."""
CURRENCIES = frozenset({"元", "美元", "港元", "欧元", "英镑", "日元"})
_SCALE = re.compile(r"^(?:万亿|[百千]万|[百千]亿|[万亿])")
_FACTORS = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4), "亿": Decimal(10**8)}


def base_unit(unit: str) -> str:
    """Return the unit that stands for all that the unit can be turned into; itself when there is nothing else."""
    return next((next(iter(family)) for family in _FAMILIES if unit in family), unit)


def factor(unit: str) -> Decimal:
    """Return how many base units one of the unit is: 1000 for 公里, 1 for what has no family."""
    return next((Decimal(family[unit]) for family in _FAMILIES if unit in family), Decimal(1))


def split_scale(unit: str) -> tuple[Decimal, str]:
    """Return the number that a unit begins with, and the rest: 亿元 is 100000000 and 元."""
    match, value = _SCALE.match(unit), Decimal(1)
    for character in match.group() if match else "":
        value *= _FACTORS[character]
    return value, unit[match.end() :] if match else unit


def size(unit: str) -> Decimal:
    """Return how many base units one of a unit with its scale is: 10000000 for 万公里; a percent is 0.01."""
    scale, plain = split_scale(unit)
    return Decimal("0.01") if base_unit(plain) == "%" else scale * factor(plain)
