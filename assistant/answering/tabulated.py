"""Answers from a whole table: a cell, the names of all rows, the sum of a column, its largest or smallest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.compose import Quote, cite, unmarked
from assistant.answering.operand import MARKER
from assistant.answering.question import Asked, Question
from assistant.answering.summed import summed
from assistant.answering.table_lookup import Held, Row, cell_of, column_of, rows_of
from assistant.types import Answer, AnswerKind, Citation, Claim, Document

SUPPORT = 0.9
"""How sure a cell is whose row and column are both named."""
_SUMMED = re.compile("一共|总共|合计|共计|总计|加起来|加在?一起|相加|总和")
_RATES = frozenset("% ‰ 个百分点".split())
_RATE = re.compile("率$|增速|占比|比重|[均单]价|人均|平均")
_MOST = re.compile("最([多高大长快贵远重])")
_LEAST = re.compile("最([少低小短慢便近轻])")


def tabulated(asked: str, question: Question, documents: Iterable[Document]) -> Answer | None:
    """Return the answer that a table gives where it leaves nothing of the question open, None for all other questions."""
    for document in documents:
        held = cell_of(question, document)
        if held is not None:
            return _of_cell(asked, held, document)
        if question.asked is Asked.LIST and (rows := rows_of(question, document)):
            return _of_rows(asked, rows, document)
        if _SUMMED.search(question.text) and (column := column_of(_plainly(question), document)):
            return _of_sum(asked, column, document)
        if (_MOST.search(question.text) or _LEAST.search(question.text)) and (
            len(column := column_of(_plainly(question), document)) > 1
        ):
            return _of_end(asked, question, column, document)
    return None


def _plainly(question: Question) -> Question:
    """Return the question without the words that say what is done with a column."""
    text = re.sub("最[长远]", "多长", _SUMMED.sub("", question.text))
    return replace(question, text=re.sub("最[\u4e00-\u9fff]", "", text))


def _of_cell(asked: str, held: Held, document: Document) -> Answer:
    before, value = unmarked(f"{held.name}为"), unmarked(f"{held.value}{held.unit}")
    return _said(asked, (before, value, "。[1]"), [held.row], document)


def _of_rows(asked: str, rows: Sequence[Row], document: Document) -> Answer:
    citations = _cited(rows, document)
    names = [unmarked(row.cells[0]) for row in rows]
    text = "、".join(f"{name}[{number}]" for number, name in enumerate(names, start=1)) + "。"
    claims = tuple(Claim(name, (number,)) for number, name in enumerate(names, start=1))
    return Answer(asked, text, AnswerKind.LIST, citations=citations, claims=claims, support=SUPPORT)


def _of_sum(asked: str, column: Sequence[Held], document: Document) -> Answer | None:
    if any(held.unit in _RATES or _RATE.search(held.name) for held in column):
        return None
    quotes = [Quote(document, held.row.start, held.row.end) for held in column]
    return summed(asked, quotes, [f"{held.value}{held.unit}" for held in column], SUPPORT)


def _of_end(asked: str, question: Question, column: Sequence[Held], document: Document) -> Answer:
    least = _LEAST.search(question.text)
    ordered = sorted(column, key=lambda held: Decimal(held.value.replace(",", "")), reverse=least is None)
    first, others = ordered[0], ordered[1:]
    rest = f"，为{first.value}{first.unit}[1]；" + "，".join(
        f"{unmarked(held.row.cells[0])}{held.value}{held.unit}[{number}]" for number, held in enumerate(others, start=2)
    )
    head = unmarked(first.name.removeprefix(f"{first.row.cells[0]}的"))
    word = least or _MOST.search(question.text)
    before = f"{head}最{word[1] if word else '高'}的是"
    said = (before, unmarked(first.row.cells[0]), f"{rest}。")
    return _said(asked, said, [held.row for held in ordered], document)


def _said(asked: str, said: tuple[str, str, str], rows: Sequence[Row], document: Document) -> Answer:
    """Return the answer whose key is the middle one of three pieces; each row that it rests on is cited."""
    before, key, _ = said
    text, citations = "".join(said), _cited(rows, document)
    return Answer(
        asked,
        text,
        AnswerKind.FACT,
        citations=citations,
        claims=(Claim(MARKER.sub("", text), tuple(citation.number for citation in citations)),),
        key_spans=((len(before), len(before) + len(key)),),
        support=SUPPORT,
    )


def _cited(rows: Sequence[Row], document: Document) -> tuple[Citation, ...]:
    return tuple(cite(Quote(document, row.start, row.end), number) for number, row in enumerate(rows, start=1))
