"""Evidence that speaks of another year, place or name than the question is no evidence."""

from __future__ import annotations

import pytest

from assistant.answering.candidates import candidates
from assistant.answering.constraints import broken
from assistant.answering.question import analyse
from assistant.ingestion.chunking import split_passages
from assistant.ingestion.reader import make_document
from assistant.text import fold
from assistant.types import Hit


def breaks(question: str, evidence: str, title: str = "海淀区2022年经济运行") -> str:
    """What is said against `evidence`, the only sentence of a report of that title."""
    document = make_document(f"# {title}\n\n{evidence}\n", "a.md")
    hits = [Hit(passage, 1.0) for passage in split_passages(document, 800)]
    (candidate,) = candidates(hits, {document.id: document})
    return broken(analyse(question), candidate, fold(document.text))


@pytest.mark.parametrize(
    ("question", "evidence"),
    [
        ("海淀上市企业有多少家？", "海淀区共有上市企业268家。"),
        ("2022年海淀上市企业有多少家？", "2022年，海淀区共有上市企业268家。"),
        ("2022年上市企业有多少家？", "上市企业共有268家。"),
        ("二〇二二年上市企业有多少家？", "2022年，上市企业共有268家。"),
        ("海淀区上市企业有多少家？", "全区上市企业共有268家。"),
        ("上市企业有多少家？", "2022年，海淀区共有上市企业268家。"),
    ],
)
def test_evidence_that_keeps_to_the_question(question: str, evidence: str) -> None:
    assert breaks(question, evidence) == ""


@pytest.mark.parametrize(
    ("question", "evidence", "named"),
    [
        ("2019年海淀上市企业有多少家？", "2022年，海淀区共有上市企业268家。", "2019年"),
        ("2019年上市企业有多少家？", "上市企业共有268家。", "2019年"),
        ("朝阳区上市企业有多少家？", "海淀区共有上市企业268家。", "朝阳区"),
        ("《数字经济规划》提出了多少项任务？", "海淀区提出了18项任务。", "数字经济规划"),
    ],
)
def test_evidence_on_something_else(question: str, evidence: str, named: str) -> None:
    said = breaks(question, evidence)
    assert named in said
    assert said.startswith("报告")
    assert said.endswith("。")
