"""The places that a text names: those of a list, and whatever is called 市, 区, 县 or 省."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files

_DISTRICT = re.compile(
    "(?:(?<![\u4e00-\u9fff])|(?<=\\d年)(?![度初底末中])|(?<=年度)|(?<=[和与及跟比同在从到由对含括中于、]))(?:(?![的在第于是各该本全每某这那当同一和与及跟比年月日多少几个哪你我咱他贵])[\u4e00-\u9fff]){2,3}"
    "(?<![城都股超上门楼夜地社园小景厂校学灾战林牧农展专库片街军辖居民院市级节范强务区县])"
    "(?:[区县](?![长场值民政级盈界况])|省(?![长场值民政级盈界况了下时])|(?<![城集小古家老下回思各乡市区县])[镇乡](?![长民政村上])|市(?![长场值民政级盈界况区]))"
    "|(?<![\u4e00-\u9fffa-z])[甲乙丙丁戊己庚辛a-z][市区县省]"  # the names of places that are not to be named
)
_OFTEN = 3
_SUFFIX = re.compile("(?<=[\u4e00-\u9fff]{2})(?:新区|[市区县省])$")


@lru_cache(maxsize=20_000)
def places(folded: str) -> frozenset[str]:
    """Return the places that a folded text names, each by the first and bare one of its names: 海淀区 gives 海淀."""
    pattern, names = _listed()
    listed = {names[match.group()] for match in pattern.finditer(folded)}
    return frozenset(listed | {_SUFFIX.sub("", match.group()) for match in _DISTRICT.finditer(folded)})


@lru_cache(maxsize=256)
def own_places(folded: str) -> frozenset[str]:
    """Return the places that a folded document is about: named at least three times, and half as often as any other."""
    pattern, names = _listed()
    count = Counter(names[match.group()] for match in pattern.finditer(folded))
    count.update(_SUFFIX.sub("", match.group()) for match in _DISTRICT.finditer(folded))
    most = max(count.values(), default=0)
    return frozenset(place for place, times in count.items() if times >= max(_OFTEN, most / 2))


def listed(place: str) -> bool:
    """Whether a place is one of the list."""
    return place in _listed()[1].values()


@lru_cache(maxsize=1024)
def names_of(place: str) -> tuple[str, ...]:
    """Return the names under which a text may speak of a place."""
    return tuple(name for name, first in _listed()[1].items() if first == place) or (place,)


@cache
def _listed() -> tuple[re.Pattern[str], dict[str, str]]:
    names: dict[str, str] = {}
    for line in files("assistant").joinpath("data/places.txt").read_text(encoding="utf-8").splitlines():
        for group in line.split("#")[0].split():
            first, *others = group.split("=")
            bare = _SUFFIX.sub("", first)
            names |= {name: bare for name in (first, *others) if len(name) > 1}
    longest = sorted(names, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), names
