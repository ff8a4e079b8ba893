"""From examples to rows of features, cached in training/work/: what the two models are fitted to.

python -m training.ranker.prepare
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.answering.candidates import Candidate
from assistant.answering.evidence import EvidenceFinder
from assistant.answering.question import analyse
from assistant.indexing.encoder import load_encoder
from assistant.indexing.index import open_index
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from training.corpus import WORK
from training.ranker.examples import Example, news_set, reading_set, swapped, transplanted
from training.ranker.rewording import reworded

# Answerable; the evidence alone taken away; its whole document taken away; a constraint changed.
GOLD, REMOVED, ABSENT, SWAPPED = range(4)
REWORDED = 0.4  # share of the questions that are put in other words
SMALL_SHELF = 0.5  # share of the questions that are asked of their own document and a few others
SETS: dict[str, Callable[[Path, random.Random], list[Example]]] = {
    "cmrc": lambda folder, rng: reading_set("cmrc2018_train.jsonl.gz", 5000, folder, rng),
    "drcd": lambda folder, rng: reading_set("drcd_dev.jsonl.gz", 3524, folder, rng),
    "news": lambda folder, rng: news_set(4000, folder, rng),
}


def prepare(name: str) -> None:
    """Write training/work/ranker-NAME.npz: rows (n, n_features), labels (n,), sizes and kinds (n_questions,)."""
    started, rng = time.perf_counter(), random.Random(7)  # noqa: S311 reproducible, not secret
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "documents"
        folder.mkdir()
        examples = SETS[name](folder, rng)
        settings, encoder = Settings(), load_encoder("static")
        index, _ = open_index(folder, Path(scratch) / "index", settings, encoder)
        finder = EvidenceFinder(Retriever(index, encoder, settings))
        done = list(_questions(finder, examples, settings.evidence_passages, rng))
    rows = np.concatenate([rows for rows, _, _ in done])
    labels = np.concatenate([labels for _, labels, _ in done])
    sizes, kinds = np.array([len(labels) for _, labels, _ in done]), np.array([kind for _, _, kind in done])
    np.savez(WORK / f"ranker-{name}.npz", rows=rows, labels=labels, sizes=sizes, kinds=kinds)
    found = np.mean([labels.any() for _, labels, kind in done if kind == GOLD])
    print(
        f"{name}: {len(done)} questions, evidence among the candidates {found:.3f}, {time.perf_counter() - started:.0f} s"
    )


def _questions(
    finder: EvidenceFinder, examples: list[Example], passages: int, rng: random.Random
) -> Iterator[tuple[np.ndarray, np.ndarray, int]]:
    index, sources = finder.retriever.index, dict[str, str]()
    for key, document in index.documents.items():
        sources[document.source] = key
    keys = list(sources.values())

    def shelf(gold: str) -> np.ndarray | None:
        if rng.random() > SMALL_SHELF:
            return None
        some = {gold, *rng.sample(keys, rng.choice([0, 0, 1, 4, 20]))}
        return np.concatenate([np.array(index.passages_of(key)) for key in sorted(some)])

    asked = [example for example in examples if rng.random() >= REWORDED]
    asked += [
        replace(example, question=reworded(example.question, rng)) for example in examples if rng.random() < REWORDED
    ]
    for example in asked:
        gold = sources[example.source]
        hits = finder.retriever.retrieve(example.question, passages + 6, shelf(gold))
        question, text = analyse(example.question), index.documents[gold].text
        found, rows = finder.rows(question, hits[:passages])
        labels = np.array([_answers(one, gold, text, example.evidence) for one in found], dtype=np.int8)
        yield rows, labels, GOLD
        if rng.random() < 0.4:
            yield rows[labels == 0], labels[labels == 0], REMOVED
        others = [hit for hit in hits if hit.passage.document_id != gold][:passages]
        if others and rng.random() < 0.25:
            _, rows = finder.rows(question, others)
            yield rows, np.zeros(len(rows), dtype=np.int8), ABSENT
    altered, moved = list(swapped(examples, rng)), list(transplanted(examples, rng))
    for changed, example in [*rng.sample(altered, len(altered) * 2 // 5), *rng.sample(moved, len(moved) // 2)]:
        hits = finder.retriever.retrieve(changed, passages, shelf(sources[example.source]))
        _, rows = finder.rows(analyse(changed), hits)
        yield rows, np.zeros(len(rows), dtype=np.int8), SWAPPED


def _answers(candidate: Candidate, gold: str, text: str, evidence: Sequence[str]) -> bool:
    """Whether the sentence holds a piece of evidence, or lies inside a long one."""
    sentence = candidate.sentence
    if sentence.document_id != gold:
        return False
    for phrase in evidence:
        start = text.find(phrase)
        if phrase in sentence.text or (start >= 0 and sentence.start < start + len(phrase) and start < sentence.end):
            return True
    return False


def main() -> None:
    WORK.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(prepare, SETS))


if __name__ == "__main__":
    main()
