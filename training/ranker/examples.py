"""The questions that the ranker and the support model learn from, with the shelf that each set is asked of."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from pathlib import Path

import rjieba

from assistant.answering.background import idf
from assistant.answering.candidates import subject
from assistant.answering.question import analyse
from training.corpus import DATA, part, questions, rows, visits
from training.ranker.synthesis import Made, make

TELLING = 5.0  # idf from which a word is telling
REPORTS = 0.5  # share of the news questions that are asked of a report: several texts on one subject
LONGEST_REPORT = 6  # texts
TOGETHER = (1, 1, 2, 3, 5)  # texts that visitors' reports are made of
MADE_FOR_ONE = 4  # questions from among which the reports are put together
LONGEST_HEADING = 20  # characters
LONGEST_ANSWER = 40  # characters of an answer that can be taken out of a text
_MARKS = "，,；;。！？!?\n"
_TITLE = re.compile(r"[^，。（(、；：]{2,14}?(?=（|\(|，|是|为)")


@dataclass(frozen=True, slots=True)
class Example:
    """A question, the file that it is asked of with its text, and phrases of which an evidence sentence holds one.

    Without evidence nothing answers. `about` is what the question is about where it was made, `subject` what the text is
    about; `far` are questions in the words of one who has not read the text.
    """

    question: str
    source: str
    text: str
    evidence: tuple[str, ...]
    about: str = ""
    far: bool = False

    @property
    def subject(self) -> str:
        """What the text opens with, "" where that is no name."""
        return subject(self.text)


def reading_set(name: str, count: int, folder: Path, number: int, rng: random.Random) -> list[Example]:
    """Write a part of a reading-comprehension set to `folder`, half of the texts with a title; return its questions."""
    asked = [one for one in questions(DATA / name) if part(one.context) == number]
    texts = list(dict.fromkeys(one.context for one in asked))
    sources = {}
    for place, text in enumerate(texts):
        match = _TITLE.match(text) if rng.random() < 0.5 else None
        sources[text] = _write(folder, place, match.group() if match else "", text)
    chosen = rng.sample(asked, min(count, len(asked)))
    return [Example(one.question, sources[one.context], one.context, one.answers) for one in chosen]


def news_set(count: int, folder: Path, number: int, rng: random.Random) -> list[Example]:
    """Write news texts of a part to `folder`, half of them as reports of several on one subject; ask one question of each."""
    made = list(islice(_made(number, rng), MADE_FOR_ONE * count))
    subjects: dict[str, list[Made]] = {}
    for one in made:
        subjects.setdefault(one.title, []).append(one)
    reports = [
        some[start : start + LONGEST_REPORT]
        for title, some in subjects.items()
        if title
        for start in range(0, len(some) - 1, LONGEST_REPORT)
    ]
    rng.shuffle(reports)
    sizes = accumulate(map(len, reports))
    documents = [report for report, total in zip(reports, sizes, strict=True) if total <= REPORTS * count]
    together = {one.text for report in documents for one in report}
    alone = [one for one in made if one.text not in together]
    documents += [[one] for one in alone[: count - len(together)]]
    examples: list[Example] = []
    for some in documents:
        text = "\n\n".join(_section(one.text, len(some), rng) for one in some)
        source = _write(folder, len(examples), some[0].title, text)
        examples += [Example(one.question, source, one.text, one.evidence, one.about) for one in some]
    return examples


def visitor_set(count: int, folder: Path, number: int, rng: random.Random) -> list[Example]:
    """Write the texts that visitors ask of to `folder`, most of them as reports of several; return questions of the part."""
    asked = [one for one in visits() if part(one.text) == number]
    asked = rng.sample(asked, min(count, len(asked)))
    texts = list(dict.fromkeys(one.text for one in asked))
    rng.shuffle(texts)
    sources = {}
    while texts:
        some = [texts.pop() for _ in range(min(len(texts), rng.choice(TOGETHER)))]
        if any(text.startswith("# ") for text in some):
            sources |= {text: _write(folder, len(sources) + place, "", text) for place, text in enumerate(some)}
        else:
            clause = re.split("[，。：！？,]", some[0], maxsplit=1)[0]
            title = clause if len(clause) <= LONGEST_HEADING and rng.random() < 0.6 else ""
            source = _write(folder, len(sources), title, "\n\n".join(_section(text, len(some), rng) for text in some))
            sources |= dict.fromkeys(some, source)
    return [Example(one.question, sources[one.text], one.text, one.evidence, far=True) for one in asked]


def _made(number: int, rng: random.Random) -> Iterator[Made]:
    for row in rows(DATA / "news.jsonl.xz"):
        text = row["text"]
        if part(text) == number and 300 <= len(text) <= 2500 and rng.random() < 0.8:
            made = make(text, rng)
            if made is not None:
                yield made


def _section(text: str, together: int, rng: random.Random) -> str:
    """Return a text, where several stand together mostly under its first clause as a heading."""
    clause = re.split("[，。：！？,]", text, maxsplit=1)[0]
    return f"## {clause}\n\n{text}" if together > 1 and len(clause) <= LONGEST_HEADING and rng.random() < 0.7 else text


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


def erased(examples: list[Example], folder: Path) -> list[Example]:
    """Write each text without the clause that answers its question, where nothing else repeats it; none is answered."""
    found = []
    for number, example in enumerate(examples):
        phrase = example.evidence[0] if example.evidence else ""
        if phrase and example.text.count(phrase) == 1 and len(example.evidence) == 1 and len(phrase) <= LONGEST_ANSWER:
            text = _without_clause(example.text, phrase)
            if len(text) > LONGEST_ANSWER:
                found.append(replace(example, source=_write(folder, number, "", text), text=text, evidence=()))
    return found


def _without_clause(text: str, phrase: str) -> str:
    start = text.index(phrase)
    end = start + len(phrase)
    first = max(text.rfind(mark, 0, start) for mark in _MARKS) + 1
    last = min((at for at in (text.find(mark, end) for mark in _MARKS) if at >= 0), default=len(text))
    # 甲，乙。 becomes 甲。 without 乙, and 乙。 without 甲.
    return text[: first - 1] + text[last:] if first and text[first - 1] in "，,；;" else text[:first] + text[last + 1 :]


def _name(question: str) -> str:
    quoted = re.findall("《[^》]+》", question)
    tagged = [word for word, tag in rjieba.tag(question) if tag in {"ns", "nr", "nt", "nz", "nrt"} and len(word) > 1]
    return (quoted + tagged + [""])[0]


def _write(folder: Path, number: int, title: str, text: str) -> str:
    name = f"{number:05d}.md"
    (folder / name).write_text((f"# {title}\n\n" if title else "") + text, encoding="utf-8")
    return name
