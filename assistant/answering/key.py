"""The key span: the figure or name in the evidence that the question asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable

import rjieba

from assistant.answering.question import Asked, Question
from assistant.text import Quantity, fold, quantities

_RANK = re.compile(
    "(?:全[国市省区球]|世界)?(?:排名|位居|位列|居)?第[一二三四五六七八九十\\d]+[位名]?|首位|榜首|仅次于[\\u4e00-\\u9fff]{2,8}"
)
_SAYER = re.compile(
    "([\\u4e00-\\u9fff]{2,4}?)(?=(?:还|也|在.{2,30}?时)?(?:表示|认为|说|指出|称|谈到|看来|介绍|强调|分析))"
)
_OFFICE = re.compile(
    "[\\u4e00-\\u9fff、]{0,16}?(?:书记|区长|市长|省长|县长|主席|总统|部长|局长|院长|校长|所长|主任|董事长|总经理|总裁|ceo|教授|会长|总理|博士|作者|创始人)"
)
_TITLE = re.compile("《[^》]+》|“[^”]+”|「[^」]+」")
_TIME_UNITS = frozenset({"年", "月", "个月", "天", "日", "小时", "分钟", "岁", "周", "号"})


def key_span(question: Question, text: str) -> tuple[int, int] | None:
    """Return the `[start, end)` offsets into `text` of what `question` asks for, None where nothing of its kind stands."""
    folded = fold(text)
    spans = list(_typed(question, folded))
    fresh = [span for span in spans if folded[slice(*span)] not in question.text]
    if not fresh:
        return None
    anchor = _anchor(question, folded)
    if anchor is None:
        return fresh[0]
    return min(fresh, key=lambda span: (abs(span[0] - anchor) if span[0] >= anchor else 2 * (anchor - span[0]), span))


def _typed(question: Question, text: str) -> Iterable[tuple[int, int]]:
    match question.asked:
        case Asked.NUMBER | Asked.SHARE | Asked.DATE | Asked.SPAN:
            return [(found.start, found.end) for found in _best_quantities(question, quantities(text))]
        case Asked.RANK:
            return [match.span() for match in _RANK.finditer(text)]
        case Asked.PERSON:
            return [*(match.span(1) for match in _SAYER.finditer(text)), *_tagged(text, {"nr", "nrt", "nrfg"})]
        case Asked.OFFICE:
            return [match.span() for match in _OFFICE.finditer(text)]
        case Asked.PLACE:
            return _tagged(text, {"ns"})
        case Asked.ORGANISATION:
            return _tagged(text, {"nt", "nz"})
        case Asked.NAME:
            return [match.span() for match in _TITLE.finditer(text)]
        case _:
            return []


def _best_quantities(question: Question, found: list[Quantity]) -> list[Quantity]:
    match question.asked:
        case Asked.SHARE:
            return [quantity for quantity in found if quantity.kind == "share"]
        case Asked.DATE:
            return [quantity for quantity in found if quantity.kind in ("date", "year")]
        case Asked.SPAN:
            return [quantity for quantity in found if quantity.kind == "number" and quantity.unit in _TIME_UNITS]
    numbers = [quantity for quantity in found if quantity.kind in ("number", "share")]
    if question.unit:
        counted = [quantity for quantity in numbers if quantity.unit and question.unit.endswith(quantity.unit)]
        return counted or [quantity for quantity in numbers if not quantity.unit]
    return [quantity for quantity in numbers if quantity.unit not in _TIME_UNITS] or numbers


def _anchor(question: Question, text: str) -> int | None:
    """Return where the focus word ends in the text: the key stands near it."""
    for word in question.focus:
        at = text.find(word)
        if at >= 0:
            return at + len(word)
    return None


def _tagged(text: str, wanted: set[str]) -> list[tuple[int, int]]:
    """Return the runs of words with a wanted part of speech."""
    spans, position = list[tuple[int, int]](), 0
    for word, tag in rjieba.tag(text):
        end = position + len(word)
        if tag in wanted:
            if spans and spans[-1][1] == position:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((position, end))
        position = end
    return [span for span in spans if span[1] - span[0] > 1]
