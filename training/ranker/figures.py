"""Questions made from news sentences on growth, shares of a whole, ranks, parts of a whole and holders of offices."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import rjieba

from training.ranker.content import CONTENT, tail

_HAN = "\u4e00-\u9fff"
_THING = f"(?P<thing>[{_HAN}]{{2,16}})"
_PERCENT = r"(?P<answer>\d[\d.]*(?:%|个百分点))"
_UP = "同比增长|比上年增长|较上年增长|增长|增加|提高|上升|下降|减少"
_AMOUNT = rf"\d[\d.,]*(?:万亿|[万亿千百])?[余多]?[{_HAN}]{{1,2}}"
_OFFICE = "书记|市长|区长|县长|省长|局长|院长|校长|主任|董事长|总经理|总裁|会长|教练|行长|厅长|部长"
_GROWTH = re.compile(rf"{_THING}(?:达到?|为|是)?(?:{_AMOUNT})?[,，]?(?P<up>{_UP})了?{_PERCENT}")
_SHARE = re.compile(
    rf"{_THING}(?P<rest>[^，。；]{{0,12}}?)占(?P<whole>[{_HAN}]{{2,12}}?)的?(?:比重|比例)?(?:为|达到?|约)?{_PERCENT}"
)
_RANK = re.compile(
    rf"{_THING}[^，。；]{{0,8}}?(?:位居|位列|排名|居|列)(?P<among>全国|全省|全市|世界|全球|亚洲|[{_HAN}]{{2,3}}省)?(?P<answer>第[一二三四五六七八九十\d]+位?|首位|榜首)"
)
_PART = re.compile(rf"其中[，,]?{_THING}(?:达到?|为|是|有|完成|实现)?(?P<answer>约?{_AMOUNT})")
_HOLDER = re.compile(
    rf"(?P<body>[{_HAN}]{{2,14}}?)(?P<office>{_OFFICE})(?P<answer>[{_HAN}]{{2,3}})(?=说|表示|介绍|指出|认为|告诉|称|[，。、])"
)
_FALLING = ("下降", "减少")
_IN_A_NAME = frozenset({"nr", "nrt"})

Asked = tuple[str, tuple[str, ...], str]
"""A question, its evidence, and what it asks about."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A kind of figure: where it stands, how long at least the name of its thing is, and what asks for it."""

    pattern: re.Pattern[str]
    shortest: int
    questions: Callable[[re.Match[str]], list[str]]

    def ask(self, sentences: Sequence[str], entity: str, rng: random.Random) -> Asked | None:
        """Ask for such a figure of one of the sentences, None where there is none."""
        found = next(filter(None, map(self.pattern.search, rng.sample(sentences, len(sentences)))), None)
        if found is None:
            return None
        thing = "".join(tail(found["thing"], CONTENT - _IN_A_NAME))
        if len(thing) < self.shortest:
            return None
        return f"{entity}{thing}{rng.choice(self.questions(found))}", (found["answer"],), thing


def _growth(found: re.Match[str]) -> list[str]:
    if found["up"] in _FALLING:
        return ["下降了多少？", "降幅是多少？"]
    return ["增长了多少？", "增速是多少？", "同比增长多少", "涨了几个点？"]


def _share(found: re.Match[str]) -> list[str]:
    whole = found["whole"]
    return [f"占{whole}的比重是多少？", f"占{whole}多少？", f"在{whole}里占几成？", "占比多少？"]


def _rank(found: re.Match[str]) -> list[str]:
    among = found["among"] or ""
    return [f"排{among}第几？", f"{'在' if among else ''}{among}排名多少？", f"位居{among}第几位？"]


def _part(_: re.Match[str]) -> list[str]:
    return ["是多少？", "有多少？", "多少", "达到多少？"]


def holder(sentences: Sequence[str], _entity: str, rng: random.Random) -> Asked | None:
    """Ask who holds an office."""
    for sentence in rng.sample(sentences, len(sentences)):
        for found in _HOLDER.finditer(sentence):
            tags = [tag for word, tag in rjieba.tag(sentence) if word == found["answer"]]
            body = "".join(tail(found["body"], CONTENT - _IN_A_NAME))
            if "nr" in tags and len(body) >= 2:
                ask = rng.choice(["是谁？", "叫什么？", "是哪位？"])
                return f"{body}{rng.choice(['', '的'])}{found['office']}{ask}", (found["answer"],), body
    return None


MAKERS = (
    Figure(_GROWTH, 3, _growth).ask,
    Figure(_SHARE, 2, _share).ask,
    Figure(_RANK, 2, _rank).ask,
    Figure(_PART, 3, _part).ask,
    holder,
)
