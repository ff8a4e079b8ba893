from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text import longest_common_run, run_share
from assistant.text.overlap import LONGEST

TEXT = st.text("海淀区上", max_size=20)


def brute_force(first: str, second: str) -> int:
    runs = (first[i:j] for i in range(len(first)) for j in range(i, len(first) + 1))
    return min(LONGEST, max((len(run) for run in runs if run in second), default=0))


@pytest.mark.parametrize(
    ("first", "second", "length"),
    [("", "", 0), ("海淀", "", 0), ("海淀区", "在海淀", 2), ("abc", "xabcx", 3), ("ab" * 10, "ab" * 10, 12)],
)
def test_longest_common_run(first: str, second: str, length: int) -> None:
    assert longest_common_run(first, second) == length


@given(TEXT, TEXT)
def test_longest_common_run_is_that_of_brute_force(first: str, second: str) -> None:
    assert longest_common_run(first, second) == brute_force(first, second)
    assert longest_common_run(first, second) == longest_common_run(second, first)


@pytest.mark.parametrize(
    ("name", "text", "share"),
    [
        ("", "海淀", 0.0),
        ("海淀", "", 0.0),
        ("海淀", "海淀上市企业", 1.0),
        ("海淀经济", "海淀上市企业", 0.5),
        ("一二三四五六七八九十甲乙丙丁", "一二三四五六七八九十甲乙", 1.0),
        ("一二三四五六七八九十甲乙丙丁", "一二三", 0.25),
    ],
)
def test_run_share(name: str, text: str, share: float) -> None:
    assert run_share(name, text) == share
