"""Training pairs: token ids of a query and of the passage it should find.

A batch holds several passages of the same text, so that telling neighbours apart is what is learned: of news each with
its own query, of a question's context what stands before and after the answering sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from training.encoder.recipe import Recipe
from training.encoder.synonyms import Synonyms
from training.encoder.tokens import Ids, Places, Texts

SHORTEST_QUERY, LONGEST_QUERY = 2, 40
SHORTEST_PASSAGE = 8
SHORTEST_OTHER = 20
SHORTEST_STRANGER = 6
BESIDE = 0.25  # how often the sentence before the one that answers a visitor goes with it, and the one after
MOST_BESIDE = 2  # sentences on either side of the answering one, where the passage is not the whole context
MOST_CLAUSES = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's token ids, the place of its context, and the sentence of it that holds the answer."""

    ids: Ids
    context: int
    sentence: int
    visitor: bool  # asked in words far from the text's


@dataclass(slots=True)
class Pairs:
    """One batch; query i belongs to passage i, and to none of the `others`."""

    queries: list[Ids] = field(default_factory=list)
    passages: list[Ids] = field(default_factory=list)
    others: list[Ids] = field(default_factory=list)


class PairSource:
    """Draws batches, the same ones for the same seed."""

    def __init__(
        self, news: Texts, shown: Places, contexts: Texts, asked: list[Asked], synonyms: Synonyms, recipe: Recipe
    ) -> None:
        """Draw from the news texts at the places `shown`, and from the contexts that something of `asked` is about."""
        self.news, self.shown = news, shown
        self.contexts, self.synonyms, self.recipe = contexts, synonyms, recipe
        self.random = np.random.default_rng(recipe.seed)
        self.by_context: dict[int, list[Asked]] = {}
        for one in asked:
            self.by_context.setdefault(one.context, []).append(one)
        self.places, self.visited = (
            np.array(sorted({one.context for one in asked if one.visitor is visitor})) for visitor in (False, True)
        )

    def draw(self) -> Pairs:
        """The next batch."""
        pairs, recipe = Pairs(), self.recipe
        for text in self.random.choice(self.shown, recipe.news // recipe.siblings, replace=False):
            self._from_text(self.news, int(text), recipe.siblings, pairs)
        for context in self.random.permutation(self.visited)[: recipe.visitors]:
            self._from_visitor(int(context), pairs)
        # No context twice in a batch: its other question would be a negative that is none.
        chosen = self.random.permutation(self.places)
        for context in chosen[: recipe.reading]:
            self._from_question(int(context), pairs)
        for context in chosen[recipe.reading : recipe.reading + recipe.wiki]:
            self._from_text(self.contexts, int(context), 1, pairs)
        return pairs

    def _from_question(self, context: int, pairs: Pairs) -> None:
        choices = self.by_context[context]
        one = choices[self.random.integers(len(choices))]
        first, last = int(self.contexts.texts[context]), int(self.contexts.texts[context + 1])
        low, high, asked = first, last, one.sentence
        if self.random.random() < self.recipe.focus:
            low = int(self.random.integers(max(first, asked - MOST_BESIDE), asked + 1))
            high = int(self.random.integers(asked, min(last, asked + MOST_BESIDE + 1))) + 1
        if self._add(one.ids, self.contexts.tokens(low, high), pairs):
            beside = self.contexts.tokens(first, asked), self.contexts.tokens(asked + 1, last)
            pairs.others += [self._window(tokens) for tokens in beside if len(tokens) >= SHORTEST_OTHER]

    def _from_visitor(self, context: int, pairs: Pairs) -> None:
        """Add a question with its sentence, and other sentences of the same text, which it has to be told from."""
        choices = self.by_context[context]
        one = choices[self.random.integers(len(choices))]
        first, last = int(self.contexts.texts[context]), int(self.contexts.texts[context + 1])
        low = one.sentence - int(self.random.random() < BESIDE and one.sentence > first)
        high = one.sentence + 1 + int(self.random.random() < BESIDE and one.sentence + 1 < last)
        if self._add(one.ids, self.contexts.tokens(low, high), pairs):
            others = [place for place in range(first, last) if not low <= place < high]
            chosen = self.random.permutation(others)[: self.recipe.strangers]
            sentences = (self.contexts.tokens(int(place), int(place) + 1) for place in chosen)
            pairs.others += [self._window(tokens) for tokens in sentences if len(tokens) >= SHORTEST_STRANGER]

    def _from_text(self, texts: Texts, text: int, siblings: int, pairs: Pairs) -> None:
        first, last = int(texts.texts[text]), int(texts.texts[text + 1])
        bounds = np.linspace(first, last, siblings + 1).astype(int)
        for low, high in pairwise(bounds):
            if high - low >= 2:
                self._from_window(texts, int(low), int(high), pairs)

    def _from_window(self, texts: Texts, low: int, high: int, pairs: Pairs) -> None:
        asked = int(self.random.integers(low, high))
        begin = int(self.random.integers(texts.sentences[asked], texts.sentences[asked + 1]))
        end = min(begin + int(self.random.integers(1, MOST_CLAUSES + 1)), int(texts.sentences[asked + 1]))
        query = texts.ids[texts.clauses[begin] : texts.clauses[end]]
        if self.random.random() < self.recipe.keep:
            passage = texts.tokens(low, high)
        else:
            passage = np.concatenate([texts.tokens(low, asked), texts.tokens(asked + 1, high)])
        self._add(query, passage, pairs)

    def _add(self, query: Ids, passage: Ids, pairs: Pairs) -> bool:
        """Add a pair and return True, unless too little is left of it."""
        query = query[self.random.random(len(query)) >= self.recipe.drop][:LONGEST_QUERY]
        if len(query) < SHORTEST_QUERY or len(passage) < SHORTEST_PASSAGE:
            return False
        if self.recipe.synonyms:
            query = self.synonyms.replace(query, self.recipe.synonyms, self.random)
        pairs.queries.append(query)
        pairs.passages.append(self._window(passage))
        return True

    def _window(self, passage: Ids) -> Ids:
        longest = self.recipe.longest
        start = int(self.random.integers(max(1, len(passage) - longest)))
        return passage[start : start + longest]
