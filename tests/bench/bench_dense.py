"""What searching the codes of the windows finds of what an exact search finds, and how long each takes.

`python -m tests.bench.bench_dense [PASSAGES …]`: passages of the news set, questions of the CMRC trial set.
"""

from __future__ import annotations

import gzip
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from assistant.indexing.dense import Dense
from assistant.indexing.encoder import load_encoder
from assistant.indexing.index import open_index
from assistant.retrieval.retriever import Retriever
from assistant.types import Hit
from tests.bench.bench_index import write_news
from tests.bench.systems import QUESTIONS, TOP, settings

SIZES = [10_000, 100_000]
WANTED = settings().candidates
Search = Callable[[str], list[Any]]


def main(sizes: list[int]) -> None:
    table = Table("passages", "search", "ms", f"of the exact best {TOP}", "the same first")
    encoder = load_encoder("static")
    with gzip.open(QUESTIONS, "rt", encoding="utf-8") as lines:
        questions = [json.loads(line)["question"] for line in lines][::5]
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            documents = Path(folder, "documents")
            write_news(documents, size)
            index, _ = open_index(documents, Path(folder, "index"), settings(), encoder)
            compare(table, Retriever(index, encoder, settings()), questions)
    Console().print(table)


def compare(table: Table, retriever: Retriever, questions: list[str]) -> None:
    """Add a row for each way to search: its time, and what it finds of what the exact way above it does."""
    dense, everything = retriever.index.dense, np.arange(len(retriever.index.passages))
    ways: dict[str, list[tuple[str, Search]]] = {
        "vectors": [
            ("exact", lambda question: best(dense.scores(retriever.encoder.encode([question])[0]))),
            (f"of {WANTED} windows by codes", lambda question: coarse(dense, retriever.encoder.encode([question])[0])),
        ],
        "words and vectors": [
            ("exact", lambda question: list(retriever.retrieve(question, TOP, everything))),
            ("as shipped", lambda question: list(retriever.retrieve(question, TOP))),
        ],
    }
    for what, searches in ways.items():
        exact: list[list[Any]] = []
        for how, search in searches:
            found, milliseconds = timed(search, questions)
            exact = exact or found
            table.add_row(f"{len(everything):,}", f"{what}, {how}", f"{milliseconds:.2f}", *kept(found, exact))


def coarse(dense: Dense, vector: NDArray[np.float32]) -> list[int]:
    """Return the numbers of the TOP best of the passages that the codes put forward."""
    passages = dense.promising(vector, WANTED)
    found: list[int] = passages[best(dense.scores(vector, passages))].tolist()
    return found


def best(scores: NDArray[np.float32]) -> list[int]:
    """Return the numbers of the TOP best, best first."""
    found: list[int] = np.argsort(-scores, kind="stable")[:TOP].tolist()
    return found


def timed(search: Search, questions: list[str]) -> tuple[list[list[Any]], float]:
    """Return what `search` finds for each question, and the median milliseconds that it takes."""
    found, times = [], []
    for question in questions:
        begin = time.perf_counter()
        found.append(search(question))
        times.append((time.perf_counter() - begin) * 1000)
    return found, statistics.median(times)


def kept(found: list[list[Any]], exact: list[list[Any]]) -> tuple[str, str]:
    """Return the share of the exact best that were found, and how often the first is the same."""
    places = [
        ([place(one) for one in ours], [place(one) for one in theirs])
        for ours, theirs in zip(found, exact, strict=True)
    ]
    shared = np.mean([len(set(ours) & set(theirs)) / len(theirs) for ours, theirs in places])
    return f"{shared:.1%}", f"{np.mean([ours[0] == theirs[0] for ours, theirs in places]):.1%}"


def place(found: Hit | int) -> object:
    """Return what tells one passage from another, whatever its score."""
    return (found.passage.document_id, found.passage.start) if isinstance(found, Hit) else found


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or SIZES)
