"""Whole numbers written in Chinese numerals, written without a look at the program's own reader."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"


def numeral(value: int) -> str:
    """Return 10206 as 一万零二百零六, 12 as 十二; for 1 to 10**16 - 1."""
    groups = [value // 10 ** (4 * power) % 10**4 for power in (3, 2, 1, 0)]
    written, gap = "", False
    for group, scale in zip(groups, ("兆", "亿", "万", ""), strict=True):
        if not group:
            gap = bool(written)
            continue
        if written and (gap or group < 1000):
            written += "零"
        written += _group(group) + scale
        gap = False
    return written.removeprefix("一") if written.startswith("一十") else written


def _group(value: int) -> str:
    written, gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // scale % 10
        if not digit:
            gap = bool(written)
            continue
        written += ("零" if gap else "") + DIGITS[digit] + name
        gap = False
    return written
