"""The bundled report says all that the original says, in our own words, and the benchmark's gold stands in it.

The original article is not ours to publish: where it is absent, the committed lists below stand in for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from fractions import Fraction
from operator import add, mul, sub, truediv
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.evaluation.cases import Kind

ROOT = Path(__file__).parent.parent
ORIGINAL = ROOT.parent / "shared" / "documents" / "haidian-2022.txt"
REPORT = (ROOT / "documents" / "haidian-2022.md").read_text(encoding="utf-8")

FIGURES = frozenset(
    "10206.9亿 11486亿 7695.8亿 4万亿 1万亿 1万家 20多万家 2万余次 24个 22个 16个 1年 60% 92% 45% 268家 19家 265家 50余家 "
    "50家 40家 331.2公里 8K 7000万 1000万 22条 31条 6号 1+3 2012年 2021年 2022年 2023年 2025年 2月2日 10月28日 3月2日 "
    "三分之一 一半 两成 六百多个 第一个 第二个".split()
)
NUMBER = re.compile(r"\d+(?:\.\d+)?(?:余|多)?(?:%|[万亿家年月日条次号个]+|公里|K)?")

NAMES = """
《北京市“十四五”时期高精尖产业发展规划》 《海淀区关于促进中小微企业恢复发展的工作方案》
《海淀区统筹疫情防控和稳定经济增长若干措施》 《海淀区促进创业人才发展支持办法》 《极简经济学》
促进中小微企业恢复发展22条 统筹疫情防控和稳定经济增长31条 “海英计划” “1+3”人才服务计划
海淀区创业投资引导基金 海淀引导基金系 北京市自然科学基金——海淀原始创新联合基金 知识产权运营担保基金
国家知识产权强市建设示范城市 知识产权服务出口基地 商业秘密保护创新试点地区 国家区块链创新应用综合试点
面向复杂场景的自动驾驶系统研发及产业化 北京市科学技术进步一等奖 海淀区推进“两区”建设重点项目签约仪式
海淀区委副书记、区长李俊杰 海淀区委书记王合生 小米集团创始人、董事长兼CEO雷军 中关村互联网金融研究院院长刘勇
金融学博士 中关村科创金融服务中心 海淀区中关村创业大街6号 智能网联汽车产业前沿技术创新中心 中关村自动驾驶示范区
中关村国家自主创新示范区 北京国际科技创新中心 国家级专精特新“小巨人”企业 超大规模人工智能模型训练平台
""".split()

CALCULATION = re.compile(r"^(?P<left>[^=≈]+) (?P<sign>[=≈]) (?P<result>[\d.]+%?)")
CONSTANTS = ("100%", "10000亿元", "1/3")
OPERATORS = {"+": add, "−": sub, "×": mul, "÷": truediv}


def read_cases() -> list[dict[str, Any]]:
    files = sorted((ROOT / "eval" / "cases").glob("haidian-2022-*.yaml"))
    return [case for file in files for case in yaml.safe_load(file.read_text(encoding="utf-8"))]


CASES = read_cases()


def original() -> str:
    return ORIGINAL.read_text(encoding="utf-8") if ORIGINAL.is_file() else ""


def letters(text: str) -> str:
    """`text` in one form of writing, without white space and punctuation."""
    text = unicodedata.normalize("NFKC", text).lower()
    return "".join(character for character in text if character.isalnum() or character in "%+=")


def runs(text: str, length: int) -> set[str]:
    """Every run of `length` letters and digits that holds no known name."""
    for name in NAMES:
        text = text.replace(name, "\0")
    pieces = (letters(piece) for piece in text.split("\0"))
    return {piece[i : i + length] for piece in pieces for i in range(len(piece) - length + 1)}


def alternatives(case: dict[str, Any]) -> list[list[str]]:
    return [[item] if isinstance(item, str) else item for item in case["answers"]]


def quotes(case: dict[str, Any]) -> list[str]:
    return [evidence["quote"] for evidence in case.get("evidence", ())]


def of_kind(kind: Kind) -> list[dict[str, Any]]:
    return [case for case in CASES if case["kind"] == kind]


def value(token: str) -> Fraction:
    token = token.rstrip("余")
    return Fraction(token[:-1]) / 100 if token.endswith("%") else Fraction(token)


def computed(formula: str) -> Fraction:
    """The value of `a op b op c`, from left to right."""
    first, *rest = formula.split()
    total = value(first)
    for operator, operand in zip(rest[::2], rest[1::2], strict=True):
        total = OPERATORS[operator](total, value(operand))
    return total


def test_the_report_has_a_title_sections_and_a_note_on_how_it_was_made() -> None:
    lines = REPORT.splitlines()
    assert lines[0] == "# 海淀区2022年经济运行"
    assert sum(line.startswith("# ") for line in lines) == 1
    assert sum(line.startswith("## ") for line in lines) == 8
    assert sum(line.startswith("### ") for line in lines) == 19
    note = REPORT.split("## 编写说明")[1]
    assert "公开信息" in note
    assert "自行撰写" in note


def test_every_figure_stands_in_the_report() -> None:
    assert {figure for figure in FIGURES if figure not in REPORT} == set()


def test_every_figure_of_the_original_stands_in_the_report() -> None:
    figures = set(NUMBER.findall(original())) or FIGURES
    assert {figure for figure in figures if figure not in REPORT} == set()


def test_every_name_that_both_texts_share_stands_in_the_report() -> None:
    assert [name for name in NAMES if name not in REPORT] == []
    assert len(set(NAMES)) == len(NAMES)


def test_no_sentence_of_the_original_is_copied() -> None:
    assert runs(REPORT, 12) & runs(original(), 12) == set()


def test_a_copied_sentence_would_be_noticed() -> None:
    sentence = "目前，海淀区第三产业的比重高达92%，与纽约市的水平相近。"
    assert sentence in REPORT
    assert runs(REPORT, 12) & runs(sentence, 12)


def test_every_quote_stands_in_the_report_exactly_once() -> None:
    wrong = {(case["id"], quote) for case in CASES for quote in quotes(case) if REPORT.count(quote) != 1}
    assert wrong == set()


def test_the_ids_and_the_questions_are_unique() -> None:
    assert [id_ for id_, n in Counter(case["id"] for case in CASES).items() if n > 1] == []
    assert [turns for turns, n in Counter(tuple(case["turns"]) for case in CASES).items() if n > 1] == []


def test_every_kind_is_asked_and_the_hard_ones_often() -> None:
    assert {case["kind"] for case in CASES} == set(Kind)
    assert len(CASES) >= 160
    assert len(of_kind(Kind.UNANSWERABLE)) >= 35
    assert len(of_kind(Kind.CALCULATION)) >= 12


@pytest.mark.parametrize("text", ["the evidence", "the original"])
def test_every_gold_answer_stands_in(text: str) -> None:
    for case in CASES:
        if case["kind"] == Kind.CALCULATION or "calculation" in case.get("tags", ()):
            continue
        held = letters("".join(quotes(case)) if text == "the evidence" else original() or REPORT)
        lacking = [item for item in alternatives(case) if not any(letters(gold) in held for gold in item)]
        assert lacking == [], case["id"]


def test_an_answerable_case_has_gold_and_evidence_and_another_has_none() -> None:
    for case in CASES:
        assert bool(case["answers"]) == bool(quotes(case)), case["id"]
        assert (case["kind"] == Kind.UNANSWERABLE) == ("unanswerable" in case), case["id"]


@pytest.mark.parametrize("case", of_kind(Kind.CALCULATION), ids=lambda case: str(case["id"]))
def test_a_calculation_is_right_and_its_operands_are_known(case: dict[str, Any]) -> None:
    match = CALCULATION.match(case["note"])
    assert match is not None
    exact, printed = computed(match["left"]), value(match["result"])
    places = len(match["result"].rstrip("%").partition(".")[2]) + (2 if match["result"].endswith("%") else 0)
    tolerance = Fraction(0) if match["sign"] == "=" else Fraction(1, 2 * 10**places)
    assert abs(exact - printed) <= tolerance
    known = "".join([*case["turns"], *quotes(case), *CONSTANTS])
    assert [operand for operand in match["left"].split()[::2] if operand not in known] == []
    assert any(letters(match["result"]) in letters(gold) or _close(gold, exact) for gold in alternatives(case)[0])


def _close(gold: str, exact: Fraction) -> bool:
    """Whether a gold answer is the exact result, rounded to the digits that it shows."""
    number = re.search(r"\d+(?:\.(\d+))?(%)?", gold)
    assert number is not None
    places = len(number[1] or "") + (2 if number[2] else 0)
    return abs(value(number[0]) - exact) <= Fraction(1, 2 * 10**places)
