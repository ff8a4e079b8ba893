"""Building, opening, searching, changing and asking an index of the news set, beside a bare floor and LangChain.

`make bench`, or `python -m tests.bench.bench_index [PASSAGES …]`; LangChain's part is left out unless langchain-classic
and langchain-community can be imported, and its part with jieba's words unless jieba can.
"""

from __future__ import annotations

import importlib.util
import json
import lzma
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant import Assistant
from assistant.errors import EmptyDocument
from assistant.ingestion.chunking import split_passages
from assistant.ingestion.reader import make_document
from tests.bench.bench_ask import Figure, answered, median
from tests.bench.systems import settings

REPOSITORY = Path(__file__).parents[2]
NEWS = REPOSITORY.parent / "shared" / "data" / "train" / "news.jsonl.xz"
SIZES = [1_000, 10_000, 100_000]
OPENING = """
import json, psutil, sys, time
from pathlib import Path
from assistant.indexing.encoder import load_encoder
from assistant.indexing.index import open_index
from tests.bench.systems import settings
encoder = load_encoder("static")
begin = time.perf_counter()
open_index(Path(sys.argv[1]), Path(sys.argv[2]), settings(), encoder)
seconds = time.perf_counter() - begin
print(json.dumps({"seconds": seconds, "megabytes": psutil.Process().memory_info().rss / 2**20}))
"""


def main(sizes: list[int]) -> None:
    console = Console()
    needed = {"langchain": ["langchain_classic", "langchain_community"], "langchain-jieba": ["jieba"]}
    systems = ["assistant", "floor"]
    for name, packages in needed.items():
        if not all(map(importlib.util.find_spec, packages)):
            break
        systems.append(name)
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            documents, index = Path(folder, "documents"), Path(folder, "index")
            write_news(documents, size)
            console.print(compared(systems, documents, index))
            console.print(changed(documents, index))
            console.print(str(asked(documents, index)))


def compared(systems: list[str], documents: Path, index: Path) -> Table:
    table = Table("system", "passages", "build s", "of one core", "peak MB", "question ms", title="Built from nothing")
    for system in systems:
        got = run(["-m", "tests.bench.systems", system, str(documents), str(index)])
        table.add_row(system, *(f"{got[key]:,.{places}f}" for key, places in COLUMNS.items()))
    return table


COLUMNS = {"passages": 0, "seconds": 1, "cpu": 1, "megabytes": 0, "milliseconds": 2}


def changed(documents: Path, index: Path) -> Table:
    table = Table("", "s", "resident MB", title="Opened again, with one report more and one less")
    new = documents / "new.md"

    def add() -> None:
        new.write_text("# 海淀区2022年经济\n\n2022年年底，海淀区上市企业共有268家。\n" * 20, encoding="utf-8")
        os.utime(new, (time.time() - 60, time.time() - 60))

    for name, change in {"nothing changed": lambda: None, "a report added": add, "it is deleted": new.unlink}.items():
        change()
        got = run(["-c", OPENING, str(documents), str(index)])
        table.add_row(name, f"{got['seconds']:.2f}", f"{got['megabytes']:,.0f}")
    return table


def asked(documents: Path, index: Path) -> Figure:
    """The questions of the benchmark to the bundled report among all the others: from the question to the answer."""
    for report in (REPOSITORY / "documents").iterdir():
        shutil.copy(report, documents)
    times = answered(Assistant.open(documents, index, passage_chars=settings().passage_chars))
    return median(f"ask, warm, median of {len(times)} questions", times, 40, "ms")


def run(arguments: list[str]) -> dict[str, float]:
    """Run a Python process that prints one line of JSON, and return that."""
    output = subprocess.run([sys.executable, *arguments], cwd=REPOSITORY, check=True, stdout=subprocess.PIPE).stdout
    result: dict[str, float] = json.loads(output)
    return result


def write_news(folder: Path, passages: int) -> None:
    """Write one file for each news item until they make that many passages."""
    count = 0
    with lzma.open(NEWS, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            text = json.loads(line)["text"]
            try:
                count += len(split_passages(make_document(text, "a.txt"), 500))
            except EmptyDocument:
                continue
            path = folder / f"{number // 1000:03}" / f"{number:06}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            os.utime(path, (time.time() - 60, time.time() - 60))
            if count >= passages:
                return


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or SIZES)
