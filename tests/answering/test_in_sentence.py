"""Figures that follow from the one sentence that an answer quotes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.in_sentence import worked_out
from assistant.types import Answer, AnswerKind, Citation


def quoted(sentence: str, kind: AnswerKind = AnswerKind.FACT) -> Answer:
    """An answer that says one sentence."""
    citation = Citation(1, "d", "报告", "", 0, len(sentence), sentence)
    return Answer("", f"{sentence}[1]", kind, citations=(citation,), support=0.9)


def formula(question: str, sentence: str) -> str:
    """What is worked out, "" for nothing; the sentence still stands under it."""
    answer = worked_out(question, quoted(sentence))
    if answer is None:
        return ""
    assert answer.kind is AnswerKind.CALCULATION
    assert answer.text.endswith(f"\n{sentence}[1]")
    assert answer.calculation is not None
    worked = answer.calculation
    assert answer.key in (f"{worked.result}{worked.unit}", f"约{worked.result}{worked.unit}")
    return f"{worked.formula} = {worked.result}{worked.unit}"


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("进城能省几分钟？", "全长31.4公里，车程从95分钟压缩到40分钟。", "95 [1] − 40 [1] = 55分钟"),
        ("机耕能省多少钱？", "在14个乡镇布设服务站22个，机耕费由130元降到95元。", "130 [1] − 95 [1] = 35元"),
        ("一年添了几家高新技术企业？", "年末高新技术企业173家，上年末为141家。", "173 [1] − 141 [1] = 32家"),
        ("研发费用多花了百分之几？", "研发费用8392万元，上年为6780万元。", "(8392 [1] − 6780 [1]) ÷ 6780 [1] = 23.8%"),
        ("客流量是上一年的多少倍？", "吞吐量38.7万人次，上年为16.2万人次。", "38.7 [1] ÷ 16.2 [1] = 2.39倍"),
        ("基金总共发了多少钱？", "资助62人，每人10万元。", "62 [1] × 10 [1] = 620万元"),
        ("转运中心里有几座是租来的？", "共有转运中心46座，其中自有31座，其余均为租赁。", "46 [1] − 31 [1] = 15座"),
        ("电站还有多少钱没投？", "总投资76亿元，已累计完成投资18.3亿元。", "76 [1] − 18.3 [1] = 57.7亿元"),
        ("隐患还有几处没改好？", "查出隐患231处，其中207处已完成整改。", "231 [1] − 207 [1] = 24处"),
        ("募来的钱还剩多少没花？", "净额9.80亿元，截至2023年末累计使用6.43亿元。", "9.8 [1] − 6.43 [1] = 3.37亿元"),
        ("肝肾移植一共做了多少例？", "全年开展肝移植37例、肾移植61例。", "37 [1] + 61 [1] = 98例"),
        (
            "除了看病收的和财政给的，医院还有多少别的收入？",
            "全年总收入24.7亿元，其中医疗收入20.9亿元，财政补助2.6亿元。",
            "24.7 [1] − 20.9 [1] − 2.6 [1] = 1.2亿元",
        ),
        (
            "翻修操场花了多少万？",
            "维修共投入3260万元，其中科学楼2480万元，空调安装410万元，其余用于操场翻修。",
            "3260 [1] − 2480 [1] − 410 [1] = 370万元",
        ),
        ("看门诊比去年少等几分钟？", "平均候诊时间由上年的47分钟降至31分钟。", "47 [1] − 31 [1] = 16分钟"),
        ("代表建议和委员提案加一块多少件？", "办理人大代表建议132件、政协提案97件。", "132 [1] + 97 [1] = 229件"),
        (
            "一般公共预算收入里头，税收占百分之多少？",
            "一般公共预算收入98.6亿元，增长9.4%，其中税收收入61.3亿元。",
            "61.3 [1] ÷ 98.6 [1] = 62.2%",
        ),
        ("招商签的钱到账了几成？", "合同资金72.5亿元，实际到位29.3亿元。", "29.3 [1] ÷ 72.5 [1] = 40.4%"),
        (
            "老小区年初原本打算改几个？",
            "改造老旧小区17个，惠及居民2860户，比年初计划多改3个。",
            "17 [1] − 3 [1] = 14个",
        ),
        ("摩托车送一单多少钱？", "一单的成本为6.8元，比摩托车配送贵1.5元。", "6.8 [1] − 1.5 [1] = 5.3元"),
        ("老院区有多少张床？", "设床位600张，比老院区少40张。", "600 [1] + 40 [1] = 640张"),
        ("驾车到机场要多少分钟？", "地铁到机场用时30分钟，比驾车快12分钟。", "30 [1] + 12 [1] = 42分钟"),
        ("高铁要多少分钟？", "车程50分钟，比高铁慢20分钟。", "50 [1] − 20 [1] = 30分钟"),
        ("参保人数增加了多少万人？", "参保人数从31万人增加到36万人。", "36 [1] − 31 [1] = 5万人"),
        ("绥棠上一年排第几？", "绥棠位列第27位，比上一年前进了5位。", "27 [1] + 5 [1] = 32位"),
        ("去年排名第几？", "排名第14位，较去年下降3位。", "14 [1] − 3 [1] = 11位"),
        ("上一年的名次是多少？", "列第8名，比上年后退2名。", "8 [1] − 2 [1] = 6名"),
        (
            "骨科和眼科手术一共多少例？",
            "开展骨科手术410例、眼科手术260例、心外科手术95例。",
            "410 [1] + 260 [1] = 670例",
        ),
        (
            "骨科、眼科和心外科手术一共多少例？",
            "开展骨科手术410例、眼科手术260例、心外科手术95例。",
            "410 [1] + 260 [1] + 95 [1] = 765例",
        ),
        ("白茶和黑茶共计多少吨？", "产白茶320吨、黑茶150吨、绿茶870吨。", "320 [1] + 150 [1] = 470吨"),
        ("产能当年用了百分之几？", "设计年产减速器30万台，当年实际产出11.2万台。", "11.2 [1] ÷ 30 [1] = 37.3%"),
    ],
)
def test_what_follows_from_a_sentence(question: str, sentence: str, expected: str) -> None:
    assert formula(question, sentence) == expected


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("高新技术企业有多少家？", "年末高新技术企业173家，上年末为141家。"),  # a plain figure
        (
            "总共建了多少高标准农田？",
            "当年新建高标准农田18.5万亩，全市累计建成高标准农田286万亩。",
        ),  # one holds the other
        ("省级重点专科总共多少个？", "全院共有国家级重点专科2个、省级重点专科14个。"),  # one of them is asked for
        ("省几分钟？", "机耕费由130元降到95元。"),  # another unit
        ("税收占百分之多少？", "一般公共预算收入98.6亿元，其中税收收入61.3亿元，占62.2%。"),  # it says so itself
        ("新院区有多少张床？", "设床位600张，比老院区多240张。"),  # the other side is not asked for
        ("一般公共预算收入多少？", "一般公共预算收入98.6亿元，其中税收收入61.3亿元。"),
        ("新建科学楼花了多少万？", "共投入3260万元，其中科学楼2480万元，空调410万元，其余用于操场翻修。"),
        (
            "除了医疗收入，还有多少？",
            "全年总收入24.7亿元，其中医疗收入20.9亿元，财政补助2.6亿元。",
        ),  # which of the rest
        ("甲厂比乙厂多多少吨？", "产量由28吨增加到43吨。"),  # of two, and no change of one
        ("高新技术企业增加了多少家？", "2022年末高新技术企业141家，2023年末为173家。"),  # which is the earlier
        ("地区生产总值增长了百分之几？", "地区生产总值增长5.2%，上年为3.0%。"),  # it is the change itself
        ("城镇新增了多少人就业？", "新增就业5.2万人，上年为4.8万人。"),
        ("社保基金累计结余多少亿元？", "累计结余12.5亿元，当年支出8.3亿元。"),  # it is the rest itself
        ("剩余额度还有多少？", "剩余额度5亿元，已使用3亿元。"),
        ("2023年新余市财政收入是多少亿元？", "新余市财政收入98亿元，支出80亿元。"),
        ("隐患还有几处没改好？", "查出隐患231处，其中重大隐患7处。"),
        ("账上还剩多少钱？", "期末货币资金9.8亿元，全年研发投入6.43亿元。"),  # not used of that
        ("老院区有多少名医生？", "新院区设床位600张，比老院区多240张。"),
        ("老院区面积多少平方米？", "新院区设床位600张，比老院区多240张。"),
        ("摩托车多少钱一辆？", "一单的成本为6.8元，比摩托车配送贵1.5元。"),
        ("全省多少家高新技术企业？", "全省高新技术企业1730家，上年末为1410家。"),  # 省 of a place
        ("至少多少家？", "高新技术企业1730家，上年末为1410家。"),
        ("小学和初中教师一共多少人？", "小学教师1200人，比上年增加150人。"),
        ("小学和初中一共多少所？", "小学120所，上年为115所。"),
        ("图书馆和文化馆等公共设施分别有多少个？", "图书馆12个、文化馆9个。"),
        ("棚改住房建成率是多少？", "全年开工棚改住房5000套，建成人才公寓1200套。"),
        ("投资完成了百分之几？", "累计完成投资500亿元，当年完成120亿元。"),
        ("税收占一般公共预算收入百分之几？", "一般公共预算收入98.6亿元，其中税收收入增加7.3亿元。"),
        ("绥棠排第几？", "绥棠位列第27位，比上一年前进了5位。"),  # now
        ("上年排第几名？", "位列第27位。"),  # no change is said
        ("去年排第几？", "排名第2位，较去年下降3位。"),  # there is no place before the first
        ("去年排第几？", "绥棠排名第14位，霖州第9位，较去年下降3位。"),  # whose change
        ("高新区的增速是多少？", "高新区增长6.8%，比全市高出1.3个百分点。"),  # said itself
        ("全国的增速是多少？", "高新区增长6.8%，比全市高出1.3个百分点。"),  # neither side
        ("骨科和妇科手术一共多少例？", "开展骨科手术410例、眼科手术260例、心外科手术95例。"),  # no 妇科
        ("白茶、黑茶和红茶共计多少吨？", "产白茶320吨、黑茶150吨、绿茶870吨。"),
        ("白茶共计多少吨？", "产白茶320吨、黑茶150吨、绿茶870吨。"),
        ("涨了百分之几？", f"由3元涨到{'9' * 120}元。"),
        ("各镇一共多少人？", "、".join(f"{number}人" for number in range(10, 600)) + "。"),
    ],
)
def test_what_is_not_asked_for_is_not_worked_out(question: str, sentence: str) -> None:
    assert formula(question, sentence) == ""


def test_a_refusal_and_two_sentences_give_nothing() -> None:
    assert worked_out("省了多少元？", quoted("由130元降到95元。", AnswerKind.REFUSAL)) is None
    several = quoted("由130元降到95元。")
    assert worked_out("省了多少元？", Answer("", several.text, several.kind, citations=several.citations * 2)) is None


def test_about_stays_about() -> None:
    answer = worked_out("摩托车送一单多少钱？", quoted("一单的成本约为6.8元，比摩托车配送贵1.5元左右。"))
    assert answer is not None
    assert answer.calculation is not None
    assert answer.calculation.vague
    assert answer.text.startswith("摩托车配送为约5.3元：约6.8元[1] − 约1.5元[1] ≈ 5.3元。")


@pytest.mark.parametrize(
    ("question", "sentence", "key", "steps"),
    [
        ("全市的增速是多少？", "高新区增长6.8%，比全市高出1.3个百分点。", "5.5%", "6.8%[1] − 1.3个百分点[1] = 5.5%"),
        ("全省的失业率是多少？", "失业率4.2%，比全省低0.6个百分点。", "4.8%", "4.2%[1] + 0.6个百分点[1] = 4.8%"),
    ],
)
def test_a_rate_that_is_some_points_from_another(question: str, sentence: str, key: str, steps: str) -> None:
    answer = worked_out(question, quoted(sentence))
    assert answer is not None
    assert answer.key == key
    assert f"：{steps}。" in answer.text


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from(["元", "家", "分钟"]))
def test_a_change_is_the_difference(before: int, after: int, unit: str) -> None:
    worked = formula(f"变了以后多了多少{unit}？", f"由{before}{unit}变到{after}{unit}。")
    result = worked.split(" = ")[1].removesuffix(unit)
    assert Decimal(result) == abs(Decimal(before) - Decimal(after))


def test_points_are_taken_from_a_rate_in_the_formula_too() -> None:
    stated = quoted("高新区同比增长6.8%，增速比全市高出1.3个百分点。")
    found = worked_out("全市的增速是多少？", stated)
    assert found is not None
    assert found.calculation is not None
    assert (found.calculation.formula, found.calculation.result) == ("6.8 [1] − 1.3 [1]", "5.5")


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("有百分之几的职工不在总部上班？", "总部职工的比重达68%。", "100 − 68 [1] = 32%"),
        ("绥棠以外的游客占百分之几？", "本市游客占全部游客的35.5%。", "100 − 35.5 [1] = 64.5%"),
        ("有几成收入不是来自门票？", "门票收入占总收入约30%。", "100 − 30 [1] = 70%"),
        ("有百分之几的职工不在总部上班？", "总部职工增长6.8%。", ""),  # a change
        ("有百分之几的职工不在总部上班？", "总部职工占68%，分厂职工占20%。", ""),  # which of two
        ("有多少职工不在总部上班？", "总部职工的比重达68%。", ""),  # no share is asked for
        ("总部职工占百分之几？", "总部职工的比重达68%。", ""),  # it says so itself
    ],
)
def test_the_share_of_all_but_a_part(question: str, sentence: str, expected: str) -> None:
    assert formula(question, sentence) == expected


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("17条和24条一共多少条？", "出台稳岗政策17条、惠企政策24条。", "17 [1] + 24 [1] = 41条"),
        ("17条和24条相差多少条？", "出台稳岗政策17条，惠企政策24条。", "24 [1] − 17 [1] = 7条"),
        ("8.2亿元和5.7亿元差多少？", "甲厂产值8.2亿元，乙厂产值5.7亿元。", "8.2 [1] − 5.7 [1] = 2.5亿元"),
        ("3家、5家和9家加起来多少家？", "新开门店3家、5家、9家。", "3 [1] + 5 [1] + 9 [1] = 17家"),
        ("17条和25条一共多少条？", "出台稳岗政策17条、惠企政策24条。", ""),  # one is not said
        ("17条政策和24家企业一共多少？", "出台稳岗政策17条，惠及企业24家。", ""),  # two units
        ("这2项和那3项一共多少项？", "先后出台2项、3项。", ""),  # 这2项 points at things
    ],
)
def test_figures_that_the_question_names(question: str, sentence: str, expected: str) -> None:
    assert formula(question, sentence) == expected


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("研发投入占营业收入多少？", "营业收入38.6亿元，研发投入9.7亿元。", "9.7 [1] ÷ 38.6 [1] = 25.1%"),
        (
            "研发费用占营业收入的比例是多少？",
            "公司营业收入12.5亿元，净利润1.8亿元，研发费用0.5亿元。",
            "0.5 [1] ÷ 12.5 [1] = 4%",
        ),
        ("研发投入占营业收入多少亿元？", "营业收入38.6亿元，研发投入9.7亿元。", ""),  # no share is asked for
        ("研发投入占净利润多少？", "营业收入38.6亿元，研发投入9.7亿元。", ""),  # the whole is not said
        ("营业收入占研发投入几成？", "营业收入38.6亿元，研发投入9.7亿元。", ""),  # more than the whole
    ],
)
def test_a_share_of_what_stands_beside_it(question: str, sentence: str, expected: str) -> None:
    assert formula(question, sentence) == expected


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        (
            "三大板块一共收入多少亿元？",
            "茶叶、旅游、物流板块收入分别为12亿元、8.5亿元、14.3亿元。",
            "12 [1] + 8.5 [1] + 14.3 [1] = 34.8亿元",
        ),
        (
            "三大板块一共收入多少亿元？",
            "茶叶收入12亿元，旅游收入8.5亿元，物流收入14.3亿元。",
            "12 [1] + 8.5 [1] + 14.3 [1] = 34.8亿元",
        ),
        ("四大板块一共收入多少亿元？", "茶叶收入12亿元，旅游收入8.5亿元，物流收入14.3亿元。", ""),
    ],
)
def test_all_of_so_many(question: str, sentence: str, expected: str) -> None:
    assert formula(question, sentence) == expected


def test_what_is_left_of_about_a_share_is_about() -> None:
    answer = worked_out("有几成收入不是来自门票？", quoted("门票收入占总收入约30%。"))
    assert answer is not None
    assert answer.key == "约70%"
