"""English questions about Chinese reports, put into Chinese with a glossary: enough to find the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    "reached come came comes coming up down out off anything something able go goes going went done turn turns turned see "
    "seen originally really actually exactly ever yet just own put puts set got gets get help helps helped".split()
)
_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("d", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
)
_ASKED = (
    (r"\bhow (?:fast|quickly|rapidly)\b", "的增速是多少"),
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
    (r"\bwhat\b", ""),
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
        if not used and "-" in tokens[place]:
            tokens[place : place + 1] = tokens[place].split("-")
            continue
        if not used:
            return ""
        (names if found[1] == "name" else years if found[1] == "year" else words).append(found[0])
        place += used
    asked = _asked(folded)
    content = "".join(word for word in dict.fromkeys(words) if word and not (word == _SHARE and "占比" in asked))
    if not asked:
        asked = "是多少" if _FIGURES.search(content) else "是什么"
    if asked == "有多少" and content.endswith(("企业", "公司")):
        asked += "家"
    return "".join(filter(None, names)) + "".join(years) + content + asked


def _asked(folded: str) -> str:
    """Return the Chinese for the first question word: how do children who … asks how, not who."""
    found = [(match.start(), chinese) for pattern, chinese in _ASKED if (match := re.search(pattern, folded))]
    return min(found, key=lambda one: one[0], default=(0, ""))[1]


def _translated(tokens: list[str], place: int, vocabulary: Vocabulary) -> tuple[tuple[str, str], int]:
    """Return the Chinese for the longest phrase at `place` with its kind, and how many tokens it takes; 0 for unknown."""
    for length in range(min(6, len(tokens) - place), 0, -1):
        phrase = " ".join(tokens[place : place + length])
        if phrase in _glossary():
            chinese = _meaning(phrase, vocabulary)
            return (chinese, "name" if chinese in _LEVELS else "word"), length
    token = tokens[place]
    if token[0].isdigit():
        return (f"{token}年" if re.fullmatch(r"(?:19|20)\d\d", token) else token, "year"), 1
    for length in range(min(3, len(tokens) - place), 0, -1):
        pinyin = "".join(tokens[place : place + length]).replace("'", "")
        named = next(iter(vocabulary.sounding(pinyin)), "") or (vocabulary.spelt(pinyin) if length > 1 else "")
        if named:
            return (named, "name"), length
    if token in _FILLER:
        return ("", "word"), 1
    stem = next(filter(_glossary().__contains__, _stems(token)), "")
    if stem:
        return (_meaning(stem, vocabulary), "word"), 1
    named = token if vocabulary.says(token) else vocabulary.spelt(token.replace("'", ""))
    return ((named, "name"), 1) if named else (("", ""), 0)


def _meaning(phrase: str, vocabulary: Vocabulary) -> str:
    """Return the Chinese for a phrase of the glossary: the first word for it that the shelf says."""
    meanings = _glossary()[phrase]
    return next(filter(vocabulary.says, meanings), "" if phrase in _FILLER else meanings[0])


def _stems(token: str) -> Iterator[str]:
    """Yield what an inflected word may be a form of: carries and carried give carry, slowly gives slow."""
    for ending, instead in _ENDINGS:
        if token.endswith(ending):
            yield token.removesuffix(ending) + instead


@cache
def _glossary() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in files("assistant").joinpath("data/glossary.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            english, _, chinese = line.partition(" =")
            found |= {phrase.strip(): chinese.strip().split(", ") for phrase in english.split("|")}
    return found
