"""Measures follow-ups on dialogue turns: how near is the completed question to the one a person wrote?

usage: python training/measure_follow_ups.py FOLLOW_UPS.jsonl.gz [--show N]

A line of the file has `history` (two turns), `current` and `rewrite` (current made whole). For the typed (raw) and the
completed question it prints: exact match, character F1 with the rewrite, recall of the characters that the rewrite
adds, and how often the question finds its own rewrite first, its own history first and among the first ten, in BM25+
over all of them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
from collections import Counter
from pathlib import Path
from time import perf_counter

import numpy as np
from rank_bm25 import BM25Plus

from assistant.answering.follow_up import complete
from assistant.text import bigrams, words
from assistant.types import Answer, AnswerKind, Turn

log = logging.getLogger("measure_follow_ups")


def main() -> None:
    """Read the arguments and log one line of figures for the raw and one for the completed questions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", type=int, default=0, help="how many completed questions to show")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with gzip.open(arguments.file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    started = perf_counter()
    completed = [_complete(row) for row in rows]
    seconds = perf_counter() - started
    raw, gold = [row["current"] for row in rows], [row["rewrite"] for row in rows]
    log.info("raw        %s", json.dumps(_figures(raw, rows), ensure_ascii=False))
    log.info("completed  %s", json.dumps(_figures(completed, rows), ensure_ascii=False))
    changed = [index for index, text in enumerate(completed) if _plain(text) != _plain(raw[index])]
    exact = sum(_plain(completed[index]) == _plain(gold[index]) for index in changed)
    log.info("changed    %d of %d, %d of them exact; %.2f ms each", len(changed), len(rows), exact, seconds)
    for index in changed[: arguments.show]:
        log.info("%s | %s -> %s | %s", " / ".join(rows[index]["history"]), raw[index], completed[index], gold[index])


def _complete(row: dict[str, list[str] | str]) -> str:
    question, answer = list(row["history"])
    return complete(str(row["current"]), (Turn(question, Answer(question, answer, AnswerKind.FACT)),))


def _figures(texts: list[str], rows: list[dict[str, str]]) -> dict[str, float]:
    gold = [row["rewrite"] for row in rows]
    ranks = _ranks(texts, ["".join(row["history"]) for row in rows])
    rewrites = _ranks(texts, gold)
    added = [
        (Counter(_plain(g)) - Counter(_plain(row["current"])), t) for g, t, row in zip(gold, texts, rows, strict=True)
    ]
    found = [sum((extra & Counter(_plain(text))).values()) / extra.total() for extra, text in added if extra]
    return {
        "exact": _mean([_plain(text) == _plain(whole) for text, whole in zip(texts, gold, strict=True)]),
        "character_f1": _mean([_f1(text, whole) for text, whole in zip(texts, gold, strict=True)]),
        "bigram_f1": _mean([_bigram_f1(text, whole) for text, whole in zip(texts, gold, strict=True)]),
        "added_recall": _mean(found),
        "history_first": _mean([rank == 0 for rank in ranks]),
        "rewrite_first": _mean([rank == 0 for rank in rewrites]),
        "history_in_10": _mean([rank < 10 for rank in ranks]),
    }


def _ranks(texts: list[str], pool: list[str]) -> list[int]:
    """Return at which place, from 0, each text finds the entry of the pool that it belongs to; ties count against it."""
    index = BM25Plus([_terms(text) for text in pool])
    ranks = []
    for position, text in enumerate(texts):
        scores = np.asarray(index.get_scores(_terms(text)))
        ranks.append(int(np.sum(scores >= scores[position])) - 1)
    return ranks


def _terms(text: str) -> list[str]:
    return words(text) + bigrams(text)


def _f1(text: str, whole: str) -> float:
    return _overlap(Counter(_plain(text)), Counter(_plain(whole)))


def _bigram_f1(text: str, whole: str) -> float:
    return _overlap(Counter(bigrams(_plain(text))), Counter(bigrams(_plain(whole))))


def _overlap(left: Counter[str], right: Counter[str]) -> float:
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0


def _plain(text: str) -> str:
    return re.sub(r"[\s，。？！,.?!]", "", text)


def _mean(values: list[bool] | list[float]) -> float:
    return round(sum(values) / len(values), 4)


if __name__ == "__main__":
    main()
