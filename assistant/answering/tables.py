"""Rows of a Markdown table: the cell that a question asks for, with the column's head and the unit that go with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.question import Question
from assistant.answering.weights import share
from assistant.text import bigrams, fold
from assistant.types import Document, Sentence

_RULE = re.compile(r"\|?[\s:|-]+\|?")
_CELL = re.compile(r"[^|]+")
_UNIT = re.compile(r"[（(]([^（）()\d]{1,8})[)）]\s*$")
_PLAIN_HEAD = re.compile("内容|数值|数量|数据|说明|情况|名称|结果")
_YEAR = re.compile(r"((?:19|20)\d\d)年?")
_HOPED = re.compile("目标|计划|预期|预算|预计|打算|任务")
_RATES = ("增速", "增长", "增幅", "占比", "比重", "人均", "率")
_FIGURE = re.compile(r"[\d.,%‰-]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with what it belongs to: `label` names the row, `head` the column ("" where it says nothing), `unit` its unit."""

    label: str
    head: str
    text: str
    unit: str

    def __str__(self) -> str:
        """Return the cell as a statement, without its full stop."""
        of = f"{self.head}{self.label}" if self.head else self.label
        return f"{of}为{self.text}{self.unit}"


def header_of(document: Document, sentence: Sentence) -> str:
    """Return the head row of the table that a sentence is a row of, "" where it is none, or is the head itself."""
    text = document.text
    start = text.rfind("\n", 0, sentence.start) + 1
    if not text[start : sentence.start].lstrip().startswith("|"):
        return ""
    lines = text[:start].rstrip("\n").split("\n")
    rows = []
    while lines and lines[-1].lstrip().startswith("|"):
        rows.append(lines.pop().strip())
    if len(rows) < 2 or not _RULE.fullmatch(rows[-2]):
        return ""
    return rows[-1].strip("| ")


def cell(question: Question, header: str, row: str) -> Cell | None:
    """Return the cell of a row that the question asks for: of the year or the column it names, else of the newest year.

    None where the columns give no way to choose.
    """
    heads, cells = [part.strip() for part in _CELL.findall(header)], [part.strip() for part in _CELL.findall(row)]
    if len(cells) < 2 or len(heads) != len(cells):
        return None
    column = _column(question, heads)
    if column is None or not re.search(r"\w", cells[column]):
        return None
    label, head = cells[0], heads[column]
    unit = next((match.group(1) for name in (label, head) if (match := _UNIT.search(name))), "")
    label, head = _UNIT.sub("", label), _UNIT.sub("", head)
    plain = _FIGURE.fullmatch(cells[column]) is not None and not cells[column].endswith(("%", "‰"))
    return Cell(label, "" if _PLAIN_HEAD.fullmatch(head) else head, cells[column], unit if plain else "")


def measures_otherwise(question: Question, row: str) -> bool:
    """Whether a row gives a rate, a share or a figure a head where the question asks for the whole: 地区生产总值增速."""
    label = fold(row.split("|")[0])
    return any(word in label for word in _RATES) and not any(word in question.text for word in _RATES)


def _column(question: Question, heads: list[str]) -> int | None:
    years = {place: int(match.group(1)) for place, head in enumerate(heads) if place and (match := _YEAR.search(head))}
    fitting = [place for place in years if bool(_HOPED.search(heads[place])) is bool(_HOPED.search(question.text))]
    if years:
        asked = [place for place in fitting or years if not question.years or years[place] in question.years]
        return max(asked, key=lambda place: years[place], default=None)
    if len(heads) == 2:
        return 1
    named = {place: share(question.pairs, set(bigrams(fold(heads[place])))) for place in range(1, len(heads))}
    best = max(named, key=lambda place: named[place])
    return best if named[best] else None
