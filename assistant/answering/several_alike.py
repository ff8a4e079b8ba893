"""The sum over several of a kind, each of which a sentence of its own tells of: 两只基金一共拨款多少."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.candidates import Ranked
from assistant.answering.compose import Quote, unmarked
from assistant.answering.conflict import figure
from assistant.answering.question import Question, analyse
from assistant.answering.summed import summed
from assistant.text import Quantity, fold, quantities
from assistant.types import Answer, Claim, Document

_ASKED = re.compile(
    "(?P<before>[^，,]*?)(?:这|那|新增的)?(?P<count>[两二三四五六])(?P<kind>[个只支次笔批座家条所期款项种](?!月|季度|小时|星期|百分)[\u4e00-\u9fff][^，,]*?)(?:一共|总共|合计|共计|加起来|加在?一起|共)(?P<rest>[^，,]*)"
)
_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
SUPPORT = 0.7
"""How sure a sum is of just as many alike figures as are asked of."""
_NEAR = 8
"""Sentences within which they stand."""
_TRIED = 12
_LABEL = re.compile("[\u4e00-\u9fff]+")
_TELLS = 2
"""Characters before a figure that tell what it is of."""
_OTHER = re.compile("比|较|同比|增|降|减|目标|计划|预计")


@dataclass(frozen=True, slots=True)
class Several:
    """How many are asked of, and the question for one of them."""

    count: int
    question: str


def several_alike(question: str) -> Several | None:
    """Return what a question asks of several of a kind together, None for all other questions."""
    asked = _ASKED.fullmatch(question.rstrip("？?。 "))
    if asked is None or not re.search("多少|几", asked["rest"]):
        return None
    return Several(_COUNT[asked["count"]], f"{asked['before']}{asked['kind'][1:]}{asked['rest']}？")


def sum_of(question: str, several: Several, ranked: Sequence[Ranked], document: Document) -> Answer | None:
    """Return the sum over as many alike figures as are asked of, of sentences near each other; None for any other number."""
    one = analyse(several.question)
    first = next((found for each in ranked[:3] if (found := _figure(one, each)) is not None), None)
    if first is None:
        return None
    alike = [
        each
        for each in (_figure(one, other) for other in ranked[:_TRIED])
        if each is not None
        and each.label == first.label
        and each.quantity.unit == first.quantity.unit
        and abs(each.ranked.candidate.position - first.ranked.candidate.position) <= _NEAR
        and each.ranked.candidate.sentence.document_id == document.id
    ]
    if len(alike) != several.count or len({each.quantity.value for each in alike}) < len(alike):
        return None
    alike.sort(key=lambda each: each.ranked.candidate.position)
    sentences = [each.ranked.candidate.sentence for each in alike]
    quotes = [Quote(document, sentence.start, sentence.end) for sentence in sentences]
    answer = summed(question, quotes, [each.written for each in alike], SUPPORT)
    below = "".join(f"\n{unmarked(citation.quote)}[{citation.number}]" for citation in answer.citations)
    told = tuple(Claim(unmarked(citation.quote), (citation.number,)) for citation in answer.citations)
    return replace(answer, text=answer.text + below, claims=(*answer.claims, *told))


@dataclass(frozen=True, slots=True)
class _Alike:
    """A sentence with the figure in it that is asked for, and the characters before that."""

    ranked: Ranked
    quantity: Quantity
    label: str

    @property
    def written(self) -> str:
        return fold(self.ranked.candidate.sentence.text)[self.quantity.start : self.quantity.end]


def _figure(question: Question, ranked: Ranked) -> _Alike | None:
    """Return the figure of a sentence that is asked for: the last one of the unit that its words stand before."""
    text = fold(ranked.candidate.sentence.text)
    found = figure(question, ranked)
    if found is None or found.kind != "number" or not found.unit:
        return None
    asked = [one for one in quantities(text) if one.unit == found.unit]
    named = [one for one in asked if _label(text, one)[-_TELLS:] in question.text and len(_label(text, one)) >= _TELLS]
    chosen = named[-1] if named else found
    label = _label(text, chosen)
    return _Alike(ranked, chosen, label[-_TELLS:]) if label and not _OTHER.search(label[-_TELLS:]) else None


def _label(text: str, quantity: Quantity) -> str:
    before = _LABEL.findall(re.split("[,，;；。]", text[: quantity.start])[-1])
    return re.sub("[为是有达到]+$", "", before[-1]) if before else ""
