"""The terms that lexical search counts."""

from __future__ import annotations

import re
from decimal import Decimal

import rjieba

from assistant.text.fold import fold
from assistant.text.quantities import Quantity, quantities

_CJK_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9][a-z0-9.\-]*")


def words(text: str) -> list[str]:
    """Return the search words of any text: folded, long words with their parts, a number as one token.

    10206.9亿, 一万零二百零六点九亿 and 1,020,690,000,000 give the same token; a unit is a token of its own.
    """
    folded, tokens, position = fold(text), list[str](), 0
    for quantity in quantities(folded):
        tokens += _segment(folded[position : quantity.start])
        tokens += _quantity_tokens(quantity)
        position = quantity.number_end
    return tokens + _segment(folded[position:])


def bigrams(text: str) -> list[str]:
    """Return the overlapping character pairs of any text, folded; Latin words and numbers stay whole."""
    tokens = []
    for run in _CJK_RUN.findall(fold(text)):
        if run[0].isascii() or len(run) == 1:
            tokens.append(run)
        else:
            tokens += [run[i : i + 2] for i in range(len(run) - 1)]
    return tokens


def number_token(value: Decimal) -> str:
    """Return one token for a value, however it was written: 1, 10206.9, 1020690000000."""
    return f"{value.normalize():f}"


def _quantity_tokens(quantity: Quantity) -> list[str]:
    if quantity.kind == "share":
        return [f"{number_token(Decimal(f'{quantity.value * 100:.2f}'))}%"]
    if quantity.kind != "date":
        return [number_token(quantity.value)]
    year, month, day = int(quantity.value) // 10000, int(quantity.value) // 100 % 100, int(quantity.value) % 100
    return [f"{part}{unit}" for part, unit in ((year, ""), (month, "月"), (day, "日")) if part]


def _segment(text: str) -> list[str]:
    # Without the underscore this would be \w, for which a regular expression takes twice as long.
    return [word for word in rjieba.cut_for_search(text) if word[0].isalnum() or word[0] == "_"] if text else []
