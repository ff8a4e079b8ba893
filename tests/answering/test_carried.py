"""Calculations over what the turns before have said: exact results with their sources, and nothing where none fits.

The conversations run over a small made-up report. The rest works on made turns, so that each of them says exactly what
its test is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant
from assistant.answering import rates
from assistant.answering.arithmetic import Result
from assistant.answering.carried import carried
from assistant.answering.operand import Bound, Operand, constant
from assistant.answering.outcome import Unresolved
from assistant.answering.plan import Operation, Part, Plan
from assistant.answering.said_before import NEAR
from assistant.answering.said_figures import Found
from assistant.answering.units import size
from assistant.answering.working import work_out
from assistant.types import Answer, AnswerKind, Citation, Claim, Turn
from tests.soundness import assert_sound

REPORT = """# 绥棠市2023年统计公报

## 企业

年末全市共有高新技术企业173家。

年末全市共有专精特新企业42家。

## 补贴

全年发放助企补贴2700万元。

全年有1850家企业领取助企补贴。

## 邮政

全年快递业务量为1.24万件，其中发往农村的快递占46%。

## 水利

全年计划整修水渠320公里。

截至年末已整修水渠215公里。

## 大桥

绥棠大桥于2016年动工。

绥棠大桥于2021年通车。

## 物价

2022年绥棠市大米价格为每公斤5元。

2023年绥棠市大米价格为每公斤6元。

## 贸易

全年出口总额为86.4亿元。

全年进口总额为31.9亿元。

## 气象

全年优良天数为312天，比上年增加9天。

## 助学

全年发放助学贷款1500笔。

助学贷款平均每笔8000元。

## 财政和养老

全年一般公共预算收入54亿元，比上年增长8.0%。

年末养老机构有86家，比上年增加6家。
"""
Asked = tuple[str, str]
"""A question and the figure that answers it, "" where there is none."""
Said = tuple[str, str, str]
"""A question, the sentence that answers it, and the figure in it."""
_MARKED = re.compile(r"([\d.]+[^\d\s\[\]（）]*)\[(\d+)\]")

FIRMS = (("高新技术企业有多少家？", "173家"), ("专精特新企业有多少家？", "42家"))
CANALS = (("计划整修水渠多少公里？", "320公里"), ("已整修水渠多少公里？", "215公里"))
BRIDGE = (("绥棠大桥是哪年动工的？", "2016年"), ("绥棠大桥是哪年通车的？", "2021年"))
DAYS = ("优良天数是多少天？", "312天")
THANKS = ("谢谢", "")
UNKNOWN = ("绥棠市动物园有多少只大熊猫？", "")
ELLIPTICAL = (
    "那两个加起来呢？",
    "相差多少？",
    "哪个多，多多少？",
    "前者是后者的几倍？",
    "后者占前者的百分之几？",
    "平均每家多少钱？",
    "剩下的还有多少？",
    "中间隔了几年？",
    "涨了百分之几？",
    "离目标还差多少？",
    "那是多少件？",
    "一共花了多少钱？",
    "那上年是多少？",
    "顺差是多少？",
)


@pytest.fixture(scope="module")
def suitang(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The made-up report with the shipped models; to be asked, not to be changed."""
    folder: Path = tmp_path_factory.mktemp("suitang")
    (folder / "documents").mkdir()
    (folder / "documents" / "report.md").write_text(REPORT, encoding="utf-8")
    return Assistant.open(folder / "documents", folder / "index")


def refused() -> Answer:
    """What a question gets that no report answers."""
    return Answer("", "报告没有提到这一点。", AnswerKind.REFUSAL)


def never() -> Answer:
    """The usual answer where it must not be looked for."""
    raise AssertionError("the usual answer is of no use here")


def found(question: str, sentence: str, key: str, start: int = 0) -> Answer:
    """An answer of one sentence that stands at `start` in its report."""
    at = sentence.index(key)
    citation = Citation(1, "d", "报告", "", start, start + len(sentence), sentence)
    claims = (Claim(sentence, (1,)),)
    return Answer(question, f"{sentence}[1]", AnswerKind.FACT, (citation,), claims, ((at, at + len(key)),), support=0.9)


def turns_of(*said: Said) -> list[Turn]:
    """Turns whose sentences stand one after the other."""
    return [Turn(one[0], found(*one, start=50 * place)) for place, one in enumerate(said)]


def chat_turn(question: str, text: str, kind: AnswerKind) -> Turn:
    return Turn(question, Answer(question, text, kind))


def worked(question: str, *said: Said) -> Answer:
    """What is worked out, where a report does not state it itself."""
    answer = carried(question, turns_of(*said), refused)
    assert answer is not None, question
    return answer


def number(figure: str) -> str:
    """The number of a figure: 1.24 of 1.24万件."""
    return "".join(re.findall(r"[\d.]", figure))


def assert_operands_quoted(answer: Answer, operands: Sequence[str]) -> None:
    """The result's line has these figures in this order, each in the very sentence that its marker leads to."""
    marked = _MARKED.findall(answer.text.split("\n")[0])
    assert [written for written, _ in marked] == list(operands)
    quotes = {citation.number: citation.quote for citation in answer.citations}
    for written, number in marked:
        assert re.search(rf"(?<![\d.]){re.escape(written)}", quotes[int(number)])


TALKS: list[tuple[tuple[Asked, ...], str, str, str, tuple[str, ...]]] = [
    (FIRMS, "那两个加起来呢？", "215家", "173 [1] + 42 [2]", ("173家", "42家")),
    (FIRMS, "相差多少？", "131家", "173 [1] − 42 [2]", ("173家", "42家")),
    (FIRMS[::-1], "相差多少？", "131家", "173 [1] − 42 [2]", ("173家", "42家")),
    (FIRMS, "哪个多，多多少？", "131家", "173 [1] − 42 [2]", ("173家", "42家")),
    (FIRMS, "前者是后者的几倍？", "约4.12倍", "173 [1] ÷ 42 [2]", ("173家", "42家")),
    (FIRMS, "后者占前者的百分之几？", "约24.3%", "42 [1] ÷ 173 [2]", ("42家", "173家")),
    (
        (("全年发放了多少助企补贴？", "2700万元"), ("有多少家企业领取助企补贴？", "1850家")),
        "平均每家多少钱？",
        "约1.46万元",
        "2700 [1] ÷ 1850 [2]",
        ("2700万元", "1850家"),
    ),
    (CANALS, "剩下的还有多少？", "105公里", "320 [1] − 215 [2]", ("320公里", "215公里")),
    (CANALS, "离目标还差多少？", "105公里", "320 [1] − 215 [2]", ("320公里", "215公里")),
    (BRIDGE, "中间隔了几年？", "5年", "2021 [2] − 2016 [1]", ("2021年", "2016年")),
    (
        (("2022年大米价格是多少？", "5元"), ("2023年大米价格是多少？", "6元")),
        "涨了百分之几？",
        "20%",
        "(6 [1] − 5 [2]) ÷ 5 [2]",
        ("6元", "5元", "5元"),
    ),
    (
        (("2023年大米价格是多少？", "6元"), ("2022年大米价格是多少？", "5元")),
        "涨了百分之几？",
        "20%",
        "(6 [1] − 5 [2]) ÷ 5 [2]",
        ("6元", "5元", "5元"),
    ),
    (
        (("快递业务量是多少？", "1.24万件"), ("发往农村的快递占百分之几？", "46%")),
        "那是多少件？",
        "5704件",
        "1.24 [1] × 46 [1]%",
        ("1.24万件", "46%"),
    ),
    (
        (("发放了多少笔助学贷款？", "1500笔"), ("助学贷款平均每笔多少钱？", "8000元")),
        "一共花了多少钱？",
        "1200万元",
        "1500 [1] × 8000 [2]",
        ("1500笔", "8000元"),
    ),
    ((("年末养老机构有多少家？", "86家"),), "那上年是多少？", "80家", "86 [1] − 6 [1]", ("86家", "6家")),
    (
        (("一般公共预算收入是多少？", "54亿元"),),
        "那上年是多少？",
        "约50亿元",
        "54 [1] ÷ (1 + 8 [1] ÷ 100)",
        ("54亿元", "8.0%"),
    ),
    (
        (("绥棠市出口总额是多少？", "86.4亿元"), ("绥棠市进口总额是多少？", "31.9亿元")),
        "顺差是多少？",
        "54.5亿元",
        "86.4 [1] − 31.9 [2]",
        ("86.4亿元", "31.9亿元"),
    ),
]


@pytest.mark.parametrize(("before", "question", "key", "formula", "operands"), TALKS)
def test_what_follows_from_the_turns_before(
    suitang: Assistant, before: Sequence[Asked], question: str, key: str, formula: str, operands: Sequence[str]
) -> None:
    chat = suitang.conversation()
    for asked, figure in before:
        plain = chat.ask(asked)
        assert (plain.kind, plain.key) == (AnswerKind.FACT, figure)
    answer = chat.ask(question)
    assert (answer.kind, answer.key) == (AnswerKind.CALCULATION, key)
    assert answer.calculation is not None
    assert answer.calculation.formula == formula
    assert f"{answer.calculation.result}{answer.calculation.unit}" == key.removeprefix("约")
    assert_sound(suitang, answer)
    assert_operands_quoted(answer, operands)
    assert answer.question == question
    assert chat.turns[-1] == Turn(question, answer)


@pytest.mark.parametrize(("before", "question"), [(talk[0], talk[1]) for talk in TALKS])
def test_a_stream_brings_the_same(suitang: Assistant, before: Sequence[Asked], question: str) -> None:
    chat, streamed = suitang.conversation(), suitang.conversation()
    for asked, _ in before:
        chat.ask(asked)
        streamed.ask(asked)
    *pieces, last = streamed.stream(question)
    assert last == chat.ask(question)
    assert "".join(map(str, pieces)) == chat.turns[-1].answer.text
    assert streamed.turns == chat.turns


@pytest.mark.parametrize(
    "before",
    [
        (FIRMS[0], THANKS, FIRMS[1]),
        (*FIRMS, THANKS),
        (UNKNOWN, *FIRMS),
        (FIRMS[0], ("专精特新企业呢？", "42家")),
        (*CANALS, *FIRMS),
    ],
)
def test_the_last_two_figures_count(suitang: Assistant, before: Sequence[Asked]) -> None:
    chat = suitang.conversation()
    assert [chat.ask(asked).key for asked, _ in before] == [figure for _, figure in before]
    answer = chat.ask("那两个加起来呢？")
    assert (answer.kind, answer.key) == (AnswerKind.CALCULATION, "215家")
    assert_sound(suitang, answer)
    assert_operands_quoted(answer, ("173家", "42家"))


NOTHING: list[tuple[tuple[Asked, ...], str]] = [
    *(((), question) for question in ELLIPTICAL),  # no turn before
    *(((THANKS,), question) for question in ELLIPTICAL),  # small talk only
    *(((*FIRMS, UNKNOWN), question) for question in ELLIPTICAL),  # a refusal came last
    *(((FIRMS[0], UNKNOWN, FIRMS[1]), question) for question in ELLIPTICAL[:5]),  # one lies between
    *(((FIRMS[0],), question) for question in ELLIPTICAL[:5]),  # one figure only
    *(((FIRMS[0], DAYS), question) for question in ELLIPTICAL[:5]),  # two units
    *((FIRMS, question) for question in ("那朝阳区的呢？", "沈阳的GDP是多少？", "比沈阳多多少？")),  # things of its own
    ((DAYS, ("优良天数比上年增加多少天？", "9天")), "两个加起来呢？"),  # a change is no such figure
    ((("年末养老机构有多少家？", "86家"), ("养老机构比上年增加多少家？", "6家")), "两个加起来呢？"),
    (BRIDGE, "两个加起来呢？"),  # years are no amounts
    (FIRMS, "中间隔了几年？"),  # and amounts no years
    (FIRMS, "离目标还差多少？"),  # nothing was planned
    (FIRMS, "顺差是多少？"),  # nothing was traded
    (FIRMS, "那三个加起来呢？"),
]


@pytest.mark.parametrize(("before", "question"), NOTHING)
def test_nothing_is_worked_out_where_nothing_fits(suitang: Assistant, before: Sequence[Asked], question: str) -> None:
    chat = suitang.conversation()
    assert [chat.ask(asked).key for asked, _ in before] == [figure for _, figure in before]
    assert [turn.answer.refused for turn in chat.turns] == [one is UNKNOWN for one in before]
    assert carried(question, chat.turns, refused) is None
    answer = chat.ask(question)
    assert answer.kind is not AnswerKind.CALCULATION
    assert_sound(suitang, answer)


def test_a_question_that_names_its_own_things_is_worked_out_from_those(suitang: Assistant) -> None:
    chat = suitang.conversation()
    for asked, _ in CANALS:
        chat.ask(asked)
    question = "高新技术企业和专精特新企业加起来多少家？"
    assert carried(question, chat.turns, never) is None
    answer = chat.ask(question)
    assert answer.key == "215家"
    assert answer == suitang.ask(question)


HIGH: Said = ("高新技术企业有多少家？", "共有高新技术企业173家。", "173家")
FINE: Said = ("专精特新企业有多少家？", "专精特新企业42家。", "42家")
SMALL: Said = ("小微企业有多少家？", "小微企业620家。", "620家")
PAID: Said = ("发放了多少补贴？", "发放补贴2700万元。", "2700万元")
PAYEES: Said = ("有多少家企业领取？", "1850家企业领取。", "1850家")
PLANNED: Said = ("计划整修水渠多少公里？", "计划整修水渠320公里。", "320公里")
DONE: Said = ("已整修水渠多少公里？", "已整修水渠215公里。", "215公里")
BEGUN: Said = ("大桥哪年动工？", "大桥于2016年动工。", "2016年")
OPENED: Said = ("大桥哪年通车？", "大桥于2021年通车。", "2021年")
PARCELS: Said = ("快递业务量是多少？", "快递业务量为1.24万件。", "1.24万件")
RURAL: Said = ("发往农村的占百分之几？", "发往农村的占46%。", "46%")
LOANS: Said = ("发放了多少笔贷款？", "发放贷款1500笔。", "1500笔")
EACH: Said = ("每笔多少钱？", "平均每笔8000元。", "8000元")
CHEAP: Said = ("2022年大米价格是多少？", "2022年每公斤5元。", "5元")
DEAR: Said = ("2023年大米价格是多少？", "2023年每公斤6元。", "6元")
HOMES: Said = ("养老机构有多少家？", "养老机构有86家，比上年增加6家。", "86家")
EXPORTS: Said = ("出口总额是多少？", "出口总额86.4亿元。", "86.4亿元")
IMPORTS: Said = ("进口总额是多少？", "进口总额31.9亿元。", "31.9亿元")


@pytest.mark.parametrize(
    ("questions", "said", "key"),
    [
        (
            "加起来呢 两个一共多少家？ 两者之和是多少？ 合计多少家 这两个数加起来是多少？ 所以加起来是多少家呢？ 把它们相加",
            (HIGH, FINE),
            "215家",
        ),
        ("那三个加起来呢？ 三者之和是多少？", (HIGH, FINE, SMALL), "835家"),
        ("两者差多少？ 差多少家 它们差距有多大？ 前者比后者多多少？ 后者比前者少多少家？", (HIGH, FINE), "131家"),
        ("哪个少，少多少？ 哪个多一些，多多少家？", (HIGH, FINE), "131家"),
        ("哪个多？ 谁更多？", (FINE, HIGH), "高新技术企业"),
        ("哪个少？ 两个里哪个更少？", (FINE, HIGH), "专精特新企业"),
        ("是后者的多少倍 第一个是第二个的几倍 是几倍？", (HIGH, FINE), "约4.12倍"),
        ("后者是前者的几倍？", (FINE, HIGH), "约4.12倍"),
        ("占前者的几成？ 后者占前者的比例是多少？", (HIGH, FINE), "约24.3%"),
        ("平均每家多少？ 平均下来每家能拿多少钱？ 平均一家多少钱 平均每家多少补贴？", (PAID, PAYEES), "约1.46万元"),
        ("平均每家多少钱？", (PAYEES, PAID), "约1.46万元"),
        ("还剩多少？ 剩下多少公里？ 其余有多少公里？ 剩余多少 没整修的还有多少公里？", (PLANNED, DONE), "105公里"),
        ("还差多少公里？ 距离目标还差多少公里 还需要多少？", (PLANNED, DONE), "105公里"),
        ("隔了多少年？ 过了多久？ 间隔多长时间", (BEGUN, OPENED), "5年"),
        ("增长了百分之多少？ 上涨百分之几？", (CHEAP, DEAR), "20%"),
        ("大概多少件？ 发往农村的是多少？ 那相当于多少件？", (PARCELS, RURAL), "5704件"),
        ("总共多少钱？ 合计多少元？ 全部加起来多少钱？", (LOANS, EACH), "1200万元"),
        ("一共花了多少钱？", (EACH, LOANS), "1200万元"),
        ("去年呢？ 上一年有多少家？ 前一年呢？", (HOMES,), "80家"),
        ("贸易顺差有多少？", (EXPORTS, IMPORTS), "54.5亿元"),
    ],
)
def test_the_same_in_other_words(questions: str, said: Sequence[Said], key: str) -> None:
    assert {question: worked(question, *said).key for question in questions.split()} == dict.fromkeys(
        questions.split(), key
    )


@pytest.mark.parametrize(
    ("question", "said", "begins"),
    [
        ("哪个多，多多少？", (FINE, HIGH), "高新技术企业比专精特新企业多131家："),
        ("哪个少，少多少？", (HIGH, FINE), "专精特新企业比高新技术企业少131家："),
        ("前者是后者的几倍？", (HIGH, FINE), "高新技术企业是专精特新企业的约4.12倍："),
        ("后者占前者的百分之几？", (HIGH, FINE), "专精特新企业占高新技术企业的约24.3%："),
        ("涨了百分之几？", (CHEAP, DEAR), "2023年大米价格比2022年大米价格上涨20%："),
        (
            "涨了百分之几？",
            (("2022年蛋价是多少？", "2022年12元。", "12元"), ("2023年蛋价是多少？", "2023年9元。", "9元")),
            "2023年蛋价比2022年蛋价没有上涨，而是下跌25%：",
        ),
    ],
)
def test_a_result_says_which_way_it_goes(question: str, said: Sequence[Said], begins: str) -> None:
    assert worked(question, *said).text.startswith(begins)


@pytest.mark.parametrize(
    ("question", "said", "formula", "key"),
    [
        (
            "剩下的还有多少？",
            (
                ("一共投入多少？", "共投入3260万元。", "3260万元"),
                ("科学楼花了多少？", "科学楼2480万元。", "2480万元"),
                ("空调花了多少？", "空调410万元。", "410万元"),
            ),
            "3260 [1] − 2480 [2] − 410 [3]",
            "370万元",
        ),
        (
            "剩下的占百分之几？",
            (("粮食占百分之几？", "粮食占45%。", "45%"), ("蔬菜占百分之几？", "蔬菜占30%。", "30%")),
            "100 − 45 [1] − 30 [2]",
            "25%",
        ),
        (
            "没参保的有多少人？",
            (("有职工多少人？", "职工2000人。", "2000人"), ("多少人参保？", "参保1750人。", "1750人")),
            "2000 [1] − 1750 [2]",
            "250人",
        ),
        (
            "人均多少？",
            (("发了多少工资？", "发放工资1.2亿元。", "1.2亿元"), ("有多少职工？", "职工2000名。", "2000名")),
            "1.2 [1] ÷ 2000 [2]",
            "6万元",
        ),
        (
            "平均每公里多少钱？",
            (("投资多少？", "总投资206亿元。", "206亿元"), ("全长多少公里？", "全长1128公里。", "1128公里")),
            "206 [1] ÷ 1128 [2]",
            "约1826.24万元",
        ),
        (
            "平均每月多少？",
            (("接待多少人次？", "2023年全年接待游客100万人次。", "100万人次"),),
            "100 [1] ÷ 12",
            "约8.33万人次",
        ),
        (
            "中间隔了几个月？",
            (
                ("大桥什么时候动工？", "大桥于2016年3月动工。", "2016年3月"),
                ("大桥什么时候通车？", "大桥于2016年11月通车。", "2016年11月"),
            ),
            "2016年11月 [2] − 2016年3月 [1]",
            "8个月",
        ),
        (
            "中间隔了几个月？",
            (
                ("大桥什么时候动工？", "大桥于2015年11月动工。", "2015年11月"),
                ("大桥什么时候通车？", "大桥于2017年3月通车。", "2017年3月"),
            ),
            "2017年3月 [2] − 2015年11月 [1]",
            "16个月",
        ),
        (
            "涨了多少个百分点？",
            (
                ("2022年覆盖率是多少？", "2022年覆盖率36.1%。", "36.1%"),
                ("2023年覆盖率是多少？", "2023年覆盖率37.5%。", "37.5%"),
            ),
            "37.5 [1] − 36.1 [2]",
            "1.4个百分点",
        ),
        (
            "涨了百分之几？",
            (DEAR, ("上年大米价格是多少？", "上年每公斤5元。", "5元")),
            "(6 [1] − 5 [2]) ÷ 5 [2]",
            "20%",
        ),
        (
            "两个加起来呢？",
            (("甲厂占多少？", "甲厂占20%。", "20%"), ("乙厂占多少？", "乙厂占30%。", "30%")),
            "20 [1] + 30 [2]",
            "50%",
        ),
    ],
)
def test_more_that_follows(question: str, said: Sequence[Said], formula: str, key: str) -> None:
    answer = worked(question, *said)
    assert answer.kind is AnswerKind.CALCULATION
    assert answer.calculation is not None
    assert (answer.calculation.formula, answer.key) == (formula, key)
    assert answer.text.split("\n")[1:] == [f"{citation.quote}[{citation.number}]" for citation in answer.citations]


def test_vague_figures_give_vague_results() -> None:
    some = ("有多少人参加医保？", "约50万人参加医保。", "50万人")
    more = ("有多少人参加养老保险？", "20余万人参加养老保险。", "20余万人")
    for question, key in (("两个加起来呢？", "约70万人"), ("相差多少？", "约30万人")):
        answer = worked(question, some, more)
        assert answer.key == key
        assert answer.calculation is not None
        assert answer.calculation.vague


def test_the_figure_of_the_year_before_is_quoted_where_the_sentence_has_it() -> None:
    answer = worked("那上年是多少？", ("养老机构有多少家？", "养老机构有86家，上年为81家。", "86家"))
    assert (answer.kind, answer.key, answer.text) == (AnswerKind.FACT, "81家", "养老机构有86家，上年为81家。[1]")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("两个加起来呢？", (HIGH, ("优良天数是多少天？", "优良天数312天。", "312天"))),
        ("相差多少？", (HIGH, ("优良天数是多少天？", "优良天数312天。", "312天"))),
        ("相差多少？", (HIGH, ("占百分之几？", "占46%。", "46%"))),
        ("相差多少？", (PAID, ("收汇多少？", "收汇1亿美元。", "1亿美元"))),
        ("两个加起来呢？", (HIGH, ("优良天数比上年多几天？", "优良天数312天，比上年增加9天。", "9天"))),
        (
            "两个加起来呢？",
            (
                ("优良天数是多少天？", "优良天数312天，比上年增加9天。", "312天"),
                ("优良天数比上年多几天？", "优良天数312天，比上年增加9天。", "9天"),
            ),
        ),
        ("那三个加起来呢？", (HIGH, FINE)),
        ("后者占前者的百分之几？", (("甲占多少？", "甲占20%。", "20%"), ("乙占多少？", "乙占30%。", "30%"))),
        ("平均每家多少钱？", (PAID, ("有多少家企业领取？", "0家企业领取。", "0家"))),
        ("平均每家多少钱？", (PAID, LOANS)),
        ("平均每家多少钱？", (PAYEES,)),
        ("平均每家多少税收？", (PAID, PAYEES)),
        ("剩下的还有多少？", (DONE, PLANNED)),
        ("剩下的还有多少？", (PLANNED, HIGH)),
        ("没通车的还有多少公里？", (PLANNED, DONE)),
        ("中间隔了几年？", (BEGUN,)),
        ("中间隔了几年？", (BEGUN, HIGH)),
        ("涨了百分之几？", (("2022年产量多少？", "2022年0吨。", "0吨"), ("2023年产量多少？", "2023年7吨。", "7吨"))),
        ("离目标还差多少？", (HIGH, FINE)),
        ("那是多少件？", (RURAL, PARCELS)),
        ("那是多少件？", (PARCELS, ("森林覆盖率是多少？", "森林覆盖率37.5%。", "37.5%"))),
        ("那上年是多少件？", (PARCELS, RURAL)),
        ("城市的是多少件？", (PARCELS, RURAL)),
        ("一共花了多少钱？", (LOANS, PAID)),
        ("一共花了多少钱？", (LOANS,)),
        ("一共花了多少钱？", (EACH,)),
        ("一共花了多少钱？", (RURAL, EACH)),
        ("那上年是多少？", (("养老机构有多少家？", "养老机构有86家。", "86家"),)),
        ("顺差是多少？", (HIGH, FINE)),
        ("顺差是多少？", (("进出口总额是多少？", "进出口总额118.3亿元。", "118.3亿元"), IMPORTS)),
        ("那朝阳区的呢？", (HIGH, FINE)),
        ("沈阳的GDP是多少？", (HIGH, FINE)),
        ("高新技术企业是什么？", (HIGH, FINE)),
        ("谢谢", (HIGH, FINE)),
        ("", (HIGH, FINE)),
    ],
)
def test_figures_that_do_not_fit_give_nothing(question: str, said: Sequence[Said]) -> None:
    assert carried(question, turns_of(*said), refused) is None


@pytest.mark.parametrize(
    "last",
    [
        chat_turn("有多少只大熊猫？", "报告没有提到这一点。", AnswerKind.REFUSAL),
        Turn(FINE[0], Answer(FINE[0], "共有专精特新企业，数量未说明。", AnswerKind.FACT)),
    ],
)
def test_a_turn_without_a_figure_is_not_one_of_the_two(last: Turn) -> None:
    assert carried("那两个加起来呢？", [*turns_of(HIGH), last], refused) is None


@pytest.mark.parametrize("question", ELLIPTICAL)
def test_nothing_was_said_before(question: str) -> None:
    assert carried(question, (), never) is None
    assert carried(question, [chat_turn("谢谢", "不客气。", AnswerKind.CHAT)], never) is None


@pytest.mark.parametrize(
    ("question", "said", "key"),
    [
        ("那是多少件？", (PARCELS, RURAL), "5704件"),
        ("平均每家多少钱？", (PAID, PAYEES), "约1.46万元"),
        ("一共花了多少钱？", (LOANS, EACH), "1200万元"),
    ],
)
def test_a_report_that_states_the_result_goes_first(question: str, said: Sequence[Said], key: str) -> None:
    turns = turns_of(*said)
    last = turns[-1].answer
    first, start = turns[0].answer.citations[0].start, last.citations[0].start
    assert start - first <= NEAR
    near, far = (found(question, "另有5700个。", "5700个", start + away) for away in (NEAR, NEAR + 1))
    assert carried(question, turns, lambda: near) is None
    for usual in (far, last, refused()):
        answer = carried(question, turns, partial(replace, usual))
        assert answer is not None
        assert answer.key == key


@pytest.mark.parametrize(
    ("question", "said"),
    [("那两个加起来呢？", (HIGH, FINE)), ("涨了百分之几？", (CHEAP, DEAR)), ("去年呢？", (HOMES,))],
)
def test_what_reports_hardly_state_is_not_looked_for(question: str, said: Sequence[Said]) -> None:
    answer = carried(question, turns_of(*said), never)
    assert answer is not None
    assert answer.kind is AnswerKind.CALCULATION


@pytest.mark.parametrize(
    ("amount", "count", "per", "result", "exact"),
    [
        ("2700万元", "1850家", "家", "约1.46万元", False),
        ("206亿元", "1128公里", "公里", "约1826.24万元", False),
        ("1.2亿元", "2000人", "人", "6万元", True),
        ("100元", "3家", "家", "约33.33元", False),
        ("1元", "3家", "家", "约0.33元", False),
        ("5000人", "12家", "家", "约417人", False),
        ("8亿元", "2万户", "户", "4万元", True),
        ("0元", "3家", "家", "0元", True),
    ],
)
def test_an_average(amount: str, count: str, per: str, result: str, exact: bool) -> None:
    before, value, formula, steps = rates.average(constant(amount), constant(count), per)
    assert (before, str(value), value.rounded) == (f"平均每{per}", result, not exact)
    assert not value.vague
    assert steps == f"{amount} ÷ {count}"
    assert formula == f"{number(amount)} ÷ {number(count)}"


@pytest.mark.parametrize(
    ("whole", "share", "result", "exact"),
    [
        ("1.24万件", "46%", "5704件", True),
        ("1240万件", "46%", "570.4万件", True),
        ("4万亿元", "12.5%", "5000亿元", True),
        ("2亿元", "0.01%", "2万元", True),
        ("173家", "46%", "约80家", False),
        ("1240万件", "0%", "0件", True),
    ],
)
def test_a_part(whole: str, share: str, result: str, exact: bool) -> None:
    before, value, formula, steps = rates.part(constant(whole), constant(share), "农村")
    assert (before, str(value), value.rounded) == ("农村为", result, not exact)
    assert not value.vague
    assert steps == f"{whole} × {share}"
    assert formula == f"{number(whole)} × {share}"


@pytest.mark.parametrize(
    ("amount", "share", "result", "exact"),
    [
        ("2104亿元", "62.5%", "3366.4亿元", True),
        ("37万元", "0.5%", "7400万元", True),
        ("5000亿元", "12.5%", "4万亿元", True),
        ("42家", "24.3%", "约173家", False),
        ("0元", "20%", "0元", True),
    ],
)
def test_a_whole(amount: str, share: str, result: str, exact: bool) -> None:
    before, value, formula, steps = rates.whole(constant(amount), constant(share), "全省")
    assert (before, str(value), value.rounded) == ("全省为", result, not exact)
    assert not value.vague
    assert steps == f"{amount} ÷ {share}"
    assert formula == f"{number(amount)} ÷ {share}"


@pytest.mark.parametrize(
    ("count", "each", "result", "exact"),
    [
        ("1500笔", "8000元", "1200万元", True),
        ("1.94万笔", "1.6万元", "约3.1亿元", False),
        ("124万亩", "520公斤", "约6.45亿公斤", False),
        ("3笔", "0.5元", "1.5元", True),
        ("9999笔", "1元", "9999元", True),
        ("1万笔", "1元", "1万元", True),
        ("1万笔", "1万元", "1亿元", True),
        ("0笔", "8000元", "0元", True),
    ],
)
def test_a_product(count: str, each: str, result: str, exact: bool) -> None:
    before, value, formula, steps = rates.product(constant(count), constant(each))
    assert (before, str(value), value.rounded) == ("合计", result, not exact)
    assert not value.vague
    assert steps == f"{count} × {each}"
    assert formula == f"{number(count)} × {number(each)}"


def test_nothing_is_divided_by_zero() -> None:
    with pytest.raises(Unresolved, match="除数为零"):
        rates.average(constant("3100亩"), constant("0家"), "家")
    with pytest.raises(Unresolved, match="除数为零"):
        rates.whole(constant("2104亿元"), constant("0%"), "全省")


@pytest.mark.parametrize(
    ("work", "first", "second", "result"),
    [
        (partial(rates.average, per="家"), "约2700万元", "1850家", "约1.46万元"),
        (partial(rates.average, per="人"), "1.2亿元", "2000余人", "约6万元"),
        (partial(rates.part, name="农村"), "1.24万件", "约46%", "约5704件"),
        (partial(rates.part, name="女性"), "20余万人", "50%", "约10万人"),
        (partial(rates.whole, name="全省"), "近2104亿元", "62.5%", "约3366.4亿元"),
        (partial(rates.whole, name="全省"), "2104亿元", "约62.5%", "约3366.4亿元"),
        (rates.product, "1500余笔", "8000元", "约1200万元"),
        (rates.product, "1500笔", "约8000元", "约1200万元"),
    ],
)
def test_about_stays_about(work: Callable[[Operand, Operand], Found], first: str, second: str, result: str) -> None:
    value = work(constant(first), constant(second))[1]
    assert (str(value), value.bound, value.vague) == (result, Bound.ABOUT, True)


def assert_rounded_to_hundredths(value: Result, exact: Fraction) -> None:
    """The value is what it should be, rounded to two places of its unit, and says so if it is."""
    short = Fraction(value.value) * Fraction(size(value.unit))
    assert abs(short - exact) <= Fraction(size(value.unit)) / 200
    assert value.rounded is (short != exact)
    assert 1 <= value.value <= 10**4


@given(st.integers(1, 10**7), st.integers(1, 10**4))
def test_an_average_is_rounded_to_hundredths_at_most(amount: int, count: int) -> None:
    value = rates.average(constant(f"{amount}万元"), constant(f"{count}家"), "家")[1]
    assert_rounded_to_hundredths(value, Fraction(amount * 10**4, count))


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_product_is_rounded_to_hundredths_at_most(count: int, each: int) -> None:
    value = rates.product(constant(f"{count}笔"), constant(f"{each}元"))[1]
    assert_rounded_to_hundredths(value, Fraction(count * each))


def plan(operation: Operation, count: int, unit: str = "", topic: str = "", limit: str = "") -> Plan:
    return Plan(operation, tuple(Part(f"{name}？", name, name) for name in "甲乙丙"[:count]), topic, "", unit, limit)


@pytest.mark.parametrize(
    ("made", "values", "text", "key"),
    [
        (
            plan(Operation.AVERAGE, 2, unit="家"),
            ("2700万元", "1850家"),
            "平均每家约1.46万元：2700万元 ÷ 1850家 ≈ 1.46万元。",
            "约1.46万元",
        ),
        (
            plan(Operation.PART, 2, topic="农村"),
            ("1.24万件", "46%"),
            "农村为5704件：1.24万件 × 46% = 5704件。",
            "5704件",
        ),
        (plan(Operation.PRODUCT, 2), ("1500笔", "8000元"), "合计1200万元：1500笔 × 8000元 = 1200万元。", "1200万元"),
        (plan(Operation.LEFT, 2), ("320公里", "215公里"), "剩下105公里：320公里 − 215公里 = 105公里。", "105公里"),
        (
            plan(Operation.LEFT, 3),
            ("1亿元", "2500万元", "410万元"),
            "剩下7090万元：10000万元 − 2500万元 − 410万元 = 7090万元。",
            "7090万元",
        ),
        (
            plan(Operation.LEFT, 2, limit="100%"),
            ("45%", "30%", "100%"),
            "剩下25%：100% − 45% − 30% = 25%。",
            "25%",
        ),
    ],
)
def test_what_is_said_of_a_result(made: Plan, values: Sequence[str], text: str, key: str) -> None:
    outcome = work_out(made, [constant(value) for value in values])
    assert (outcome.text, outcome.verdict) == (text, key)
    assert outcome.calculation is not None
    assert f"{outcome.calculation.result}{outcome.calculation.unit}" == key.removeprefix("约")


@pytest.mark.parametrize(
    ("made", "values", "reason"),
    [
        (plan(Operation.AVERAGE, 2, unit="家"), ("2700万元", "0家"), "除数为零"),
        (plan(Operation.PART, 2), ("2016年", "46%"), "时间，不是数字"),
        (plan(Operation.LEFT, 2), ("215公里", "320公里"), "320公里大于215公里，不是它的一部分"),
        (plan(Operation.LEFT, 3), ("320公里", "215公里", "106公里"), "215公里和106公里大于320公里"),
        (plan(Operation.LEFT, 2), ("320公里", "42家"), "单位不同"),
        (plan(Operation.LEFT, 2, limit="100%"), ("45%", "60%", "100%"), "45%和60%大于100%"),
    ],
)
def test_what_cannot_be_worked_out(made: Plan, values: Sequence[str], reason: str) -> None:
    with pytest.raises(Unresolved, match=reason):
        work_out(made, [constant(value) for value in values])


def test_a_share_of_what_stands_elsewhere_is_no_share_of_it() -> None:
    parcels, rural = turns_of(PARCELS, RURAL)
    far = replace(rural, answer=found(*RURAL, start=NEAR + 1))
    assert carried("那是多少件？", [parcels, rural], refused) is not None
    assert carried("那是多少件？", [parcels, far], refused) is None
