"""English questions about Chinese reports, put into Chinese with a glossary: enough to find the sentence."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from assistant.answering.vocabulary import Vocabulary
from assistant.text import fold

_TOKEN = re.compile(r"[a-z][a-z&]*(?:[-'][a-z]+)*|\d[\d,.]*\d|\d")
_FILLER = frozenset(
    "a an the of in on at to for by with from and or is are was were be been being do does did has have had there it its "
    "this that these those please tell me us you can could would will shall i we they he she his her their s as about "
    "into over many much year years long any all one some give find out know want like get so far also than then which "
    "how what who whom whose when where why make made carry carried out perform performed handle handled hold held reach "
    "reached come came".split()
)
_ASKED = (
    (r"\bhow many\b|\bnumber of\b", "有多少"),
    (r"\bwhat (?:share|percentage|proportion|percent)\b|\bhow much of\b", "占比是多少"),
    (r"\bhow much\b|\bhow (?:large|big|high|long|far)\b", "是多少"),
    (r"\bwho\b", "是谁"),
    (r"\bwhen\b|\bwhat (?:date|year)\b|\bwhich year\b", "是什么时候"),
    (r"\bwhere\b|\baddress\b", "在哪里"),
    (r"\bwhy\b", "的原因是什么"),
    (r"\brank", "排名第几"),
    (r"\bwhich\b|\bwhat are\b|\blist\b", "有哪些"),
    (r"\bhow\b", "是如何做的"),
)
_FIGURES = re.compile(
    "GDP|收入|利润|资产|负债|投资|收购|市值|价格|人口|增长率|失业率|占比|消耗|排放量|满意度|现金流量|总额|预算|税收|融资"
)
_SHARE = "占比"
_LEVELS = frozenset({"区", "市", "省", "县", "镇", "村"})  # they end a name: Haidian District is 海淀区


def is_english(question: str) -> bool:
    """Whether a question is written in Latin letters alone."""
    folded = fold(question)
    return bool(re.search(r"[a-z]{2}", folded)) and not re.search(r"[\u4e00-\u9fff]", folded)


def in_chinese(question: str, vocabulary: Vocabulary) -> str:
    """Return an English question in Chinese; "" where a word of it is neither in the glossary nor on the shelf.

    Names come from the shelf by their pinyin: Lei Jun is 雷军. A word left out could be the very condition that the
    reports do not meet, so nothing is left out but filler.
    """
    folded = fold(question).replace("’", "'").replace("'s", " ")
    tokens = _TOKEN.findall(folded)
    names, words, years, place = list[str](), list[str](), list[str](), 0
    while place < len(tokens):
        found, used = _translated(tokens, place, vocabulary)
        if not used:
            return ""
        (names if found[1] == "name" else years if found[1] == "year" else words).append(found[0])
        place += used
    asked = next((chinese for pattern, chinese in _ASKED if re.search(pattern, folded)), "")
    content = "".join(word for word in dict.fromkeys(words) if word and not (word == _SHARE and "占比" in asked))
    if not asked:
        asked = "是多少" if _FIGURES.search(content) else "是什么"
    if asked == "有多少" and content.endswith(("企业", "公司")):
        asked += "家"
    return "".join(filter(None, names)) + "".join(years) + content + asked


def _translated(tokens: list[str], place: int, vocabulary: Vocabulary) -> tuple[tuple[str, str], int]:
    """Return the Chinese for the longest phrase at `place` with its kind, and how many tokens it takes; 0 for unknown."""
    for length in range(min(6, len(tokens) - place), 0, -1):
        meanings = _glossary().get(" ".join(tokens[place : place + length]))
        if meanings is not None:
            chinese = next(filter(vocabulary.says, meanings), meanings[0])
            return (chinese, "name" if chinese in _LEVELS else "word"), length
    token = tokens[place]
    if token[0].isdigit():
        return (f"{token}年" if re.fullmatch(r"(?:19|20)\d\d", token) else token, "year"), 1
    for length in range(min(3, len(tokens) - place), 0, -1):
        named = vocabulary.sounding("".join(tokens[place : place + length]))
        if named:
            return (named[0], "name"), length
    if token in _FILLER:
        return ("", "word"), 1
    return ((token, "name"), 1) if vocabulary.says(token) else (("", ""), 0)


@cache
def _glossary() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in files("assistant").joinpath("data/glossary.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            english, _, chinese = line.partition(" =")
            found |= {phrase.strip(): chinese.strip().split(", ") for phrase in english.split("|")}
    return found
