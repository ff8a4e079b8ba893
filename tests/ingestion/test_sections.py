from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingestion.sections import find_sections, find_title, heading_paths
from assistant.types import Section

REPORT = """# 海淀区2022年经济报告

开头。

## 关键数字
万亿。
### 上市企业 ##
268家。
## 人物
"""


def headings(text: str) -> list[tuple[str, int]]:
    return [(section.heading, section.level) for section in find_sections(text)]


def test_sections_of_a_report_with_exact_offsets() -> None:
    sections = find_sections(REPORT)
    assert [REPORT[section.start : section.body] for section in sections] == [
        "# 海淀区2022年经济报告\n",
        "## 关键数字\n",
        "### 上市企业 ##\n",
        "## 人物\n",
    ]
    assert [REPORT[section.body : section.end] for section in sections] == ["\n开头。\n\n", "万亿。\n", "268家。\n", ""]
    assert [(section.heading, section.level) for section in sections] == [
        ("海淀区2022年经济报告", 1),
        ("关键数字", 2),
        ("上市企业", 3),
        ("人物", 2),
    ]


def test_text_before_the_first_heading_is_a_section_without_heading() -> None:
    assert find_sections("开头。\n## 甲\n乙") == (Section("", 0, 0, 0, 4), Section("甲", 2, 4, 9, 10))


def test_a_text_without_headings_is_one_section() -> None:
    assert find_sections("甲。") == (Section("", 0, 0, 0, 2),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#标签#", [("", 0)]),
        ("####### 七", [("", 0)]),
        ("    # 代码", [("", 0)]),
        ("  ## 甲", [("甲", 2)]),
        ("#\u3000甲", [("甲", 1)]),
        ("## **甲** `乙`", [("甲 乙", 2)]),
        ("# C# 语言", [("C# 语言", 1)]),
        ("# ", [("", 0)]),
        ("```\n# 甲\n```\n# 乙", [("", 0), ("乙", 1)]),
        ("~~~\n# 甲\n```\n# 丙\n~~~~\n# 乙", [("", 0), ("乙", 1)]),
    ],
)
def test_what_is_a_heading(text: str, expected: list[tuple[str, int]]) -> None:
    assert headings(text) == expected


@pytest.mark.parametrize(
    ("text", "source", "title"),
    [
        (REPORT, "报告.md", "海淀区2022年经济报告"),
        ("\n\n## 概况\n甲。", "报告.md", "概况"),
        ("引言。\n\n# 题目\n甲。", "报告.md", "题目"),
        ("这是很长的一段正文，不是题目。\n## 关键数字\n甲。", "2022年海淀.txt", "2022年海淀"),
        ("海淀经济报告\n\n## 关键数字\n甲。", "a.txt", "海淀经济报告"),
        ("海淀区上市企业共有268家。", "2023/03-上市企业.txt", "上市企业"),
        ("甲" * 41, "（三）人口.txt", "人口"),
        ("甲。", "12.txt", "12"),
        ("甲。", "2022-2023.txt", "2022-2023"),
    ],
)
def test_title(text: str, source: str, title: str) -> None:
    assert find_title(text, find_sections(text), source) == title


def test_heading_paths_leave_the_title_out() -> None:
    sections = find_sections(REPORT)
    assert heading_paths(sections, "海淀区2022年经济报告") == ("", "关键数字", "关键数字 · 上市企业", "人物")
    assert heading_paths(sections, "别的")[2] == "海淀区2022年经济报告 · 关键数字 · 上市企业"


def test_a_section_named_like_the_title_keeps_its_heading() -> None:
    assert heading_paths(find_sections("# 概况\n## 概况\n甲"), "概况") == ("", "概况")


@given(st.lists(st.sampled_from(["# 甲", "## 乙", "正文。", "", "```", "#", "  "])).map("\n".join))
def test_sections_lie_side_by_side_and_leave_nothing_out(text: str) -> None:
    sections = find_sections(text)
    assert not text[: sections[0].start].strip()
    assert sections[-1].end == len(text)
    for before, after in pairwise(sections):
        assert before.end == after.start
    for section in sections:
        assert section.start <= section.body <= section.end
        assert section.heading in text[section.start : section.body]
