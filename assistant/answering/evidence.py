"""Picking the sentences that answer: a learned ranker over the sentences of the hits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from assistant.answering.candidates import Candidate, candidates
from assistant.answering.features import feature_rows, share, without
from assistant.answering.question import Question
from assistant.answering.trees import Trees
from assistant.answering.view import View
from assistant.retrieval.retriever import Retriever

LIMIT = 32  # sentences that get the full features
REMEMBERED = 20_000  # sentence vectors kept


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its ranker score (unbounded, higher is better) and the features it came from."""

    candidate: Candidate
    score: float
    features: NDArray[np.float32]


class EvidenceFinder:
    """Finds and ranks evidence on one shelf. Safe to share between threads."""

    def __init__(self, retriever: Retriever, ranker: Trees) -> None:
        self.retriever = retriever
        self._ranker = ranker
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def rank(self, question: Question, text: str, passages: int) -> list[Ranked]:
        """Return the best sentences of the best `passages` hits for `text`, best first."""
        found, rows = self.rows(question, text, passages)
        scores = self._ranker.predict(rows)
        order = np.argsort(-scores, kind="stable")
        return [Ranked(found[i], float(scores[i]), rows[i]) for i in order]

    def rows(self, question: Question, text: str, passages: int) -> tuple[list[Candidate], NDArray[np.float32]]:
        """Return the candidates and their features, float32 (n, n_features), n at most LIMIT."""
        hits = self.retriever.retrieve(text, passages)
        found = _promising(question, candidates(hits, self.retriever.index.documents))
        return found, feature_rows(question, found, self._cosines(question, found))

    def _cosines(self, question: Question, found: Sequence[Candidate]) -> NDArray[np.float32]:
        """Return float32 (n, 3): question and sentence, question and passage, rest of the question and sentence."""
        if not found:
            return np.zeros((0, 3), dtype=np.float32)
        contexts = list(dict.fromkeys(candidate.context for candidate in found))
        asked = self.retriever.encoder.encode(
            [question.text, *(without(question, context).text for context in contexts)]
        )
        rests = dict(zip(contexts, asked[1:], strict=True))
        sentences = self._encoded([candidate.view for candidate in found])
        rest = np.stack([rests[candidate.context] for candidate in found])
        passages = np.array([candidate.hit.dense for candidate in found], dtype=np.float32)
        return np.stack([sentences @ asked[0], passages, (sentences * rest).sum(axis=1)], axis=1)

    def _encoded(self, views: Sequence[View]) -> NDArray[np.float32]:
        new = list(dict.fromkeys(view.text for view in views if view.text not in self._vectors))
        known = self._vectors
        if new:
            fresh = dict(zip(new, self.retriever.encoder.encode(new), strict=True))
            # Replaced, never changed in place: other threads may be reading it.
            known = (
                self._vectors | fresh
                if len(self._vectors) < REMEMBERED
                else fresh | {view.text: self._vectors[view.text] for view in views if view.text in self._vectors}
            )
            self._vectors = known
        return np.stack([known[view.text] for view in views])


def _promising(question: Question, found: list[Candidate]) -> list[Candidate]:
    """Return the LIMIT candidates that share most with the question, in their order."""
    if len(found) <= LIMIT:
        return found
    rests = {candidate.context: without(question, candidate.context) for candidate in found}

    def overlap(candidate: Candidate) -> float:
        rest, here = rests[candidate.context], candidate.view
        near = 0.3 * (share(rest.pairs, candidate.before.pairs) + share(rest.pairs, candidate.after.pairs))
        return share(rest.terms, here.word_set) + share(rest.pairs, here.pairs) + near - 0.05 * candidate.rank

    kept = sorted(range(len(found)), key=lambda i: -overlap(found[i]))[:LIMIT]
    return [found[i] for i in sorted(kept)]


@cache
def load_trees(name: str) -> Trees:
    """Return a shipped model by name: 'evidence' or 'support'."""
    with as_file(files("assistant").joinpath(f"models/{name}.npz")) as path:
        return Trees.load(path)
