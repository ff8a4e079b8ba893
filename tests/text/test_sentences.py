"""Where sentences and clauses begin and end: exact lists, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text import clause_spans, sentence_spans

PIECES = st.sampled_from(
    [
        "海淀区", "上市企业", "增长", "他说", "表示", "10206.9亿元", "1,020,690元", "3.5%", "2022年10月28日", "《“十四五”规划。甲；乙》",
        "《数字，经济》", "“很好。”", "“甲。乙。”", "（含港、澳。）", "「甲」", "。", "；", "！", "？", "，", "：", "、", "\n", "\r\n", " ", "A. B", '"',
    ]
)  # fmt: skip
REPORT_LIKE = st.lists(PIECES, max_size=25).map("".join)
ANY = REPORT_LIKE | st.text(max_size=60) | st.text("。；！“”《》（）「」\n 甲1.,，", max_size=40)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def clauses(text: str) -> list[str]:
    return [text[start:end] for start, end in clause_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\n ", []),
        ("没有句号", ["没有句号"]),
        ("甲。乙！丙？丁", ["甲。", "乙！", "丙？", "丁"]),
        ("甲；乙;丙！？丁", ["甲；", "乙;", "丙！？", "丁"]),
        ("第一行\n第二行\r\n\n  第三行  ", ["第一行", "第二行", "第三行"]),
        ("增长3.5%。面积430.8平方公里。", ["增长3.5%。", "面积430.8平方公里。"]),
        ("共1,020,690元。完。", ["共1,020,690元。", "完。"]),
        ("甲……乙。", ["甲……乙。"]),
        ("It is 3.5 km. He left.", ["It is 3.5 km.", "He left."]),
        ("1. 第一条\n2. 第二条", ["1. 第一条", "2. 第二条"]),
    ],
)
def test_marks_and_lines(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他读《甲。乙；丙》一书。完。", ["他读《甲。乙；丙》一书。", "完。"]),
        ("《甲《乙。》丙。》丁。戊。", ["《甲《乙。》丙。》丁。", "戊。"]),
        ("（注。）甲。乙。", ["（注。）甲。", "乙。"]),
        ("“甲。乙。”丙。", ["“甲。乙。”", "丙。"]),
        ("“甲。”“乙。”丙。", ["“甲。”", "“乙。”", "丙。"]),
        ("“甲”乙。丙。", ["“甲”乙。", "丙。"]),
        ("「甲。」乙。", ["「甲。」", "乙。"]),
        ("甲说“好。”", ["甲说“好。”"]),
        ("甲！？”乙。", ["甲！？”", "乙。"]),
        ("“没有关上。下一句。", ["“没有关上。", "下一句。"]),
        ("《没有关上。下一句。", ["《没有关上。", "下一句。"]),
        ("“甲。\n乙。”丙。", ["“甲。", "乙。”", "丙。"]),
        ('甲。"乙。"丙。', ["甲。", '"乙。"', "丙。"]),
        ('"甲。乙。"丙。', ['"甲。', '乙。"', "丙。"]),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“很好。”他说。会议结束。", ["“很好。”他说。", "会议结束。"]),
        ("“很好。”区长李俊杰表示，“会继续。”会议结束。", ["“很好。”区长李俊杰表示，“会继续。”", "会议结束。"]),
        ("他说：“很好。”李俊杰认为如此。完。", ["他说：“很好。”李俊杰认为如此。", "完。"]),
        ("“很好。”的说法不对。完。", ["“很好。”的说法不对。", "完。"]),
        ("“很好。”，他想。完。", ["“很好。”，他想。", "完。"]),
        ("“很好。”会议结束后他说不。完。", ["“很好。”会议结束后他说不。", "完。"]),
        ("“很好。”会议结束。他说不。", ["“很好。”", "会议结束。", "他说不。"]),
    ],
)
def test_who_said_it_stays_with_the_quotation(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(ANY)
def test_sentences_are_ordered_disjoint_and_leave_nothing_out(text: str) -> None:
    position = 0
    for start, end in sentence_spans(text):
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        position = end
    assert not text[position:].strip()


@given(REPORT_LIKE)
def test_a_sentence_never_splits_a_number_a_date_or_a_book_title(text: str) -> None:
    whole = (
        "10206.9亿元",
        "1,020,690元",
        "3.5%",
        "2022年10月28日",
        "《“十四五”规划。甲；乙》",
        "《数字，经济》",
        "（含港、澳。）",
    )
    assert sum(text.count(each) for each in whole) == sum(
        sentence.count(each) for sentence in sentences(text) for each in whole
    )


@given(ANY, st.integers(0, 60), st.integers(0, 60))
def test_a_part_is_cut_as_if_it_stood_alone_and_nothing_leaves_it(text: str, first: int, last: int) -> None:
    start, end = sorted((min(first, len(text)), min(last, len(text))))
    assert all(start <= begin < stop <= end for begin, stop in sentence_spans(text, start, end))
    assert all(start <= begin < stop <= end for begin, stop in clause_spans(text, start, end))


@given(st.lists(st.sampled_from(["海淀有268家企业。", "他读《甲。乙》！", "“好。”他说。"]), min_size=1, max_size=8))
def test_sentences_laid_end_to_end_are_found_again(parts: list[str]) -> None:
    assert sentences("\n".join(parts)) == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("   ", []),
        ("甲，乙：丙；丁。", ["甲，", "乙：", "丙；", "丁。"]),
        ("2022年，10,206.9亿元，增3.5%。", ["2022年，", "10,206.9亿元，", "增3.5%。"]),
        ("截至年底，268家企业上市。", ["截至年底，", "268家企业上市。"]),
        ("12:30开会，好。", ["12:30开会，", "好。"]),
        ("《甲，乙》，丙。", ["《甲，乙》，", "丙。"]),
        ("总部（甲，乙），丙。", ["总部（甲，乙），", "丙。"]),
        ("《甲，乙", ["《甲，", "乙"]),
        ("“甲，乙。”丙", ["“甲，", "乙。”", "丙"]),
        ("甲、乙和丙", ["甲、乙和丙"]),
        ("A, B", ["A,", " B"]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


@given(ANY)
def test_clauses_lie_side_by_side(text: str) -> None:
    position = 0
    for start, end in clause_spans(text):
        assert position == start < end
        position = end
    assert not text[position:].strip()


@given(REPORT_LIKE)
def test_a_clause_never_splits_a_number(text: str) -> None:
    whole = ("10206.9亿元", "1,020,690元", "3.5%", "2022年10月28日")
    assert sum(text.count(each) for each in whole) == sum(
        clause.count(each) for clause in clauses(text) for each in whole
    )
