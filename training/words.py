"""Count in how many texts each word occurs, and write `assistant/models/words.txt`.

The answering engine takes its background idf from this file, since a single report is too small to tell a rare word
from a common one. First line: the number of texts. Then `word<TAB>number of texts that hold it`, most frequent first.

    python -m training.words [--data FOLDER]
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import rjieba

from training.corpus import DATA, MODELS, fold, news, training_questions

LEAST = 5
MOST_WORDS = 60_000
WORDLIKE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|[^\W\d_]")


def document_frequencies(texts: Iterable[str]) -> tuple[int, Counter[str]]:
    """The number of texts, and for each word in how many of them it occurs."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        total += 1
        counts.update({word for word in rjieba.cut(fold(text)) if WORDLIKE.search(word)})
    return total, counts


def write(path: Path, total: int, counts: Counter[str]) -> None:
    """Write the frequent words, equal counts in code point order, so that the file is the same every time."""
    kept = sorted(((count, word) for word, count in counts.items() if count >= LEAST), key=lambda at: (-at[0], at[1]))
    lines = [str(total), *(f"{word}\t{count}" for count, word in kept[:MOST_WORDS])]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="folder with the training data")
    data = parser.parse_args().data
    contexts = dict.fromkeys(question.context for question in training_questions(data))
    total, counts = document_frequencies([*news(data), *contexts])
    target = MODELS / "words.txt"
    write(target, total, counts)
    print(f"{target}: {total} texts, {target.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
