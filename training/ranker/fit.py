"""Fit the sentence ranker, the support model and the clause model, and write them into the package.

python -m training.ranker.fit
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from itertools import product

import lightgbm as lgb
import numpy as np

from assistant.answering.clauses import clause_rows
from assistant.answering.evidence import RULED_FAR
from assistant.answering.features import FEATURES
from assistant.answering.question import analyse
from assistant.answering.signals import SIGNALS
from assistant.answering.support import support_row
from assistant.answering.trees import Trees
from assistant.text import sentence_spans
from training.corpus import MODELS, PARTS, training_questions
from training.ranker.export import export
from training.ranker.prepare import FAR, GOLD, NEAR, prepared

TRIED = 8  # sentences that may be said, as in the engine
ASTRAY = 0.5  # weight of a question whose first sentence does not answer, though another does
COMMON = {
    "learning_rate": 0.06, "feature_fraction": 0.6, "bagging_fraction": 0.8, "bagging_freq": 1, "num_threads": 1,
    "verbose": -1, "seed": 1, "deterministic": True,
}  # fmt: skip
RANKER = COMMON | {
    "objective": "lambdarank",
    "lambdarank_truncation_level": 5,
    "num_leaves": 31,
    "min_data_in_leaf": 50,
}
BINARY = COMMON | {"objective": "binary", "num_leaves": 15, "min_data_in_leaf": 40, "lambda_l2": 5.0}


@dataclass
class Asked:
    """One question's candidates: rows (n, n_columns), labels (n,), what rules take off (n,), its kind and its part."""

    rows: np.ndarray
    labels: np.ndarray
    taken: np.ndarray
    kind: int
    part: int


def load(far: bool) -> list[Asked]:
    found = []
    for name, part in product(FAR if far else NEAR, range(PARTS)):
        with np.load(prepared(name, part, far)) as arrays:
            ends = np.cumsum(arrays["sizes"])[:-1]
            split = (np.split(arrays[column], ends) for column in ("rows", "labels", "taken"))
            asked = zip(*split, arrays["kinds"].tolist(), strict=True)
            found += [Asked(*one, part) for one in asked if len(one[0])]
    return found


def fit_ranker(far: bool, without: int | None) -> lgb.Booster:
    """Fit on all questions, or without those of a part; for far words to what the first model leaves of them."""
    used = [
        one for one in load(far) if one.part != without and one.kind == GOLD and 0 < one.labels.sum() < len(one.labels)
    ]
    data = lgb.Dataset(
        np.concatenate([one.rows for one in used]),
        np.concatenate([one.labels for one in used]),
        group=[len(one.labels) for one in used],
        init_score=np.concatenate([before(one) for one in used]) if far else None,
        feature_name=[*FEATURES, *SIGNALS] if far else list(FEATURES),
    )
    return lgb.train(RANKER, data, 150 if far else 300)


def before(one: Asked) -> np.ndarray:
    """What the first model says of the candidates, (n,)."""
    return _first().predict(np.ascontiguousarray(one.rows[:, : len(FEATURES)]))


@cache
def _first() -> Trees:
    return Trees.load(MODELS / "evidence.npz")


def fit_support(
    far: bool, rankers: Sequence[lgb.Booster], rounds: int = 250
) -> tuple[lgb.Booster, np.ndarray, np.ndarray]:
    """Fit on what would be said by the ranker that has not seen the question's part.

    Returns out-of-fold predictions and whether the sentence answers as well, of answered questions and of those without
    an answer.
    """
    rows, right, kinds, parts = [], [], [], []
    for one in load(far):
        scores = rankers[one.part].predict(one.rows, num_threads=1) + (before(one) if far else 0)
        ruled = (RULED_FAR if far else 1.0) * np.where(np.isinf(one.taken), 0, one.taken)
        order = np.argsort(-(scores - ruled), kind="stable")
        said = [place for place in order[:TRIED] if not np.isinf(one.taken[place])]
        if said:
            rows.append(support_row(one.rows[said[0]], scores[said].tolist()))
            right.append(bool(one.labels[said[0]]))
            kinds.append(one.kind)
            parts.append(one.part)
    x, y, part = np.array(rows), np.array(right), np.array(parts)
    astray = (np.array(kinds) == GOLD) & ~y
    weights, held = np.where(astray, ASTRAY, 1.0), np.zeros(len(y))
    for fold in range(PARTS):
        data = lgb.Dataset(x[part != fold], y[part != fold], weight=weights[part != fold])
        held[part == fold] = lgb.train(BINARY, data, rounds).predict(x[part == fold], num_threads=1)
    return lgb.train(BINARY, lgb.Dataset(x, y, weight=weights), rounds), held[~astray], y[~astray]


def fit_clauses(rounds: int = 200) -> lgb.Booster:
    rows, labels = [], []
    for one in training_questions():
        answer = one.answers[0]
        place = one.context.find(answer)
        for start, end in sentence_spans(one.context):
            if start <= place < end and end - start > 30:
                spans, features = clause_rows(analyse(one.question), one.context[start:end])
                rows.append(features)
                labels += [start + a < place + len(answer) and place < start + b for a, b in spans]
                break
    return lgb.train(BINARY, lgb.Dataset(np.concatenate(rows), np.array(labels)), rounds)


def main() -> None:
    export(fit_clauses(), MODELS / "clauses.npz")
    for far in (False, True):
        name = "-far" if far else ""
        with ProcessPoolExecutor(2) as pool:
            ranker, *unseeing = pool.map(partial(fit_ranker, far), [None, *range(PARTS)])
        export(ranker, MODELS / f"evidence{name}.npz")
        booster, held, right = fit_support(far, unseeing)
        export(booster, MODELS / f"support{name}.npz")
        for refused in (0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3):
            threshold = float(np.quantile(held[right], refused))
            caught = np.mean(held[~right] < threshold)
            print(f"refusing {refused:.0%} of the right: threshold {threshold:.3f}, catches {caught:.1%}")


if __name__ == "__main__":
    main()
