"""A shelf with canned answers, so that every state of the page can be called up; the same surface as `Assistant`."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import cast

from assistant.assistant import Assistant
from assistant.errors import QuestionError, UnknownDocument
from assistant.settings import Settings
from assistant.types import Answer, AnswerKind, Calculation, Citation, Claim, Document, Listing, Section, Turn

ATTACK = '<script>window.hit=1</script><img src=x onerror="window.hit=1">{{constructor}}${window.hit=1}`$$x^2$$'
TEXT = f"""# 海淀区2022年经济运行

2022年，海淀区地区生产总值达10206.9亿元，2019年为7695.8亿元。

## 企业

截至2022年年底，海淀区共有上市企业268家，全年新增19家。
人工智能等前沿科技领域聚集了独角兽企业50余家。另一处说，独角兽企业达40家。

## 原样显示

{ATTACK}
[javascript](javascript:window.hit=1) <style>body{{display:none}}</style>
"""
FILLER = "\n".join(f"第{number}段：这里是没有被引用的内容，用来让报告足够长。" for number in range(80))


def _document(identifier: str, source: str, text: str) -> Document:
    headings = [line for line in text.splitlines() if line.startswith("#")]
    starts = [text.index(line) for line in headings] + [len(text)]
    sections = tuple(
        Section(line.lstrip("# "), line.count("#"), start, start + len(line) + 1, end)
        for line, start, end in zip(headings, starts, starts[1:], strict=False)
    )
    return Document(identifier, headings[0].lstrip("# "), text, source, sections)


REPORT = _document("report", f"海淀{ATTACK.replace('/', '')}.md", TEXT.replace("## 企业", FILLER + "\n\n## 企业"))
OTHER = _document("other", "other.md", "# 朝阳区的另一份报告\n\n朝阳区也有上市企业。\n")


def cite(number: int, quote: str, document: Document = REPORT) -> Citation:
    """Cite `quote`, which stands in the document."""
    start = document.text.index(quote)
    heading = next(section.heading for section in document.sections if section.start <= start < section.end)
    return Citation(number, document.id, document.title, heading, start, start + len(quote), quote)


def spans(text: str, *keys: str) -> tuple[tuple[int, int], ...]:
    """Where `keys` stand in `text`."""
    return tuple((text.index(key), text.index(key) + len(key)) for key in keys)


def listing(document: Document) -> Listing:
    """List a document as a file of 12,345 bytes."""
    dates = ("2022-12-31T08:00:00+00:00", "2023-01-02T09:30:00+00:00")
    return Listing(document.id, document.title, document.source, 12_345, *dates)


LISTED = "截至2022年年底，海淀区共有上市企业268家，全年新增19家。"
FACT = "截至2022年年底，海淀区共有上市企业268家。[1]"
NEW = "2022年海淀区新增上市企业19家。[1]"
CONFLICT = "独角兽企业50余家[1]；独角兽企业40家[2]。"
SUM = "2022年比2019年增加2511.1亿元。[1]"
ANSWERS = {
    "新增": Answer("", NEW, AnswerKind.FACT, (cite(1, "全年新增19家"),), key_spans=spans(NEW, "19家")),
    "上市": Answer("", FACT, AnswerKind.FACT, (cite(1, LISTED),), key_spans=spans(FACT, "268家"), support=0.9),
    "独角兽": Answer(
        "",
        CONFLICT,
        AnswerKind.CONFLICT,
        (cite(1, "人工智能等前沿科技领域聚集了独角兽企业50余家。"), cite(2, "另一处说，独角兽企业达40家。")),
        (Claim("独角兽企业50余家", (1,), "前沿科技领域"), Claim("独角兽企业40家", (2,), "全区")),
        spans(CONFLICT, "50余家", "40家"),
    ),
    "增加": Answer(
        "",
        SUM,
        AnswerKind.CALCULATION,
        (cite(1, "2022年，海淀区地区生产总值达10206.9亿元，2019年为7695.8亿元。"),),
        key_spans=spans(SUM, "2511.1亿元"),
        calculation=Calculation("10206.9[1] − 7695.8[1]", "2511.1", "亿元"),
    ),
    "你好": Answer("", "您好，请问一个关于报告的问题。", AnswerKind.CHAT),
    "攻击": Answer(
        "",
        f"{ATTACK}[1]",
        AnswerKind.FACT,
        (replace(cite(1, LISTED), title=ATTACK, heading=ATTACK),),
        key_spans=((0, len(ATTACK)),),
    ),
    "两份": Answer(
        "", "海淀和朝阳都有。[1][2]", AnswerKind.LIST, (cite(1, LISTED), cite(2, "朝阳区也有上市企业。", OTHER))
    ),
}
REFUSAL = Answer("", "报告没有提到这一点。", AnswerKind.REFUSAL, missing="", related=(cite(1, LISTED),))


class CannedShelf:
    """Answers by the first key of `ANSWERS` in the question.

    慢 in a question takes two seconds, 逐句 a second before each sentence but the first; 坏 fails.
    """

    version = "canned"
    generated = True  # as by a language model: processes of their own would open a real shelf
    warnings: tuple[str, ...] = ("empty.md is empty; put text into it or delete it",)

    def __init__(self, settings: Settings, documents: tuple[Document, ...] = (REPORT,)) -> None:
        self.settings = settings
        self.documents = documents

    @property
    def listings(self) -> tuple[Listing, ...]:
        return tuple(map(listing, self.documents))

    def ask(self, question: str) -> Answer:
        if not question.strip():
            raise QuestionError("the question is empty; type what you want to know")
        if len(question) > self.settings.max_question_chars:
            raise QuestionError("the question is too long; shorten it")
        if "慢" in question:
            time.sleep(2)
        if "坏" in question:
            raise UnknownDocument("no document has that id")
        found = next((answer for key, answer in ANSWERS.items() if key in question), REFUSAL)
        return replace(found, question=question)

    def conversation(self, turns: Iterable[Turn] = ()) -> CannedConversation:
        return CannedConversation(self, tuple(turns))

    def refresh(self) -> bool:
        return False

    def document(self, identifier: str) -> Document:
        for document in self.documents:
            if document.id == identifier:
                return document
        raise UnknownDocument(f"no document has the id {identifier!r}")

    def suggestions(self, limit: int = 6) -> tuple[str, ...]:
        return tuple(f"海淀的{key}是多少？" for key in ANSWERS)[:limit]

    def follow_ups(self, answer: Answer, limit: int = 3) -> tuple[str, ...]:
        return ("那新增了多少家？", f"还有{ATTACK}吗？")[:limit] if answer.citations else ()


class CannedConversation:
    """A follow-up that begins with 那 is understood as a whole question."""

    def __init__(self, shelf: CannedShelf, turns: tuple[Turn, ...]) -> None:
        self.shelf = shelf
        self.turns = turns

    def ask(self, question: str) -> Answer:
        understood = "2022年海淀区新增上市企业有多少家？" if question.startswith("那") and self.turns else ""
        answer = replace(self.shelf.ask(understood or question), question=question, understood=understood)
        self.turns = (*self.turns, Turn(question, answer))
        return answer

    def stream(self, question: str) -> Iterator[str | Answer]:
        answer = self.ask(question)
        for number, piece in enumerate(answer.pieces):
            if number and "逐句" in question:
                time.sleep(1)
            yield piece
        yield answer


def canned(settings: Settings, documents: tuple[Document, ...] = (REPORT,)) -> Assistant:
    """Return a canned shelf as what the service takes."""
    return cast(Assistant, CannedShelf(settings, documents))
