"""Which clauses of a long sentence answer: a learned choice, still exact quotes."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from assistant.answering.key import key_span
from assistant.answering.question import Question
from assistant.answering.trees import load_trees
from assistant.answering.view import view
from assistant.answering.weights import share
from assistant.text import clause_spans, longest_common_run

FEATURES = (
    "asked", "position", "position_share", "clauses", "length", "words", "pairs", "words_before", "pairs_before",
    "words_after", "pairs_after", "sentence_pairs", "run", "has_key", "key_distance", "new_numbers", "new_dates",
    "people", "places", "organisations", "titles", "commas", "reason", "way", "definition", "rank", "office", "focus",
    "focus_distance", "opens", "wanted_distance", "reverse",
)  # fmt: skip
_OPENS = re.compile("因为|由于|因此|所以|为了|从而|通过|是|为|即|包括|分别|并|但|而")


def clause_rows(question: Question, sentence: str) -> tuple[list[tuple[int, int]], NDArray[np.float32]]:
    """Return the clauses of a sentence and their features, float32 (n_clauses, len(FEATURES))."""
    spans = clause_spans(sentence)
    views = [view(sentence[start:end]) for start, end in spans]
    words = [share(question.terms, one.word_set) for one in views]
    pairs = [share(question.pairs, one.pairs) for one in views]
    key = key_span(question, sentence)
    keyed = next((i for i, (start, end) in enumerate(spans) if key and start <= key[0] < end), -1)
    focused = next((i for i, one in enumerate(views) if any(word in one.text for word in question.focus)), -1)
    matched = int(np.argmax(pairs)) if spans else -1
    rows = []
    for i, one in enumerate(views):
        new = [found for found in one.quantities if one.text[found.start : found.number_end] not in question.text]
        rows.append([
            float(question.asked), i, i / len(spans), len(spans), len(one.text), words[i], pairs[i],
            words[i - 1] if i else 0.0, pairs[i - 1] if i else 0.0,
            words[i + 1] if i + 1 < len(spans) else 0.0, pairs[i + 1] if i + 1 < len(spans) else 0.0,
            sum(pairs), longest_common_run(question.text, one.text), i == keyed, i - keyed if keyed >= 0 else 99,
            sum(found.kind in ("number", "share") for found in new),
            sum(found.kind in ("date", "year") for found in new),
            len(one.people), len(one.places), len(one.organisations), one.titles, one.commas, one.reason, one.way,
            one.definition, one.rank, one.office, i == focused, i - focused if focused >= 0 else 99,
            bool(_OPENS.match(one.text)), i - matched,
            sum(pair in question.pairs for pair in one.pairs) / max(1, len(one.pairs)),
        ])  # fmt: skip
    return spans, np.array(rows, dtype=np.float32).reshape(len(spans), len(FEATURES))


def answering_part(question: Question, sentence: str, longest: int) -> tuple[int, int]:
    """Return the `[start, end)` part of a sentence that answers: all of it where it has at most `longest` characters.

    Else the run of clauses around the likeliest one that gathers most, within `longest` characters where the
    likeliest clause allows; the clauses that open the sentence come along where there is room, since they say
    about whom it speaks.
    """
    if len(sentence) <= longest:
        return 0, len(sentence)
    spans, rows = clause_rows(question, sentence)
    if len(spans) < 2:
        return 0, len(sentence)
    chances = 1 / (1 + np.exp(-load_trees("clauses").predict(rows)))
    first = last = int(np.argmax(chances))
    while True:
        grown = [(i, j) for i, j in ((first - 1, last), (first, last + 1)) if i >= 0 and j < len(spans)]
        grown = [(i, j) for i, j in grown if spans[j][1] - spans[i][0] <= longest]
        if not grown:
            return spans[first][0], spans[last][1]
        first, last = max(grown, key=lambda pair: chances[pair[0]] if pair[0] < first else chances[pair[1]])
