"""Evidence tells why it was, when that very event was, who did that very thing."""

from __future__ import annotations

import pytest

from assistant.answering.question import analyse
from assistant.answering.told_of_events import no_cause, other_doer, other_event, tells_event
from tests.answering.made import candidate


@pytest.mark.parametrize(
    ("question", "evidence", "told"),
    [
        ("出庭率为什么提高了？", "审结案件1085件，出庭率达97.8%，比上年提高2.6个百分点。", False),
        ("出庭率为什么提高了？", "出庭率达97.8%，主要是法治考核加严。", True),
        ("宋亦川为什么不当总经理了？", "9月1日，邵雨禾出任总经理，接替宋亦川。", False),
        ("宋亦川为什么不当总经理了？", "宋亦川因到龄退休辞任总经理。", True),
        ("为什么讲法文带有德国口音？", "大部分的时间都在国外生活，讲法文带有德国口音。", True),  # without a word for it
        ("小说改编为什么？", "小说改编。", True),  # asks into what
        ("出庭率是多少？", "出庭率达97.8%。", True),
    ],
)
def test_a_reason_is_given(question: str, evidence: str, told: bool) -> None:
    assert (no_cause(analyse(question), candidate(evidence)) == "") is told


def test_a_short_sentence_may_have_its_reason_in_the_one_before() -> None:
    one = candidate("此战奠定了霸权。", before=["由于实行新制，军队迅速集结。"])
    assert no_cause(analyse("为什么此战奠定了霸权？"), one) == ""


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("电站是哪年开工的？", "电站总投资76亿元，计划2028年发电。", "报告没有说开工的时间。"),
        ("电站是哪年开工的？", "电站2022年4月动工，计划2028年发电。", ""),  # another word for it
        ("电站是哪年开工的？", "电站的相关情况见2022年公告。", ""),  # tells of no other event
        ("电站什么时候发电？", "电站总投资76亿元，计划2028年发电。", ""),
        ("地铁是哪天通车的？", "医院4月起开设夜间门诊，加之地铁通车，就诊方便。", "报告没有说通车的时间。"),
        ("地铁是哪天通车的？", "9月28日，地铁通车。", ""),
        ("公司是哪天上市的？", "公司在主板上市，上市日期为2014年7月22日。", ""),
        ("碎石中心什么时候恢复？", "碎石中心自10月起暂停服务。", "报告没有说恢复的时间。"),
        ("升级版是哪年印发的？", "升级版于2021年推出。", ""),
    ],
)
def test_the_date_of_another_event(question: str, evidence: str, said: str) -> None:
    assert other_event(analyse(question), candidate(evidence)) == said


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("3号线是什么时候开通的？", "2024年重点工作：3号线增购列车上线。", False),
        ("3号线是什么时候开通的？", "3号线于2019年投入运营。", True),
        ("3号线是什么时候动议的？", "3号线于2019年投入运营。", True),  # no list of other words for it
    ],
)
def test_a_text_has_a_word_for_the_event(question: str, text: str, told: bool) -> None:
    assert tells_event(question, text) is told


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("绿色债券是哪家银行承销的？", "绿色债券的资金用于6号线建设。", "报告没有说由谁承销。"),
        ("攻关工程是哪个部门牵头的？", "将推进攻关工程。", "报告没有说由谁牵头。"),
        ("攻关工程是哪个部门牵头的？", "攻关工程由市生态环境局负责。", ""),
        ("审计委员会是谁牵头？", "蔺如意任审计委员会召集人。", ""),
        ("列车是哪家厂造的？", "列车由东岐轨道车辆公司制造。", ""),
        ("枢纽是哪家公司建的？", "枢纽占地420亩。", "报告没有说由谁建。"),
        ("道路是在哪一个时候建造的？", "民国时期修通了公路。", ""),  # asks when
    ],
)
def test_who_did_another_thing(question: str, evidence: str, said: str) -> None:
    assert other_doer(analyse(question), candidate(evidence)) == said
