"""The answer that adds up figures, each of which stands in a place of its own."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering import arithmetic
from assistant.answering.arithmetic import common_unit
from assistant.answering.compose import Quote, cite
from assistant.answering.operand import constant
from assistant.answering.outcome import shown, term
from assistant.types import Answer, AnswerKind, Calculation, Claim


def summed(asked: str, quotes: Sequence[Quote], written: Sequence[str], support: float) -> Answer:
    """Return the sum of the figures `written`, of one unit, each of which stands in the quote of its place."""
    values = [constant(figure) for figure in written]
    unit, result = common_unit(values, ""), arithmetic.total(values, "")
    citations = tuple(cite(quote, number) for number, quote in enumerate(quotes, start=1))
    steps, plain = (
        " + ".join(f"{shown(value, unit)}{mark}" for value, mark in zip(values, marks, strict=True))
        for marks in ([f"[{citation.number}]" for citation in citations], [""] * len(values))
    )
    end = f" = {result.number}{result.unit}。"
    return Answer(
        asked,
        f"合计{result}：{steps}{end}",
        AnswerKind.CALCULATION,
        citations=citations,
        claims=(Claim(f"合计{result}：{plain}{end}", tuple(citation.number for citation in citations)),),
        key_spans=((2, 2 + len(str(result))),),
        calculation=Calculation(" + ".join(term(value, unit) for value in values), result.number, result.unit),
        support=support,
    )
