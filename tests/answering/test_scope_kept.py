"""A figure holds for the place, the whole and the trade that are asked of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.question import analyse
from assistant.answering.scope_kept import broken_place, only_whole, other_trade, other_whole
from tests.answering.made import candidate


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("出口额是多少亿元？", "全年进出口总额86.2亿元。", "报告说的是进出口，没有单说出口。"),
        ("进口额是多少亿元？", "全年进出口总额86.2亿元。", "报告说的是进出口，没有单说进口。"),
        ("出口增长百分之几？", "进出口增长3.2%。", "报告说的是进出口，没有单说出口。"),
        ("出口额是多少亿元？", "全年进出口总额86.2亿元，其中出口51.3亿元。", ""),
        ("进出口额是多少亿元？", "全年进出口总额86.2亿元。", ""),
        ("出口额是多少亿元？", "全年出口51.3亿元。", ""),
    ],
)
def test_the_figure_of_both_trades_is_not_that_of_one(question: str, evidence: str, said: str) -> None:
    assert other_trade(analyse(question), candidate(evidence)) == said


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("总收入是多少亿元？", "服务收入12亿元，占总收入的44.0%。", "报告没有给出这个数字。"),
        ("总收入是多少亿元？", "总收入27亿元，其中服务收入占总收入的44.0%。", ""),
        ("服务收入是多少？", "服务收入12亿元，占总收入的44.0%。", ""),
        ("服务收入占总收入的多少？", "服务收入占总收入的44.0%。", ""),
    ],
)
def test_a_whole_that_only_has_shares(question: str, evidence: str, said: str) -> None:
    assert only_whole(analyse(question), candidate(evidence)) == said


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("穗禾县有多少人？", "常住人口31万人。", "报告没有提到穗禾县。"),
        ("柘川镇有多少人？", "常住人口31万人。", "报告没有提到柘川镇。"),
        ("长沙有多少人？", "常住人口31万人。", "报告没有提到长沙。"),
        ("华东地区的收入是多少？", "境内收入31亿元。", "报告没有提到华东。"),
        ("穗禾县有多少人？", "穗禾县常住人口31万人。", ""),
        ("华东地区的收入是多少？", "华东地区收入31亿元。", ""),
        ("绥棠市有多少人？", "常住人口31万人。", ""),  # the title names it
        ("绥棠有多少人？", "常住人口31万人。", ""),
    ],
)
def test_a_place_that_the_report_does_not_name(question: str, evidence: str, said: str) -> None:
    one = candidate(evidence)
    assert broken_place(analyse(question), one, one.document) == said


COUNTY = "穗禾县2023年统计公报"


@pytest.mark.parametrize(
    ("question", "evidence", "title", "said"),
    [
        ("全市有多少家企业？", "企业312家。", COUNTY, "报告没有说全市的这一项。"),
        ("全省有多少家企业？", "企业312家。", COUNTY, "报告没有说全省的这一项。"),
        ("全国有多少家企业？", "企业312家。", COUNTY, "报告没有说全国的这一项。"),
        ("全球有多少家企业？", "企业312家。", COUNTY, "报告没有说全球的这一项。"),
        ("全市有多少家企业？", "市场主体312家。", COUNTY, "报告没有说全市的这一项。"),  # 市场 is no city
        ("全市有多少家企业？", "全县企业312家。", COUNTY, "报告说的是全县，没有说全市的这一项。"),
        ("全省有多少家企业？", "企业312家。", "绥棠市2023年统计公报", "报告没有说全省的这一项。"),
        ("全市有多少家企业？", "企业312家。", "绥棠市2023年统计公报", ""),
        ("全市有多少家企业？", "全市企业312家。", COUNTY, ""),
        ("全市有多少家企业？", "企业312家，占绥棠市的三成。", COUNTY, ""),  # the city is spoken of
        ("全国有多少家企业？", "我国企业312家。", COUNTY, ""),
        ("全国有多少家企业？", "国内企业312家。", COUNTY, ""),
        ("企业占全市的百分之几？", "企业占全市的12%。", COUNTY, ""),
        ("全县有多少家企业？", "企业312家。", COUNTY, ""),
        ("全国有多少家企业？", "企业312家，在全国各县中排名第一。", COUNTY, "报告没有说全国的这一项。"),
        ("全县有多少家企业？", "企业312家。", "柘川镇2023年统计公报", "报告没有说全县的这一项。"),
        ("全区有多少家企业？", "企业312家。", "柘川镇2023年统计公报", "报告没有说全区的这一项。"),
        ("市区有多少家企业？", "市区企业312家。", "柘川镇2023年统计公报", ""),
        ("有多少家企业？", "企业312家。", COUNTY, ""),
        ("全市有多少家企业？", "企业312家。", "统计公报", ""),  # of no place
        ("全市企业为什么增多？", "企业增多。", COUNTY, ""),  # no figure is asked for
    ],
)
def test_the_figure_of_a_smaller_whole(question: str, evidence: str, title: str, said: str) -> None:
    assert other_whole(analyse(question), candidate(evidence, title=title)) == said


def test_the_wider_whole_may_stand_in_the_sentence_before() -> None:
    one = candidate("企业312家。", title=COUNTY, before=["绥棠市新增企业。"])
    assert other_whole(analyse("全市有多少家企业？"), one) == ""


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ("南陵区和滨湖区的专利授权量分别为2310件和1046件。", "报告说的是南陵，没有说绥棠的这一项。"),
        ("绥棠市和滨湖区的专利授权量分别为2310件和1046件。", ""),
        ("全年专利授权量为2310件。", ""),  # a report seldom names its own subject
    ],
)
def test_the_figure_of_other_places_in_the_report_of_one(evidence: str, said: str) -> None:
    question = replace(analyse("绥棠的专利授权量有多少件？"), titled="绥棠")
    one = candidate(evidence)
    assert broken_place(question, one, one.document) == said
