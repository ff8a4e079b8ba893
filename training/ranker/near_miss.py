"""Fit the model that tells an answer from a near miss, and write it into the package.

python -m training.ranker.near_miss

Each report is asked alone, and together with others; reading comprehension teaches it texts that nearly always answer.
"""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import lightgbm as lgb
import numpy as np

from assistant.answering.enough import far_words
from assistant.answering.evidence import EvidenceFinder
from assistant.answering.near_miss import COLUMNS, near_miss_row
from assistant.answering.question import analyse
from assistant.answering.supported import support_of, supported, within_constraints
from assistant.answering.titles import titled
from assistant.indexing.encoder import load_encoder
from assistant.indexing.index import open_index
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from training.corpus import DATA, MODELS
from training.corpus import rows as lines_of
from training.near_misses import Asked, plain, questions, reports
from training.ranker.export import export

TOGETHER = 14  # reports on a shelf that holds several
NAMED = 3  # of so many questions to several reports one says whom it is about
TEXTS = 1800  # of each set of reading comprehension, a question each
_WHOM = re.compile("#\\s*([\u4e00-\u9fff]{2,16}?(?:公司|集团|银行|大学|学院|医院|[省市区县镇]))")
READING = ("cmrc2018_train.jsonl.gz", "drcd_dev.jsonl.gz")
PARAMETERS = {
    "objective": "binary", "learning_rate": 0.03, "num_leaves": 15, "min_data_in_leaf": 30, "feature_fraction": 0.2,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 10.0, "num_threads": 2, "verbose": -1, "seed": 1,
    "deterministic": True,
}  # fmt: skip
ROUNDS = 900


@dataclass(frozen=True, slots=True)
class Shelf:
    """Texts by file name, and what is asked of them."""

    texts: dict[str, str]
    asked: tuple[Asked, ...]


def shelves() -> Iterator[Shelf]:
    """Yield each report alone, then several together."""
    texts, asked = reports(), questions()
    names = sorted({one.document for one in asked})
    for name in names:
        yield Shelf({name: texts[name]}, tuple(one for one in asked if one.document == name))
    for group in (names[i : i + TOGETHER] for i in range(0, len(names), TOGETHER)):
        of_them = [one for one in asked if one.document in group]
        named = [_named(one, texts[one.document]) if i % NAMED == 0 else one for i, one in enumerate(of_them)]
        yield Shelf({name: texts[name] for name in group}, tuple(named))


def _named(asked: Asked, text: str) -> Asked:
    """Return a question with whom the report is about in front: 澜屿微电子股份有限公司营业收入是多少？"""
    whom = _WHOM.match(text)
    if whom is None or whom[1][:2] in asked.question:
        return asked
    return replace(asked, question=whom[1] + asked.question.removeprefix("公司").removeprefix("的"))


def reading(name: str) -> Shelf:
    """Return texts of reading comprehension and a question about each."""
    by_text: dict[str, list[Asked]] = {}
    for row in lines_of(DATA / name):
        answers = [one if isinstance(one, str) else one["text"] for one in row["answers"]]
        by_text.setdefault(row["context"], []).append(Asked("", row["question"], (tuple(answers),)))
    rng = random.Random(5)  # noqa: S311
    chosen = rng.sample(sorted(by_text), min(TEXTS, len(by_text)))
    texts = {f"{number:05}.txt": text for number, text in enumerate(chosen)}
    return Shelf(texts, tuple(rng.choice(by_text[text]) for text in chosen))


def looked_at(shelf: Shelf) -> tuple[np.ndarray, np.ndarray]:
    """Return what the model sees of each question, (n, n_columns), and whether the sentence that would be said answers."""
    found, right = [], []
    with tempfile.TemporaryDirectory() as folder:
        documents = Path(folder, "documents")
        documents.mkdir()
        for name, text in shelf.texts.items():
            (documents / name).write_text(text, encoding="utf-8")
        encoder, settings = load_encoder("static"), Settings()
        index, _ = open_index(documents, Path(folder, "index"), settings, encoder)
        finder = EvidenceFinder(Retriever(index, encoder, settings))
        for one in shelf.asked:
            row = _look(finder, one, settings.evidence_passages)
            if row is not None:
                found.append(row[0])
                right.append(row[1])
    return np.array(found, dtype=np.float32).reshape(-1, len(COLUMNS)), np.array(right, dtype=bool)


def _look(finder: EvidenceFinder, asked: Asked, passages: int) -> tuple[np.ndarray, bool] | None:
    hits = finder.retriever.retrieve(asked.question, passages)
    question = analyse(asked.question)
    question = replace(question, titled=titled(question.text, (hit.passage.title for hit in hits)))
    ranked = finder.rank(question, hits)
    by_far = finder.rank_far(question, ranked)
    near, far = within_constraints(question, ranked), within_constraints(question, by_far)
    if not near or not far:
        return None
    first = (supported(question, near, far).kept or (far if far_words(question, far[0]) else near))[0].candidate
    said = next(one for one in by_far if one.candidate is first)
    row = near_miss_row(question, said, near, far, (support_of(near), support_of(far, "support-far")))
    before = first.previous.text if first.previous else ""
    return row, asked.answered_by(plain(before + first.sentence.text))


def fit(rows: np.ndarray, right: np.ndarray) -> lgb.Booster:
    return lgb.train(PARAMETERS, lgb.Dataset(rows, right, feature_name=list(COLUMNS)), ROUNDS)


def main() -> None:
    with ProcessPoolExecutor(2) as pool:
        parts = list(pool.map(looked_at, shelves()))
        of_reading = list(pool.map(looked_at, map(reading, READING)))
    # Only what answers: the encoder and the support models were fitted to these very questions.
    parts += [(rows[right], right[right]) for rows, right in of_reading]
    rows, right = (np.concatenate(column) for column in zip(*parts, strict=True))
    export(fit(rows, right), MODELS / "near-miss.npz")


if __name__ == "__main__":
    main()
