"""Operands that go together: of one report, in one unit."""

from __future__ import annotations

from assistant import AnswerKind
from tests.soundness import ShelfOf, assert_sound

_SUITANG = """# 绥棠市2023年统计公报

全年城镇居民人均可支配收入43276元，增长4.3%。

农村居民人均可支配收入21508元，增长6.4%。
"""
_LINZHOU = """# 霖州市2023年统计公报

全年全体居民人均可支配收入38706元，其中城镇居民46835元。

全年农村居民人均可支配收入25612元，增长7.6%，农村居民人均可支配收入增速居全省第一。
"""
_CHIPS = """# 绥棠市芯片产业报告

2023年，绥棠芯片产业实现产值217.9亿元，同比增长16.4%。

138家芯片企业中，设计企业92家，封装企业21家，制造企业25家。
"""


def test_two_parts_of_one_whole_are_of_one_report(shelf_of: ShelfOf) -> None:
    shelf = shelf_of({"suitang.md": _SUITANG, "linzhou.md": _LINZHOU})
    answer = shelf.ask("城镇居民人均可支配收入比农村高多少元？")
    assert_sound(shelf, answer)
    assert answer.kind is AnswerKind.CALCULATION
    assert len({citation.document_id for citation in answer.citations}) == 1
    assert answer.key in ("21768元", "21223元")


def test_reports_that_the_question_tells_apart_are_held_against_each_other(shelf_of: ShelfOf) -> None:
    shelf = shelf_of({"suitang.md": _SUITANG, "linzhou.md": _LINZHOU})
    answer = shelf.ask("霖州的农村居民人均可支配收入比绥棠高多少元？")
    assert_sound(shelf, answer)
    assert (answer.kind, answer.key) == (AnswerKind.CALCULATION, "4104元")
    assert len({citation.document_id for citation in answer.citations}) == 2


def test_a_part_is_counted_in_what_its_whole_is(shelf_of: ShelfOf) -> None:
    shelf = shelf_of({"a.md": _CHIPS})
    answer = shelf.ask("设计企业占绥棠芯片企业的百分之几？")
    assert_sound(shelf, answer)
    assert (answer.kind, answer.key) == (AnswerKind.CALCULATION, "约66.7%")
