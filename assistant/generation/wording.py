"""Whether the words of a claim stand in its quotes: its names all of them, the rest nearly all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from assistant.answering.background import idf
from assistant.answering.name_lists import NOT_PEOPLE, NOT_PLACES, SCOPES, SURNAMES
from assistant.answering.names import PEOPLE, bare, is_name
from assistant.answering.topic import Word, mentions, tag_words
from assistant.generation.sources import Sources
from assistant.text import quantities

_NAMED = PEOPLE | {"ns", "nz"}
_NO_NAMES = NOT_PEOPLE | NOT_PLACES
_CONTENT = "nvaijlbst"
_TITLE = re.compile(r"[《“「]([^》”」]+)[》”」]")
_BOOK = re.compile("《[^》]+》")
_AFTER_NAME = "用说称在对把将指认谈看从曾还也任是为等则向到及和与于由被带以"
_OF_ITSELF = re.compile("(?:^|(?<=[,。;任是为对在由给向被使让占]))(?:本|该|这家)?公司的?")
_LATIN = re.compile(r"[a-z][a-z0-9+\-]*")
# Words for one thing in reports; each stands for the last of its line.
_SAME = {
    word: line.split()[-1]
    for line in (
        "公司 企业",
        "gdp 国内生产总值 地区生产总值 生产总值 经济规模 经济总量",
        "排第 排名第",
        "措施 举措 政策",
        "家数 数目 总数 数量",
        "营收 营业收入",
        "突破 越过 超过",
        "占比 比例 份额 比重",
    )
    for word in line.split()[:-1]
}
_SAME_WORD = re.compile("|".join(sorted(_SAME, key=len, reverse=True)))
_MARKING = frozenset("新老旧总副男女东西南北内外前后")
NOUN = 1.0  # idf from which a noun must stand in the quotes
TELLING = 5.5  # idf from which any other word must, unless the question has it
SHARE = 0.5  # of the weight of a claim's words that must stand in its quotes; the question's words count half
_SAYING = frozenset(
    "报告 显示 指出 介绍 表示 认为 提到 说明 根据 其中 包括 分别 达到 共有 共计 总共 合计 相差 目前 截至 截止 年底 全年 此外 同时 另外 以及 约为 "
    "超过 不到 接近 左右 位居 位列 排名 属于 成为 实现 数量 金额 规模 情况 方面 简称 全称 主要 原因 因为 由于 所以 具体 依次 总量 总额 占比 比重 比例 "
    "居首位 首位 目标 计划 规划 预期 预计 名称 时间 地点 地址 位于 成立 职务 担任 时候 个数 名字 内容 总长 全长 长度".split()
)


def foreign_name(claim: str, sources: Sources) -> str:
    """Return a name, a title or a Latin word of a folded claim that neither its quotes nor their headings have, or ""."""
    known, said = _known_text(sources, claim), one_word(claim)
    titles = (title for title in _TITLE.findall(said) if title not in known)
    return next(chain(titles, (name for name in _names(said) if not _is_known(name, known))), "")


def covered(claim: str, sources: Sources, asked: str) -> bool:
    """Whether the words of a folded claim are its quotes' or, in part, the folded question's.

    A noun that the quotes do not have is something else than they speak of, whoever says it first.
    """
    known, total, found = _known_text(sources, claim), 0.0, 0.0
    if _otherwise_marked(claim, known):
        return False
    for word, noun in content(claim):
        weight = idf(word)
        total += weight
        if _is_known(word, known):
            found += weight
        elif (noun and (weight >= NOUN or word in SCOPES)) or (weight >= TELLING and word not in asked):
            return False
        elif word in asked:
            found += weight / 2
    return total == 0 or found >= SHARE * total


def _otherwise_marked(claim: str, known: str) -> bool:
    """Whether a claim tells one thing from others of its kind by a character that it never has there: 新院区, 总收入."""
    pairs = (match for match in pairwise(tag_words(one_word(claim))) if match[0].text in _MARKING)
    return any(
        len(noun.text) > 1 and noun.tag[0] == "n" and noun.text in known and mark.text + noun.text not in known
        for mark, noun in pairs
    )


def one_word(text: str) -> str:
    """Return a folded text with one word for one thing: 企业 for 公司, 经济总量 for gdp."""
    return _SAME_WORD.sub(lambda match: _SAME[match.group()], text)


def _known_text(sources: Sources, claim: str) -> str:
    """Return what words may be taken from: the quotes and what stands over them.

    Of a book's or rule's title that the claim does not name, only the end, as in 该规划.
    """
    quoted = _BOOK.sub(lambda match: match.group() if match.group() in claim else match.group()[-3:], sources.text)
    return one_word(quoted + "\n" + sources.context)


def _is_known(name: str, known: str) -> bool:
    """Whether a name stands in a text; of 刘勇用, as the tagger cuts 刘勇用韧性强来形容, all but the last character."""
    return stands(bare(name), known) or (len(name) == 3 and name[2] in _AFTER_NAME and name[:2] in known)


def stands(word: str, known: str) -> bool:
    """Whether a word stands in a text, whole or as its two halves: 海淀区政府 where 海淀区 and 政府 do."""
    return word in known or any(word[:cut] in known and word[cut:] in known for cut in range(2, len(word) - 1))


def _names(claim: str) -> Iterator[str]:
    yield from _LATIN.findall(claim)
    for word in tag_words(claim):
        if word.tag in _NAMED and word.text not in _NO_NAMES and is_name(word.text, word.tag):
            yield word.text
    for before, word in pairwise(tag_words(claim)):
        # The tagger cuts 张俊杰 into 张 and 俊杰, which stands in 李俊杰 as well.
        if word.tag in PEOPLE and word.text[0] not in SURNAMES and before.text in SURNAMES:
            yield before.text + word.text
    yield from (mention.text for mention in mentions(claim) if mention.kind in ("person", "place"))


def content(claim: str) -> Iterator[tuple[str, bool]]:
    """Yield the words of a folded text that say something, with whether each is a noun.

    Numbers, the words of saying, and 公司 where a company speaks of itself say nothing.
    """
    claim = one_word(_OF_ITSELF.sub("", claim))
    spans = [(found.start, found.end) for found in quantities(claim)]
    for word in tag_words(claim):
        if len(word.text) > 1 and word.tag[0] in _CONTENT and word.text not in _SAYING and not _inside(word, spans):
            yield word.text, word.tag[0] in "nj" or word.tag == "vn"


def _inside(word: Word, spans: list[tuple[int, int]]) -> bool:
    return any(start < word.end and word.start < end for start, end in spans)
