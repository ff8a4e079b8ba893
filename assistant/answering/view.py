"""A sentence as the ranker sees it: folded, cut into words, with the typed things it holds."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

import rjieba

from assistant.answering.names import PEOPLE, is_name
from assistant.answering.years import year_of
from assistant.text import Quantity, bigrams, fold, quantities, words

_REASON = re.compile(
    "因为|由于|因此|原因|为了|所以|使得|导致|因而|之所以|得益于|出于|源于|归因|受.{0,24}影响|看中|看重|有助于|以便"
)
_WAY = re.compile("通过|采取|采用|依托|以.{1,20}方式|利用|借助|借由|运用|实施|推进|加强")
_DEFINITION = re.compile("是指|指的是|简称|即|称为|又称|也称|俗称|是.{0,12}(?:一种|一个|一座|一部|一名|一位)|名为")
_RANK = re.compile("第[一二三四五六七八九十\\d]+|首位|居首|前列|排名|位居|位列|仅次于")
_OFFICE = re.compile(
    "书记|区长|市长|省长|县长|主席|总统|部长|局长|院长|校长|所长|主任|董事长|总经理|总裁|ceo|经理|教授|会长|委员|总理|司令|作者|创始人"
)
_PLACE = re.compile("位于|坐落|地处|位在|路|街|号|市|区|县|镇|村|国")

NARROWING = frozenset({"新增", "平均", "每天", "累计", "预计", "目标", "计划", "人均", "同比", "环比"})
"""Scopes that make a figure hold for a part, a pace or a hope, not for the whole."""

PARTS = re.compile("其中|市区|城镇|农村|乡村|城乡|境外|境内(?!外)|户籍|住户|男性|女性")
"""Words for a part of the whole that a place's figures hold for."""
_NEW = re.compile("新(?:上市|设|成立|注册|登记|认定|入驻|获批|签约)|净增|增加了?(?=\\d)")
_SCOPE = re.compile(
    "新增|全市|全国|全区|全省|全球|平均|每天|每年|累计|预计|计划|目标|同比|环比|人均|总计|其中|截至|首次"
)


class View:
    """A folded sentence with its words, bigrams, quantities and the typed things it holds, each worked out when it is asked for.

    Of most sentences only the words and the pairs are: they are passed over. `months` are written as year * 100 + month,
    with year 0 where it is not said. `scopes` are words such as 新增 or 全市 that say for what a figure holds.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words for search."""
        return tuple(words(self.text))

    @cached_property
    def word_set(self) -> frozenset[str]:
        """The same, each once."""
        return frozenset(self.words)

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Its character pairs."""
        return frozenset(bigrams(self.text))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its numbers, shares, years and dates."""
        return tuple(quantities(self.text))

    @cached_property
    def _tagged(self) -> list[tuple[str, str]]:
        return [(word, tag) for word, tag in rjieba.tag(self.text) if len(word) > 1]

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Whom it names."""
        return tuple(word for word, tag in self._tagged if tag in PEOPLE)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Which places it names."""
        return tuple(word for word, tag in self._tagged if tag == "ns" and is_name(word, tag))

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        """Which organisations it names."""
        return tuple(word for word, tag in self._tagged if tag == "nt")

    @cached_property
    def nouns(self) -> int:
        """How many nouns it has."""
        return sum(tag[0] == "n" for _, tag in self._tagged)

    @cached_property
    def years(self) -> frozenset[int]:
        """Which years it names."""
        return frozenset(map(year_of, self.quantities)) - {0}

    @cached_property
    def months(self) -> frozenset[int]:
        """Which months it names."""
        return frozenset(int(found.value) // 100 for found in self.quantities if found.kind == "date")

    @cached_property
    def scopes(self) -> frozenset[str]:
        """For what its figures hold."""
        return scopes(self.text)

    @cached_property
    def titles(self) -> int:
        """How many titles and quotations it opens."""
        return self.text.count("《") + self.text.count("“") + self.text.count("「")

    @cached_property
    def commas(self) -> int:
        """How many things it lists."""
        return self.text.count("、")

    @cached_property
    def reason(self) -> bool:
        """Whether it has words of reasons."""
        return bool(_REASON.search(self.text))

    @cached_property
    def way(self) -> bool:
        """Whether it has words of ways."""
        return bool(_WAY.search(self.text))

    @cached_property
    def definition(self) -> bool:
        """Whether it has words of definitions."""
        return bool(_DEFINITION.search(self.text))

    @cached_property
    def rank(self) -> bool:
        """Whether it has words of ranks."""
        return bool(_RANK.search(self.text))

    @cached_property
    def office(self) -> bool:
        """Whether it names an office."""
        return bool(_OFFICE.search(self.text))

    @cached_property
    def place(self) -> bool:
        """Whether it has words of places."""
        return bool(_PLACE.search(self.text))


@lru_cache(maxsize=20_000)
def view(sentence: str) -> View:
    """Look at a sentence. Pure; the latest 20,000 are remembered."""
    return View(fold(sentence))


def scopes(folded: str) -> frozenset[str]:
    """Return the words that say for what a figure in a folded text holds; 新上市 and 净增 say 新增."""
    return frozenset(_SCOPE.findall(_NEW.sub("新增", folded)))
