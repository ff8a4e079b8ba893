"""A figure holds for the place, the whole and the trade that are asked of."""

from __future__ import annotations

import pytest

from assistant.answering.question import analyse
from assistant.answering.scope_kept import broken_place, only_whole, other_trade
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
