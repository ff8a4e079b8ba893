"""From a question to hits: words, character bigrams and vectors searched together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.encoder import Encoder
from assistant.indexing.index import Index
from assistant.retrieval.fusion import fuse
from assistant.settings import Settings
from assistant.text import bigrams, fold, run_share, words
from assistant.types import Hit


class Retriever:
    """Searches one index. Safe to share between threads."""

    def __init__(self, index: Index, encoder: Encoder, settings: Settings) -> None:
        self.index = index
        self.encoder = encoder
        self._settings = settings

    def retrieve(self, question: str, top_k: int) -> tuple[Hit, ...]:
        """Return the `top_k` passages that fit `question` best, best first; fewer on a smaller shelf."""
        lexical = fuse(
            [(1.0, self.index.words.scores(words(question))), (1.0, self.index.bigrams.scores(bigrams(question)))]
        )
        dense = self._dense(question)
        weight = self._settings.dense_weight
        scores = fuse([(1.0 - weight, lexical), (weight, dense)])
        best = self._with_titles(question, scores)[:top_k]
        return tuple(Hit(self.index.passages[i], score, float(lexical[i]), float(dense[i])) for i, score in best)

    def _with_titles(self, question: str, scores: NDArray[np.float32]) -> list[tuple[int, float]]:
        """Return the best passages and their scores, best first, raised where the question names their title.

        A question that names a report wants that report: `title_weight` times the squared share of the title.
        """
        count = min(self._settings.candidates, len(scores))
        if not count:
            return []
        asked = fold(question)
        found = []
        for i in np.argpartition(-scores, count - 1)[:count].tolist():
            named = run_share(fold(self.index.passages[i].title), asked)
            found.append((i, float(scores[i]) + self._settings.title_weight * named**2))
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def _dense(self, question: str) -> NDArray[np.float32]:
        return self.index.dense.scores(self.encoder.encode([fold(question)])[0])
