"""Training pairs: token ids of a query and of the passage it should find.

A batch holds several passages of the same text, so that telling neighbours apart is what is learned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from training.corpus import Question
from training.encoder.tokens import Ids, Texts


@dataclass(frozen=True, slots=True)
class Mix:
    """How pairs are made. Shares and probabilities are 0 to 1, lengths in tokens."""

    news: int = 3072
    reading: int = 512
    wiki: int = 512
    siblings: int = 3
    keep: float = 0.5
    drop: float = 0.15
    longest: int = 260
    shortest: int = 40


@dataclass(slots=True)
class Pairs:
    """One batch: queries, passages, and for each pair the group in which other passages are no negatives (-1: none)."""

    queries: list[Ids]
    passages: list[Ids]


class PairSource:
    """Draws batches, the same ones for the same seed."""

    def __init__(self, news: Texts, contexts: Texts, questions: Sequence[tuple[int, Ids]], mix: Mix, seed: int) -> None:
        self.news, self.contexts, self.mix = news, contexts, mix
        self.random = np.random.default_rng(seed)
        self.by_context: dict[int, list[Ids]] = {}
        for context, ids in questions:
            self.by_context.setdefault(context, []).append(ids)
        self.asked = np.array(sorted(self.by_context))

    def draw(self) -> Pairs:
        """The next batch."""
        pairs = Pairs([], [])
        mix = self.mix
        for text in self.random.choice(len(self.news), mix.news // mix.siblings, replace=False):
            self._from_text(self.news, int(text), mix.siblings, pairs)
        # No context twice in a batch: its other question would be a negative that is none.
        chosen = self.random.permutation(self.asked)
        for context in chosen[: mix.reading]:
            self._from_question(int(context), pairs)
        for context in chosen[mix.reading : mix.reading + mix.wiki]:
            self._from_text(self.contexts, int(context), 1, pairs)
        return pairs

    def _from_question(self, context: int, pairs: Pairs) -> None:
        asked = self.by_context[context]
        query = asked[self.random.integers(len(asked))]
        texts = self.contexts
        first, last = int(texts.texts[context]), int(texts.texts[context + 1])
        passage = texts.tokens(first, last)
        self._add(query, passage, pairs)

    def _from_text(self, texts: Texts, text: int, siblings: int, pairs: Pairs) -> None:
        first, last = int(texts.texts[text]), int(texts.texts[text + 1])
        bounds = np.linspace(first, last, siblings + 1).astype(int)
        for low, high in pairwise(bounds):
            if high - low >= 2:
                self._from_window(texts, int(low), int(high), pairs)

    def _from_window(self, texts: Texts, low: int, high: int, pairs: Pairs) -> None:
        asked = int(self.random.integers(low, high))
        begin = int(self.random.integers(texts.sentences[asked], texts.sentences[asked + 1]))
        end = min(begin + int(self.random.integers(1, 4)), int(texts.sentences[asked + 1]))
        query = texts.ids[texts.clauses[begin] : texts.clauses[end]]
        if self.random.random() < self.mix.keep:
            passage = texts.tokens(low, high)
        else:
            passage = np.concatenate([texts.tokens(low, asked), texts.tokens(asked + 1, high)])
        self._add(query, passage, pairs)

    def _add(self, query: Ids, passage: Ids, pairs: Pairs) -> None:
        passage = self._window(passage)
        query = query[self.random.random(len(query)) >= self.mix.drop][:40]
        if len(query) >= 2 and len(passage) >= 8:
            pairs.queries.append(query)
            pairs.passages.append(passage)

    def _window(self, passage: Ids) -> Ids:
        if len(passage) <= self.mix.longest:
            return passage
        start = int(self.random.integers(len(passage) - self.mix.longest))
        return passage[start : start + self.mix.longest]


def question_ids(questions: Sequence[Question], contexts: Sequence[str], ids: Sequence[Ids]) -> list[tuple[int, Ids]]:
    """Each question's token ids with the place of its context in `contexts`."""
    where = {context: place for place, context in enumerate(contexts)}
    return [(where[question.context], found) for question, found in zip(questions, ids, strict=True)]
