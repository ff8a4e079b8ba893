"""The rewordings share no words with the sentences that answer them, so that only meaning can find these."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
REPORT = (ROOT / "documents" / "haidian-2022.md").read_text(encoding="utf-8")
COMPANY_REPORTS = ROOT.parent / "shared" / "data" / "dev" / "company_reports_documents.jsonl.gz"
SENTENCE = re.compile(r"[^。；\n]*[。；\n]")


def read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((ROOT / "eval" / name).read_text(encoding="utf-8"))
    return rows


HAIDIAN = read("rewordings.yaml")
COMPANIES = read("rewordings-companies.yaml")


def bigrams(text: str) -> set[str]:
    """Every two neighbouring characters that no punctuation parts."""
    pieces = re.findall(r"[\u4e00-\u9fff]+|[A-Za-z0-9.]+", text)
    return {piece[i : i + 2] for piece in pieces for i in range(len(piece) - 1)}


def sentences(text: str, part: str) -> list[str]:
    return [sentence for sentence in SENTENCE.findall(text) if part in sentence]


def company_reports() -> dict[str, str]:
    if not COMPANY_REPORTS.is_file():
        return {}
    with gzip.open(COMPANY_REPORTS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["title"]: row["text"] for row in rows}


def test_there_are_enough_and_each_is_there_once() -> None:
    assert len(HAIDIAN) >= 60
    assert len({row["id"] for row in HAIDIAN}) == len({tuple(row["turns"]) for row in HAIDIAN}) == len(HAIDIAN)
    assert len(COMPANIES) >= 140
    assert len({row["question"] for row in COMPANIES}) == len(COMPANIES)
    assert len({row["document"] for row in COMPANIES}) == 20


def test_a_question_shares_no_words_with_its_sentence() -> None:
    for row in HAIDIAN:
        for evidence in row["evidence"]:
            assert REPORT.count(evidence["quote"]) == 1, row["id"]
            (sentence,) = sentences(REPORT, evidence["quote"])
            assert bigrams(row["turns"][-1]) & bigrams(sentence) <= {"海淀"}, row["id"]


def test_markers_are_short_and_say_nothing_of_the_question() -> None:
    for row in COMPANIES:
        assert 0 < len(row["marker"]) <= 8, row
        asked = row["question"].replace(row["document"], "\n")
        assert bigrams(asked) & bigrams(row["marker"]) == set(), row


def test_a_question_about_a_company_shares_no_words_with_the_one_sentence_that_holds_its_marker() -> None:
    reports = company_reports()
    for row in COMPANIES if reports else ():
        (sentence,) = sentences(reports[row["document"]], row["marker"])
        asked = row["question"].replace(row["document"], "\n")
        assert bigrams(asked) & bigrams(sentence) == set(), row
