"""Follow-ups over several turns: what is carried on, what a turn in between changes."""

from __future__ import annotations

import pytest

from assistant.answering.follow_up import complete
from assistant.types import Answer, AnswerKind, Citation, Turn

LISTED = ("海淀上市企业有多少家", "截至2022年年底，海淀区上市企业共有268家。[1]", "268家")
VIEW = ("雷军对海淀有什么看法？", "我依然认为海淀是中国创新要素最集中的区域。[1]", "")
WHO = ("雷军是谁？", "小米集团创始人、董事长兼CEO雷军。[1]", "小米集团创始人、董事长兼CEO")


def turn(
    question: str, text: str = "", key: str = "", understood: str = "", kind: AnswerKind = AnswerKind.FACT
) -> Turn:
    start = text.find(key)
    spans = ((start, start + len(key)),) if key else ()
    return Turn(question, Answer(question, text, kind, key_spans=spans, understood=understood))


@pytest.mark.parametrize(
    "dialogue",
    [
        [
            ("海淀区有多少家上市企业？", "", "海淀区有多少家上市企业？"),
            ("那沈阳呢？", "", "沈阳有多少家上市企业？"),
            ("2021年呢？", "", "2021年沈阳有多少家上市企业？"),
            ("独角兽企业呢？", "", "2021年沈阳有多少家独角兽企业？"),
            ("那海淀的呢？", "", "2021年海淀有多少家独角兽企业？"),
        ],
        [
            ("2022年海淀区的GDP是多少？", "10206.9亿元", "2022年海淀区的GDP是多少？"),
            ("在全国排第几？", "", "2022年海淀区的GDP在全国排第几？"),
            ("比西安少多少？", "", "2022年海淀区的GDP比西安少多少？"),
            ("比沈阳多多少？", "", "2022年海淀区的GDP比沈阳多多少？"),
            ("那沈阳是多少？", "", "2022年沈阳的GDP是多少？"),
            ("西安呢？", "", "2022年西安的GDP是多少？"),
        ],
        [
            ("海英计划是什么？", "", "海英计划是什么？"),
            ("什么时候出的？", "", "海英计划是什么时候出的？"),
            ("升级版是哪年推出的？", "", "海英计划升级版是哪年推出的？"),
            ("它有什么内容？", "", "海英计划升级版有什么内容？"),
            ("提供了多少次服务？", "", "海英计划升级版提供了多少次服务？"),
        ],
        [
            ("谁说海淀是营商环境最完善的区域？", "雷军", "谁说海淀是营商环境最完善的区域？"),
            ("他是谁？", "", "雷军是谁？"),
            ("他是什么时候说的？", "", "雷军是什么时候说的？"),
            ("在什么场合说的？", "", "雷军在什么场合说的？"),
        ],
        [
            ("农业发展有限公司2021年净利润是多少？", "5000万元", "农业发展有限公司2021年净利润是多少？"),
            ("资产负债率是多少", "", "农业发展有限公司2021年资产负债率是多少？"),
            ("建天建筑有限公司呢", "", "建天建筑有限公司2021年资产负债率是多少？"),
            ("两家公司谁的净利润更高？", "", "农业发展有限公司和建天建筑有限公司谁的净利润更高？"),
        ],
        [
            ("海淀区区长是谁？", "李俊杰", "海淀区区长是谁？"),
            ("区委书记是谁？", "王合生", "海淀区区委书记是谁？"),
            ("他说了什么？", "", "王合生说了什么？"),
        ],
        [
            ("海淀区上市企业有多少家？", "268家", "海淀区上市企业有多少家？"),
            ("其中新增了多少家？", "19家", "海淀区上市企业新增了多少家？"),
            ("占全市多少？", "三分之一左右", "海淀区新增上市企业占全市多少？"),
        ],
    ],
    ids=lambda dialogue: dialogue[0][0],
)
def test_carries_over_several_turns(dialogue: list[tuple[str, str, str]]) -> None:
    turns: list[Turn] = []
    for question, key, whole in dialogue:
        assert complete(question, turns) == whole
        turns.append(turn(question, key, key, whole if whole != question else ""))


@pytest.mark.parametrize("question", ["沈阳呢？", "沈阳的GDP呢？"])
def test_does_not_force_a_place_upon_a_person(question: str) -> None:
    assert complete(question, [turn(*WHO)]) == question


def test_small_talk_in_between_does_not_break_the_chain() -> None:
    turns = [turn(*LISTED), turn("谢谢", "不客气。", kind=AnswerKind.CHAT)]
    assert complete("那沈阳呢？", turns) == "沈阳上市企业有多少家？"


@pytest.mark.parametrize("said", ["谢谢", "你好", "你能做什么？", "你真棒", "再见", "好的"])
def test_small_talk_is_never_completed(said: str) -> None:
    assert complete(said, [turn(*LISTED), turn("中关村科创金融服务中心是什么时候成立的？")]) == said


def test_a_person_is_not_looked_for_in_a_plan() -> None:
    assert complete("他写过什么书？", [turn("海英计划是什么时候印发的？", "2012年。", "2012年")]) == "他写过什么书？"


def test_small_talk_alone_is_no_context() -> None:
    assert complete("那沈阳呢？", [turn("你好", "您好！", kind=AnswerKind.CHAT)]) == "那沈阳呢？"


def test_a_refused_turn_still_gives_context() -> None:
    turns = [turn("2019年海淀区常住人口是多少？", "报告没有提到这一点。", kind=AnswerKind.REFUSAL)]
    assert complete("那2022年呢？", turns) == "2022年海淀区常住人口是多少？"


def test_finds_a_person_in_the_cited_sentence() -> None:
    quote = "中关村互联网金融研究院院长刘勇说。"
    citation = Citation(1, "d", "", "", 0, len(quote), quote)
    answer = Answer("海淀有什么底气？", "多年来坚持高质量发展之路。[1]", AnswerKind.FACT, citations=(citation,))
    assert complete("他是什么职务？", [Turn("海淀有什么底气？", answer)]) == "刘勇是什么职务？"


def test_finds_a_person_named_two_turns_ago() -> None:
    turns = [turn(*VIEW), turn("海英计划是什么时候印发的？", "2012年。[1]", "2012年")]
    assert complete("他写过什么书？", turns) == "雷军写过什么书？"


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("两者相差多少？", "海淀的GDP和沈阳的GDP相差多少？"),
        ("哪个更高？", "海淀的GDP和沈阳的GDP哪个更高？"),
        ("那西安呢", "西安的GDP是多少？"),
    ],
)
def test_compares_the_last_two_turns(question: str, whole: str) -> None:
    turns = [
        turn("海淀的GDP是多少？", "10206.9亿元", "10206.9亿元"),
        turn("沈阳的GDP是多少？", "7695.8亿元", "7695.8亿元"),
    ]
    assert complete(question, turns) == whole


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("后面这两个数加起来是多少？", "济南的茶园面积和合肥上市企业加起来是多少？"),
        ("上面两个数字合计多少？", "济南的茶园面积和合肥上市企业合计多少？"),
        ("这两个数相差多少？", "济南的茶园面积和合肥上市企业相差多少？"),
    ],
)
def test_two_numbers_are_those_of_the_last_two_turns(question: str, whole: str) -> None:
    area = turn("济南的茶园面积是多少？", "茶园3100亩。[1]", "3100亩")
    listed = turn("合肥有多少家上市企业？", "上市企业120家。[1]", "120家")
    assert complete(question, [area, listed]) == whole


def test_two_numbers_are_no_two_turns_of_which_one_has_none() -> None:
    turns = [turn("济南的市长是谁？", "张某。[1]", "张某"), turn("合肥有多少家上市企业？", "120家。[1]", "120家")]
    assert complete("后面这两个数加起来是多少？", turns) == "后面这两个数加起来是多少？"


@pytest.mark.parametrize(
    ("asked", "then", "whole"),
    [
        ("岭川省职工医保里在职的有多少人？", "退休的呢？", "岭川省职工医保里退休的有多少人？"),
        ("停车涨价的问卷里赞成的占多少？", "反对的呢", "停车涨价的问卷里反对的占多少？"),
        ("在校学生中本科的有多少人？", "那研究生的呢？", "在校学生中研究生的有多少人？"),
        ("海淀的上市企业有多少家？", "朝阳的呢？", "朝阳的上市企业有多少家？"),  # no other kind, but another place
    ],
)
def test_those_of_another_kind(asked: str, then: str, whole: str) -> None:
    assert complete(then, [turn(asked, "共有268家。[1]", "268家")]) == whole
