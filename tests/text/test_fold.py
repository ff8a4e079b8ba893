from __future__ import annotations

import sys

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text import fold

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("海澱區上市企業", "海淀区上市企业"),
        ("ＧＤＰ１０２０６．９億元", "gdp10206.9亿元"),
        ("Ｇrowth GROWTH", "growth growth"),
        ("５０％，（A）：B；C！D？", "50%,(a):b;c!d?"),
        ("。、“”《》「」…", "。、“”《》「」…"),
        ("①②③", "123"),
        ("㎡㈱", "㎡㈱"),
        ("É\u3000é", "é é"),
        ("\uf902⾞車", "车车车"),
        ("🙂𠮷", "🙂𠮷"),
        ("\ud800家", "\ufffd家"),
    ],
)
def test_one_spelling(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(ANY_TEXT)
def test_offsets_are_kept(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(ANY_TEXT, ANY_TEXT)
def test_each_character_is_folded_alone(first: str, second: str) -> None:
    assert fold(first + second) == fold(first) + fold(second)


def test_folding_twice_changes_nothing() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    once = fold(everything)
    assert len(once) == len(everything)
    assert fold(once) == once


def test_simplified_characters_are_those_of_opencc() -> None:
    sentence = "臺灣與廣東的經濟總量於二零二二年雙雙邁進新臺階"
    assert fold(sentence) == opencc.OpenCC("t2s").convert(sentence)
