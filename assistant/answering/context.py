"""An earlier turn as follow-ups see it: what was asked, about what, and what was answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.answering.courtesy import strip_courtesy
from assistant.answering.name_lists import GAINS
from assistant.answering.topic import Mention, Shape, mentions, shape
from assistant.types import AnswerKind, Turn

_MARKER = re.compile(r"\[\d+\]")
_ASPECTS = re.compile("内容|功能|优势|特点|作用|意义|影响|目标|效果|背景|问题|看法|观点|评价|变化|原因|职务|关系|地位")
_SPEAKERS = re.compile("[你您我]们?")
ADVERBIAL = re.compile("什么时候|什么时间|何时|哪一?[年天月]|在?哪里|在?哪儿|何处|什么地方|怎么|怎样|如何|为什么|为何")
"""When, where, how or why: what follows is done, not a thing."""
_NAMES_ASKED = re.compile(r"谁|哪[一几]?[家个位所座]|什么(?!时|地)")


@dataclass(frozen=True)
class Context:
    """An earlier turn: the question as it was understood, the answer's text and key, the quotes it rests on and their titles."""

    question: str
    answer: str
    key: str
    sources: str
    titles: str = ""

    @cached_property
    def shape(self) -> Shape:
        """The parts of the earlier question."""
        return shape(self.question)

    @property
    def counts(self) -> bool:
        """Whether a quantity was asked for."""
        return self.shape.asked[:1] in ("多", "几")

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """What the earlier question names."""
        return mentions(self.question)

    @cached_property
    def named(self) -> str:
        """The answer's name where a name was asked for (谁, 哪家公司, 哪里), else ""."""
        asks_name = _NAMES_ASKED.match(self.shape.asked) is not None
        if self.shape.predicate in ("是什么", "有什么", "指什么") or any(
            m.kind == "person" for m in mentions(self.shape.topic)
        ):
            return ""
        return self.key if asks_name and self.key and not re.search(r"\d", self.key) else ""

    @cached_property
    def subject(self) -> str:
        """The topic with what is counted or done: 海淀区上市企业 of 海淀区有多少家上市企业, 海淀区推出的政策 of 推出了哪些政策."""
        parts = self.shape
        verb = parts.text[len(parts.topic) : parts.asked_start].removesuffix("了").removesuffix("过")
        thing = next((mention for mention in self.mentions if mention.kind == "thing"), None)
        if verb in GAINS and thing is not None:
            before = parts.text[: thing.start] if thing.end <= len(parts.topic) else parts.topic
            return f"{before.removesuffix('的')}{verb}{thing.text}"
        if (
            not parts.topic
            or not parts.tail
            or ADVERBIAL.fullmatch(parts.asked)
            or (not self.counts and _ASPECTS.search(parts.tail))
        ):
            return self.topic
        if re.search("[在和与对从到是]", verb):
            return self.topic
        return self.topic + (
            parts.tail if verb in ("有", "共有", "拥有", "一共有", "总共有") else f"{verb}的{parts.tail}"
        )

    @cached_property
    def topic(self) -> str:
        """What the question is about: its topic, else the first thing that it names."""
        whole = self.shape.topic
        if not whole or _SPEAKERS.fullmatch(whole):
            whole = next((mention.text for mention in self.mentions if mention.kind != "time"), whole)
        return re.sub(r"^(?:截至|截止到?|到|在)|在全.{1,2}$", "", whole)

    @cached_property
    def owner(self) -> Mention | None:
        """The place, organisation or work that the question's indicator belongs to: 海淀 in 海淀上市企业有多少家."""
        first = next((mention for mention in self.mentions if mention.kind != "time"), None)
        if first is None or first.start > max(len(self.shape.topic), 0 if self.shape.topic else len(self.question)):
            return None
        if first.kind != "thing":
            return first
        after = self.question[first.end : first.end + 5]
        more = any(m.kind == "thing" and first.end < m.start < len(self.shape.topic) for m in self.mentions)
        return (
            Mention("organisation", first.start, first.end, first.text)
            if more and re.match(r"的|\d{4}年|[去上今前]年", after)
            else None
        )


def contexts(turns: Sequence[Turn]) -> list[Context]:
    """Return the earlier turns, the last one first, without small talk."""
    result = []
    for turn in reversed(turns):
        if turn.answer.kind is AnswerKind.CHAT:
            continue
        asked = strip_courtesy(turn.answer.understood or turn.question).strip().rstrip("？?。！!~～ ")
        quotes = "".join(citation.quote for citation in turn.answer.citations)
        titles = "".join(citation.title for citation in turn.answer.citations)
        result.append(Context(asked, _MARKER.sub("", turn.answer.text), turn.answer.key, quotes, titles))
    return result


def stated(context: Context) -> str:
    """Return the earlier question as a statement: 海淀上市企业有268家; "" when there is nothing to state."""
    parts = context.shape
    if parts.asked_start == parts.asked_end:
        return context.question
    before, after = parts.text[: parts.asked_start], parts.text[parts.asked_end :]
    if parts.asked in ("吗", "是否"):
        return before + after
    if (
        parts.asked[0] in "什哪怎如"
        and parts.asked not in ("什么时候", "哪里", "哪年")
        and (after or parts.asked[0] in "怎如")
    ):
        return f"{before}{'这样' if parts.asked[0] in '怎如' else '这样的'}{after}"
    if parts.asked == "什么":
        return before + ("这样" if before.endswith("是") else "这些")
    return f"{before}{context.key}{after}" if context.key else ""
