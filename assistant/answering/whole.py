"""A whole from a part and its share, where a question gives the share: 按占45%推算，全市有多少家."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.answering import arithmetic
from assistant.answering.arithmetic import common_unit, in_unit
from assistant.answering.derived import told
from assistant.answering.key import counts
from assistant.answering.operand import Bound, Operand, operands
from assistant.answering.outcome import marks, shown, term
from assistant.text import fold, quantities
from assistant.types import Answer, AnswerKind

_WORKED_OUT = re.compile(
    "推算|倒推|估算|测算|折算|照此|据此|这样算|算下来|占.{0,12}，那么?|占.{0,12}的话|(?:按照?|照|依).{2,16}(?:来|去)?算"
)
_BY_ITS_SHARE = re.compile("占.{0,6}(?:份额|比例|比重|百分比)")
_OF_IT = re.compile("[,，]?(?:大?约|数量|总数|其|也|就|仅|已)*(?:占|为|是)[^0-9。；;]{0,12}")


def whole(question: str, stated: Answer) -> Answer | None:
    """Return the whole of which `stated` gives a part and its share, None where it does not say both.

    The question gives that share, too (按占45%推算), or says that it is to be used (按所占比例倒推).
    """
    asked = fold(question).replace(",", "，")
    given = [one.value for one in quantities(asked) if one.kind == "share"]
    if not _WORKED_OUT.search(asked) or not (len(given) == 1 or _BY_ITS_SHARE.search(asked)):
        return None
    found = operands(stated)
    if stated.kind is not AnswerKind.FACT or len(stated.citations) != 1 or not found:
        return None
    part, share = found[0], _share_after(stated)
    if part.kind != "number" or share is None or not share.value or given not in ([], [share.value]):
        return None
    unit = common_unit((part,), "")
    exact = in_unit(arithmetic.EXACT.divide(part.value, share.value), unit)
    result = arithmetic.rounded(exact.quantize(Decimal(1)) if counts(unit) else exact, unit, share.bound)
    result = replace(result, rounded=True)
    return told(
        stated,
        question,
        "推算为",
        result,
        f"{term(part, unit)} ÷ {share.written} {marks(share)}",
        f"{shown(part, unit)} ÷ {share.written}",
    )


def _share_after(stated: Answer) -> Operand | None:
    """Return the share that the sentence says the figure is of something: 265家，约占全市45%."""
    folded, end = fold(stated.text), stated.key_spans[0][1]
    for quantity in quantities(folded):
        if quantity.start >= end and quantity.kind == "share" and _OF_IT.fullmatch(folded, end, quantity.start):
            marked = replace(stated, key_spans=((quantity.start, quantity.end),))
            operand = next(iter(operands(marked)), None)
            about = quantity.vague or "约" in folded[end : quantity.start]
            return operand and replace(operand, bound=Bound.ABOUT if about else operand.bound)
    return None
