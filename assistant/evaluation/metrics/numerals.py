"""Numbers written in Chinese characters, as digits."""

from __future__ import annotations

import re

DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"十": 10, "百": 100, "千": 1000}
# One character alone is as often part of a word (一直, 十分) as a number, and 第三十 is a rank.
NUMERAL = re.compile(
    r"(?<![第\d.〇零一二两三四五六七八九十百千万亿])[一二两三四五六七八九十](?:[〇零一二两三四五六七八九十百千]|[万亿](?!分))+"
)
SHARE = re.compile(r"百分之(?P<share>[〇零一二三四五六七八九十百]+)")
TENTHS = re.compile(r"(?P<tenths>[一二两三四五六七八九])成(?![为立果功就员分本交长])")


def in_digits(text: str) -> str:
    """The text with its Chinese numbers of two or more characters in digits, and shares with %.

    二百六十八家 gives 268家, 两万余次 20000余次, 百分之九十二 92%, 两成 20%.
    """
    text = SHARE.sub(lambda match: f"{value(match['share'])}%", text)
    text = TENTHS.sub(lambda match: f"{10 * DIGITS[match['tenths']]}%", text)
    return NUMERAL.sub(lambda match: str(value(match.group())), text)


def value(numeral: str) -> int:
    """The value of a number in Chinese characters: 一万零二百 is 10200, 二〇二二 is 2022."""
    if all(char in DIGITS for char in numeral):
        return int("".join(str(DIGITS[char]) for char in numeral))
    total = section = digit = 0
    for char in numeral:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in UNITS:
            section, digit = section + (digit or 1) * UNITS[char], 0
        elif char == "万":
            total, section, digit = total + (section + digit) * 10**4, 0, 0
        else:
            total, section, digit = (total + section + digit) * 10**8, 0, 0
    return total + section + digit
