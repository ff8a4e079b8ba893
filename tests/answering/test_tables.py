"""The cell of a table that a question asks for."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.answering.question import analyse
from assistant.answering.tables import cell, header_of
from assistant.ingestion.reader import make_document
from assistant.types import Sentence

HEADER = "指标 | 2024年 | 2023年"
ROW = "营业收入（亿元） | 38.46 | 33.15"
TABLE = f"| {HEADER} |\n|---|---|---|\n| {ROW} |\n| 毛利率 | 31.7% | 34.6% |\n"


@pytest.mark.parametrize(
    ("question", "header", "row", "said"),
    [
        ("2023年的营业收入是多少？", HEADER, ROW, "2023年营业收入为33.15亿元"),
        ("营业收入是多少？", HEADER, ROW, "2024年营业收入为38.46亿元"),
        ("2023年毛利率是多少？", HEADER, "毛利率 | 31.7% | 34.6%", "2023年毛利率为34.6%"),
        ("法定代表人是谁？", "项目 | 内容", "法定代表人 | 崔以宁", "法定代表人为崔以宁"),
        ("北京的人口是多少？", "城市 | 面积 | 人口（万人）", "北京 | 1.6 | 2185", "人口北京为2185万人"),
    ],
)
def test_the_cell_of_the_year_or_column_asked_for(question: str, header: str, row: str, said: str) -> None:
    assert str(cell(analyse(question), header, row)) == said


@pytest.mark.parametrize(
    ("question", "header", "row"),
    [
        ("2019年的营业收入是多少？", HEADER, ROW),
        ("营业收入是多少？", "", ROW),
        ("营业收入是多少？", HEADER, "营业收入"),
        ("利润是多少？", "城市 | 面积 | 人口", "北京 | 1.6 | 2185"),
    ],
)
def test_no_cell_where_the_columns_do_not_tell(question: str, header: str, row: str) -> None:
    assert cell(analyse(question), header, row) is None


def test_a_row_knows_the_head_of_its_table() -> None:
    document = make_document(f"# 年报\n\n前言。\n\n{TABLE}\n后记。\n", "a.md")

    def sentence(text: str) -> Sentence:
        start = document.text.index(text)
        return Sentence(document.id, start, start + len(text), text)

    assert header_of(document, sentence(ROW)) == HEADER
    assert header_of(document, sentence(HEADER)) == ""
    assert header_of(document, sentence("后记。")) == ""


def test_a_question_is_answered_from_the_cell_and_cites_the_row(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("table")
    (root / "documents").mkdir()
    text = f"# 甲公司2024年年度报告\n\n## 主要财务数据\n\n{TABLE}"
    (root / "documents" / "a.md").write_text(text, encoding="utf-8")
    answer = Assistant.open(root / "documents", root / "index").ask("2023年的营业收入是多少？")
    assert answer.text == "2023年营业收入为33.15亿元。[1]"
    assert answer.key == "33.15亿元"
    assert "33.15" in answer.citations[0].quote
