"""Picking the sentences that answer: a learned ranker over the sentences of the hits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answering.candidates import Candidate, Ranked, candidates
from assistant.answering.features import feature_rows, without, without_contexts
from assistant.answering.mismatch import mismatch
from assistant.answering.question import Question
from assistant.answering.signals import signal_rows
from assistant.answering.trees import load_trees
from assistant.retrieval.retriever import Retriever
from assistant.types import Hit

LIMIT = 18  # sentences that get the full features
LEAST = 8  # sentences that get them however far they are behind
BEHIND = 1.4  # how far the others may be behind the best by words and vectors, in shares of the question
LOOKED_AT = 36  # sentences among which these are chosen by their words and vectors
RULED_FAR = 0.3  # what rules count beside what is learned, where the words of a question are far from the report's


class EvidenceFinder:
    """Finds and ranks evidence on one shelf. Safe to share between threads."""

    def __init__(self, retriever: Retriever) -> None:
        self.retriever = retriever

    def rank(self, question: Question, hits: Sequence[Hit], behind: float = BEHIND) -> list[Ranked]:
        """Return the best sentences of `hits`, best first; `behind` is how far they may be behind the best of them."""
        found, rows = self.rows(question, hits, behind)
        scores = load_trees("evidence").predict(rows)
        return _ordered(found, rows, scores, mismatch(question, found, rows, scores))

    def rank_far(self, question: Question, ranked: Sequence[Ranked]) -> list[Ranked]:
        """Return the same sentences by the model for words far from theirs, which adds its trees to the first one's."""
        if not ranked:
            return []
        found = [one.candidate for one in ranked]
        rows = np.hstack([np.stack([one.features for one in ranked]), signal_rows(question, found)])
        scores = load_trees("evidence-far").predict(rows) + np.array([one.learned for one in ranked], dtype=np.float32)
        taken = np.array([one.learned - one.score for one in ranked], dtype=np.float32)
        return _ordered(found, rows, scores, RULED_FAR * taken)

    def rows(
        self, question: Question, hits: Sequence[Hit], behind: float = BEHIND
    ) -> tuple[list[Candidate], NDArray[np.float32]]:
        """Return the candidates and their features, float32 (n, n_features), n at most LIMIT."""
        found = self._promising(question, candidates(hits, self.retriever.index.documents), behind)
        return found, feature_rows(question, found, self._cosines(question, found))

    def _promising(self, question: Question, found: list[Candidate], behind: float) -> list[Candidate]:
        """Return the candidates that share most with the question, or mean most of it, at most LIMIT, in their order.

        What a sentence holds as written is known at once; only the best by that are cut into words and encoded.
        """
        if len(found) <= LIMIT:
            return found
        rests = without_contexts(question, found)
        written = [_written(rests[candidate.context], candidate) for candidate in found]
        kept = sorted(range(len(found)), key=lambda i: -written[i])[:LOOKED_AT]
        likeness = (
            self.retriever.vectors.of([found[i].view.text for i in kept])
            @ self.retriever.vectors.of([question.text])[0]
        )
        meant = {
            i: written[i] + float(alike) + _cut(rests[found[i].context], found[i])
            for i, alike in zip(kept, likeness, strict=True)
        }
        kept = sorted(kept, key=lambda i: -meant[i])[:LIMIT]
        kept = kept[:LEAST] + [i for i in kept[LEAST:] if meant[i] > meant[kept[0]] - behind]
        return [found[i] for i in sorted(kept)]

    def _cosines(self, question: Question, found: Sequence[Candidate]) -> NDArray[np.float32]:
        """Return float32 (n, 3): question and sentence, question and passage, rest of the question and sentence."""
        if not found:
            return np.zeros((0, 3), dtype=np.float32)
        asked = self.retriever.vectors.of([question.text])[0]
        sentences = self.retriever.vectors.of([candidate.view.text for candidate in found])
        rests = self.retriever.vectors.of([without(question, candidate.context).text for candidate in found])
        passages = np.array([candidate.hit.dense for candidate in found], dtype=np.float32)
        return np.stack([sentences @ asked, passages, (sentences * rests).sum(axis=1)], axis=1)


def _written(question: Question, candidate: Candidate) -> float:
    """Return how much of the question stands in the sentence, whatever its words, and in those next to it."""
    _, before = question.written(candidate.before.text)
    _, after = question.written(candidate.after.text)
    return sum(question.written(candidate.view.text)) + 0.3 * (before + after) - 0.05 * candidate.rank


def _cut(question: Question, candidate: Candidate) -> float:
    """Return what to add, 0 or less, when a sentence is cut into words: 上市 is none of 海上市场."""
    return question.share_of_terms(candidate.view.word_set) - question.written(candidate.view.text)[0]


def _ordered(
    found: Sequence[Candidate], rows: NDArray[np.float32], scores: NDArray[np.float32], taken: NDArray[np.float32]
) -> list[Ranked]:
    fitting = scores - taken
    order = np.argsort(-fitting, kind="stable")
    return [Ranked(found[i], float(fitting[i]), float(scores[i]), rows[i]) for i in order]
