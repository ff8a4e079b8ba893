"""Fit the sentence ranker, the support model and the clause model, and write them into the package.

python -m training.ranker.fit
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product

import lightgbm as lgb
import numpy as np

from assistant.answering.clauses import clause_rows
from assistant.answering.features import FEATURES
from assistant.answering.question import analyse
from assistant.answering.support import support_row
from assistant.text import sentence_spans
from training.corpus import MODELS, PARTS, WORK, training_questions
from training.ranker.export import export
from training.ranker.prepare import GOLD, SETS

FOLDS = 2
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
    """One question's candidates: rows (n, n_features), labels (n,), and what kind of question it is."""

    rows: np.ndarray
    labels: np.ndarray
    kind: int


def load() -> list[Asked]:
    found = []
    for name, part in product(SETS, range(PARTS)):
        with np.load(WORK / f"ranker-{name}-{part}.npz") as arrays:
            ends = np.cumsum(arrays["sizes"])
            rows, labels = np.split(arrays["rows"], ends[:-1]), np.split(arrays["labels"], ends[:-1])
            found += [Asked(*one) for one in zip(rows, labels, arrays["kinds"].tolist(), strict=True) if len(one[0])]
    return found


def fit_ranker(without: int | None, rounds: int = 300) -> lgb.Booster:
    """Fit on all questions, or without every second one from `without` (0 or 1) on."""
    kept = [one for number, one in enumerate(load()) if number % FOLDS != without]
    used = [one for one in kept if one.kind == GOLD and 0 < one.labels.sum() < len(one.labels)]
    data = lgb.Dataset(
        np.concatenate([one.rows for one in used]),
        np.concatenate([one.labels for one in used]),
        group=[len(one.labels) for one in used],
        feature_name=list(FEATURES),
    )
    return lgb.train(RANKER, data, rounds)


def fit_support(rankers: Sequence[lgb.Booster], rounds: int = 250) -> tuple[lgb.Booster, np.ndarray, np.ndarray]:
    """Fit on scores of the ranker that has not seen the question; return out-of-fold predictions and labels as well."""
    asked, rows, labels = load(), [], []
    for fold, ranker in enumerate(rankers):
        for one in asked[fold::FOLDS]:
            scores = ranker.predict(one.rows, num_threads=1)
            order = np.argsort(-scores, kind="stable")
            right = bool(one.labels[order[0]])
            if one.kind == GOLD and not right:
                continue  # answerable, but not by this sentence: neither the one nor the other
            rows.append(support_row(one.rows[order], scores[order].tolist()))
            labels.append(right)
    x, y = np.array(rows), np.array(labels)
    held = np.zeros(len(y))
    for fold in range(FOLDS):
        part = np.arange(len(y)) % FOLDS == fold
        held[part] = lgb.train(BINARY, lgb.Dataset(x[~part], y[~part]), rounds).predict(x[part], num_threads=1)
    return lgb.train(BINARY, lgb.Dataset(x, y), rounds), held, y


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
    with ProcessPoolExecutor(2) as pool:
        clauses = pool.submit(fit_clauses)
        ranker, *unseeing = pool.map(fit_ranker, [None, *range(FOLDS)])
    export(clauses.result(), MODELS / "clauses.npz")
    export(ranker, MODELS / "evidence.npz")
    booster, held, right = fit_support(unseeing)
    export(booster, MODELS / "support.npz")
    for refused in (0.01, 0.02, 0.03, 0.05):
        threshold = float(np.quantile(held[right], refused))
        print(
            f"refusing {refused:.0%} of the right: threshold {threshold:.3f}, catches {np.mean(held[~right] < threshold):.1%}"
        )


if __name__ == "__main__":
    main()
