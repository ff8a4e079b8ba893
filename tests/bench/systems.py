"""What is compared: each builds an index of a folder of reports, answers questions, and says what that took.

Run as a process of its own: `python -m tests.bench.systems SYSTEM DOCUMENTS INDEX` writes one line of JSON.
"""

from __future__ import annotations

import contextlib
import gzip
import importlib
import json
import os
import statistics
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from assistant.indexing.encoder import load_encoder
from assistant.indexing.index import open_index
from assistant.indexing.texts import indexed_text
from assistant.ingestion.chunking import split_passages
from assistant.ingestion.reader import read_shelf
from assistant.retrieval.retriever import Retriever
from assistant.settings import Settings, load_settings
from assistant.text import fold, words

QUESTIONS = Path(__file__).parents[3] / "shared" / "data" / "dev" / "cmrc2018_trial.jsonl.gz"
TOP = 10
Search = Callable[[str], object]


def settings() -> Settings:
    """The defaults, with passages as long as LangChain's below."""
    return load_settings(Path("no-such-file.toml"), {}, passage_chars=500)


def build_assistant(documents: Path, index: Path) -> tuple[Search, int]:
    """This project, from the files to the index on the disk."""
    encoder = load_encoder("static")
    opened, _ = open_index(documents, index, settings(), encoder)
    retriever = Retriever(opened, encoder, settings())
    return lambda question: retriever.retrieve(question, TOP), len(opened.passages)


def build_floor(documents: Path, index: Path) -> tuple[Search, int]:  # noqa: ARG001 - in memory
    """The least there is: bm25s over words and a flat FAISS index, in memory, no context, no passages to show."""
    import bm25s
    import faiss

    encoder = load_encoder("static")
    shelf = read_shelf(documents, 10**9)
    texts = [indexed_text(p) for document in shelf.documents for p in split_passages(document, 500)]
    lexical = bm25s.BM25(k1=1.5, b=0.75, delta=1.0, method="bm25+")
    lexical.index([words(text) for text in texts], show_progress=False)
    dense = faiss.IndexFlatIP(encoder.dimension)
    dense.add(encoder.encode(texts))

    def search(question: str) -> object:
        scores = lexical.get_scores(words(question))
        return np.argpartition(-scores, TOP)[:TOP], dense.search(encoder.encode([fold(question)]), TOP)

    return search, len(texts)


def build_langchain(
    documents: Path,
    index: Path,  # noqa: ARG001 - in memory
    cut: Callable[[str], list[str]] = words,
) -> tuple[Search, int]:
    """LangChain's EnsembleRetriever over its BM25 (rank_bm25) and its FAISS, with the same words and encoder."""
    embeddings: Any = importlib.import_module("langchain_core.embeddings").Embeddings
    ensemble: Any = importlib.import_module("langchain_classic.retrievers").EnsembleRetriever
    bm25: Any = importlib.import_module("langchain_community.retrievers").BM25Retriever
    vectors: Any = importlib.import_module("langchain_community.vectorstores").FAISS
    splitter: Any = importlib.import_module("langchain_text_splitters").RecursiveCharacterTextSplitter
    encoder = load_encoder("static")

    class Encoder(embeddings):  # type: ignore[misc]
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            vectors: list[list[float]] = encoder.encode(texts).tolist()
            return vectors

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    split = splitter(separators=["\n", "。", "，", ""], chunk_size=500, chunk_overlap=0, keep_separator="end")
    passages = split.create_documents([document.text for document in read_shelf(documents, 10**9).documents])
    lexical = bm25.from_documents(passages, preprocess_func=cut, k=TOP)
    dense = vectors.from_documents(passages, Encoder()).as_retriever(search_kwargs={"k": TOP})
    both = ensemble(retrievers=[lexical, dense], weights=[0.5, 0.5])
    return both.invoke, len(passages)


def build_langchain_jieba(documents: Path, index: Path) -> tuple[Search, int]:
    """The same with the words of jieba, which most Python programs cut Chinese with, in the place of ours."""
    jieba: Any = importlib.import_module("jieba")
    jieba.initialize()
    return build_langchain(documents, index, jieba.lcut_for_search)


SYSTEMS = {
    "assistant": build_assistant,
    "floor": build_floor,
    "langchain": build_langchain,
    "langchain-jieba": build_langchain_jieba,
}


def measure(system: str, documents: Path, index: Path) -> dict[str, float]:
    """Return what building took, in seconds and in seconds of one core, the most memory it held, in MB, and the rest.

    The rest is how many passages there are, and the median milliseconds that a question takes.
    """
    with ThreadPoolExecutor(1) as pool:
        done = threading.Event()
        height = pool.submit(_memory_height, done)
        begin, worked = time.perf_counter(), sum(os.times()[:4])
        search, passages = SYSTEMS[system](documents, index)
        seconds, cpu = time.perf_counter() - begin, sum(os.times()[:4]) - worked
        done.set()
    with gzip.open(QUESTIONS, "rt", encoding="utf-8") as lines:
        questions = [json.loads(line)["question"] for line in lines][::20]
    times = [_milliseconds(search, question) for question in [questions[0], *questions]]
    return {
        "seconds": seconds,
        "cpu": cpu,
        "passages": passages,
        "milliseconds": statistics.median(times[1:]),
        "megabytes": height.result(),
    }


def _memory_height(done: threading.Event) -> float:
    """Return the most that this process and its helpers held at once, in MB, looking ten times a second."""
    psutil: Any = importlib.import_module("psutil")  # ships no types
    here, height = psutil.Process(), 0
    while not done.wait(0.1):
        held = 0
        for process in [here, *here.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                held += process.memory_info().rss
        height = max(height, held)
    return height / 2**20


def _milliseconds(search: Search, question: str) -> float:
    begin = time.perf_counter()
    search(question)
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))))
