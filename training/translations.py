"""Write what the words of visitors' questions stand for in reports: 赚 净利润, 一把手 书记, 家底 总资产.

python -m training.translations

IBM's first model (Brown et al. 1993, "The mathematics of statistical machine translation"): each word of an evidence
sentence comes from one word of the question or from none, then with its share among all evidence sentences. One table is
learned from all visitors' questions and shipped; one for each part of the texts is learned without it, for the ranker's
training.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.answering.question import analyse
from assistant.answering.view import view
from training.corpus import MODELS, PARTS, WORK, part, visits

ROUNDS = 6
UNMOVED = 0.5  # share of a sentence's words that come from no word of the question, before anything is known
SPREAD = 1.0  # what a word is short of in every count, so that a rare one promises little
TEXTS = 3  # in how many texts' questions, or evidence, a word must stand
KEPT = 12  # words that are kept of what one stands for
SMALLEST = 0.02  # share of them that is worth keeping
_FIGURE = re.compile(r"\d")
Table = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Pair:
    """The words of a question and of a sentence that answers it."""

    asked: tuple[str, ...]
    said: tuple[str, ...]
    text: str


def pairs() -> list[Pair]:
    return [
        Pair(tuple(analyse(one.question).terms), tuple(sorted(view(sentence).word_set)), one.text)
        for one in visits()
        for sentence in one.evidence
    ]


def learn(found: Sequence[Pair]) -> Table:
    """Return for each word of the questions with how much weight each word of the sentences stands for it; together 1."""
    texts, heard = defaultdict(set), defaultdict(set)
    for pair in found:
        for word in pair.asked:
            texts[word].add(pair.text)
        for word in pair.said:
            heard[word].add(pair.text)
    known = {word for word, some in heard.items() if len(some) >= TEXTS and not _FIGURE.search(word)}
    found = [replace(pair, said=tuple(word for word in pair.said if word in known)) for pair in found]
    counts = Counter(word for pair in found for word in pair.said)
    alone = {word: count / counts.total() for word, count in counts.items()}
    shares: Mapping[str, Mapping[str, float]] | None = None
    for _ in range(ROUNDS):
        shares = _counted(found, alone, shares)
    return {
        word: kept
        for word, some in (shares or {}).items()
        if len(texts[word]) >= TEXTS and (kept := _kept(some, alone))
    }


def _counted(
    found: Sequence[Pair], alone: Mapping[str, float], shares: Mapping[str, Mapping[str, float]] | None
) -> dict[str, dict[str, float]]:
    """Return the share of each sentence word among those that a question's word stands for, from the shares before."""
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for pair in found:
        known = [shares.get(word, {}) if shares is not None else alone for word in pair.asked]
        each = (1 - UNMOVED) / max(1, len(known))
        for said in pair.said:
            odds = [each * some.get(said, 0.0) for some in known]
            whole = UNMOVED * alone[said] + sum(odds)
            for word, part_of_it in zip(pair.asked, odds, strict=True):
                if part_of_it > 1e-4 * whole:
                    counts[word][said] += part_of_it / whole
    return {
        word: {said: count / (sum(some.values()) + SPREAD) for said, count in some.items()}
        for word, some in counts.items()
    }


def _kept(shares: Mapping[str, float], alone: Mapping[str, float]) -> dict[str, float]:
    """Return the words that are said more often for it than else, by what they contribute to the divergence of the two."""
    weights = {word: share * math.log(share / alone[word]) for word, share in shares.items() if share > alone[word]}
    best = sorted(weights, key=lambda word: (-weights[word], word))[:KEPT]
    total = sum(weights[word] for word in best)
    return {word: weights[word] / total for word in best if weights[word] > SMALLEST * total}


def write(table: Table, path: Path) -> None:
    """Write a word a line, then what it stands for with its weight in hundredths."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (
        " ".join([word, *(f"{said}:{round(100 * weight)}" for said, weight in some.items())])
        for word, some in sorted(table.items())
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def unseeing(left_out: int) -> Path:
    """The table that was learned without a part."""
    return WORK / f"translations-without-{left_out}.txt"


def _make(left_out: int | None) -> None:
    found = [pair for pair in pairs() if left_out is None or part(pair.text) != left_out]
    table = learn(found)
    write(table, MODELS / "translations.txt" if left_out is None else unseeing(left_out))
    print(f"without {left_out}: {len(found)} pairs, {len(table)} words")


def main() -> None:
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_make, [None, *range(PARTS)]))


if __name__ == "__main__":
    main()
