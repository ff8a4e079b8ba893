"""Evidence that speaks of another institution, brand, office, level, measure or part of a year is no evidence."""

from __future__ import annotations

import pytest

from assistant.answering.constraints import broken
from assistant.answering.question import analyse
from assistant.answering.subject_kept import (
    no_limit,
    not_changed,
    not_foremost,
    not_named,
    of_another,
    only_compared,
    other_brand,
    other_holder,
    other_level,
    other_measured,
    other_member,
    other_part_of_year,
)
from assistant.text import fold
from tests.answering.made import candidate

HALF_YEAR = "锦榆机械2023年半年度报告"


@pytest.mark.parametrize(
    ("question", "document", "said"),
    [
        ("鹤浦师范大学有多少名学生？", "鹤浦理工大学有学生2.1万人。", "报告没有提到鹤浦师范大学。"),
        ("鹤浦理工大学有多少名学生？", "鹤浦理工大学有学生2.1万人。", ""),
        ("榆桥医院有多少张床位？", "柘川医院有床位800张。", "报告没有提到榆桥医院。"),
        ("榆桥医院有多少张床位？", "榆桥人民医院有床位800张。", ""),  # the full name of the same
        ("锦榆集团的营业收入是多少？", "檀溪集团的营业收入为12亿元。", "报告没有提到锦榆集团。"),
        ("棠浦银行的存款是多少？", "棠浦农村商业银行存款300亿元。", ""),
        ("全市有几所大学？", "全市有高校5所。", ""),  # a kind, not one of them
        ("哪家银行的存款最多？", "全市有银行5家。", ""),
    ],
)
def test_an_institution_that_is_not_named(question: str, document: str, said: str) -> None:
    assert not_named(analyse(question), fold(document)) == said


@pytest.mark.parametrize(
    ("question", "before", "after", "title", "said"),
    [
        ("霖州的贷款余额是多少？", [], ["霖州港全年吞吐量31万吨。"], "绥棠市2023年统计公报", "霖州"),
        ("霖州的贷款余额是多少？", ["霖州港全年吞吐量31万吨。"], [], "绥棠市2023年统计公报", ""),
        ("霖州的贷款余额是多少？", [], ["霖州港全年吞吐量31万吨。"], "霖州市2023年统计公报", ""),
        ("贷款余额是多少？", [], ["霖州港全年吞吐量31万吨。"], "绥棠市2023年统计公报", ""),
    ],
)
def test_evidence_before_a_name_is_not_of_it(
    question: str, before: list[str], after: list[str], title: str, said: str
) -> None:
    one = candidate("年末贷款余额312亿元。", title=title, before=before, after=after)
    expected = f"报告没有说{said}的这一项。" if said else ""
    assert of_another(analyse(question), one, one.document) == expected


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("麦圃开了多少家门店？", "“檀溪里”开出门店42家。", "报告说的是檀溪里，没有说麦圃的这一项。"),
        ("麦圃开了多少家门店？", "“麦圃”和“檀溪里”分别开出门店42家和18家。", ""),
        ("檀溪里开了多少家门店？", "“檀溪里”开出门店42家。", ""),
        ("麦圃开了多少家门店？", "开出门店42家。", ""),
        ("公司开了多少家门店？", "“檀溪里”开出门店42家。", ""),  # none of the brands is asked of
    ],
)
def test_another_brand(question: str, evidence: str, said: str) -> None:
    one = candidate(evidence, after=["公司另有“麦圃”品牌。"])
    assert other_brand(analyse(question), one, one.document) == said


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("初中有多少所？", "全市有高中18所。", "报告说的是高中，没有说初中的这一项。"),
        ("高中教师有多少人？", "小学专任教师2300人。", "报告说的是小学，没有说高中的这一项。"),
        ("初中有多少所？", "全市有初中36所、高中18所。", ""),
        ("初中有多少所？", "全市有学校54所。", ""),  # no level at all
        ("初中为什么扩招？", "高中扩招。", ""),  # no figure is asked for
    ],
)
def test_another_level_of_schools(question: str, evidence: str, said: str) -> None:
    assert other_level(analyse(question), candidate(evidence)) == said


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("总经理的年薪是多少？", "董事长年薪86万元。", "报告没有说总经理的这一项。"),
        ("总经理的年薪是多少？", "年薪86万元。", "报告没有说总经理的这一项。"),
        ("总经理的年薪是多少？", "总经理年薪86万元。", ""),
        ("年薪是多少？", "董事长年薪86万元。", ""),
    ],
)
def test_another_holder_of_an_office(question: str, evidence: str, said: str) -> None:
    assert other_holder(analyse(question), candidate(evidence)) == said


@pytest.mark.parametrize(
    ("question", "evidence", "title", "missing"),
    [
        ("三季度营业收入是多少？", "全年营业收入86亿元。", "锦榆机械2023年年度报告", "三季度"),
        ("三季度营业收入是多少？", "三季度营业收入21亿元。", "锦榆机械2023年年度报告", ""),
        ("营业收入是多少？", "三季度营业收入21亿元。", "锦榆机械2023年年度报告", ""),
        ("上半年营业收入是多少？", "营业收入41亿元。", HALF_YEAR, ""),
        ("下半年营业收入是多少？", "营业收入41亿元。", HALF_YEAR, "下半年"),
        ("全年营业收入是多少？", "营业收入41亿元。", HALF_YEAR, "全年"),
        ("全年营业收入是多少？", "全年营业收入超80亿元。", HALF_YEAR, ""),
        ("全年营业收入是多少？", "营业收入86亿元。", "锦榆机械2023年年度报告", ""),
    ],
)
def test_another_part_of_the_year(question: str, evidence: str, title: str, missing: str) -> None:
    expected = f"报告没有说明{missing}的这一项。" if missing else ""
    assert other_part_of_year(analyse(question), candidate(evidence, title=title)) == expected


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("最大的企业是哪家？", "锦榆公司落户绥棠。", "报告没有说哪个最大。"),
        ("最长的桥是哪座？", "榆桥长1.2公里。", "报告没有说哪个最长。"),
        ("哪家企业规模最大？", "锦榆公司规模居全市首位。", ""),
        ("哪家企业落户绥棠？", "锦榆公司落户绥棠。", ""),
        ("最长的桥有多长？", "榆桥长1.2公里。", ""),  # a figure is asked for, not which one
    ],
)
def test_nothing_of_the_foremost(question: str, evidence: str, said: str) -> None:
    assert not_foremost(analyse(question), candidate(evidence)) == said


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("锦榆的利润是多少？", "锦榆营业收入132.6亿元。", "报告说的是收入，没有说利润。"),
        ("平均工资是多少元？", "人均可支配收入42600元。", "报告说的是收入，没有说平均工资。"),
        ("锦榆的利润是多少？", "锦榆利润12.6亿元。", ""),
        ("锦榆的利润是多少？", "锦榆营业收入132.6亿元，利润12.6亿元。", ""),
        ("锦榆的营收是多少？", "锦榆营业收入132.6亿元。", ""),  # another word for the same
        ("锦榆的GDP是多少？", "地区生产总值312亿元。", ""),
        ("锦榆的利润是多少？", "锦榆全年12.6亿元。", ""),  # names no measure
    ],
)
def test_another_measure(question: str, evidence: str, said: str) -> None:
    assert other_measured(analyse(question), candidate(evidence)) == said


RUN_BY_THREE = "单车由锦榆出行、檀溪出行、麦圃出行三家运营，"


@pytest.mark.parametrize(
    ("question", "evidence", "compared"),
    [
        ("霖州的吞吐量是多少？", "绥棠吞吐量31万吨，仅次于霖州。", True),
        ("霖州的吞吐量是多少？", "绥棠吞吐量低于霖州，为31万吨。", True),
        ("霖州的吞吐量是多少？", "绥棠吞吐量31万吨，超过霖州。", True),
        ("霖州的吞吐量排第几？", "绥棠吞吐量排第二，仅次于霖州。", True),
        ("霖州吞吐量占全省的百分之几？", "绥棠占全省的31%，仅次于霖州。", True),
        ("霖州的吞吐量是多少？", "绥棠吞吐量31万吨，仅次于霖州的42万吨。", False),  # its own figure
        ("霖州的吞吐量是多少？", "绥棠吞吐量31万吨，仅次于霖州(42万吨)。", False),
        ("霖州的吞吐量是多少？", "霖州吞吐量42万吨，绥棠仅次于霖州。", False),
        ("霖州的吞吐量是多少？", "霖州吞吐量42万吨，高于绥棠。", False),
        ("霖州的吞吐量是多少？", "霖州吞吐量42万吨。", False),
        ("绥棠的吞吐量是多少？", "绥棠吞吐量31万吨，仅次于霖州。", False),
        ("霖州的吞吐量比绥棠多多少？", "绥棠吞吐量31万吨，仅次于霖州。", False),  # the comparison is asked for
        ("霖州的市长是谁？", "绥棠由郑海川任市长，规模仅次于霖州。", False),  # no figure is asked for
        ("吞吐量是多少？", "绥棠吞吐量31万吨，仅次于霖州。", False),
    ],
)
def test_whom_another_is_held_against(question: str, evidence: str, compared: bool) -> None:
    one = candidate(evidence)
    assert only_compared(analyse(question), one, one.document) == ("报告没有说霖州的这一项。" if compared else "")


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("檀溪出行投放多少辆单车？", f"{RUN_BY_THREE}其中锦榆出行投放12.6万辆。", "报告没有单说檀溪出行的这一项。"),
        ("玉米产量是多少吨？", "粮食产量12万吨，包括水稻、玉米等。", "报告没有单说玉米的这一项。"),
        ("水稻产量是多少吨？", "水稻、玉米丰收，总产量12万吨。", "报告没有单说水稻的这一项。"),
        ("锦榆出行投放多少辆单车？", f"{RUN_BY_THREE}其中锦榆出行投放12.6万辆。", ""),
        ("檀溪出行投放多少辆单车？", f"{RUN_BY_THREE}各投放12.6万辆。", ""),
        ("檀溪出行投放多少辆单车？", f"{RUN_BY_THREE}分别投放12万辆、3万辆和2万辆。", ""),
        ("单车投放多少辆？", f"{RUN_BY_THREE}共投放17万辆。", ""),  # none of them is asked of
        ("锦榆出行、檀溪出行、麦圃出行共投放多少辆单车？", f"{RUN_BY_THREE}共投放17万辆。", ""),
        ("檀溪出行由谁运营？", f"{RUN_BY_THREE}其中锦榆出行投放12.6万辆。", ""),  # no figure is asked for
        ("玉米产量是多少吨？", "玉米产量12万吨。", ""),
    ],
)
def test_another_member_of_a_list(question: str, evidence: str, said: str) -> None:
    assert other_member(analyse(question), candidate(evidence)) == said


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("景区一天最多能接待多少人？", "景区接待游客3.2万人。", "报告没有说最多多少。"),
        ("景区最多一次接待多少人？", "景区接待游客3.2万人。", "报告没有说最多多少。"),
        ("最低可以贷多少元？", "贷款金额5万元。", "报告没有说最低多少。"),
        ("景区一天最多能接待多少人？", "景区日最大承载量3.2万人。", ""),
        ("景区最多能接待多少人？", "景区单日高峰接待3.2万人。", ""),
        ("景区最多能接待多少人？", "景区接待游客不超过3.2万人。", ""),
        ("最低可以贷多少元？", "贷款金额至少5万元。", ""),
        ("景区接待多少人？", "景区接待游客3.2万人。", ""),
        ("接待最多的景区是哪个？", "榆桥景区接待游客3.2万人。", ""),  # which one is asked, and not how many
        ("最高的楼有多少米？", "楼高312米。", ""),  # the highest there is, and not what may be
    ],
)
def test_no_limit(question: str, evidence: str, said: str) -> None:
    assert no_limit(analyse(question), candidate(evidence)) == said


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("鹤浦师范大学有多少名学生？", "鹤浦理工大学有学生2.1万人。", "报告没有提到鹤浦师范大学。"),
        ("三季度营业收入是多少？", "全年营业收入86亿元。", "报告没有说明三季度的这一项。"),
        ("初中有多少所？", "全市有高中18所。", "报告说的是高中，没有说初中的这一项。"),
        ("利润是多少？", "全年营业收入86亿元。", "报告说的是收入，没有说利润。"),
        ("霖州的吞吐量是多少？", "绥棠吞吐量31万吨，仅次于霖州。", "报告没有说霖州的这一项。"),
        ("玉米产量是多少吨？", "粮食产量12万吨，包括水稻、玉米等。", "报告没有单说玉米的这一项。"),
        ("景区最多能接待多少人？", "景区接待游客3.2万人。", "报告没有说最多多少。"),
        ("营业收入是多少？", "全年营业收入86亿元。", ""),
    ],
)
def test_all_rules_are_asked(question: str, evidence: str, said: str) -> None:
    one = candidate(evidence)
    assert broken(analyse(question), one, one.document) == said


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        ("热线比2021年多接了几个电话？", "热线接听1876个电话，办结率为98.7%。", "报告没有说变化了多少。"),
        ("产量一年涨了百分之几？", "2022年产量为31.5万辆。", "报告没有说变化了多少。"),
        ("教育支出比上一年多花了多少？", "教育支出达41.7亿元，居各项支出之首。", "报告没有说变化了多少。"),
        ("热线比2021年多接了几个电话？", "热线接听1876个电话，比2021年多120个。", ""),
        ("产量一年涨了百分之几？", "2022年产量为31.5万辆，同比增长8%。", ""),
        ("毛利率比上年降了多少？", "毛利率由24.2%变到16.5%。", ""),
        ("热线接了几个电话？", "热线接听1876个电话，办结率为98.7%。", ""),  # no change is asked for
    ],
)
def test_a_figure_is_no_change(question: str, sentence: str, said: str) -> None:
    assert not_changed(analyse(question), candidate(sentence)) == said
