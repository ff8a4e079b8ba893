"""Questions over company reports: two files, `…documents` and `…questions`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from assistant.errors import CaseError
from assistant.evaluation.cases import Case, GoldEvidence, Kind, slug
from assistant.evaluation.exchange.foreign import ForeignSet, file_name, unique
from assistant.evaluation.exchange.rows import read_rows

KINDS = {
    "总结性问题": Kind.WAY,
    "多文档信息整合问题": Kind.LIST,
    "多文档对比问题": Kind.COMPARISON,
    "多文档时间序列问题": Kind.SPAN,
}
"""Our kinds for its types of questions; all other answerable ones count as `Kind.NAME`."""

SHORT = 20
NUMBER = re.compile(r"(?<![\d.])\d+(?:,\d{3})*(?:\.\d+)?")


def load_companies(path: Path) -> ForeignSet:
    """Read the reports and questions; `path` names either file, the other stands beside it.

    Gold answers are sentences that people wrote, so an answer must only contain their numbers, or all of a gold without
    numbers that is at most `SHORT` characters long. Questions with a longer gold without numbers are left out: their
    wording cannot be asked for. So is evidence that does not stand verbatim in one of the question's documents, and a
    question that has no evidence left.
    Raises CaseError when a file is missing or of another format.
    """
    documents = read_rows(_beside(path, "documents"), "id", "title", "text")
    questions = read_rows(_beside(path, "questions"), "id", "type", "question", "answers", "unanswerable", "evidence")
    texts = {row["id"]: f"# {row['title']}\n\n{row['text']}\n" for row in documents}
    files = {row["id"]: file_name(number, row["title"]) for number, row in enumerate(documents)}
    ids = unique([slug(row["id"]) for row in questions])
    cases = [_case(name, row, texts, files) for name, row in zip(ids, questions, strict=True)]
    return ForeignSet(
        name=path.name.partition(".")[0].removesuffix("_documents").removesuffix("_questions"),
        documents={files[name]: text for name, text in texts.items()},
        cases=tuple(case for case in cases if case is not None),
    )


def _beside(path: Path, part: str) -> Path:
    for other in ("documents", "questions"):
        if other in path.name:
            return path.with_name(path.name.replace(other, part))
    raise CaseError(f"{path} is neither the documents nor the questions of a set of company reports")


def _case(name: str, row: dict[str, Any], texts: dict[str, str], files: dict[str, str]) -> Case | None:
    if row["unanswerable"]:
        return Case(id=name, kind=Kind.UNANSWERABLE, turns=(row["question"],), unanswerable="not-in-report")
    evidence = _evidence(row, texts, files)
    answers = _answers(row["answers"])
    if not evidence or not answers:
        return None
    kind = KINDS.get(row["type"], Kind.NAME)
    return Case(id=name, kind=kind, turns=(row["question"],), answers=answers, evidence=evidence)


def _answers(golds: list[str]) -> tuple[str, ...]:
    numbers = dict.fromkeys(number for gold in golds for number in NUMBER.findall(gold))
    short = [gold.strip(" 。") for gold in golds if len(gold.strip(" 。")) <= SHORT]
    return tuple(numbers) or (tuple(short) if len(short) == len(golds) else ())


def _evidence(row: dict[str, Any], texts: dict[str, str], files: dict[str, str]) -> tuple[GoldEvidence, ...]:
    candidates = [name for name in row.get("documents", texts) if name in texts]
    found = []
    for quote in dict.fromkeys(text.strip() for text in row["evidence"] if text.strip()):
        name = next((each for each in candidates if quote in texts[each]), None)
        if name is not None:
            start = texts[name].index(quote)
            repeated = quote in texts[name][start + 1 :]
            found.append(GoldEvidence(document=files[name], quote=quote, occurrence=1 if repeated else None))
    return tuple(found)
