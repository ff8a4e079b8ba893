"""The questions that the ranker and the support model learn from, with the shelf that each set is asked of."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import rjieba

from training.corpus import DATA, questions, rows
from training.ranker.synthesis import make

_TITLE = re.compile(r"[^，。（(、；：]{2,14}?(?=（|\(|，|是|为)")


@dataclass(frozen=True, slots=True)
class Example:
    """A question, the file that answers it, and phrases of which an evidence sentence holds one."""

    question: str
    source: str
    evidence: tuple[str, ...]


def reading_set(name: str, count: int, folder: Path, rng: random.Random) -> list[Example]:
    """Write the texts of a reading-comprehension set to `folder`, half of them with a title; return its questions."""
    asked = questions(DATA / name)
    texts = list(dict.fromkeys(one.context for one in asked))
    sources = {}
    for number, text in enumerate(texts):
        match = _TITLE.match(text) if rng.random() < 0.5 else None
        sources[text] = _write(folder, number, match.group() if match else "", text)
    chosen = rng.sample(asked, min(count, len(asked)))
    return [Example(one.question, sources[one.context], one.answers) for one in chosen]


def news_set(count: int, folder: Path, rng: random.Random) -> list[Example]:
    """Write news texts to `folder` and return a made question about each."""
    examples: list[Example] = []
    for row in rows(DATA / "news.jsonl.xz"):
        text = row["text"]
        if 300 <= len(text) <= 2500 and rng.random() < 0.2:
            made = make(text, rng)
            if made is not None:
                source = _write(folder, len(examples), made.title, text)
                examples.append(Example(made.question, source, made.evidence))
        if len(examples) == count:
            break
    return examples


def swapped(examples: list[Example], rng: random.Random) -> Iterator[tuple[str, Example]]:
    """Yield the questions with one constraint changed to another's: a year or a name. Nothing answers them."""
    names = [found for found in (_name(example.question) for example in examples) if found]
    for example in examples:
        years = re.findall(r"\d{4}(?=年)", example.question)
        name = _name(example.question)
        if years and (not name or rng.random() < 0.5):
            yield example.question.replace(years[0], str(int(years[0]) + rng.choice([-7, -3, -2, 2, 3, 11]))), example
        elif name:
            yield example.question.replace(name, rng.choice(names)), example


def _name(question: str) -> str:
    quoted = re.findall("《[^》]+》", question)
    tagged = [word for word, tag in rjieba.tag(question) if tag in {"ns", "nr", "nt", "nz", "nrt"} and len(word) > 1]
    return (quoted + tagged + [""])[0]


def _write(folder: Path, number: int, title: str, text: str) -> str:
    name = f"{number:05d}.md"
    (folder / name).write_text((f"# {title}\n\n" if title else "") + text, encoding="utf-8")
    return name
