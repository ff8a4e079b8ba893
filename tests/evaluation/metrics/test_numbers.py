"""Numbers with their units."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.evaluation.metrics.numbers import number_match, quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("268家", [(Decimal(268), "家")]),
        ("1.5万家", [(Decimal(15000), "家")]),
        ("10,206.9亿元", [(Decimal(1020690000000), "元")]),
        ("50余家", [(Decimal(50), "家")]),
        ("26.3％", [(Decimal("26.3"), "%")]),
        ("3.5个百分点", [(Decimal("3.5"), "个百分点")]),
        ("超过4万亿。[1]", [(Decimal(4 * 10**12), "")]),
        ("2022年12月", [(Decimal(2022), "年"), (Decimal(12), "月")]),
        ("第一", []),
        ("36.5亿立方米", [(Decimal(3_650_000_000), "立方米")]),
        ("5千瓦时，5千吨", [(Decimal(5), "千瓦时"), (Decimal(5000), "吨")]),
        ("二百六十八家", [(Decimal(268), "家")]),
        ("两万余次", [(Decimal(20000), "次")]),
        ("百分之九十二", [(Decimal(92), "%")]),
    ],
)
def test_quantities(text: str, expected: list[tuple[Decimal, str]]) -> None:
    assert quantities(text) == expected


@pytest.mark.parametrize(
    ("text", "golds", "expected"),
    [
        ("达到1.02069万亿元", [["10206.9亿元"]], 1.0),
        ("达到10206.9万元", [["10206.9亿元"]], 0.0),
        ("268家，其中19个", [["268家"], ["19家"]], 0.5),
        ("268家", [["268"]], 1.0),
        ("40家", [["50余家", "40家"]], 1.0),
        ("不知道", [["268家"]], 0.0),
        ("李俊杰", [["李俊杰"]], None),
        ("1268家", [["268家"]], 0.0),
        ("共有2万余次", [["两万余次"]], 1.0),
    ],
)
def test_number_match(text: str, golds: list[list[str]], expected: float | None) -> None:
    assert number_match(text, golds) == expected
