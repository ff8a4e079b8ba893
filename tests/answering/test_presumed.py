"""A turn that a question takes for granted must be in the evidence."""

from __future__ import annotations

import pytest

from assistant.answering.presumed import turned_otherwise
from assistant.answering.question import analyse
from tests.answering.made import candidate


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("为什么会亏损？", "净利润增长8%，主要得益于成本下降。", "报告没有说亏损。"),
        ("为什么会亏损？", "公司由盈转亏，主要由于原料涨价。", ""),
        ("为什么会亏损？", "由于原料涨价，公司赔钱经营。", ""),
        ("收入为什么下滑？", "收入增长8%，得益于新品上市。", "报告没有说下滑。"),
        ("收入为什么下滑？", "收入下降8%，由于订单减少。", ""),
        ("收入为什么增长？", "收入增长8%，得益于新品上市。", ""),
        ("收入为什么下降？", "毛利率提高，收入却减少。", ""),
    ],
)
def test_a_turn_for_the_worse(question: str, evidence: str, said: str) -> None:
    assert turned_otherwise(analyse(question), candidate(evidence)) == said


def test_a_rise_is_not_explained_by_a_fall_before_it() -> None:
    question = analyse("收入为什么下滑？")
    rise = candidate("收入增长8%，得益于新品上市。", before=["上年成本下降。"])
    assert turned_otherwise(question, rise) == "报告没有说下滑。"
    reason = candidate("主要受春季停产影响。", before=["收入下降8%。"])
    assert turned_otherwise(question, reason) == ""


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("锦榆公司为什么迁出绥棠？", "锦榆公司落户绥棠，由于政策优惠。", "报告没有说迁出。"),
        ("锦榆公司为什么搬走？", "由于地价上涨，锦榆公司迁出绥棠。", ""),
        ("锦榆公司为什么落户绥棠？", "锦榆公司落户绥棠，由于政策优惠。", ""),
        ("人才为什么流失？", "由于待遇好，人才回流。", "报告没有说流失。"),
        ("人才为什么流失？", "由于待遇差，人才外流。", ""),
        ("老厂为什么关掉？", "老厂因订单多而扩建。", "报告没有说关掉。"),
        ("老厂为什么关掉？", "老厂因污染严重被关停。", ""),
        ("门店为什么关门？", "门店因客流多而翻新。", "报告没有说关门。"),
        ("门店为什么关张？", "门店因租金上涨停业。", ""),
    ],
)
def test_what_moved_away_or_was_closed(question: str, evidence: str, said: str) -> None:
    assert turned_otherwise(analyse(question), candidate(evidence)) == said


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("项目为什么没能开工？", "项目因审批通过而开工。", "报告没有这样说。"),
        ("公司为什么拒绝收购？", "公司由于估值高接受收购。", "报告没有这样说。"),
        ("公司为什么不再招人？", "公司由于订单多而招人。", "报告没有这样说。"),
        ("收购为什么失败？", "收购由于估值高获得成功。", "报告没有这样说。"),
        ("项目为什么没能开工？", "项目因资金不足停工。", ""),
        ("公司为什么没有分红？", "公司因利润仅够偿债而留存利润。", ""),
        ("收购为什么失败？", "收购因估值过高失败。", ""),
        ("项目为什么开工？", "项目因审批通过而开工。", ""),
        ("公司有没有分红？", "公司因利润增长而分红。", ""),  # takes nothing for granted
        ("戏班为什么没落？", "戏班由于转型而兴旺。", ""),  # 没落 is no failure to 落
    ],
)
def test_what_failed(question: str, evidence: str, said: str) -> None:
    assert turned_otherwise(analyse(question), candidate(evidence)) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (["资金到位。"], ["进展顺利。"], "报告没有这样说。"),
        (["征地未完成。"], ["进展顺利。"], ""),
        (["资金到位。"], ["二期停工。"], ""),
    ],
)
def test_a_failure_may_stand_beside_the_sentence(before: list[str], after: list[str], said: str) -> None:
    one = candidate("项目于3月开工。", before=before, after=after)
    assert turned_otherwise(analyse("项目为什么没能开工？"), one) == said
