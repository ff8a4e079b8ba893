"""What the vectors find alone: of each text the best window of the passages, as the index has them.

    python -m training.encoder.evaluate [--model FOLDER] [--whole] SET.jsonl.gz ...

With --whole each passage of at most 500 characters has one vector, as it had before there were windows.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.encoder import SHIPPED, StaticEncoder
from assistant.indexing.windows import windows
from training.corpus import DATA, Question, questions

LIMIT = 500
Encode = Callable[[Sequence[str]], NDArray[np.float32]]
Cut = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """Shares of the questions whose text is first or among the first five, and the mean reciprocal rank."""

    hit1: float
    hit5: float
    mrr: float

    def __str__(self) -> str:
        return f"hit1 {self.hit1:.4f}  hit5 {self.hit5:.4f}  mrr {self.mrr:.4f}"


def passages(text: str) -> list[str]:
    """Whole sentences together, up to 500 characters; a longer sentence stays whole."""
    return windows(text, LIMIT)


def parts(text: str) -> list[str]:
    """The windows of a text's passages."""
    return [window for passage in passages(text) for window in windows(passage)]


def measure(encode: Encode, asked: Sequence[tuple[str, int]], texts: Sequence[str], cut_text: Cut = passages) -> Found:
    """Search `texts` for each query; `asked` pairs it with the place of the text that it should find.

    A text scores what the best part of it does that `cut_text` gives.
    """
    cut = [cut_text(text) for text in texts]
    vectors = encode([part for found in cut for part in found])
    starts = np.cumsum([0, *(len(found) for found in cut[:-1])])
    scores = np.maximum.reduceat(encode([query for query, _ in asked]) @ vectors.T, starts, axis=1)
    right = np.array([place for _, place in asked])
    own = scores[np.arange(len(right)), right]
    ranks = (scores > own[:, None]).sum(axis=1)
    return Found(float((ranks == 0).mean()), float((ranks < 5).mean()), float((1 / (1 + ranks)).mean()))


def kept_back(texts: int, share: float) -> frozenset[int]:
    """The places of the texts that training keeps back, the same ones every time."""
    return frozenset(np.random.default_rng(7).permutation(texts)[: int(texts * share)].tolist())


def pairs(asked: Sequence[Question], texts: Sequence[str]) -> list[tuple[str, int]]:
    """Questions with the places of their contexts in `texts`."""
    where = {text: place for place, text in enumerate(texts)}
    return [(question.question, where[question.context]) for question in asked]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=SHIPPED, help="folder of a static model")
    parser.add_argument("--whole", action="store_true", help="one vector for each passage")
    development = DATA.parent / "dev"
    usual = [development / "cmrc2018_trial.jsonl.gz", development / "drcd_test.jsonl.gz"]
    parser.add_argument("sets", nargs="*", type=Path, default=usual, help="reading-comprehension files")
    options = parser.parse_args()
    encoder = StaticEncoder.load(options.model)
    for path in options.sets:
        asked = questions(path)
        texts = list(dict.fromkeys(question.context for question in asked))
        print(f"{path.name}  {len(asked)} questions, {len(texts)} texts:  ", end="")
        print(measure(encoder.encode, pairs(asked, texts), texts, passages if options.whole else parts))


if __name__ == "__main__":
    main()
