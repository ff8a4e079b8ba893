"""Which sentences an answer says."""

from __future__ import annotations

import pytest

from assistant.answering.question import analyse
from assistant.answering.select import only_announces


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("海淀是怎么吸引人才的", "海淀区既重视培养人才，也大力引进人才。", True),
        ("海淀是怎么吸引人才的", "海淀印发《支持办法》，简称“海英计划”。", False),
        ("企业怎么融资", "2022年设立5亿元的基金。", False),
        ("靠什么取得优势", "企业凭借技术创新取得优势。", False),
        ("海淀有多少人才", "海淀区既重视培养人才，也大力引进人才。", False),
    ],
)
def test_a_short_sentence_without_anything_concrete_only_announces(
    question: str, sentence: str, expected: bool
) -> None:
    assert only_announces(analyse(question), sentence) is expected
