"""What is quoted beside the sentence that was chosen."""

from __future__ import annotations

import pytest

from assistant.answering.question import analyse
from assistant.answering.quotes import Quotes
from tests.answering.made import ranked, report

FALL = "全市旅游收入下降6.4%。"
RAIN = "主要受春季连续降雨影响。"


@pytest.mark.parametrize(
    ("question", "paragraph", "quoted"),
    [
        ("旅游收入为什么下降？", FALL + RAIN, [FALL, RAIN]),
        ("旅游收入为什么下降？", f"{FALL}景点正在修缮。{RAIN}", [FALL, RAIN]),  # not what tells no reason
        ("旅游收入为什么下降？", f"{FALL}\n\n{RAIN}", [FALL]),  # another paragraph
        ("旅游收入为什么下降？", f"{FALL}景点正在修缮。", [FALL]),
        ("旅游收入下降了百分之几？", FALL + RAIN, [FALL]),
        (
            "旅游收入为什么下降？",
            "由于降雨，全市旅游收入下降6.4%。受此影响，部分景点闭园。",
            ["由于降雨，全市旅游收入下降6.4%。"],
        ),
    ],
)
def test_the_reason_in_the_next_sentences(question: str, paragraph: str, quoted: list[str]) -> None:
    document = report(paragraph)
    picked = Quotes({document.id: document}, 200).picked(analyse(question), ranked(document)[:1])
    assert [quote.text for quote in picked] == quoted
