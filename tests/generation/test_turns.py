"""Claims that turn round what their quotes say, where every word of theirs stands in the quotes."""

from __future__ import annotations

import pytest

from assistant.generation.atoms import atoms
from assistant.generation.placing import misplaced, parts_of
from assistant.generation.scope import narrowed
from assistant.generation.sense import contrary, denied, unfounded
from assistant.generation.sources import clauses_of
from assistant.text import fold
from tests.generation.quoting import quoting


@pytest.mark.parametrize(
    ("quote", "claim", "word"),
    [
        ("车辆遇到拥堵也不慌乱。", "车辆遇到拥堵就慌乱", "慌乱"),
        ("车辆遇到拥堵也不慌乱。", "车辆遇到拥堵不慌乱", ""),
        ("项目不断培养人才。", "项目不培养人才", "培养人才"),
        ("项目不断培养人才。", "项目不断培养人才", ""),
        ("三期尚未开工。", "三期没有开工", ""),
        ("三期尚未开工。", "三期已经开工", "开工"),
    ],
)
def test_what_is_denied(quote: str, claim: str, word: str) -> None:
    assert denied(fold(claim), quoting(quote)) == word


@pytest.mark.parametrize(
    ("quote", "claim", "word"),
    [
        ("经济韧性强。", "经济韧性很弱", "弱"),
        ("目标提前实现。", "目标推迟实现", "推迟"),
        ("这里的环境最完善。", "这里的环境最分散", "分"),
        ("产值接近西安市。", "产值超过西安市", "西安"),
        ("产值接近西安市。", "产值已与西安市相近", ""),
        ("古城保护比旅游开发更重要。", "旅游开发比古城保护更重要", "比"),
        ("古城保护比旅游开发更重要。", "古城保护比旅游开发重要", ""),
    ],
)
def test_what_is_the_other_way_round(quote: str, claim: str, word: str) -> None:
    assert contrary(fold(claim), quoting(quote)) == word


@pytest.mark.parametrize(
    ("quote", "claim", "word"),
    [
        ("疫情期间仍有企业诞生。", "由于疫情，有企业诞生", "由于"),
        ("因疫情企业减少。", "由于疫情，企业减少", ""),
        ("上市公司以民营企业为主。", "上市公司全部是民营企业", "全部"),
        ("区里正在加快建设创新中心。", "区里已经建成创新中心", "已"),
        ("区里建成了创新中心。", "区里已经建成创新中心", ""),
    ],
)
def test_what_goes_further_than_the_quote(quote: str, claim: str, word: str) -> None:
    assert unfounded(fold(claim), quoting(quote)) == word


@pytest.mark.parametrize(
    ("quote", "claim", "scope"),
    [
        ("全市共有酒店38家。", "全市新增酒店38家", "新增"),
        ("全市新增酒店38家。", "全市共有酒店38家", "总数"),
        ("全市新增酒店38家。", "全市新增酒店38家", ""),
        ("馆里平均每天接待2600人。", "馆里每周接待2600人", "每天"),
        ("馆里平均每天接待2600人。", "馆里日均接待2600人", ""),
        ("预计产量将达到88万吨，新建农田15万亩。", "新建农田15万亩", "计划"),
        ("预计产量将达到88万吨，新建农田15万亩。", "计划新建农田15万亩", ""),
        ("产量同比增长3%。", "产量比上年增长3%", ""),
    ],
)
def test_for_what_a_figure_holds(quote: str, claim: str, scope: str) -> None:
    assert narrowed(fold(claim), quoting(quote)) == scope


@pytest.mark.parametrize(
    ("quote", "claim", "value"),
    [
        ("占比由28%提高到36%。", "占比由36%提高到28%", "0.36"),
        ("占比由28%提高到36%。", "占比从28%提高到36%", ""),
        ("五星级酒店4家，四星级酒店11家。", "五星级酒店11家，四星级酒店4家", "五"),
        ("“春”茶获得金奖，“露”茶获得银奖。", "“露”茶获得金奖", "露"),
        ("2023年稻谷产量52万吨，小麦产量18万吨。", "2023年小麦产量52万吨", "520000"),
    ],
)
def test_what_is_given_to_something_else(quote: str, claim: str, value: str) -> None:
    assert misplaced(fold(claim), quoting(quote)) == value


def test_the_former_and_the_latter_are_named() -> None:
    sources = quoting("前者共22条，后者共31条。", before="出台了“恢复发展”和“稳定增长”。")
    assert sources.quotes[-1] == "“恢复发展”共22条,“稳定增长”共31条。"
    assert sources.sentences[-1].text == "前者共22条，后者共31条。"


def test_another_name_belongs_to_what_it_names() -> None:
    texts = [clause.text for clause in clauses_of(fold("2012年印发办法，简称“海英计划”，人才得到支持。"))]
    assert texts == ["2012年印发办法,简称“海英计划”,", "人才得到支持。"]


def test_a_year_holds_until_another_is_said() -> None:
    parts = parts_of(fold("2012年印发办法，内容有三章，2021年修订。"))
    assert [[atom.value for atom in part.atoms if atom.kind == "year"] for part in parts] == [
        ["2012"],
        ["2012"],
        ["2021"],
    ]


def test_a_place_is_no_person() -> None:
    assert [(atom.kind, atom.value) for atom in atoms("白水镇与安平市相邻")] == [("place", "白水镇"), ("place", "安平")]
