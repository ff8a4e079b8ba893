"""From examples to rows of features, cached in training/work/: what the two models are fitted to.

python -m training.ranker.prepare

Each part of the texts is a shelf of its own, with the encoder that was trained without it (`training.encoder.train
--without PART`): on questions that an encoder has seen its vectors look better than they are on a new report.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from unittest.mock import patch

import numpy as np

from assistant.answering import alignment, signals
from assistant.answering.candidates import Candidate
from assistant.answering.constraints import broken
from assistant.answering.evidence import EvidenceFinder
from assistant.answering.mismatch import mismatch
from assistant.answering.question import Question, analyse
from assistant.answering.translations import read
from assistant.indexing.encoder import StaticEncoder
from assistant.indexing.index import open_index
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings
from assistant.types import Hit
from training import translations
from training.corpus import PARTS, WORK, unseeing
from training.ranker.examples import Example, erased, news_set, reading_set, swapped, transplanted, visitor_set
from training.ranker.rewording import reworded

# Answerable; the evidence alone taken away; its whole document taken away; a constraint changed; its clause taken out;
# a visitor's that the text does not answer.
GOLD, REMOVED, ABSENT, SWAPPED, ERASED, UNTOLD = range(6)
REWORDED = 0.4  # share of the questions that are put in other words
ERASED_SHARE = 0.2  # share of the questions that are asked of a text without the clause that answers them
SMALL_SHELF = 0.5  # share of the questions that are asked of their own document and a few others
PASSAGES = Settings().evidence_passages


@dataclass(frozen=True, slots=True)
class Row:
    """A question's candidates, their features (n, n_columns) and labels (n,), and what kind of question it is.

    `taken` (n,) is what rules take off each candidate's score; infinite where it breaks a constraint.
    """

    features: np.ndarray
    labels: np.ndarray
    kind: int
    taken: np.ndarray

    @classmethod
    def of(cls, asked: Question, found: list[Candidate], rows: np.ndarray, labels: np.ndarray, kind: int) -> Row:
        """Ask the rules."""
        breaks = [bool(broken(asked, one, one.document)) for one in found]
        return cls(
            rows,
            labels,
            kind,
            np.where(breaks, np.inf, mismatch(asked, found, rows, np.zeros(len(found), dtype=np.float32))),
        )


# Which sets the models of the first look and those for far words are fitted to.
NEAR, FAR = ("cmrc", "drcd", "news"), ("visitors", "cmrc", "drcd", "news")
Look = Callable[[Question, Sequence[Hit]], tuple[list[Candidate], np.ndarray]]
"""How the ranker looks at hits: its candidates and their rows."""
SETS: dict[str, Callable[[Path, int, random.Random], list[Example]]] = {
    "cmrc": lambda folder, part, rng: reading_set("cmrc2018_train.jsonl.gz", 1670, folder, part, rng),
    "drcd": lambda folder, part, rng: reading_set("drcd_dev.jsonl.gz", 1200, folder, part, rng),
    "news": lambda folder, part, rng: news_set(1340, folder, part, rng),
    "visitors": lambda folder, part, rng: visitor_set(7_000, folder, part, rng),
}


def prepared(name: str, part: int, far: bool) -> Path:
    """Where the rows of a set's part are kept."""
    return WORK / f"{'far' if far else 'near'}-{name}-{part}.npz"


def prepare(name: str, part: int, far: bool) -> None:
    """Write rows (n, n_columns), labels and what rules take (n,), sizes and kinds (n_questions,) of a set's part."""
    started, rng = time.perf_counter(), random.Random(7 + part)  # noqa: S311 reproducible, not secret
    with tempfile.TemporaryDirectory() as scratch:
        folder, without = Path(scratch) / "documents", Path(scratch) / "erased"
        folder.mkdir()
        without.mkdir()
        examples = SETS[name](folder, part, rng)
        lacking = erased(rng.sample(examples, int(len(examples) * ERASED_SHARE)), without)
        encoder = StaticEncoder.load(unseeing(part))
        table = read(translations.unseeing(part).read_text(encoding="utf-8"))
        with (
            patch.object(alignment, "load_encoder", lambda _: encoder),
            patch.object(signals, "load_translations", lambda: table),
        ):
            finder, lacking_finder = _finder(folder, encoder), _finder(without, encoder)
            looks = [partial(_far, some) if far else some.rows for some in (finder, lacking_finder)]
            done = list(_questions(finder, looks[0], examples, rng))
            done += _unanswered(lacking_finder, looks[1], lacking, rng)
    rows, labels, taken = (
        np.concatenate([getattr(one, name) for one in done]) for name in ("features", "labels", "taken")
    )
    sizes, kinds = np.array([len(one.labels) for one in done]), np.array([one.kind for one in done])
    np.savez(prepared(name, part, far), rows=rows, labels=labels, taken=taken, sizes=sizes, kinds=kinds)
    found = np.mean([one.labels.any() for one in done if one.kind == GOLD])
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


def _unanswered(finder: EvidenceFinder, look: Look, examples: list[Example], rng: random.Random) -> Iterator[Row]:
    sources = {document.source: key for key, document in finder.retriever.index.documents.items()}
    for example in examples:
        reword = not example.far and rng.random() < REWORDED
        question = reworded(example.question, rng) if reword else example.question
        hits = finder.retriever.retrieve(question, PASSAGES, _shelf(finder, sources[example.source], rng))
        yield _unmet(look, question, hits, ERASED)


def _far(finder: EvidenceFinder, question: Question, hits: Sequence[Hit]) -> tuple[list[Candidate], np.ndarray]:
    found, rows = finder.rows(question, hits)
    return found, np.hstack([rows, signals.signal_rows(question, found)])


def _unmet(look: Look, asked: str, hits: Sequence[Hit], kind: int) -> Row:
    question = analyse(asked)
    found, rows = look(question, hits)
    return Row.of(question, found, rows, np.zeros(len(rows), dtype=np.int8), kind)


def _questions(finder: EvidenceFinder, look: Look, examples: list[Example], rng: random.Random) -> Iterator[Row]:
    index = finder.retriever.index
    sources = {document.source: key for key, document in index.documents.items()}
    asked = [example for example in examples if example.far or rng.random() >= REWORDED]
    asked += [
        replace(example, question=reworded(example.question, rng))
        for example in examples
        if not example.far and rng.random() < REWORDED
    ]
    for example in asked:
        gold = sources[example.source]
        hits = finder.retriever.retrieve(example.question, PASSAGES + 6, _shelf(finder, gold, rng))
        question, text = analyse(example.question), index.documents[gold].text
        found, rows = look(question, hits[:PASSAGES])
        labels = np.array([_answers(one, gold, text, example) for one in found], dtype=np.int8)
        kind = GOLD if example.evidence else UNTOLD
        yield Row.of(question, found, rows, labels, kind)
        if not example.evidence:
            continue
        if rng.random() < 0.4:
            others = np.flatnonzero(labels == 0)
            yield Row.of(question, [found[i] for i in others], rows[others], labels[others], REMOVED)
        elsewhere = [hit for hit in hits if hit.passage.document_id != gold][:PASSAGES]
        if elsewhere and rng.random() < 0.25:
            yield _unmet(look, example.question, elsewhere, ABSENT)
    told = [example for example in examples if example.evidence]
    altered, moved = list(swapped(told, rng)), list(transplanted(told, rng))
    for changed, example in [*rng.sample(altered, len(altered) * 2 // 5), *rng.sample(moved, len(moved) // 2)]:
        hits = finder.retriever.retrieve(changed, PASSAGES, _shelf(finder, sources[example.source], rng))
        yield _unmet(look, changed, hits, SWAPPED)


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
    wanted = [(name, part, far) for far in (False, True) for name in (FAR if far else NEAR) for part in range(PARTS)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        list(pool.map(prepare, *zip(*wanted, strict=True)))


if __name__ == "__main__":
    main()
