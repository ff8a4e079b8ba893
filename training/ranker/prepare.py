"""From examples to rows of features, cached in training/work/: what the two models are fitted to.

python -m training.ranker.prepare

Each part of the texts is a shelf of its own, with the encoder that was trained without it (`training.encoder.train
--without PART`): on questions that an encoder has seen its vectors look better than they are on a new report.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from unittest.mock import patch

import numpy as np

from assistant.answering import alignment
from assistant.answering.candidates import Candidate
from assistant.answering.evidence import EvidenceFinder
from assistant.answering.question import analyse
from assistant.indexing.encoder import StaticEncoder
from assistant.indexing.index import open_index
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from training.corpus import PARTS, WORK, unseeing
from training.ranker.examples import Example, erased, news_set, reading_set, swapped, transplanted
from training.ranker.rewording import reworded

# Answerable; the evidence alone taken away; its whole document taken away; a constraint changed; its clause taken out.
GOLD, REMOVED, ABSENT, SWAPPED, ERASED = range(5)
REWORDED = 0.4  # share of the questions that are put in other words
ERASED_SHARE = 0.2  # share of the questions that are asked of a text without the clause that answers them
SMALL_SHELF = 0.5  # share of the questions that are asked of their own document and a few others
PASSAGES = Settings().evidence_passages
Row = tuple[np.ndarray, np.ndarray, int]
"""The features of a question's candidates, their labels, and what kind of question it is."""
SETS: dict[str, Callable[[Path, int, random.Random], list[Example]]] = {
    "cmrc": lambda folder, part, rng: reading_set("cmrc2018_train.jsonl.gz", 1250, folder, part, rng),
    "drcd": lambda folder, part, rng: reading_set("drcd_dev.jsonl.gz", 900, folder, part, rng),
    "news": lambda folder, part, rng: news_set(1000, folder, part, rng),
}


def prepare(name: str, part: int) -> None:
    """Write training/work/ranker-NAME-PART.npz: rows (n, n_features), labels (n,), sizes and kinds (n_questions,)."""
    started, rng = time.perf_counter(), random.Random(7 + part)  # noqa: S311 reproducible, not secret
    with tempfile.TemporaryDirectory() as scratch:
        folder, without = Path(scratch) / "documents", Path(scratch) / "erased"
        folder.mkdir()
        without.mkdir()
        examples = SETS[name](folder, part, rng)
        lacking = erased(rng.sample(examples, int(len(examples) * ERASED_SHARE)), without)
        encoder = StaticEncoder.load(unseeing(part))
        with patch.object(alignment, "load_encoder", lambda _: encoder):
            done = list(_questions(_finder(folder, encoder), examples, rng))
            done += _unanswered(_finder(without, encoder), lacking, rng)
    rows = np.concatenate([rows for rows, _, _ in done])
    labels = np.concatenate([labels for _, labels, _ in done])
    sizes, kinds = np.array([len(labels) for _, labels, _ in done]), np.array([kind for _, _, kind in done])
    np.savez(WORK / f"ranker-{name}-{part}.npz", rows=rows, labels=labels, sizes=sizes, kinds=kinds)
    found = np.mean([labels.any() for _, labels, kind in done if kind == GOLD])
    print(
        f"{name} {part}: {len(done)} questions, evidence among the candidates {found:.3f}, {time.perf_counter() - started:.0f} s"
    )


def _finder(folder: Path, encoder: StaticEncoder) -> EvidenceFinder:
    settings = Settings()
    index, _ = open_index(folder, folder.with_name(f"{folder.name}-index"), settings, encoder)
    return EvidenceFinder(Retriever(index, encoder, settings))


def _shelf(finder: EvidenceFinder, gold: str, rng: random.Random) -> np.ndarray | None:
    """Return the passages to search: of the document and a few others, or None for those of all."""
    if rng.random() > SMALL_SHELF:
        return None
    index = finder.retriever.index
    some = {gold, *rng.sample(list(index.documents), min(len(index.documents), rng.choice([0, 0, 1, 4, 20])))}
    return np.concatenate([np.array(index.passages_of(key)) for key in sorted(some)])


def _unanswered(finder: EvidenceFinder, examples: list[Example], rng: random.Random) -> Iterator[Row]:
    sources = {document.source: key for key, document in finder.retriever.index.documents.items()}
    for example in examples:
        question = reworded(example.question, rng) if rng.random() < REWORDED else example.question
        hits = finder.retriever.retrieve(question, PASSAGES, _shelf(finder, sources[example.source], rng))
        _, rows = finder.rows(analyse(question), hits)
        yield rows, np.zeros(len(rows), dtype=np.int8), ERASED


def _questions(finder: EvidenceFinder, examples: list[Example], rng: random.Random) -> Iterator[Row]:
    index = finder.retriever.index
    sources = {document.source: key for key, document in index.documents.items()}
    asked = [example for example in examples if rng.random() >= REWORDED]
    asked += [
        replace(example, question=reworded(example.question, rng)) for example in examples if rng.random() < REWORDED
    ]
    for example in asked:
        gold = sources[example.source]
        hits = finder.retriever.retrieve(example.question, PASSAGES + 6, _shelf(finder, gold, rng))
        question, text = analyse(example.question), index.documents[gold].text
        found, rows = finder.rows(question, hits[:PASSAGES])
        labels = np.array([_answers(one, gold, text, example) for one in found], dtype=np.int8)
        yield rows, labels, GOLD
        if rng.random() < 0.4:
            yield rows[labels == 0], labels[labels == 0], REMOVED
        others = [hit for hit in hits if hit.passage.document_id != gold][:PASSAGES]
        if others and rng.random() < 0.25:
            _, rows = finder.rows(question, others)
            yield rows, np.zeros(len(rows), dtype=np.int8), ABSENT
    altered, moved = list(swapped(examples, rng)), list(transplanted(examples, rng))
    for changed, example in [*rng.sample(altered, len(altered) * 2 // 5), *rng.sample(moved, len(moved) // 2)]:
        hits = finder.retriever.retrieve(changed, PASSAGES, _shelf(finder, sources[example.source], rng))
        _, rows = finder.rows(analyse(changed), hits)
        yield rows, np.zeros(len(rows), dtype=np.int8), SWAPPED


def _answers(candidate: Candidate, gold: str, document: str, example: Example) -> bool:
    """Whether the sentence is of the example's text, and holds a piece of evidence or lies inside a long one."""
    sentence, begin = candidate.sentence, document.find(example.text)
    end = begin + len(example.text) if begin >= 0 else len(document)
    if sentence.document_id != gold or not begin <= sentence.start < end:
        return False
    for phrase in example.evidence:
        start = document.find(phrase, max(begin, 0))
        if phrase in sentence.text or (start >= 0 and sentence.start < start + len(phrase) and start < sentence.end):
            return True
    return False


def main() -> None:
    WORK.mkdir(parents=True, exist_ok=True)
    # A process for each, since it remembers the vectors of one encoder.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        list(pool.map(prepare, *zip(*product(SETS, range(PARTS)), strict=True)))


if __name__ == "__main__":
    main()
