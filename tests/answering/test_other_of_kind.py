"""Evidence is of the very institution that is named, and of the part that is asked of."""

from __future__ import annotations

import pytest

from assistant.answering.other_of_kind import never_named, other_of_kind, part_unsaid
from assistant.answering.question import analyse
from tests.answering.made import candidate


@pytest.mark.parametrize(
    ("question", "document", "said"),
    [
        ("红石滩农场有多少亩地？", "云坪农场有土地13.4万亩。", "报告没有提到红石滩农场。"),
        ("云坪农场有多少亩地？", "云坪农场有土地13.4万亩。", ""),
        ("妇幼保健院有多少张床位？", "县人民医院有床位860张。", "报告没有提到妇幼保健院。"),
        ("隔壁松陵区的平均分是多少？", "澜溪区的平均分是562.4分。", "报告没有提到松陵区。"),
        ("县中医院有多少张床位？", "县人民医院有床位860张。", "报告没有提到县中医院。"),
        ("公立医院有多少家？", "全县有医院12家。", ""),  # a kind
        ("后圩村有几家民宿？", "石塘村有民宿19家。", "报告没有提到后圩村。"),
        ("When did the new county hospital open?", "县人民医院新院区启用。", ""),
    ],
)
def test_what_is_never_named(question: str, document: str, said: str) -> None:
    assert never_named(analyse(question), document) == said


@pytest.mark.parametrize(
    ("question", "evidence", "document", "said"),
    [
        (
            "云坪农场场长是谁？",
            "望川农场场长鲍远程介绍了经验。",
            "云坪农场遭遇洪涝。",
            "报告说的是望川农场，没有说云坪农场的这一项。",
        ),
        ("望川农场场长是谁？", "望川农场场长鲍远程介绍了经验。", "云坪农场遭遇洪涝。", ""),
        (
            "中医院院长是谁？",
            "县人民医院院长程牧云。",
            "县中医院有床位420张。",
            "报告说的是县人民医院，没有说中医院的这一项。",
        ),
        ("河埠店一年卖了多少钱？", "文创商品全年卖了2150万元。", "河埠店530万元。", "报告没有说河埠店的这一项。"),
        (
            "云坪农场为什么减产？",
            "望川农场场长鲍远程介绍了经验。",
            "云坪农场遭遇洪涝。",
            "",
        ),  # asks for no figure or name
    ],
)
def test_another_of_its_kind(question: str, evidence: str, document: str, said: str) -> None:
    assert other_of_kind(analyse(question), candidate(evidence), document) == said


def test_a_sentence_that_leans_on_the_one_before_is_of_whom_that_names() -> None:
    one = candidate("该庭庭长冉春禾当选全国优秀法官。", before=["松岭法庭调解率高。"])
    said = other_of_kind(analyse("白鹭湖法庭的庭长是谁？"), one, "白鹭湖法庭有干警14人。")
    assert said == "报告说的是松岭法庭，没有说白鹭湖法庭的这一项。"


@pytest.mark.parametrize(
    ("question", "evidence", "said"),
    [
        ("网上零售里农产品卖了多少钱？", "网上零售额8.4亿元。", "报告没有说其中农产品的这一项。"),
        ("网上零售里农产品卖了多少钱？", "网上零售额8.4亿元，其中农产品2.1亿元。", ""),
        ("住在城里和镇上的人占几成？", "城镇常住人口占57.2%。", ""),  # 里 of 城里
        ("员工里女的占多少？", "女性员工占28%。", ""),
        ("保单里禾渡自己承担多少份额？", "禾渡承担其中50%的份额。", ""),
        ("案件里面有几个干部？", "审结案件47件。", ""),  # 有 is no part
        ("园区里有多少家企业？", "园区有企业186家。", ""),
    ],
)
def test_a_part_that_nothing_is_said_of(question: str, evidence: str, said: str) -> None:
    assert part_unsaid(analyse(question), candidate(evidence)) == said
