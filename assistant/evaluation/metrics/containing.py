"""Whether an answer contains what it must, without regard to punctuation, width and case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

MARKER = re.compile(r"\[\d+\]")
THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)")
# A point stays inside a number, % stays, everything else that is neither letter nor digit goes.
NOISE = re.compile(r"(?<!\d)\.|\.(?!\d)|[^\w.%]|_")
JOINED = re.compile(r"(?<=\d) +(?=\d)")


def without_markers(text: str) -> str:
    """The text of an answer without its `[n]`."""
    return MARKER.sub("", text)


def normalise(text: str) -> str:
    """Fold width and case and drop punctuation, white space, citation markers and thousands separators.

    Where something is dropped between two digits a space stays, so that 2022，268 does not become 2022268.
    """
    text = THOUSANDS.sub(lambda match: match.group().replace(",", ""), MARKER.sub(" ", text))
    text = NOISE.sub(" ", unicodedata.normalize("NFKC", text).lower())
    return JOINED.sub("\0", text).replace(" ", "").replace("\0", " ")


def contains(text: str, part: str) -> bool:
    """Whether `part` stands in `text` after `normalise`, never inside a longer number: 1268家 does not contain 268家.

    False when nothing of `part` is left by `normalise`.
    """
    inner = normalise(part)
    if not inner:
        return False
    before = r"(?<!\d)(?<!\d\.)" if inner[0].isdigit() else ""
    after = r"(?!\d|\.\d)" if inner[-1].isdigit() else ""
    return re.search(before + re.escape(inner) + after, normalise(text)) is not None


def contains_gold(text: str, gold: Sequence[Sequence[str]]) -> bool:
    """Whether of every item of `gold` one alternative is contained in `text`: over cases, their share.

    As accuracy is counted where answers are sentences (Mallen et al. 2023, When Not to Trust Language Models: right
    when a gold answer is contained), on normalised characters instead of words, and for lists with every item.
    """
    return all(any(contains(text, alternative) for alternative in item) for item in gold)
