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

    def retrieve(self, question: str, top_k: int, among: NDArray[np.int64] | None = None) -> tuple[Hit, ...]:
        """Return the `top_k` passages that fit `question` best, best first; fewer on a smaller shelf.

        `among` (n,) are the numbers of the passages to choose from, all of them when it is None.
        """
        numbers = np.arange(len(self.index.passages)) if among is None else among
        if not len(numbers) or not question.strip():
            return ()
        by_words = self.index.words.scores(words(question))[numbers]
        by_pairs = self.index.bigrams.scores(bigrams(question))[numbers]
        lexical = fuse([(1.0, by_words), (1.0, by_pairs)])
        dense = self.index.dense.scores(self.encoder.encode([fold(question)])[0])[numbers]
        weight = self._settings.dense_weight
        best = self._with_titles(question, numbers, fuse([(1.0 - weight, lexical), (weight, dense)]))
        return tuple(
            Hit(self.index.passages[int(numbers[i])], score, float(lexical[i]), float(dense[i]))
            for i, score in best[:top_k]
        )

    def _with_titles(
        self, question: str, numbers: NDArray[np.int64], scores: NDArray[np.float32]
    ) -> list[tuple[int, float]]:
        """Return the places in `numbers` of the best passages with their scores, best first.

        A question that names a report wants that report: `title_weight` times the squared share of the title that
        it names is added.
        """
        count = min(self._settings.candidates, len(scores))
        asked, found = fold(question), []
        for i in np.argpartition(-scores, count - 1)[:count].tolist():
            named = run_share(fold(self.index.passages[int(numbers[i])].title), asked)
            found.append((i, float(scores[i]) + self._settings.title_weight * named**2))
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))
