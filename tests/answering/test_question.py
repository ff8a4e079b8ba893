"""Questions taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.question import Asked, analyse


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("海淀上市企业有多少家", Asked.NUMBER),
        ("有几家独角兽企业？", Asked.NUMBER),
        ("面积是多大？", Asked.NUMBER),
        ("高精尖产业占GDP的比重是多少？", Asked.SHARE),
        ("占全市的百分之几？", Asked.SHARE),
        ("海淀区在全国排第几？", Asked.RANK),
        ("发布会是什么时候开的？", Asked.DATE),
        ("哪一年突破万亿元？", Asked.DATE),
        ("用了多久？", Asked.SPAN),
        ("几近破产的是哪家公司？", Asked.ORGANISATION),  # 几近 asks for no figure
        ("在这几百年中最繁荣的是哪个国家？", Asked.PLACE),
        ("区长是谁？", Asked.PERSON),
        ("李俊杰是什么职务？", Asked.OFFICE),
        ("哪家公司最大？", Asked.ORGANISATION),
        ("总部在哪里？", Asked.PLACE),
        ("有哪些支柱产业？", Asked.LIST),
        ("为什么经济有韧性？", Asked.REASON),
        ("公司名为什么改了？", Asked.REASON),
        ("医院更名为什么？", Asked.NAME),
        ("楚昭辅位居何职？", Asked.OFFICE),
        ("如何推动创新？", Asked.WAY),
        ("海淀区有地铁吗？", Asked.YES_NO),
        ("什么是独角兽企业？", Asked.DEFINITION),
        ("这个规划叫什么？", Asked.NAME),
        ("海淀区的经济", Asked.OTHER),
        ("失业率现在是几？", Asked.SHARE),
        ("海淀 GDP 2022", Asked.NUMBER),
        ("海淀 常住人口", Asked.NUMBER),
        ("海淀的收入分配制度", Asked.OTHER),
        ("税收的增速是多少？", Asked.SHARE),
        ("税收的增幅是多少", Asked.SHARE),
        ("第三产业的比重为多少？", Asked.SHARE),
        ("增长率达到多少？", Asked.SHARE),
        ("税收的增加值是多少？", Asked.NUMBER),
        ("增速最快的企业有多少家？", Asked.NUMBER),
        ("绥棠 贷款余额", Asked.NUMBER),
        ("贷款余额", Asked.NUMBER),
        ("贷款余额情况", Asked.OTHER),
        ("绥棠的投资环境", Asked.OTHER),
        ("展出的都是什么？", Asked.LIST),
        ("卖的都是啥？", Asked.LIST),
        ("都有些什么项目？", Asked.LIST),
        ("都是什么时候建的？", Asked.DATE),
        ("都是什么原因？", Asked.REASON),
        ("都是谁投资的？", Asked.PERSON),
        ("游客满意度得分是多少？", Asked.NUMBER),
        ("游客满意度评分是多少？", Asked.NUMBER),
        ("游客满意度是多少？", Asked.SHARE),
    ],
)
def test_what_is_asked(question: str, asked: Asked) -> None:
    assert analyse(question).asked is asked


@pytest.mark.parametrize(
    ("question", "expected"),
    [("停产的那两座煤矿叫什么名字", 2), ("哪三个赛道？", 3), ("那座煤矿叫什么名字", 0)],
)
def test_a_known_number_of_things_is_asked_for_by_name(question: str, expected: int) -> None:
    assert analyse(question).numbered == expected


def test_a_counter_before_a_scale_is_no_unit() -> None:
    assert analyse("GDP是多少个亿？").unit == ""
    assert analyse("有多少个企业？").unit == "个"


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("海淀上市企业有多少家", set()),
        ("2022年有多少家？", {2022}),
        ("２０２２年有多少家？", {2022}),
        ("二〇二二年有多少家？", {2022}),
        ("2021年10月到2022年2月2日", {2021, 2022}),
        ("2月2日", set()),
    ],
)
def test_years(question: str, years: set[int]) -> None:
    assert analyse(question).years == years


def test_names() -> None:
    assert {"北京市", "刘勇"} <= set(analyse("北京市的刘勇认为如何？").names)
    assert "高精尖规划" in analyse("《高精尖规划》提出了什么？").names
    assert "万亿俱乐部" in analyse("什么是“万亿俱乐部”？").names
    assert "gdp" in analyse("GDP是多少？").names


def test_content_words_weigh_and_question_words_do_not() -> None:
    terms = analyse("请问海淀的上市企业有多少家？").terms
    assert {"上市", "企业", "海淀"} <= set(terms)
    assert not {"请问", "多少", "的", "有"} & set(terms)
    assert all(weight >= 0 for weight in terms.values())
    assert analyse("海淀独角兽企业").terms["独角兽"] > analyse("海淀独角兽企业").terms["企业"]


def test_the_spelling_does_not_matter() -> None:
    assert analyse("海澱區２０２２年ＧＤＰ有多少？") == analyse("海淀区2022年gdp有多少?")


@given(st.text(max_size=80))
def test_any_text_is_a_question(text: str) -> None:
    question = analyse(text)
    assert question == analyse(text)
    assert all(pair.strip() for pair in question.pairs)
    assert all(weight > 0 for weight in question.pairs.values())


@pytest.mark.parametrize(
    ("question", "indicator"),
    [
        ("海淀的上市企业有多少家？", "上市企业"),
        ("文化传媒有限公司2019年的净利润是多少？", "净利润"),
        ("海淀区有多少家独角兽企业？", "独角兽企业"),
        ("公司2017年的社区投资额是多少？", "社区投资额"),
        ("测试道路有多少公里？", "测试道路"),
        ("海淀的上市公司有多少家？", "上市公司"),  # which is a kind and no name
        ("海淀区区长是谁？", ""),
    ],
)
def test_what_a_figure_is_asked_of(question: str, indicator: str) -> None:
    assert analyse(question).indicator == indicator


def test_the_year_of_a_named_report_is_not_the_year_of_the_fact() -> None:
    question = analyse("根据海淀2023年的工作报告，2022年海淀新增了多少家企业？")
    assert (question.edition, question.years) == (frozenset({2023}), frozenset({2022}))


def test_things_asked_for_by_number() -> None:
    assert analyse("“三大赛道”是哪三个赛道？").numbered == 3
    assert analyse("进入俱乐部的24个城市有哪些？").numbered == 24
    assert analyse("海淀有哪些上市企业？").numbered == 0


def test_what_has_happened() -> None:
    assert "取消" in analyse("海淀为什么取消了海英计划？").events


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("全年接待了多少国内游客？", ""),
        ("有多少台胞？", ""),
        ("车厢有多少座位？", ""),
        ("有多少户籍人口？", ""),
        ("有多少项目？", ""),
        ("多少国与我市通航？", "国"),
        ("有多少台机器？", "台"),
        ("有多少户？", "户"),
        ("有多少项专利？", "项"),
        ("得了多少分？", "分"),
    ],
)
def test_what_begins_a_word_is_no_unit(question: str, unit: str) -> None:
    assert analyse(question).unit == unit
