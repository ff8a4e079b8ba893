"""Whether the numbers of a gold answer stand in an answer, with their units.

Read here on its own, not with the program's reader of quantities: a measure must not share the faults of what it
measures.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from assistant.evaluation.metrics.containing import MARKER
from assistant.evaluation.metrics.numerals import in_digits

SCALES = {"百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
UNITS = (
    "个百分点 平方公里 平方米 立方米 公里 千米 厘米 毫米 英里 公斤 千克 公顷 千瓦时 千瓦 兆瓦 美元 港元 欧元 日元 英镑 人次 个月 小时 分钟"
).split()
"""Units of more than one character; any other character after a number counts as its unit."""
NUMBER = re.compile(
    r"(?<![\d.])(?P<number>\d+(?:\.\d+)?)(?P<scale>万亿|百万|千万|亿|万|千(?![瓦米克])|百)?[余多]?"
    rf"(?P<unit>{'|'.join(UNITS)}|%|[\u4e00-\u9fff])?"
)
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")

Quantity = tuple[Decimal, str]


def quantities(text: str) -> list[Quantity]:
    """Every number of `text` as its value, scale multiplied in, and its unit: 1.5万家 is (15000, 家), 26.3% (26.3, %).

    The unit is the sign or the Chinese character (or one of `UNITS`) right after the number, "" when there is none.
    Chinese numbers are read as `numerals.in_digits` writes them: 二百六十八家 is (268, 家).
    """
    folded = in_digits(unicodedata.normalize("NFKC", THOUSANDS.sub("", MARKER.sub("", text))))
    return [
        (Decimal(match["number"]) * SCALES.get(match["scale"] or "", 1), match["unit"] or "")
        for match in NUMBER.finditer(folded)
    ]


def number_match(text: str, golds: Sequence[Sequence[str]]) -> float | None:
    """The share of gold numbers that stand in `text` with an equal value and unit, 0 to 1; None without gold numbers.

    matched / all gold numbers, where of every item the alternative that matches best counts. A number without unit
    matches any unit. After the numeric comparison of table questions (Zhu et al. 2021, TAT-QA: a number
    is right with its scale), with recall over the gold numbers in place of exact match.

    10206.9亿元 in 达到1.02069万亿元: 1.0; in 达到10206.9万元: 0.0.
    """
    found = quantities(text)
    matched, total = 0, 0
    for item in golds:
        counts = [_count(quantities(alternative), found) for alternative in item]
        best = max((count for count in counts if count[1]), key=lambda count: count[0] / count[1], default=(0, 0))
        matched, total = matched + best[0], total + best[1]
    return matched / total if total else None


def _count(wanted: list[Quantity], found: list[Quantity]) -> tuple[int, int]:
    return sum(any(_same(quantity, other) for other in found) for quantity in wanted), len(wanted)


def _same(one: Quantity, other: Quantity) -> bool:
    return one[0] == other[0] and (one[1] == other[1] or not one[1] or not other[1])
