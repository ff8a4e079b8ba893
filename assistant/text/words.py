"""The terms that lexical search counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache, lru_cache

from assistant.text.fold import fold
from assistant.text.quantities import Kind, numbers

_CJK_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z0-9][a-z0-9.\-]*")


def words(text: str) -> list[str]:
    """Return the search words of any text: folded, long words with their parts, a number as one token.

    10206.9亿, 一万零二百零六点九亿 and 1,020,690,000,000 give the same token; a unit is a token of its own.
    """
    folded, tokens, position = fold(text), list[str](), 0
    for number in numbers(folded):
        tokens += filter(is_word, segment(folded[position : number.start]))
        tokens += number_tokens(number.kind, number.value)
        position = number.end
    return [*tokens, *filter(is_word, segment(folded[position:]))]


def segment(folded: str) -> list[str]:
    """Return the words of a folded text, long ones with their parts, and its other characters one by one."""
    return _cutter()(folded) if folded else []


@cache
def _cutter() -> Callable[[str], list[str]]:
    import rjieba  # loads its dictionary, which who only serves pages does not need

    cut: Callable[[str], list[str]] = rjieba.cut_for_search
    return cut


def is_word(segmented: str) -> bool:
    """Whether a search can be for it: it is no punctuation mark, symbol or white space."""
    # Without the underscore this would be \w, for which a regular expression takes twice as long.
    return segmented[0].isalnum() or segmented[0] == "_"


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


@lru_cache(4096)
def number_tokens(kind: Kind, value: Decimal) -> tuple[str, ...]:
    """Return the tokens of a number: one, or one for each part of a date."""
    if kind == "share":
        return (f"{number_token(Decimal(f'{value * 100:.2f}'))}%",)
    if kind != "date":
        return (number_token(value),)
    year, month, day = int(value) // 10000, int(value) // 100 % 100, int(value) % 100
    return tuple(f"{part}{unit}" for part, unit in ((year, ""), (month, "月"), (day, "日")) if part)
