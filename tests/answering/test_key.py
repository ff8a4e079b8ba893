"""The figure or name that answers, inside the evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.key import holds, key_span
from assistant.answering.question import analyse


@pytest.mark.parametrize(
    ("question", "evidence", "key"),
    [
        ("上市企业有多少家？", "截至2022年年底，海淀区共有上市企业268家，连续多年第一。", "268家"),
        ("新增了多少家？", "上市企业268家，2022年新增19家。", "19家"),
        ("GDP是多少？", "2022年GDP为10206.9亿元。", "10206.9亿元"),
        ("2022年增长了多少？", "2022年增长3.5%。", "3.5%"),
        ("占比是多少？", "独角兽企业40家，占比约三成。", "三成"),
        ("什么时候召开？", "专题新闻发布会于2月2日召开，共40人参加。", "2月2日"),
        ("哪一年成立？", "该院1958年成立，有员工300人。", "1958年"),
        ("排放量是多少？", "排放量从之前的400,000吨减少到350,000吨。", "350,000吨"),
        ("最初的排放量是多少？", "排放量从400,000吨减少到350,000吨。", "400,000吨"),
        ("营业收入是多少？", "公司有24个项目，营业收入达3200万元。", "3200万元"),
        ("营业收入是多少？", "营业收入(亿元) | 33.2 | 38.5", "33.2"),
        ("几点开门？", "中心上午9:00开门，2022年成立。", "9:00"),
        ("排名第几？", "海淀区上市企业268家，排名第一。", "第一"),
        ("提出了哪个规划？叫什么名称？", "《数字经济规划》提出，到2025年完成。", "《数字经济规划》"),
        ("董事长是谁？", "公司董事长顾望川主持会议。", "顾望川"),
        ("董事长是谁？", "会上，董事长程砚秋致辞。", "程砚秋"),
        ("出口额是多少亿元？", "进出口总额86.3亿元，其中出口51.2亿元。", "51.2亿元"),
        ("进出口总额是多少亿元？", "进出口总额86.3亿元，其中出口51.2亿元。", "86.3亿元"),
        ("芯片企业有多少家？", "138家芯片企业中，设计企业92家，封装企业21家。", "138家"),
        ("设计企业有多少家？", "138家芯片企业中，设计企业92家，封装企业21家。", "92家"),
        ("全市结了多少件案子？", "全市共受理各类案件86420件，审结、执结82368件。", "82368件"),
        ("全市收了多少件案子？", "全市共受理各类案件86420件，审结、执结82368件。", "86420件"),
        ("上市公司有多少家？", "63家上市公司中有17家收入下降。", "63家"),
    ],
)
def test_the_key(question: str, evidence: str, key: str) -> None:
    span = key_span(analyse(question), evidence)
    assert span is not None
    assert key in evidence[slice(*span)]


@pytest.mark.parametrize(
    ("question", "evidence"),
    [
        ("上市企业有多少家？", "海淀区的上市企业很多。"),
        ("什么时候召开？", "专题新闻发布会召开了。"),
        ("2022年发生了什么？", "2022年，海淀区开了会。"),
        ("上市企业有多少家？", ""),
        ("排放量是多少？", "排放量从400,000吨减少到了一定数值。"),
        ("营业收入是多少？", "海淀区是第二个突破的区。"),
        ("能源消耗量是多少？", "公司于2019年2月至3月购买了一批设备。"),
        ("电话是多少？", "地址是创业大街6号。"),
        ("几点下班？", "中心于2022年10月28日成立。"),
        ("经济总量是多少？", "经济总量将在全市16区中率先突破。"),
        ("云坞市有多少常住人口？", "云坞市生产总值436.8亿元，增长7.3%。"),
        ("董事长是谁？", "公司董事长主持会议。"),
        ("李某多大年纪？", "李某介绍，2022年地区生产总值达1万亿元。"),
    ],
)
def test_nothing_of_its_kind(question: str, evidence: str) -> None:
    assert key_span(analyse(question), evidence) is None


def test_what_the_question_itself_says_is_not_the_key() -> None:
    evidence = "2019年为268家，2022年为301家。"
    span = key_span(analyse("2019年是268家，2022年是多少家？"), evidence)
    assert span is not None
    assert evidence[slice(*span)] == "301家"


WORDS = "海淀区 上市企业 268家 3.5% 2022年 第一 《规划》 “口号” 李俊杰 区长 表示 ， 。 １９家 多少 谁 什么时候 百分之几 叫什么".split()


@given(
    st.lists(st.sampled_from(WORDS), max_size=8).map("".join), st.lists(st.sampled_from(WORDS), max_size=8).map("".join)
)
def test_a_key_stands_in_the_evidence_and_not_in_the_question(question: str, evidence: str) -> None:
    asked = analyse(question)
    span = key_span(asked, evidence)
    if span is not None:
        start, end = span
        assert 0 <= start < end <= len(evidence)
        assert span == key_span(asked, evidence)
        assert evidence[start:end] not in question


@pytest.mark.parametrize(
    ("question", "evidence", "expected"),
    [
        ("何时成书？", "该书成书于元代至元年间。", True),
        ("何时成书？", "该书流传很广。", False),
        ("有哪些基金？", "海淀设立了甲基金、乙基金。", True),
        ("有哪些基金？", "海淀设立了基金。", False),
        ("总理由谁任命？", "国家主席任命国务院总理。", True),
        ("三大赛道是哪三个赛道？", "三大赛道已经印发。", False),
        ("上市企业有多少家？", "海淀区的上市企业很多。", False),
        ("进入俱乐部的6个城市有哪些？", "接近西安市，高于沈阳市。", False),
        ("进入俱乐部的6个城市有哪些？", "有上海、北京、深圳等。", True),
        ("三个园区是哪三个园区？", "园区为：砚湖园，檀溪园，榆桥园。", True),
        ("三个园区是哪三个园区？", "园区为：砚湖园；檀溪园；榆桥园。", True),
        ("三个园区是哪三个园区？", "园区为：砚湖园。", False),
        ("三个园区是哪三个园区？", "三个园区已经建成，正在招商，三年满园。", False),  # nothing after a colon
        ("增速排第几？", "增速为19.4%。", False),
        ("增速排第几？", "增速居六大产业之首。", True),
        (
            "第三产业增速排第几？",
            "到年末，第三产业增速为6%。",
            True,
        ),  # 第三 of an industry: nothing tells it from a rank
    ],
)
def test_what_holds_anything_of_the_kind(question: str, evidence: str, expected: bool) -> None:
    assert holds(analyse(question), evidence) is expected


def test_a_secretary_general_is_no_secretary() -> None:
    text = "商会秘书长陶伯谦出席。"
    span = key_span(analyse("陶伯谦担任什么职务？"), text)
    assert span is not None
    assert text[slice(*span)] == "商会秘书长"


@pytest.mark.parametrize(
    ("question", "evidence", "key"),
    [
        ("景区接待了多少人？", "全年接待游客38.7万人次，收入2亿元。", "38.7万人次"),
        ("景区接待了多少人次？", "全年接待游客38.7万人，收入2亿元。", "38.7万人"),
        ("接待了多少家企业？", "接待客人38万人次。", ""),
        ("接待了多少人？", "收入38万元。", ""),
        ("有多少辆公交车？", "一辆公交车驶来，全市公交车共812辆。", "812辆"),
        ("有多少座大桥？", "一座大桥飞架两岸，全市已有大桥12座。", "12座"),
        ("有多少座大桥？", "一座大桥飞架两岸。", ""),  # 一座 is an article
        ("有多少辆观光车？", "观光车只有一辆。", "一辆"),  # and here a figure
    ],
)
def test_people_that_come_and_what_is_no_article(question: str, evidence: str, key: str) -> None:
    span = key_span(analyse(question), evidence)
    assert (evidence[slice(*span)] if span else "") == key
