"""From a question to hits: words, character bigrams and vectors searched together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.dense import SAMPLED
from assistant.indexing.encoder import Encoder
from assistant.indexing.index import Index
from assistant.indexing.kept_vectors import KeptVectors
from assistant.indexing.texts import indexed_text
from assistant.retrieval.fusion import fuse, spread_of, z_scores
from assistant.retrieval.rerank import Reranker
from assistant.settings import Settings
from assistant.text import bigrams, fold, run_share, words
from assistant.types import Hit

REMEMBERED = 20_000  # vectors of questions and of sentences that are kept


class Retriever:
    """Searches one index. Safe to share between threads, if the reranker is.

    `vectors` keeps those of the questions, and of the sentences that are looked at after a search.
    """

    def __init__(self, index: Index, encoder: Encoder, settings: Settings, reranker: Reranker | None = None) -> None:
        self.index = index
        self.encoder = encoder
        self.vectors = KeptVectors(encoder.encode, encoder.dimension, REMEMBERED)
        self._settings = settings
        self._reranker = reranker

    def retrieve(self, question: str, top_k: int, among: NDArray[np.int64] | None = None) -> tuple[Hit, ...]:
        """Return the `top_k` passages that fit `question` best, best first; fewer on a smaller shelf.

        `among` (n,) are the numbers of the passages to choose from, all of them when it is None.
        """
        count = len(self.index.passages) if among is None else len(among)
        if not count or not question.strip():
            return ()
        vector = self.vectors.of([fold(question)])[0]
        depth = min(max(self._settings.candidates, top_k), count)
        near = self.index.dense.begin(vector, depth) if among is None and count > SAMPLED else None
        by_words, by_pairs = self.index.words.scores(words(question)), self.index.bigrams.scores(bigrams(question))
        if among is not None:
            by_words, by_pairs = by_words[among], by_pairs[among]
        lexical = fuse([(1.0, by_words), (1.0, by_pairs)])
        standing = spread_of(lexical)
        spread = None
        if near is not None:
            spread = self.index.dense.spread(vector)
            numbers = self._promising(lexical, vector, near(), depth)
            lexical = lexical[numbers]
        else:
            numbers = np.arange(count) if among is None else among
        dense = self.index.dense.scores(vector, numbers)
        weight = self._settings.dense_weight
        fused = (1.0 - weight) * z_scores(lexical, standing) + weight * z_scores(dense, spread)
        wanted = max(top_k, self._settings.rerank_passages) if self._reranker else top_k
        best = self._with_titles(question, numbers, fused, wanted)
        hits = [
            Hit(self.index.passages[int(numbers[i])], score, float(lexical[i]), float(dense[i]), named)
            for i, score, named in best[:wanted]
        ]
        return tuple(self._reranked(question, hits)[:top_k])

    def _promising(
        self, lexical: NDArray[np.float32], vector: NDArray[np.float32], near: NDArray[np.int64], depth: int
    ) -> NDArray[np.int64]:
        """Return the numbers of the `depth` passages that are best by `lexical` (n_passages,) and of those `near`, ascending.

        One that is among neither is hardly ever among the best by both: `candidates` are many times as many as wanted.
        """
        above = np.flatnonzero(lexical > 0)  # z-scores, so that most are not
        if len(above) > depth:
            above = above[np.argpartition(-lexical[above], depth - 1)[:depth]]
        found, deeper = np.union1d(above, near), depth
        while len(found) < depth:  # many of the best windows may be of the same few passages
            deeper *= 2
            found = np.union1d(above, self.index.dense.promising(vector, deeper))
        return found

    def _reranked(self, question: str, hits: Sequence[Hit]) -> Sequence[Hit]:
        """Return `hits`, best first, with the z-scored scores of the second stage added, where there is one."""
        if self._reranker is None:
            return hits
        scores = z_scores(self._reranker.scores(question, [indexed_text(hit.passage) for hit in hits]))
        added = (self._settings.rerank_weight * scores).tolist()
        reranked = [replace(hit, score=hit.score + more, reranked=more) for hit, more in zip(hits, added, strict=True)]
        return sorted(reranked, key=lambda hit: -hit.score)

    def _with_titles(
        self, question: str, numbers: NDArray[np.int64], scores: NDArray[np.float32], wanted: int
    ) -> list[tuple[int, float, float]]:
        """Return the places in `numbers` of the `wanted` best passages, best first, their scores, and what titles added.

        A question that names a report wants that report: `title_weight` times the squared share of the title that
        it names is added. Only what this can bring among the wanted ones is looked at.
        """
        count = min(self._settings.candidates, len(scores))
        places = np.argpartition(-scores, count - 1)[:count]
        if count > wanted:
            least = -np.partition(-scores[places], wanted - 1)[wanted - 1]
            places = places[scores[places] + self._settings.title_weight >= least]
        asked, shares, found = fold(question), dict[str, float](), []
        for i in places.tolist():
            title = self.index.passages.title(int(numbers[i]))
            if title not in shares:
                shares[title] = run_share(fold(title), asked)
            added = self._settings.title_weight * shares[title] ** 2
            found.append((i, float(scores[i]) + added, added))
        return sorted(found, key=lambda one: (-one[1], one[0]))
