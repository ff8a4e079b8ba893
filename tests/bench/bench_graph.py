"""What the graph for approximate search finds of what an exact search finds, and how long each takes.

`python -m tests.bench.bench_graph [PASSAGES …]`: passages of the news set, questions of the CMRC trial set.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from assistant.indexing.dense import Dense, Vectors, make_graph
from assistant.indexing.encoder import load_encoder
from assistant.indexing.texts import indexed_text
from assistant.ingestion.chunking import split_passages
from assistant.ingestion.reader import read_shelf
from assistant.text import fold
from tests.bench.bench_index import write_news
from tests.bench.systems import QUESTIONS, TOP

SIZES = [16_384, 100_000]


def main(sizes: list[int]) -> None:
    table = Table("passages", "graph built s", "exact ms", "graph ms", f"of the best {TOP}")
    encoder = load_encoder("static")
    with gzip.open(QUESTIONS, "rt", encoding="utf-8") as lines:
        questions = encoder.encode([fold(json.loads(line)["question"]) for line in lines][::5])
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_news(Path(folder), size)
            documents = read_shelf(Path(folder), 10**9).documents
        rows = encoder.encode([fold(indexed_text(p)) for document in documents for p in split_passages(document, 500)])
        begin = time.perf_counter()
        graph = make_graph(rows)
        built = time.perf_counter() - begin
        exact, exact_ms = found(Vectors(rows), questions)
        near, near_ms = found(Vectors(rows, graph), questions)
        recall = np.mean([len(set(a) & set(b)) / len(a) for a, b in zip(exact, near, strict=True)])
        table.add_row(f"{len(rows):,}", f"{built:.0f}", f"{exact_ms:.2f}", f"{near_ms:.2f}", f"{recall:.1%}")
    Console().print(table)


def found(vectors: Vectors, questions: NDArray[np.float32]) -> tuple[list[list[int]], float]:
    """Return the numbers of the best passages for each question, and the milliseconds a question took."""
    dense = Dense([vectors], np.arange(len(vectors.rows)))
    begin = time.perf_counter()
    passages = [dense.search(question[None], TOP)[1][0].tolist() for question in questions]
    return passages, (time.perf_counter() - begin) * 1000 / len(questions)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or SIZES)
