"""Whether a report states the result itself, and whether a source speaks of someone else."""

from __future__ import annotations

import pytest

from assistant.answering.decompose import decompose
from assistant.answering.stated import is_about_another, states_result
from assistant.types import Answer, AnswerKind, Citation


def fact(sentence: str, key: str, title: str = "") -> Answer:
    at = sentence.index(key)
    citation = Citation(1, "d", title, "", 0, len(sentence), sentence)
    return Answer("问", f"{sentence}[1]", AnswerKind.FACT, (citation,), key_spans=((at, at + len(key)),))


@pytest.mark.parametrize(
    ("question", "sentence", "key", "stated"),
    [
        ("独角兽企业占北京市的多少？", "独角兽企业约为北京市总数的一半。", "一半", True),
        ("独角兽企业占全市的多少？", "独角兽企业约为北京市总数的一半。", "一半", True),
        ("新增上市企业占上市企业的百分之几？", "新增19家，约为全市新增总数的三分之一。", "三分之一", False),
        ("独角兽企业占北京市的多少？", "独角兽企业达40家。", "40家", False),
        ("海淀的GDP是沈阳的几倍？", "海淀的GDP约为沈阳的1.3倍。", "1.3倍", True),
        ("海淀的GDP是沈阳的几倍？", "沈阳的GDP为7695.8亿元。", "7695.8亿元", False),
        ("海英计划升级版比海英计划晚几年推出？", "升级版晚了9年。", "9年", True),
        ("海英计划升级版比海英计划晚几年推出？", "升级版于2021年推出。", "2021年", False),
        ("正高级教师占教职工的百分之几？", "具有正高级职称的教师占18.2%。", "18.2%", True),
        ("正高级教师占教职工的百分之几？", "具有博士学位者占78.4%。", "78.4%", False),  # another's share
        ("技术服务收入占总收入的百分之几？", "技术服务收入占总收入的8.1%。", "8.1%", True),
        ("技术服务收入占总收入的百分之几？", "设备销售收入占总收入的8.1%。", "8.1%", False),
        ("技术服务收入占总收入的百分之几？", "技术服务收入增长12.7%。", "12.7%", False),  # a rate is no share
        ("技术服务收入占总收入的百分之几？", "技术服务收入增长12.7%，占总收入的8.1%。", "8.1%", True),
        ("城乡居民收入之比是多少？", "城乡居民收入比为1.86。", "1.86", True),
        ("城乡居民收入之比是多少？", "城镇居民收入4.2万元。", "4.2万元", False),
        ("济南的出口额占GDP的百分之几？", "出口额占地区生产总值的14.5%。", "14.5%", True),
        ("济南的出口额占GDP的百分之几？", "出口额占工业产值的14.5%。", "14.5%", False),
        ("进出口顺差是多少亿元？", "全年贸易顺差12.3亿元。", "12.3亿元", True),
        ("进出口顺差是多少亿元？", "全年进出口总额86.3亿元。", "86.3亿元", False),
    ],
)
def test_stated_results(question: str, sentence: str, key: str, stated: bool) -> None:
    plan = decompose(question)
    assert plan is not None
    assert states_result(plan, fact(sentence, key)) is stated


@pytest.mark.parametrize(
    ("quote", "title", "another"),
    [
        ("远高于沈阳市的7695.8亿元。", "海淀区2022年经济运行", False),
        ("GDP达到一万亿元。", "海淀区2022年经济运行", True),
        ("海淀的GDP达到一万亿元。", "", True),
        ("全年为7695.8亿元。", "", False),
    ],
)
def test_a_source_about_the_other_place_is_told(quote: str, title: str, another: bool) -> None:
    plan = decompose("海淀区的GDP比沈阳高多少？")
    assert plan is not None
    answer = Answer("问", f"{quote}[1]", AnswerKind.FACT, (Citation(1, "d", title, "", 0, len(quote), quote),))
    assert is_about_another(plan, plan.parts[1], answer) is another
