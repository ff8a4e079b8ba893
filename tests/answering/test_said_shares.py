"""Averages, parts, wholes and the rest of some shares, worked out from the one sentence that an answer quotes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.in_sentence import worked_out
from assistant.answering.units import size
from tests.answering.test_in_sentence import formula, quoted

_CAUSES = "电池故障占48%，线路老化占26%，碰撞占15%。"
_LOANS = "促成贷款1248亿元，其中信用贷款占43%。"
_TAXES = "上缴税收2104亿元，占全省税收收入的62.5%。"
_SUBSIDIES = "发放补贴2700万元，惠及1850家店铺。"
_BONUSES = "发放奖金540万元，奖励职工1200名。"
_GREENWAY = "新建绿道24公里，投资3600万元。"


def told(question: str, sentence: str) -> str:
    """What is said above the sentence, "" where nothing is worked out."""
    answer = worked_out(question, quoted(sentence))
    return answer.text.split("\n")[0] if answer is not None else ""


def base_value(question: str, sentence: str) -> Decimal:
    """What is worked out, in base units: 元, not 亿元."""
    answer = worked_out(question, quoted(sentence))
    assert answer is not None
    assert answer.calculation is not None
    return Decimal(answer.calculation.result) * size(answer.calculation.unit)


def tenths(lowest: int, highest: int) -> st.SearchStrategy[Decimal]:
    """Numbers with one decimal: 0.1, 54.3."""
    return st.integers(lowest, highest).map(lambda number: Decimal(number) / 10)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("平均每家多少钱？", _SUBSIDIES, "2700 [1] ÷ 1850 [1] = 1.46万元"),
        ("平均下来一家能拿多少钱？", _SUBSIDIES, "2700 [1] ÷ 1850 [1] = 1.46万元"),
        ("每家店铺平均多少钱？", _SUBSIDIES, "2700 [1] ÷ 1850 [1] = 1.46万元"),
        ("平均每家多少钱？", "拨付补贴2700万元，同比增长8%，惠及1800家店铺。", "2700 [1] ÷ 1800 [1] = 1.5万元"),
        ("平均每家企业减税多少钱？", "为320家企业减税降费1.6亿元。", "1.6 [1] ÷ 320 [1] = 50万元"),
        ("每家平均多少钱？", "补贴5400万元，惠及1.2万家企业。", "5400 [1] ÷ 1.2 [1] = 4500元"),
        ("人均拿到多少元？", _BONUSES, "540 [1] ÷ 1200 [1] = 4500元"),  # 名 counts people too
        ("人均收入多少元？", "全村总收入540万元，人口1200人。", "540 [1] ÷ 1200 [1] = 4500元"),
        ("户均增收多少元？", "帮助860户增收1290万元。", "1290 [1] ÷ 860 [1] = 1.5万元"),
        ("摊到每户是多少钱？", "发放补贴1290万元，惠及860户。", "1290 [1] ÷ 860 [1] = 1.5万元"),
        ("一公里要花多少钱？", _GREENWAY, "3600 [1] ÷ 24 [1] = 150万元"),
        ("修一公里花多少钱？", _GREENWAY, "3600 [1] ÷ 24 [1] = 150万元"),
        ("每公里合多少钱？", _GREENWAY, "3600 [1] ÷ 24 [1] = 150万元"),
        ("一平方米要多少钱？", "建筑面积1.2万平方米，造价3600万元。", "3600 [1] ÷ 1.2 [1] = 3000元"),
        ("处理一吨要花多少元？", "处理污水24万吨，花费36万元。", "36 [1] ÷ 24 [1] = 1.5元"),
        ("平均每座充电站有多少台充电桩？", "建成充电站46座，充电桩690台。", "690 [1] ÷ 46 [1] = 15台"),
        ("平均每件多少元？", "销售3.2万件，收入480万元。", "480 [1] ÷ 3.2 [1] = 150元"),
    ],
)
def test_so_much_for_each(question: str, sentence: str, expected: str) -> None:
    assert formula(question, sentence) == expected


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("平均每家多少钱？", "平均每家补贴1.5万元，惠及1850家店铺。"),  # it is the average itself
        ("平均每家多少钱？", "发放补贴2700万元，户均1.5万元，惠及1850家。"),
        ("平均每家多少钱？", "为48家企业减税960万元，每家20万元。"),
        ("人均多少元？", "人均540元，共1200人。"),
        ("平均每天接待多少人？", "平均每天接待游客320人，全年11.7万人。"),
        ("平均每天多少钱？", _SUBSIDIES),  # it counts no days
        ("平均每家多少钱？", "发放补贴2700万元。"),  # nothing is counted
        ("平均每家多少钱？", "发放补贴2700万元，惠及1850人。"),  # people, not shops
        ("平均每家多少人？", _SUBSIDIES),  # it counts no people
        ("平均每家多少钱？", "发放补贴2700万元，发放贷款3800万元，惠及1850家店铺。"),  # which amount
        ("平均一家多少钱？", "发放奖金5400万元，惠及企业1200家、商户300家。"),  # which of them
        ("平均每家多少钱？", "补贴增加2700万元，惠及1850家店铺。"),  # a change
        ("人均拿到多少元？", "发放奖金540万元，奖励职工0人。"),
        ("发放补贴多少钱？", _SUBSIDIES),  # it asks for no average
        ("3公里要花多少钱？", _GREENWAY),  # not each of them
        ("第一公里要花多少钱？", _GREENWAY),
    ],
)
def test_what_is_no_average(question: str, sentence: str) -> None:
    assert worked_out(question, quoted(sentence)) is None


def test_an_average_is_told_with_its_steps() -> None:
    assert told("平均每家多少钱？", _SUBSIDIES) == "平均每家约1.46万元：2700万元[1] ÷ 1850家[1] ≈ 1.46万元。"
    assert told("人均拿到多少元？", _BONUSES) == "平均每人4500元：540万元[1] ÷ 1200名[1] = 4500元。"
    assert told("一公里要花多少钱？", _GREENWAY) == "平均每公里150万元：3600万元[1] ÷ 24公里[1] = 150万元。"


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_an_average_times_the_count_is_the_amount(each: int, count: int) -> None:
    sentence = f"发放补贴{each * count}元，惠及{count}家店铺。"
    assert formula("平均每家多少钱？", sentence) == f"{each * count} [1] ÷ {count} [1] = {each}元"


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("信用贷款是多少亿元？", _LOANS, "1248 [1] × 43 [1]% = 536.64亿元"),
        ("信用贷款多少钱？", _LOANS, "1248 [1] × 43 [1]% = 536.64亿元"),
        ("信用贷款有多少亿元？", "促成贷款1248亿元，其中信用贷款的比重为43%。", "1248 [1] × 43 [1]% = 536.64亿元"),
        ("信用贷款多少万元？", "促成贷款9600万元，其中信用贷款占8%。", "9600 [1] × 8 [1]% = 768万元"),
        ("抵押贷款是多少亿元？", "促成贷款1200亿元，其中抵押贷款占31%。", "1200 [1] × 31 [1]% = 372亿元"),
        ("女职工有多少人？", "现有职工1200人，其中女职工占35%。", "1200 [1] × 35 [1]% = 420人"),
        ("女职工有多少人？", "现有职工1210人，其中女职工占35%。", "1210 [1] × 35 [1]% = 424人"),  # people are whole
        ("线上申请有多少件？", "受理申请1.24万件，其中线上申请占46%。", "1.24 [1] × 46 [1]% = 5704件"),
    ],
)
def test_the_amount_of_a_part(question: str, sentence: str, expected: str) -> None:
    assert formula(question, sentence) == expected


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("信用贷款多少亿元？", "促成贷款1248亿元，其中信用贷款536.6亿元，占43%。"),  # its own amount stands there
        ("信用贷款和抵押贷款加起来多少亿元？", "促成贷款1248亿元，其中信用贷款占43%，抵押贷款占31%。"),  # a sum
        ("信用贷款占百分之几？", _LOANS),  # the share itself
        ("信用贷款增长了多少亿元？", _LOANS),
        ("信用贷款有多少笔？", _LOANS),  # another unit
        ("促成贷款多少亿元？", _LOANS),  # the whole itself
        ("小微企业贷款多少亿元？", "贷款余额增长320亿元，其中小微企业贷款占43%。"),  # a part of the loans, not of that
        ("信用贷款多少亿元？", "贷款余额1248亿元，其中信用贷款增长43%。"),  # no share
        ("信用贷款多少亿元？", "信用贷款占43%。"),  # of how much
    ],
)
def test_what_is_no_amount_of_a_part(question: str, sentence: str) -> None:
    assert worked_out(question, quoted(sentence)) is None


def test_a_part_of_about_so_much_is_about_so_much() -> None:
    sentence = "促成贷款约1248亿元，其中信用贷款占43%。"
    said = "信用贷款为约536.64亿元：约1248亿元[1] × 43%[1] ≈ 536.64亿元。"
    assert told("信用贷款多少亿元？", sentence) == said


@given(st.integers(1, 9999), st.integers(1, 99))
def test_a_part_is_exactly_its_share(whole: int, share: int) -> None:
    sentence = f"促成贷款{whole}亿元，其中信用贷款占{share}%。"
    assert base_value("信用贷款多少钱？", sentence) == Decimal(whole * share * 10**6)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("全省税收收入是多少亿元？", _TAXES, "2104 [1] ÷ 62.5 [1]% = 3366.4亿元"),
        ("全省的税收收入是多少？", _TAXES, "2104 [1] ÷ 62.5 [1]% = 3366.4亿元"),
        (
            "全省税收收入多少亿元？",
            "上缴税收2104亿元，同比增长5.1%，占全省税收收入的62.5%。",
            "2104 [1] ÷ 62.5 [1]% = 3366.4亿元",
        ),
        (
            "全市营业收入是多少亿元？",
            "规上企业营业收入456亿元，占全市营业收入的57%。",
            "456 [1] ÷ 57 [1]% = 800亿元",
        ),
        (
            "全市用电量是多少亿千瓦时？",
            "工业用电86.4亿千瓦时，占全市用电量的65%。",
            "86.4 [1] ÷ 65 [1]% = 132.92亿千瓦时",
        ),
        (
            "公司总收入是多少亿元？",
            "营业成本3.1亿元，技术服务收入1.62亿元，占公司总收入的8.1%。",
            "1.62 [1] ÷ 8.1 [1]% = 20亿元",
        ),
    ],
)
def test_the_whole_of_a_part(question: str, sentence: str, expected: str) -> None:
    assert formula(question, sentence) == expected


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("上缴税收多少亿元？", _TAXES),  # the part itself
        ("营业收入多少亿元？", "营业收入456亿元，占全市营业收入的57%。"),
        ("全省税收收入是多少人？", _TAXES),  # another unit
        ("全省税收收入增长了多少亿元？", _TAXES),
        ("全省税收收入多少亿元？", "上缴税收增长2104亿元，占全省税收收入的62.5%。"),  # what it grew is no part
        ("公司总收入多少钱？", "技术服务收入1620万元，占公司总收入的0%。"),
        ("公司总收入多少亿元？", "技术服务收入占公司总收入的8.1%。"),  # of how much
        ("总支出多少亿元？", "技术服务收入1.62亿元，占公司总收入的8.1%。"),
    ],
)
def test_what_is_no_whole(question: str, sentence: str) -> None:
    assert worked_out(question, quoted(sentence)) is None


@given(st.integers(1, 9999), st.integers(1, 99))
def test_a_whole_is_found_again_from_its_part(whole: int, share: int) -> None:
    amount = Decimal(whole * share) / 100
    sentence = f"上缴税收{amount}亿元，占全省税收收入的{share}%。"
    assert base_value("全省税收收入是多少钱？", sentence) == Decimal(whole * 10**8)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("电池故障、线路老化和碰撞之外的原因占百分之几？", _CAUSES, "100 − 48 [1] − 26 [1] − 15 [1] = 11%"),
        ("除电池故障、线路老化、碰撞以外的合计占多少？", _CAUSES, "100 − 48 [1] − 26 [1] − 15 [1] = 11%"),
        ("男员工占多少？", "员工中女性占54.3%。", "100 − 54.3 [1] = 45.7%"),
        ("女员工占百分之几？", "员工中男性占54.3%。", "100 − 54.3 [1] = 45.7%"),
        ("男员工占百分之几？", "员工中女性占54.3%，党员占21%。", "100 − 54.3 [1] = 45.7%"),
        ("男员工占多少？", "员工中女性占54.3%，比上年提高1.2个百分点。", "100 − 54.3 [1] = 45.7%"),
        ("男员工占多少？", "员工中女性占54.3%，女性人数增长8%。", "100 − 54.3 [1] = 45.7%"),  # 8% is no share of all
        ("城镇户口占百分之几？", "参保者农村户口占61%。", "100 − 61 [1] = 39%"),
        ("城镇户口占百分之几？", "新增参保者中农村户口占61%。", ""),  # of others
        ("不用现金的占百分之几？", "现金支付占12%。", "100 − 12 [1] = 88%"),
    ],
)
def test_the_rest_of_some_shares(question: str, sentence: str, expected: str) -> None:
    assert formula(question, sentence) == expected


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("电池故障、线路老化和碰撞之外的占百分之几？", "电池故障占58%，线路老化占37%，碰撞占15%。"),  # more than all
        ("电池故障、线路老化和碰撞之外的占百分之几？", "电池故障占48%，线路老化占37%，碰撞占15%。"),  # nothing is left
        ("电池故障、线路老化和碰撞之外的占百分之几？", f"{_CAUSES[:-1]}，其他原因占11%。"),  # it says so itself
        ("电池故障、线路老化和碰撞之外的有多少起？", _CAUSES),  # no share is asked for
        ("女员工占百分之几？", "员工中女性占54.3%。"),  # the share itself
        ("男女员工各占百分之几？", "员工中女性占54.3%。"),
        ("男员工有多少人？", "员工中女性占54.3%。"),  # of how many
        ("男员工占百分之几？", "员工中女性增长54.3%。"),  # a change
        ("男员工占百分之几？", "员工中党员占21%。"),
    ],
)
def test_what_is_no_rest(question: str, sentence: str) -> None:
    assert worked_out(question, quoted(sentence)) is None


def test_the_rest_of_about_some_shares_is_about() -> None:
    question, sentence = "电池故障和碰撞之外的占百分之几？", "电池故障占约48%，碰撞占15%。"
    assert told(question, sentence) == "其余占约37%：100% − 约48%[1] − 15%[1] ≈ 37%。"
    assert told("教师中男的占百分之几？", "教师中女性约占72%。").startswith("其余占约28%：")


@given(tenths(1, 998), st.data())
def test_the_rest_of_two_shares_is_exact(one: Decimal, data: st.DataObject) -> None:
    other = data.draw(tenths(1, 999 - int(one * 10)))
    answer = worked_out("电池故障和碰撞之外的占百分之几？", quoted(f"电池故障占{one}%，碰撞占{other}%。"))
    assert answer is not None
    assert answer.calculation is not None
    assert Decimal(answer.calculation.result) == 100 - one - other
    assert (answer.calculation.unit, answer.calculation.vague) == ("%", False)


@given(tenths(1, 1000), st.data())
def test_shares_that_make_up_all_leave_no_rest(one: Decimal, data: st.DataObject) -> None:
    other = data.draw(tenths(1000 - int(one * 10), 1000))
    sentence = f"电池故障占{one}%，碰撞占{other}%。"
    assert worked_out("电池故障和碰撞之外的占百分之几？", quoted(sentence)) is None


def test_a_whole_whose_name_the_part_has_too() -> None:
    assert told("信用贷款是多少亿元？", "贷款1248亿元，其中信用贷款占43%。").startswith("信用贷款为536.64亿元：")
