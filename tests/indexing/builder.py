"""Opens an index as a process of its own: `python builder.py DOCUMENTS INDEX`; says when it begins and what it has."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.indexing.index import open_index
from assistant.testing import ToyEncoder
from tests.indexing.shelves import settings

if __name__ == "__main__":
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    index, _ = open_index(Path(sys.argv[1]), Path(sys.argv[2]), settings(passage_chars=60), ToyEncoder())
    sys.stdout.write(f"{index.version} {len(index.passages)}\n")
