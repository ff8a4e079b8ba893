"""Whom a question speaks of, by the titles of the reports that were found: 岚川 for 岚川市2023年统计公报."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

import rjieba

from assistant.answering.background import idf, known
from assistant.answering.candidates import Candidate
from assistant.answering.question import Question
from assistant.answering.signals import TELLING
from assistant.text import fold

_SHORTEST = 2
_NAMES = frozenset({"ns", "nr", "nrt", "nt", "nz"})
_YEAR = re.compile("^(?:(?:19|20)\\d\\d年?(?:度|[底末初])?)?[,的]?")


def titled(question: str, titles: Iterable[str]) -> str:
    """Return the longest name with which a folded question begins and that one of the titles holds, "" where there is none."""
    asked = without_year(question)
    name = asked[: max((_begun(asked, fold(title)) for title in set(titles)), default=0)]
    word, tag = rjieba.tag(name)[0] if name else ("", "")
    named = not known(word) or tag in _NAMES
    return name if len(name) >= _SHORTEST and named and idf(name) >= TELLING else ""


def without_year(text: str) -> str:
    """Return a folded question or title without the year that it begins with."""
    return _YEAR.sub("", text, count=1)


def _begun(text: str, title: str) -> int:
    """Return with how many characters a text begins that stand in a title as one run."""
    return sum(1 for _ in takewhile(lambda end: text[:end] in title, range(1, len(text) + 1)))


def of_another_report(question: Question, candidate: Candidate) -> str:
    """Return that a report does not name whom the question speaks of, where another one's title does."""
    name = question.titled
    if not name or name in candidate.document or name in fold(candidate.hit.passage.title):
        return ""
    return f"报告没有提到{name}。"
