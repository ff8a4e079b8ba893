"""Gaps that follow from one sentence: to a goal, between two that it names, since an earlier time, and to 全省."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.decompose import decompose
from assistant.answering.in_sentence import worked_out
from assistant.answering.stated import stated_difference
from assistant.types import Answer, AnswerKind
from tests.answering.test_in_sentence import formula, quoted
from tests.answering.test_said_shares import tenths, told
from tests.answering.test_stated import fact
from tests.soundness import ShelfOf, assert_exact

_BISCUITS = "28款饼干中已有11款通过低糖认证，计划2025年增至20款。"
_STATIONS = "全市建成充电站46座，2025年目标为80座。"
_SCORES = "地铁得89.4分，公交得81.2分。"
_MARGIN = "毛利率由2020年的24.2%跌至16.5%。"
_ABOVE = "工业增加值增长6.8%，增速高于全省平均水平0.9个百分点。"
_SEWAGE = "乡镇污水收集率为58.3%，比全市平均水平低9.4个百分点。"
_REPORT = f"""# 绥棠市2023年水务年报

城区新建供水管网38公里，改造老旧管网21公里。

{_SEWAGE}

日均接待热线电话420个。
"""


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("还差几款？", _BISCUITS, "20 [1] − 11 [1] = 9款"),
        ("离目标还差多少款？", _BISCUITS, "20 [1] − 11 [1] = 9款"),
        ("还要再认证多少款？", _BISCUITS, "20 [1] − 11 [1] = 9款"),
        ("离2025年的目标还差几座充电站？", _STATIONS, "80 [1] − 46 [1] = 34座"),
        ("离计划还差几座？", "全市建成充电站46座，计划到2025年增加到80座。", "80 [1] − 46 [1] = 34座"),
        ("离计划还差几座？", "全市建成充电站46座，计划到2025年建成80座。", "80 [1] − 46 [1] = 34座"),
        ("离目标还差多少万吨？", "产量达到3.2万吨，距5万吨的目标仍有距离。", "5 [1] − 3.2 [1] = 1.8万吨"),
        ("离目标还差多少个百分点？", "覆盖率为78.5%，目标为90%。", "90 [1] − 78.5 [1] = 11.5个百分点"),
        (
            "离目标还差几个？",
            "建成46个，新增12个，计划增至80个。",
            "80 [1] − 46 [1] = 34个",
        ),  # the new ones are among them
    ],
)
def test_what_is_missing_to_a_goal(question: str, sentence: str, expected: str) -> None:
    assert formula(question, sentence) == expected


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("离目标还差几个？", "建成46个，目标为46个。"),  # it is reached
        ("离目标还差几个？", "建成96个，目标为80个。"),
        ("离目标还差几个？", "建成46个，计划增至60个，目标为80个。"),  # which goal
        ("离目标还差几个？", "建成46个。"),
        ("离目标还差几个？", "目标为80个。"),
        ("离目标还差几个？", "建成46座，目标为80人。"),
        ("一共建成多少座？", _STATIONS),  # not what is missing
        ("目标是多少座？", _STATIONS),
    ],
)
def test_what_is_no_gap_to_a_goal(question: str, sentence: str) -> None:
    assert worked_out(question, quoted(sentence)) is None


def test_a_gap_from_about_so_many_is_about() -> None:
    said = told("离目标还差几座？", "建成约46座，目标为80座。")
    assert said == "还差约34座：80座[1] − 约46座[1] ≈ 34座。"


@given(st.integers(1, 10**5), st.integers(1, 10**5))
def test_what_is_missing_and_what_is_there_make_the_goal(now: int, missing: int) -> None:
    goal = now + missing
    sentence = f"全市建成充电站{now}座，计划增至{goal}座。"
    assert formula("离目标还差几座？", sentence) == f"{goal} [1] − {now} [1] = {missing}座"


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        (
            "地铁和公交哪个得分高，高多少分？",
            _SCORES,
            "地铁比公交高8.2分：89.4分[1] − 81.2分[1] = 8.2分。",
        ),
        (
            "公交和地铁哪个得分高，相差多少？",
            _SCORES,
            "地铁比公交高8.2分：89.4分[1] − 81.2分[1] = 8.2分。",
        ),
        (
            "地铁与公交谁得分高，高几分？",
            "公交得81.2分，地铁得89.4分。",
            "地铁比公交高8.2分：89.4分[1] − 81.2分[1] = 8.2分。",
        ),
        (
            "地铁和公交哪个得分低，低多少？",
            _SCORES,
            "公交比地铁低8.2分：89.4分[1] − 81.2分[1] = 8.2分。",
        ),
        (
            "地铁跟公交哪个得分少，少多少分？",
            _SCORES,
            "公交比地铁少8.2分：89.4分[1] − 81.2分[1] = 8.2分。",
        ),
        (
            "线上和线下哪个收入多，多多少？",
            "线上收入3.6亿元，线下收入5.1亿元。",
            "线下比线上多1.5亿元：5.1亿元[1] − 3.6亿元[1] = 1.5亿元。",
        ),
        (
            "新院区和老院区哪个床位少，少多少张？",
            "新院区床位600张，老院区床位360张。",
            "老院区比新院区少240张：600张[1] − 360张[1] = 240张。",
        ),
        (
            "骨科和眼科哪个手术多，多几例？",
            "开展骨科手术410例、眼科手术260例。",
            "骨科比眼科多150例：410例[1] − 260例[1] = 150例。",
        ),
        (
            "甲厂和乙厂谁的产量大，大多少吨？",
            "甲厂产量1200吨，乙厂产量960吨。",
            "甲厂比乙厂大240吨：1200吨[1] − 960吨[1] = 240吨。",
        ),
        (
            "小学和初中哪个近视率高，高几个百分点？",
            "小学近视率为35.6%，初中近视率为71.1%。",
            "初中比小学高35.5个百分点：71.1%[1] − 35.6%[1] = 35.5个百分点。",
        ),
    ],
)
def test_which_of_two_leads_and_by_how_much(question: str, sentence: str, expected: str) -> None:
    assert told(question, sentence) == expected


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("地铁和公交哪个得分高，高多少？", "地铁得81.2分，公交得81.2分。"),  # none of them leads
        ("地铁和公交哪个得分低，低多少？", "地铁得81.2分，公交得81.2分。"),
        ("地铁和公交哪个得分高，高多少？", "地铁得89.4分。"),
        ("地铁和公交哪个得分高，高多少？", "地铁得89.4分，公交运量81.2万人次。"),  # two units
        ("地铁和出租车哪个得分高，高多少？", _SCORES),
        ("地铁和公交哪个得分高？", _SCORES),  # not by how much
    ],
)
def test_no_lead_is_worked_out(question: str, sentence: str) -> None:
    assert worked_out(question, quoted(sentence)) is None


def test_a_lead_has_its_formula_and_its_key() -> None:
    assert formula("地铁和公交哪个得分高，高多少分？", _SCORES) == "89.4 [1] − 81.2 [1] = 8.2分"
    answer = worked_out("地铁和公交哪个得分高，高多少分？", quoted("地铁得分约89.4分，公交得81.2分。"))
    assert answer is not None
    assert answer.key == "约8.2分"


@given(tenths(1, 999), tenths(1, 999), st.sampled_from("高低多少"))
def test_a_lead_is_the_difference_whoever_is_named_first(metro: Decimal, bus: Decimal, word: str) -> None:
    sentence = f"地铁得{metro}分，公交得{bus}分。"
    questions = (f"地铁和公交哪个得分{word}，{word}多少分？", f"公交和地铁哪个得分{word}，{word}多少分？")
    said = {told(question, sentence) for question in questions}
    ahead, behind = ("地铁", "公交") if (metro > bus) == (word in "高多") else ("公交", "地铁")
    before, gap = f"{ahead}比{behind}{word}", f"{abs(metro - bus).normalize():f}"
    assert {one.split("：")[0] for one in said} == ({""} if metro == bus else {f"{before}{gap}分"})


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("毛利率掉了几个百分点？", _MARGIN, "减少7.7个百分点：24.2%[1] − 16.5%[1] = 7.7个百分点。"),
        ("毛利率下降了多少个百分点？", _MARGIN, "减少7.7个百分点：24.2%[1] − 16.5%[1] = 7.7个百分点。"),
        ("毛利率比2020年掉了几个百分点？", _MARGIN, "减少7.7个百分点：24.2%[1] − 16.5%[1] = 7.7个百分点。"),
        (
            "毛利率升了几个百分点？",
            "毛利率由2020年的16.5%升至24.2%。",
            "增加7.7个百分点：24.2%[1] − 16.5%[1] = 7.7个百分点。",
        ),
        (
            "失业率降了几个百分点？",
            "失业率从去年的5.1%降至4.6%。",
            "减少0.5个百分点：5.1%[1] − 4.6%[1] = 0.5个百分点。",
        ),
        (
            "客流量减少了多少万人次？",
            "客流量由2021年的38万人次降至29万人次。",
            "减少9万人次：38万人次[1] − 29万人次[1] = 9万人次。",
        ),
    ],
)
def test_a_change_from_a_year_or_a_time_before(question: str, sentence: str, expected: str) -> None:
    assert told(question, sentence) == expected


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("毛利率是多少？", _MARGIN),  # no change is asked for
        ("毛利率掉了多少元？", _MARGIN),  # another unit
        ("毛利率掉了几个百分点？", "毛利率为16.5%。"),
        ("掉了几个百分点？", "毛利率由2020年的24.2%跌至16.5%，净利率由2020年的9.1%跌至6.3%。"),  # which of two
    ],
)
def test_what_is_no_change(question: str, sentence: str) -> None:
    assert worked_out(question, quoted(sentence)) is None


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("全省的增速是多少？", _ABOVE, "全省为5.9%：6.8%[1] − 0.9个百分点[1] = 5.9%。"),
        ("全省增长百分之几？", _ABOVE, "全省为5.9%：6.8%[1] − 0.9个百分点[1] = 5.9%。"),
        (
            "全省增速是多少？",
            "工业增加值增长6.8%，增速快于全省0.9个百分点。",
            "全省为5.9%：6.8%[1] − 0.9个百分点[1] = 5.9%。",
        ),
        (
            "全国平均增速是多少？",
            "工业增加值增长6.8%，增速低于全国平均0.9个百分点。",
            "全国为7.7%：6.8%[1] + 0.9个百分点[1] = 7.7%。",
        ),
        (
            "全省增速是多少？",
            "工业增加值增长6.8%，增速慢于全省0.9个百分点。",
            "全省为7.7%：6.8%[1] + 0.9个百分点[1] = 7.7%。",
        ),
        (
            "全省的失业率是多少？",
            "失业率为5.2%，低于全省平均水平0.4个百分点。",
            "全省为5.6%：5.2%[1] + 0.4个百分点[1] = 5.6%。",
        ),
        (
            "全省的增速是多少？",
            "工业增加值增长6.8%，增速超过全省约0.9个百分点。",
            "全省为约5.9%：6.8%[1] − 约0.9个百分点[1] ≈ 5.9%。",
        ),
    ],
)
def test_the_rate_of_what_it_is_held_against(question: str, sentence: str, expected: str) -> None:
    assert told(question, sentence) == expected


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("全国增速是多少？", _ABOVE),  # 全省 is not 全国
        ("全市的增速是多少？", _ABOVE),
        ("工业增加值增速是多少？", _ABOVE),  # said itself
        ("全省的增速是多少？", "工业增加值增速高于全省平均水平0.9个百分点。"),  # how high is it
    ],
)
def test_the_rate_of_another_is_not_worked_out(question: str, sentence: str) -> None:
    assert worked_out(question, quoted(sentence)) is None


@given(tenths(100, 999), tenths(1, 99), st.sampled_from([("高于", -1), ("低于", 1)]))
def test_a_rate_some_points_away_is_exact(own: Decimal, points: Decimal, way: tuple[str, int]) -> None:
    word, sign = way
    sentence = f"乡镇覆盖率为{own}%，{word}全省平均水平{points}个百分点。"
    answer = worked_out("全省的覆盖率是多少？", quoted(sentence))
    assert answer is not None
    assert answer.calculation is not None
    assert Decimal(answer.calculation.result) == own + sign * points
    assert answer.calculation.unit == "%"


def difference(question: str, answer: Answer) -> str | None:
    """The difference that a sentence states, None where it states none that is asked for."""
    plan = decompose(question)
    assert plan is not None
    found = stated_difference(plan, answer)
    return found.key if found is not None else None


@pytest.mark.parametrize(
    ("question", "sentence", "key", "expected"),
    [
        ("污水收集率比全市低多少？", _SEWAGE, "58.3%", "9.4个百分点"),
        ("污水收集率比全市低多少个百分点？", _SEWAGE, "58.3%", "9.4个百分点"),
        (
            "污水收集率比全市低多少？",
            "污水收集率为58.3%，比上年高2.1个百分点，比全市低9.4个百分点。",
            "58.3%",
            "9.4个百分点",
        ),
        ("污水收集率比全市高多少？", "污水收集率为78.3%，较全市还高出10.6个百分点。", "78.3%", "10.6个百分点"),
        ("污水收集率比全省低多少？", _SEWAGE, "58.3%", None),  # 全市 is not 全省
        ("污水收集率比全市低多少？", "污水收集率为58.3%，比上年高2.1个百分点。", "58.3%", None),
        ("污水收集率比全市低多少？", "污水收集率为58.3%。", "58.3%", None),
        ("污水收集率是全市的几倍？", _SEWAGE, "58.3%", None),  # no difference is asked for
    ],
)
def test_a_stated_difference(question: str, sentence: str, key: str, expected: str | None) -> None:
    assert difference(question, fact(sentence, key)) == expected


def test_only_a_fact_states_a_difference() -> None:
    assert difference("污水收集率比全市低多少？", quoted(_SEWAGE)) == "9.4个百分点"
    assert difference("污水收集率比全市低多少？", quoted(_SEWAGE, AnswerKind.REFUSAL)) is None


@pytest.mark.parametrize("question", ["污水收集率比全市低多少？", "乡镇污水收集率低于全市多少个百分点？"])
def test_a_report_states_the_difference_that_is_asked_for(shelf_of: ShelfOf, question: str) -> None:
    assistant = shelf_of({"a.md": _REPORT})
    answer = assistant.ask(question)
    assert (answer.kind, answer.key, answer.calculation) == (AnswerKind.FACT, "9.4个百分点", None)
    assert answer.text == f"{_SEWAGE}[1]"
    assert [citation.quote for citation in answer.citations] == [_SEWAGE]
    assert_exact(assistant, answer.citations)


def test_a_report_does_not_state_the_difference_to_another(shelf_of: ShelfOf) -> None:
    answer = shelf_of({"a.md": _REPORT}).ask("乡镇污水收集率比全省低多少？")
    assert answer.refused
    assert "9.4" not in answer.text
