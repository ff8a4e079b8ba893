"""The figure or the time that a looked-up answer gives, as an exact value that can be worked with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum

from assistant.answering.units import base_unit, factor, split_scale
from assistant.text import Quantity, fold, quantities
from assistant.types import Answer, AnswerKind

MARKER = re.compile(r"\[(\d+)\]")
_MARKERS = re.compile(r"[^\[\]]*?((?:\[\d+\])+)")
_SCALE = re.compile(r"(?:万亿|[百千]?[万亿])$")
_SCALES = re.compile(r"[万亿]")
_OVER_BEFORE = re.compile(r"(?:超过|超出|超|逾|突破|至少|不少于|不低于|高于|多于|上)(?:了|约)?$")
_UNDER_BEFORE = re.compile(r"(?:不到|不足|将近|接近|近|最多|少于|低于|不超过)$")
_OVER_INSIDE = re.compile(r"[余多]")
_OVER_AFTER = re.compile(r"\s*(?:以上|多|余)")
_NEAR = 12
_CLAUSE = re.compile("[，。；,;]")
_INTRODUCING = frozenset({"次", "项", "个", "种", "名", "位", "款", "份", "笔", "批", "家", "条", "座", "起", "场"})
_UNDER_AFTER = re.compile(r"\s*(?:以下|以内)")


class Bound(IntEnum):
    """How a figure stands to the true one."""

    UNDER = -1
    EXACT = 0
    OVER = 1
    ABOUT = 2


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure of one answer.

    `value` is in base units (元, 米; a share is a fraction of one); for a date it is year * 10000 + month * 100 + day.
    `unit` is the unit as written with its scale (亿元), `written` the figure as the report has it, with 约 or 余.
    `markers` are the numbers of the citations it rests on, in its own answer; `scope` says for what it holds.
    """

    value: Decimal
    unit: str
    written: str
    bound: Bound
    markers: tuple[int, ...]
    kind: str = "number"
    scope: str = ""

    @property
    def base(self) -> str:
        """The base unit: operands can be worked with together when theirs are the same."""
        return base_unit(split_scale(self.unit)[1])

    @property
    def dated(self) -> bool:
        """Whether it is a year or a date."""
        return self.kind in ("year", "date")

    def interval(self) -> tuple[Decimal, Decimal]:
        """Return the lowest and the highest value it can mean: 50余家 is 50 to 60, 近万 is 0 to 10000."""
        step = Decimal(1).scaleb(last_place(self.value))
        return {
            Bound.EXACT: (self.value, self.value),
            Bound.OVER: (self.value, self.value + step),
            Bound.UNDER: (self.value - step, self.value),
            Bound.ABOUT: (self.value - step / 2, self.value + step / 2),
        }[self.bound]


def operands(answer: Answer, dated: bool = False, subject: str = "") -> tuple[Operand, ...]:
    """Return the figures that the answer's key spans mark: one, or several for a conflict, none for a refusal.

    Where a span marks a figure and a time as well (2022年的268家), `dated` says which of them is asked for. Where it
    marks no figure, the one that follows what is asked about counts (资产负债率为0.67 for 甲公司的资产负债率).
    """
    if answer.refused:
        return ()
    folded = without_markers(answer)
    found = [quantity for quantity in quantities(folded) if not _article(folded, quantity)]
    spans = answer.key_spans if answer.kind is AnswerKind.CONFLICT else answer.key_spans[:1]
    marked = [quantity for span in spans if (quantity := _marked(found, span, dated)) is not None]
    marked = marked or _following(found, folded, fold(subject), dated)
    return tuple(_operand(answer, folded, quantity) for quantity in marked)


def without_markers(answer: Answer) -> str:
    """Return the folded text of an answer with its markers blanked, of the same length."""
    return fold(MARKER.sub(lambda match: " " * len(match.group()), answer.text))


def operand_of(answer: Answer, quantity: Quantity) -> Operand | None:
    """Return the operand that one quantity of the answer's text is, None where it only introduces a noun."""
    marked = replace(answer, kind=AnswerKind.FACT, key_spans=((quantity.start, quantity.end),))
    return next(iter(operands(marked)), None)


def constant(text: str) -> Operand:
    """Return the operand that a question itself gives, such as 1万亿元; it has no markers."""
    folded = fold(text)
    quantity = quantities(folded)[0]
    return _build(folded, text, quantity, (), "")


def _marked(found: list[Quantity], span: tuple[int, int], dated: bool) -> Quantity | None:
    inside = [quantity for quantity in found if quantity.start < span[1] and span[0] < quantity.end]
    wanted = [quantity for quantity in inside if (quantity.kind in ("year", "date")) is dated]
    return next(iter(wanted or inside), None)


def _following(found: list[Quantity], folded: str, subject: str, dated: bool) -> list[Quantity]:
    """Return the figure right after the longest ending of the subject that the text has."""
    ends = (subject[start:] for start in range(len(subject) - 1))
    at = next((folded.index(end) + len(end) for end in ends if end in folded), None)
    if at is None:
        return []
    near = (q for q in found if 0 <= q.start - at <= _NEAR and not _CLAUSE.search(folded, at, q.start))
    return [quantity for quantity in near if (quantity.kind in ("year", "date")) is dated][:1]


def _article(folded: str, quantity: Quantity) -> bool:
    """Return whether a number only introduces a noun: 一次重组, 一项投资."""
    return folded[quantity.start : quantity.number_end] == "一" and quantity.unit in _INTRODUCING


def _operand(answer: Answer, folded: str, quantity: Quantity) -> Operand:
    after = _MARKERS.match(answer.text, quantity.end)
    markers = tuple(int(number) for number in MARKER.findall(after.group(1))) if after else ()
    markers = markers or tuple(citation.number for citation in answer.citations)
    scope = next((claim.scope for claim in answer.claims if set(claim.markers) & set(markers)), "")
    return _build(folded, answer.text, quantity, tuple(dict.fromkeys(markers)), scope)


def _build(folded: str, text: str, quantity: Quantity, markers: tuple[int, ...], scope: str) -> Operand:
    prefix, bound = _bound(folded, quantity)
    written = prefix + text[quantity.start : quantity.end]
    if quantity.kind in ("year", "date"):
        value = quantity.value * 10000 if quantity.kind == "year" else quantity.value
        return Operand(value, "", written, bound, markers, quantity.kind, scope)
    if quantity.kind == "share":
        return Operand(quantity.value, "%", written, bound, markers, "share", scope)
    unit = _scale(folded[quantity.start : quantity.number_end], quantity.value) + {"人民币": "元"}.get(
        quantity.unit, quantity.unit
    )
    return Operand(quantity.value * factor(quantity.unit), unit, written, bound, markers, "number", scope)


def _scale(number: str, value: Decimal) -> str:
    """Return the scale that a number is written with: 万亿 of 4万亿, 亿 of 一亿二千万."""
    number = number.rstrip("余多")
    if len(_SCALES.findall(number.removesuffix("万亿"))) > 1:
        return "亿" if value >= 10**8 else "万"
    match = _SCALE.search(number)
    return match.group() if match else ""


def _bound(folded: str, quantity: Quantity) -> tuple[str, Bound]:
    before, inside = folded[max(0, quantity.start - 4) : quantity.start], folded[quantity.start : quantity.end]
    if match := _UNDER_BEFORE.search(before):
        return match.group(), Bound.UNDER
    if match := _OVER_BEFORE.search(before):
        return match.group(), Bound.OVER
    if _OVER_INSIDE.search(inside) or _OVER_AFTER.match(folded, quantity.end):
        return "", Bound.OVER
    if _UNDER_AFTER.match(folded, quantity.end):
        return "", Bound.UNDER
    return ("约", Bound.ABOUT) if quantity.vague else ("", Bound.EXACT)


def label(folded: str, start: int) -> str:
    """Return what stands right before the figure at `start` in its clause: 粗钢 of 生铁786万吨、粗钢812万吨."""
    return re.split("[,、。;:和及与]|\\d", folded[:start])[-1][-12:]


def last_place(value: Decimal) -> int:
    """Return the power of ten of the last digit that is not zero: 5 for 200000, −1 for 10206.9."""
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
