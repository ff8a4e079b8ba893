"""The questions that the ranker and the support model learn from, with the shelf that each set is asked of."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import rjieba

from assistant.answering.background import idf
from assistant.answering.candidates import subject
from assistant.answering.question import analyse
from training.corpus import DATA, questions, rows
from training.ranker.synthesis import make

TELLING = 5.0  # idf from which a word is telling
_TITLE = re.compile(r"[^，。（(、；：]{2,14}?(?=（|\(|，|是|为)")


@dataclass(frozen=True, slots=True)
class Example:
    """A question, the file that answers it with its text, and phrases of which an evidence sentence holds one.

    `about` is what the question is about where it was made, `subject` what the text is about.
    """

    question: str
    source: str
    text: str
    evidence: tuple[str, ...]
    about: str = ""

    @property
    def subject(self) -> str:
        """What the text opens with, "" where that is no name."""
        return subject(self.text)


def reading_set(name: str, count: int, folder: Path, rng: random.Random) -> list[Example]:
    """Write the texts of a reading-comprehension set to `folder`, half of them with a title; return its questions."""
    asked = questions(DATA / name)
    texts = list(dict.fromkeys(one.context for one in asked))
    sources = {}
    for number, text in enumerate(texts):
        match = _TITLE.match(text) if rng.random() < 0.5 else None
        sources[text] = _write(folder, number, match.group() if match else "", text)
    chosen = rng.sample(asked, min(count, len(asked)))
    return [Example(one.question, sources[one.context], one.context, one.answers) for one in chosen]


def news_set(count: int, folder: Path, rng: random.Random) -> list[Example]:
    """Write news texts to `folder` and return a made question about each."""
    examples: list[Example] = []
    for row in rows(DATA / "news.jsonl.xz"):
        text = row["text"]
        if 300 <= len(text) <= 2500 and rng.random() < 0.2:
            made = make(text, rng)
            if made is not None:
                source = _write(folder, len(examples), made.title, text)
                examples.append(Example(made.question, source, text, made.evidence, made.about))
        if len(examples) == count:
            break
    return examples


def swapped(examples: list[Example], rng: random.Random) -> Iterator[tuple[str, Example]]:
    """Yield the questions with one thing changed to another's: a year, a name or the indicator. Nothing answers them."""
    names = [found for found in (_name(example.question) for example in examples) if found]
    abouts = [example.about for example in examples if example.about]
    for example in examples:
        if example.about and rng.random() < 0.7:
            yield example.question.replace(example.about, rng.choice(abouts)), example
            continue
        years = re.findall(r"\d{4}(?=年)", example.question)
        name = _name(example.question)
        if years and (not name or rng.random() < 0.5):
            yield example.question.replace(years[0], str(int(years[0]) + rng.choice([-7, -3, -2, 2, 3, 11]))), example
        elif name:
            yield example.question.replace(name, rng.choice(names)), example


def transplanted(examples: list[Example], rng: random.Random) -> Iterator[tuple[str, Example]]:
    """Yield questions about one text's subject, put to another's, which lacks a telling word of them."""
    about_subject = [example for example in examples if example.subject and example.subject in example.question]
    for example in about_subject:
        other = rng.choice(about_subject)
        rest = example.question.replace(example.subject, "")
        if any(idf(word) > TELLING and word not in other.text for word in analyse(rest).terms):
            yield example.question.replace(example.subject, other.subject), other


def _name(question: str) -> str:
    quoted = re.findall("《[^》]+》", question)
    tagged = [word for word, tag in rjieba.tag(question) if tag in {"ns", "nr", "nt", "nz", "nrt"} and len(word) > 1]
    return (quoted + tagged + [""])[0]


def _write(folder: Path, number: int, title: str, text: str) -> str:
    name = f"{number:05d}.md"
    (folder / name).write_text((f"# {title}\n\n" if title else "") + text, encoding="utf-8")
    return name
