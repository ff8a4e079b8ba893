"""Which sentences an answer says."""

from __future__ import annotations

import pytest

from assistant.answering.question import analyse
from assistant.answering.select import leans_back, only_announces, spoken_by
from assistant.types import Sentence


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


QUOTED = (
    "海淀最近办了一次论坛。",
    "“海淀有持续培养世界知名企业的神奇能力。”",
    "2021年3月2日，雷军在签约仪式上发出如此感叹。",
)


def test_a_bare_quotation_goes_on_to_its_speaker() -> None:
    sentences, start = [], 0
    for text in QUOTED:
        sentences.append(Sentence("d", start, start + len(text), text))
        start += len(text)
    asked = analyse("是谁说海淀有神奇能力")
    assert [spoken_by(asked, sentences, place) for place in range(3)] == [None, 2, None]
    assert spoken_by(analyse("海淀有什么能力"), sentences, 1) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [(QUOTED[2], True), ("他说海淀很好。", True), ("雷军说海淀很好。", False)],
)
def test_what_only_the_sentence_before_explains(sentence: str, expected: bool) -> None:
    assert leans_back(sentence) is expected
