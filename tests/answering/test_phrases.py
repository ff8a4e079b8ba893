"""Noun phrases of questions: their levels, and what they borrow from each other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.phrases import Phrase, complete, is_parallel, level_kind, parse_phrase, split_list


@pytest.mark.parametrize(
    ("text", "time", "levels"),
    [
        ("海淀的GDP", "", ("海淀", "GDP")),
        ("海淀2022年的GDP", "2022年", ("海淀", "GDP")),
        ("截至2022年年底海淀区上市企业", "2022年年底", ("海淀区", "上市企业")),
        ("甲家居有限公司总资产", "", ("甲家居有限公司", "总资产")),
        ("上市企业", "", ("上市企业",)),
        ("2021年", "2021年", ()),
    ],
)
def test_phrases_have_a_time_and_levels(text: str, time: str, levels: tuple[str, ...]) -> None:
    assert parse_phrase(text) == Phrase(time, levels)


@pytest.mark.parametrize(
    ("texts", "whole"),
    [
        (["海淀的GDP", "沈阳"], ["海淀的GDP", "沈阳的GDP"]),
        (["海淀", "沈阳的GDP"], ["海淀的GDP", "沈阳的GDP"]),
        (["海淀", "沈阳", "西安的GDP"], ["海淀的GDP", "沈阳的GDP", "西安的GDP"]),
        (["海淀的上市企业", "独角兽企业"], ["海淀的上市企业", "海淀的独角兽企业"]),
        (["海淀的上市企业", "独角兽企业数量"], ["海淀的上市企业的数量", "海淀的独角兽企业的数量"]),
        (["独角兽企业", "北京市"], ["独角兽企业", "北京市的独角兽企业"]),
        (["2022年海淀的GDP", "2021年"], ["2022年海淀的GDP", "2021年海淀的GDP"]),
        (["阿里巴巴的营业收入", "拼多多"], ["阿里巴巴的营业收入", "拼多多的营业收入"]),
    ],
)
def test_phrases_borrow_what_they_leave_out(texts: list[str], whole: list[str]) -> None:
    assert [str(phrase) for phrase in complete([parse_phrase(text) for text in texts])] == whole


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("海淀、沈阳和西安", ["海淀", "沈阳", "西安"]),
        ("中华人民共和国", ["中华人民共和国"]),
        ("甲有限公司和乙有限公司的合规与监管更新", ["甲有限公司", "乙有限公司的合规与监管更新"]),
    ],
)
def test_lists_are_divided_at_their_conjunction(text: str, members: list[str]) -> None:
    assert split_list(text) == members


def test_kinds_of_levels() -> None:
    kinds = [level_kind(level) for level in ("海淀区", "全国", "甲有限公司", "总资产", "GDP", "上市公司", "海英计划")]
    assert kinds == ["name", "name", "name", "measure", "measure", "thing", "thing"]


def test_siblings_are_parallel() -> None:
    def parallel(*texts: str) -> bool:
        return is_parallel(complete([parse_phrase(text) for text in texts]))

    assert parallel("海淀", "沈阳的GDP")
    assert parallel("民营企业", "上市公司")
    assert not parallel("体育场兴建", "竣工时间")
    assert not parallel("海淀", "海淀")


@settings(deadline=None)  # the first example reads the dictionary
@given(st.lists(st.text(alphabet="海淀沈阳的企业GDP2021年数量", max_size=8), min_size=1, max_size=4))
def test_completing_keeps_what_each_phrase_says(texts: list[str]) -> None:
    phrases = [parse_phrase(text) for text in texts]
    whole = complete(phrases)
    assert len(whole) == len(phrases)
    for phrase, completed in zip(phrases, whole, strict=True):
        assert completed.time == phrase.time or not phrase.time
        assert "".join(phrase.levels) in "".join(completed.levels)
