"""Figures that follow from one sentence: the year before's, the change since then, a day's share of a year's."""

from __future__ import annotations

import pytest

from assistant import Answer, AnswerKind, Assistant
from assistant.answering.derived import Derivation, Wanted, derivation

REPORT = """# 南川市2023年国民经济和社会发展统计公报

## 综合

2023年末全市高新技术企业1218家，比上年末净增205家。全市粮食总产量268.9万吨，比上年减产3.7万吨。

规模以上工业企业实现利润总额312.8亿元，上年为296.1亿元。南川机场全年旅客吞吐量436.5万人次。

全年受理投诉1326件，同比下降21%。完成货运量1.86亿吨、客运量3140万人次，同比增长10%。快递业务量7216万件，是2022年的2.1倍。当年产生铁786万吨、粗钢812万吨、钢材793万吨，其中粗钢产量比上年减少31万吨。

手术间由28间增加到43间。全市地区生产总值4862.7亿元，按不变价格计算，比上年增长6.1%。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    root = tmp_path_factory.mktemp("derived")
    (root / "documents").mkdir()
    (root / "documents" / "nanchuan.md").write_text(REPORT, encoding="utf-8")
    return Assistant.open(root / "documents", root / "index")


def worked(answer: Answer) -> str:
    """The formula of a calculation whose operands are all cited, and its result."""
    assert answer.kind is AnswerKind.CALCULATION
    assert answer.calculation is not None
    assert answer.citations
    return f"{answer.calculation.formula} = {answer.calculation.result}{answer.calculation.unit}"


@pytest.mark.parametrize(
    ("question", "formula"),
    [
        ("2022年南川有多少家高新技术企业？", "1218 [1] − 205 [1] = 1013家"),
        ("2022年南川的粮食总产量是多少？", "268.9 [1] + 3.7 [1] = 272.6万吨"),
        ("2022年南川受理投诉多少件？", "1326 [1] ÷ (1 − 21 [1] ÷ 100) = 1678件"),
        ("2022年南川的快递业务量是多少？", "7216 [1] ÷ 2.1 [1] = 3436万件"),
        ("2022年南川的粗钢产量是多少？", "812 [1] + 31 [1] = 843万吨"),
        ("规模以上工业企业利润总额比上年增加了多少亿元？", "312.8 [1] − 296.1 [1] = 16.7亿元"),
        (
            "规模以上工业企业利润总额比上年增长了百分之多少？",
            "(312.8 [1] − 296.1 [1]) ÷ 296.1 [1] = 5.6%",
        ),
        ("南川机场平均每天的旅客吞吐量是多少？", "436.5 [1] ÷ 365 = 1.2万人次"),
        ("规模以上工业企业利润总额是上年的多少倍？", "312.8 [1] ÷ 296.1 [1] = 1.06倍"),
        ("手术间增加了多少间？", "43 [1] − 28 [1] = 15间"),
    ],
)
def test_a_figure_is_worked_out_from_its_sentence(ask: Assistant, question: str, formula: str) -> None:
    assert worked(ask.ask(question)) == formula


@pytest.mark.parametrize(
    "question",
    [
        "2019年南川有多少家高新技术企业？",  # the change is since 2022
        "2022年南川的货运量是多少？",  # the rate is that of another figure
        "2022年南川的地区生产总值是多少？",  # growth at constant prices gives no figure
    ],
)
def test_what_does_not_follow_is_refused(ask: Assistant, question: str) -> None:
    assert ask.ask(question).refused


@pytest.mark.parametrize("question", ["2022年南川生产了多少钢材？", "2022年南川生产了多少生铁？"])
def test_a_change_of_one_figure_is_not_that_of_another(ask: Assistant, question: str) -> None:
    answer = ask.ask(question)
    assert answer.refused or "843" in answer.text


def test_a_stated_figure_of_the_year_before_is_quoted(ask: Assistant) -> None:
    answer = ask.ask("2022年规模以上工业企业实现利润总额是多少？")
    assert answer.key == "296.1亿元"
    assert "上年为296.1亿元" in answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "wanted", "plain"),
    [
        ("2021年有多少家？", Wanted.BEFORE, "2022年有多少家？"),
        ("上年末常住人口多少", Wanted.BEFORE, "常住人口多少"),
        ("利润比2022年多了多少亿元", Wanted.CHANGE, "利润是多少？"),
        ("客流比上年涨了百分之多少？", Wanted.RATE, "客流是多少？"),
        ("利润同比降了百分之几", Wanted.RATE, "利润是多少？"),
        ("机场的客流是上一年的多少倍？", Wanted.TIMES, "机场的客流是多少？"),
    ],
)
def test_what_a_question_may_ask_to_be_derived(question: str, wanted: Wanted, plain: str) -> None:
    found = derivation(question)
    assert found is not None
    assert (found.wanted, found.question) == (wanted, plain)


def test_most_questions_ask_for_no_derivation() -> None:
    assert derivation("海淀上市企业有多少家？") is None


@pytest.mark.parametrize(
    "question",
    [
        "景区一天最多能接待多少人？",  # no mean
        "景区最少每天接待多少人？",
        "2022年院长是谁？",  # no figure
        "2022年为什么裁员？",
        "上年发生了什么？",
    ],
)
def test_what_is_no_mean_and_no_figure_is_not_derived(question: str) -> None:
    assert derivation(question) is None


def test_a_day_without_a_most_is_a_mean() -> None:
    assert derivation("景区平均每天接待多少人？") == Derivation("景区接待多少人？", Wanted.SHARE, period="天")
