"""A whole worked out from a part and its share."""

from __future__ import annotations

import pytest

from assistant import Answer, AnswerKind, Assistant, Citation
from assistant.answering.whole import whole

REPORT = """# 南川市2023年专精特新企业报告

2023年，南川市的小巨人企业有90家，占全省的45%。全年新增上市企业12家，约为全省新增总数的三分之一。
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    root = tmp_path_factory.mktemp("whole")
    (root / "documents").mkdir()
    (root / "documents" / "nanchuan.md").write_text(REPORT, encoding="utf-8")
    return Assistant.open(root / "documents", root / "index")


@pytest.mark.parametrize(
    ("question", "formula", "result", "vague"),
    [
        ("按南川占45%推算，全省的小巨人企业有多少家？", "90 [1] ÷ 45% [1]", "200", False),
        ("南川新增上市企业占全省三分之一，那全省新增上市企业多少家", "12 [1] ÷ 三分之一 [1]", "36", True),
    ],
)
def test_a_whole_is_worked_out_from_its_sentence(
    ask: Assistant, question: str, formula: str, result: str, vague: bool
) -> None:
    answer = ask.ask(question)
    assert answer.kind is AnswerKind.CALCULATION
    assert answer.calculation is not None
    assert (answer.calculation.formula, answer.calculation.result) == (formula, result)
    assert answer.calculation.vague is vague
    assert [citation.number for citation in answer.citations] == [1]


@pytest.mark.parametrize(
    "question",
    [
        "按南川占50%推算，全省的小巨人企业有多少家？",  # the report says 45 %
        "南川的小巨人企业有多少家，占全省的多少？",
    ],
)
def test_another_share_gives_no_whole(ask: Assistant, question: str) -> None:
    assert ask.ask(question).calculation is None


def worked_back(question: str, sentence: str) -> str:
    """The formula and the result from 90家, "" where nothing is worked out."""
    at = sentence.index("90家")
    citation = Citation(1, "d", "报告", "", 0, len(sentence), sentence)
    answer = whole(question, Answer("", f"{sentence}[1]", AnswerKind.FACT, (citation,), key_spans=((at, at + 3),)))
    if answer is None:
        return ""
    assert answer.calculation is not None
    worked = answer.calculation
    return f"{worked.formula} {'≈' if worked.vague else '='} {worked.result}{worked.unit}"


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("按所占比例倒推，全省有多少家？", "茶企有90家，占全省的45%。", "90 [1] ÷ 45% [1] = 200家"),
        ("照占全省的份额来算，全省有多少家？", "茶企有90家，占全省的45%。", "90 [1] ÷ 45% [1] = 200家"),
        ("照占全省的比重算，全省有多少家？", "茶企有90家，约占全省的45%。", "90 [1] ÷ 45% [1] ≈ 200家"),
        ("按占45%来算，全省有多少家？", "茶企有90家，占全省的45%。", "90 [1] ÷ 45% [1] = 200家"),
        ("照占40%来算，全省有多少家？", "茶企有90家，占全省的45%。", ""),  # another share
        ("照实际数量来算，全省有多少家？", "茶企有90家，占全省的45%。", ""),  # by no share
        ("茶企占全省的比例是多少？", "茶企有90家，占全省的45%。", ""),  # nothing is to be worked out
        ("按所占比例倒推，全省有多少家？", "茶企有90家，增长45%。", ""),  # a change is no share
    ],
)
def test_a_whole_goes_by_the_share_that_the_sentence_gives(question: str, sentence: str, expected: str) -> None:
    assert worked_back(question, sentence) == expected
