"""Numbers, shares, years and dates in Chinese text, as exact values with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

Kind = Literal["number", "share", "year", "date"]

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_PARTS = {"%": 100, "‰": 1000}
_CHINESE = "零〇一二两三四五六七八九十百千万亿"
UNITS = (
    "平方公里|平方千米|平方米|立方米|千瓦时|公里|千米|毫米|厘米|米|公斤|千克|公顷|吨|亩|克|"
    "美元|港元|欧元|英镑|日元|人民币|元|人次|架次|台次|例次|床日|公吨|吨公里|标准箱|标箱|学时|课时|千瓦时|千瓦|吉瓦时|吉瓦|兆瓦|微克|分贝|例|人|名|位|家|个百分点|个月|个|项|条|所|座|件|辆|"
    "部|起|次|场|届|倍|岁|年|天|日|小时|分钟|秒|户|套|台|架|艘|只|头|株|间|层|楼|票|张|本|册|"
    "种|类|篇|章|集|期|级|度|号|村|镇|县|市|省|国|支|批|处|栋|幢|片|块|段|颗|枚|门|款|份|笔|句|字|词|首|队|分|周|代|世纪|街区|平方英里|英里|英尺|mwh|kwh|gb|mb|km|kg|m|t"
)
LATEST = 2100  # a later year is a span of years
# 1 085人 as statistics bureaus print it; without a unit behind it the space may part two columns
_SPACED = rf"(?<!\d )(?<![第表图])\d{{1,3}}(?: \d{{3}})+(?=[万亿余多]*(?:{UNITS}))"
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|{_SPACED}|\d+)(?:\.\d+)?"
_PATTERN = re.compile(
    # Looking at the first character before all else halves the time.
    rf"(?=[\d○半{_CHINESE}])(?:(?P<date>(?P<y>\d{{4}}|[〇○零一二三四五六七八九]{{4}})年(?:(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})月(?:(?P<d>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号])?)?(?!代)"
    rf"|(?P<m2>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?P<d2>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号])"
    rf"|(?P<part>百分之(?P<pc>{_NUMBER}|[零一二三四五六七八九十百点]+)|(?P<den>[二三四五六七八九十百千万]+)分之(?P<num>[一二三四五六七八九十]+)|(?P<tenth>[一二两三四五六七八九](?:点[一二三四五六七八九])?|\d)成(?!立|为|长|功|果|员|绩|本|就|都|交|熟|人|分|品|年|效|语)|(?P<half>一半|半数))"
    rf"|(?P<arabic>{_NUMBER})(?P<inner>余|多)?(?P<scale>万亿|(?:(?!千[瓦米克卡])[十百千万亿]){{1,2}})?(?P<more>(?<=亿)\d{{1,4}}万)?(?P<after>余|多)?(?P<percent>%|‰)?"
    rf"|(?P<chinese>[{_CHINESE}]+(?:点[零〇一二三四五六七八九]+)?[万亿]*)(?P<cafter>余|多)?(?=(?P<cunit>{UNITS})?))",
    re.ASCII,
)
_UNIT = re.compile(rf" ?(?:{UNITS})")
_RUN_OF_DIGITS = re.compile("[一二两三四五六七八九]{2}")
_VAGUE_BEFORE = re.compile(
    r"(?:约[为是有]?|近|超|超过|逾|不到|不足|至少|最多|大约[为是有]?|将近|接近|突破|达到?近|几|数|上)$"
)
_VAGUE_AFTER = re.compile(r"\s*(?:左右|上下|以上|以下|以内)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value found in a text: `text[start:end]` is its writing with the unit, `value` its exact size.

    `value` has the scale worked in (10206.9亿元 is 1020690000000, unit 元); a share is a fraction of one;
    a year is its number; a date is year * 10000 + month * 100 + day with zeros for what is not said.
    `number_end` is where the number stops and the unit begins. `vague` marks 约, 余, 超过 and their like.
    """

    start: int
    end: int
    number_end: int
    kind: Kind
    value: Decimal
    unit: str
    vague: bool = False


class Number(NamedTuple):
    """The number of a quantity, without what is said of it: `text[start:end]` is its writing, without a unit."""

    start: int
    end: int
    kind: Kind
    value: Decimal


def quantities(text: str) -> list[Quantity]:
    """Return the quantities in a folded text (see `fold`), from left to right, without overlap."""
    return [_quantity(text, match, number) for match, number in _found(text)]


def numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of the `quantities` in a folded text; in half the time."""
    return (number for _, number in _found(text))


def _found(text: str) -> Iterator[tuple[re.Match[str], Number]]:
    for match in _PATTERN.finditer(text):
        number = _number(text, match)
        if number is not None:
            yield match, number


def _number(text: str, match: re.Match[str]) -> Number | None:
    start, end = match.span()
    date, arabic, percent, chinese = match.group("date", "arabic", "percent", "chinese")
    if arabic:
        return Number(start, end, "share" if percent else "number", _arabic(match))
    if chinese:
        return Number(start, end, "number", _decimal(chinese)) if _counts(text, match) else None
    return _date(match) if date else Number(start, end, "share", _share(match))


def _quantity(text: str, match: re.Match[str], number: Number) -> Quantity:
    start, end, kind, value = number
    if match["date"]:
        return Quantity(start, match.end(), end, kind, value, "" if kind == "date" else "年")
    vague = bool(match["inner"] or match["after"] or match["cafter"]) or _vague(text, match)
    if kind == "share":
        return Quantity(start, end, end, kind, value, "%", vague)
    if match["chinese"]:
        unit = match["cunit"] or ""
        return Quantity(start, end + len(unit), end, kind, value, unit, vague or _about(text, end + len(unit)))
    found = _UNIT.match(text, end)
    last = found.end() if found else end
    return Quantity(start, last, end, kind, value, found[0].strip() if found else "", vague or _about(text, last))


def _about(text: str, end: int) -> bool:
    return _VAGUE_AFTER.match(text, end) is not None


def _date(match: re.Match[str]) -> Number:
    start, end = match.span()
    year = _integer(match["y"]) if match["y"] else 0
    month = _integer(match["m"] or match["m2"] or "0")
    day = _integer(match["d"] or match["d2"] or "0")
    if month == day == 0 and year > LATEST:
        return Number(start, end - 1, "number", Decimal(year))  # 4000年前
    if month == day == 0:
        return Number(start, end, "year", Decimal(year))
    return Number(start, end, "date", Decimal(year * 10000 + month * 100 + day))


def _share(match: re.Match[str]) -> Decimal:
    if match["pc"]:
        return _decimal(match["pc"]) / 100
    if match["den"]:
        return Decimal(_integer(match["num"])) / Decimal(_integer(match["den"]))
    return Decimal("0.5") if match["half"] else _decimal(match["tenth"]) / 10


def _arabic(match: re.Match[str]) -> Decimal:
    digits, scale, more, percent = match.group("arabic", "scale", "more", "percent")
    value = _decimal(digits)
    if scale:
        value *= _scale(scale)
    if more:
        value += _decimal(more.removesuffix("万")) * _LARGE["万"]
    return value / _PARTS[percent] if percent else value


def _counts(text: str, match: re.Match[str]) -> bool:
    written, unit = match["chinese"], match["cunit"] or ""
    if text.endswith("第", 0, match.start()):
        return False  # 第二个 counts nothing
    if not unit and (len(written) < 3 or not set(written) & set(_SMALL | _LARGE)):
        return False  # 一 in 统一, 万 in 万象: a word's part, not a number
    if set(written) <= set(_SMALL | _LARGE) and written[0] != "十":
        return False  # 千家万户, 亿元: a scale without a count
    # 十四五, 三五家: digits side by side are a name or a guess, not a number
    return not (_RUN_OF_DIGITS.search(written) and (len(written) == 2 or set(written) & set(_SMALL | _LARGE)))


def _vague(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 3) : match.start()]
    return bool(_VAGUE_BEFORE.search(before) or _about(text, match.end()))


def _scale(written: str) -> Decimal:
    value = Decimal(1)
    for character in written:
        value *= _SMALL.get(character) or _LARGE[character]
    return value


def _integer(written: str) -> int:
    return int(_decimal(written))


@lru_cache(4096)
def _decimal(written: str) -> Decimal:
    """Return the value of 10,206.9, 一万零二百, 二〇二二, 九点五."""
    plain = re.sub("[, ]", "", written)
    if plain[0].isdigit() and plain.isascii():
        return Decimal(plain)
    tail = plain.rstrip("万亿") if "点" in plain else plain
    whole, _, fraction = tail.partition("点")
    scale = _scale(plain[len(tail) :]) if "点" in plain else Decimal(1)
    digits = "".join(str(_DIGITS[character]) for character in fraction if character in _DIGITS)
    return (Decimal(_chinese_integer(whole)) + Decimal(f"0.{digits or 0}")) * scale


def _chinese_integer(written: str) -> int | Decimal:
    if not set(written) & set(_SMALL | _LARGE):
        return Decimal("".join(str(_DIGITS[character]) for character in written) or "0")
    total = section = digit = 0
    for character in written:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _SMALL:
            section += (digit or 1) * _SMALL[character]
            digit = 0
        else:
            large = _LARGE[character]
            section += digit or int(not total + section)
            total = (total + section) * large if large > 10**4 or not total else total + section * large
            section = digit = 0
    return total + section + digit
