"""Questions to whole tables, asked of reports with one."""

from __future__ import annotations

import pytest

from assistant import AnswerKind
from tests.soundness import ShelfOf, assert_sound

LINES = """# 云津地铁2023年运营报告

## 线路
云津地铁运营4条线路，各条线路的情况见下表。

| 线路 | 长度（公里） | 车站（座） | 全年客运量（亿人次） | 最小间隔 |
|---|---|---|---|---|
| 1号线 | 41.3 | 29 | 1.52 | 2分10秒 |
| 2号线 | 38.7 | 27 | 1.21 | 2分30秒 |
| 3号线 | 35.2 | 26 | 0.83 | 3分40秒 |
| 11号线 | 27.4 | 16 | 0.28 | 6分钟 |

11号线共配属24列六节编组列车。
"""
COURTS = """# 澜江法院2024年工作报告

## 两个法庭
两个人民法庭的情况如下。

| 项目 | 白鹭湖人民法庭 | 松岭人民法庭 |
| --- | --- | --- |
| 所在地 | 柳湾区 | 青禾县 |
| 收案数 | 1860件 | 945件 |
| 调解率 | 62.4% | 71.8% |
"""
SEEDS = """# 岚田种业2023年年度报告

## 业务
| 业务板块 | 收入（亿元） | 同比变动 | 毛利率 |
|---|---|---|---|
| 玉米种子 | 15.20 | 增长18.6% | 41.5% |
| 水稻种子 | 9.66 | 下降3.2% | 34.8% |
| 蔬菜种子 | 3.78 | 增长9.4% | 52.3% |
"""


@pytest.mark.parametrize(
    ("report", "question", "text"),
    [
        (LINES, "1号线去年运了多少人？", "1号线的全年客运量为1.52亿人次。[1]"),
        (LINES, "11号线有几个站", "11号线的车站为16座。[1]"),
        (LINES, "2号线多长", "2号线的长度为38.7公里。[1]"),
        (COURTS, "松岭法庭一年收多少案子？", "松岭人民法庭的收案数为945件。[1]"),
        (COURTS, "白鹭湖法庭的调解率", "白鹭湖人民法庭的调解率为62.4%。[1]"),
        (SEEDS, "玉米种子卖了多少钱", "玉米种子的收入为15.20亿元。[1]"),
        (SEEDS, "水稻种子收入变化多少", "水稻种子的同比变动为下降3.2%。[1]"),
        (SEEDS, "蔬菜种子的毛利率是多少", "蔬菜种子的毛利率为52.3%。[1]"),
    ],
)
def test_the_cell_whose_row_and_column_are_named(shelf_of: ShelfOf, report: str, question: str, text: str) -> None:
    assistant = shelf_of({"a.md": report})
    answer = assistant.ask(question)
    assert answer.text == text
    assert_sound(assistant, answer)


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("11号线有几列车", "16座"),  # cars are no stations
        ("1号线工作日运了多少人", "1.52"),  # the table tells of no weekdays
        ("2021年1号线运了多少人", "1.52"),
        ("1号线和2号线的站长分别是谁", "29"),
    ],
)
def test_what_a_table_does_not_tell_is_not_taken_from_it(shelf_of: ShelfOf, question: str, wrong: str) -> None:
    assert wrong not in shelf_of({"a.md": LINES}).ask(question).text


def test_all_rows_are_summed(shelf_of: ShelfOf) -> None:
    assistant = shelf_of({"a.md": LINES})
    answer = assistant.ask("四条线的客运量加起来是多少")
    assert answer.text == "合计3.84亿人次：1.52亿人次[1] + 1.21亿人次[2] + 0.83亿人次[3] + 0.28亿人次[4] = 3.84亿人次。"
    assert answer.calculation is not None
    assert (answer.calculation.formula, answer.calculation.result) == ("1.52 + 1.21 + 0.83 + 0.28", "3.84")
    assert_sound(assistant, answer)
    assert assistant.ask("三条线的客运量加起来是多少").kind is not AnswerKind.CALCULATION  # there are four


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("哪条线最长", "长度最长的是1号线，为41.3公里[1]；2号线38.7公里[2]"),
        ("哪条线的客运量最小", "全年客运量最小的是11号线，为0.28亿人次[1]；3号线0.83亿人次[2]"),
    ],
)
def test_the_largest_and_the_smallest_of_a_column(shelf_of: ShelfOf, question: str, said: str) -> None:
    assistant = shelf_of({"a.md": LINES})
    answer = assistant.ask(question)
    assert answer.text.startswith(said)
    assert_sound(assistant, answer)


def test_cells_with_marks_and_without_anything(shelf_of: ShelfOf) -> None:
    rows = "| 东园[2] | 186 | |\n| 西园 | 121[3] | 385 |"
    assistant = shelf_of({"a.md": f"# 云谷2023年公报\n\n| 园区 | 企业（家） | 产值（亿元） |\n|---|---|---|\n{rows}\n"})
    for question in (
        "东园的产值是多少",
        "西园有多少家企业",
        "东园有多少家企业",
        "两个园区都是哪些",
        "哪个园区产值最高",
    ):
        assert_sound(assistant, assistant.ask(question))
    assert "西园" in assistant.ask("西园的产值是多少").text


def test_rates_have_an_order_and_no_sum(shelf_of: ShelfOf) -> None:
    rows = "| 建材 | -8.5 |\n| 食品 | 9.4 |\n| 包材 | 6.0 |"
    assistant = shelf_of({"a.md": f"# 云谷2023年公报\n\n| 行业 | 增速（%） |\n|---|---|\n{rows}\n"})
    assert assistant.ask("哪个行业增速最低").text.startswith("增速最低的是建材，为-8.5%[1]；包材6.0%[2]")
    assert assistant.ask("三个行业增速加起来是多少").kind is not AnswerKind.CALCULATION


def test_the_names_of_all_rows_are_listed(shelf_of: ShelfOf) -> None:
    assistant = shelf_of({"a.md": LINES})
    answer = assistant.ask("四条线路都是哪些？")
    assert answer.text == "1号线[1]、2号线[2]、3号线[3]、11号线[4]。"
    assert answer.kind is AnswerKind.LIST
    assert_sound(assistant, answer)
