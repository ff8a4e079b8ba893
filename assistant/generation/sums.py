"""Whether a number that stands in no quote can be worked out from those that do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, permutations

from assistant.answering import arithmetic
from assistant.answering.arithmetic import EXACT, Result
from assistant.answering.operand import Bound, Operand
from assistant.answering.units import base_unit, factor, split_scale
from assistant.generation.figures import precision
from assistant.text import Quantity

_DIFFERENCE = re.compile("相差|差距?|比.*(?:多|少|高|低|大|小|增|减)|[多少高低]了?$|−|-")
_SUM = re.compile(r"合计|总共|一共|共计|加起来|之和|总和|总计|\+")
_SHARE = re.compile("占|比例|比重|÷|/")
_RATIO = re.compile("倍")
_GROWTH = re.compile("增长|增加|下降|减少|增幅|降幅|提高|上升")
MOST = 4  # operands of a sum


def worked_out(claim: str, found: Quantity, value: Operand, sources: Sequence[Operand]) -> bool:
    """Whether the claim says that it reckons, and a sum, difference, share, ratio or growth of `sources` gives `value`.

    `claim` is folded. Operands that the claim names itself must be the ones reckoned with.
    """
    if value.bound not in (Bound.EXACT, Bound.ABOUT):
        return False
    distinct = list(dict.fromkeys(sources))
    unit = precision(claim[found.start : found.number_end], value)
    return any(_equal(value, result, unit) for result in _results(claim, found, distinct))


def _results(claim: str, found: Quantity, sources: Sequence[Operand]) -> Iterator[Result]:
    pairs = [pair for pair in permutations(sources, 2) if arithmetic.compatible(pair)]
    if _DIFFERENCE.search(claim):
        yield from (arithmetic.difference(a, b, "") for a, b in pairs if a.value > b.value)
    if _SUM.search(claim):
        for count in range(2, MOST + 1):
            yield from (
                arithmetic.total(group, "") for group in combinations(sources, count) if arithmetic.compatible(group)
            )
    if _SHARE.search(claim) and found.kind == "share":
        yield from (result for a, b in pairs if a.value <= b.value and (result := _exact(a, b, 100)) is not None)
    if _RATIO.search(claim) and found.unit == "倍":
        yield from (result for a, b in pairs if (result := _exact(a, b, 1)) is not None)
    if _GROWTH.search(claim) and found.kind == "share":
        yield from (result for a, b in pairs if (result := arithmetic.growth(a, b)) is not None)


def _exact(part: Operand, whole: Operand, times: int) -> Result | None:
    """Return part ÷ whole unrounded, in % or 倍; None for a whole of zero."""
    if not whole.value:
        return None
    return Result(EXACT.multiply(EXACT.divide(part.value, whole.value), Decimal(times)), "%" if times == 100 else "倍")


def _equal(value: Operand, result: Result, unit: Decimal) -> bool:
    """Whether a result, at the precision that the claim is written with, is the value that it gives."""
    scale, plain = split_scale(result.unit)
    size = Decimal("0.01") if result.unit == "%" else scale * factor(plain)
    same = value.kind == ("share" if result.unit == "%" else "number") and value.base in ("", base_unit(plain))
    return same and abs(EXACT.multiply(result.value, size) - value.value) * 2 <= unit
