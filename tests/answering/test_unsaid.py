"""What of a question the evidence leaves unsaid, on small documents."""

from __future__ import annotations

import pytest

from assistant.answering.background import idf
from assistant.answering.candidates import Candidate
from assistant.answering.question import analyse
from assistant.answering.unsaid import UNSAID, unsaid
from tests.answering.made import candidate, candidates_of, report

RICE = "水稻产量是多少吨？"
INCOME = "锦榆公司的收入是多少？"


def feature(name: str, question: str, one: Candidate) -> float:
    return unsaid(analyse(question), one)[UNSAID.index(name)]


def test_there_is_a_number_for_every_name() -> None:
    one = candidate("水稻产量12万吨。")
    assert len(set(UNSAID)) == len(UNSAID) == len(unsaid(analyse(RICE), one)) == len(unsaid(analyse("水稻？"), one))


def test_where_all_is_said_nothing_is_lacking() -> None:
    one = candidate("水稻产量12万吨。")
    for place in ("clause", "sentence", "near", "paragraph", "document"):
        assert feature(f"said_{place}", RICE, one) == 1
        assert feature(f"lacks_{place}", RICE, one) == 0
    assert feature("far_heaviest", RICE, one) == feature("far_mean", RICE, one) == feature("elsewhere", RICE, one) == 0


@pytest.mark.parametrize(
    ("before", "after", "lacking"),
    [
        ([], [], {"sentence", "near", "paragraph", "document"}),
        ([], ["水稻长势良好。"], {"sentence", "near", "paragraph"}),
        (["水稻长势良好。"], [], {"sentence", "paragraph"}),
    ],
)
def test_where_the_word_stands_that_the_sentence_lacks(before: list[str], after: list[str], lacking: set[str]) -> None:
    one = candidate("蔬菜产量12万吨。", before=before, after=after)
    weights = {word: idf(word) for word in ("水稻", "产量", "吨")}
    said = 1 - weights["水稻"] / sum(weights.values())
    for place in ("sentence", "near", "paragraph", "document"):
        assert feature(f"said_{place}", RICE, one) == pytest.approx(said if place in lacking else 1)
        assert feature(f"lacks_{place}", RICE, one) == (weights["水稻"] if place in lacking else 0)


def test_the_clause_of_the_figure_may_lack_what_the_sentence_says() -> None:
    one = candidate("水稻丰收，蔬菜产量12万吨。", before=["年报。"])
    assert feature("lacks_clause", RICE, one) == idf("水稻")
    assert feature("lacks_sentence", RICE, one) == 0


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["水稻长势良好。"], [], idf("水稻")),
        ([], ["水稻长势良好。"], idf("水稻")),
        ([], ["玉米长势良好。"], 0.0),  # nowhere
    ],
)
def test_what_is_said_only_elsewhere(before: list[str], after: list[str], expected: float) -> None:
    assert feature("elsewhere", RICE, candidate("蔬菜产量12万吨。", before=before, after=after)) == expected


def test_a_figure_of_the_question() -> None:
    question = "获得35万元补贴的企业有多少家？"
    assert feature("figures_lack", question, candidate("获得补贴的企业12家。")) == 1
    assert feature("figures_lack", question, candidate("获得35万元补贴的企业12家。")) == 0
    assert feature("figures_lack", "企业有多少家？", candidate("获得补贴的企业12家。")) == 0


@pytest.mark.parametrize(
    ("question", "evidence", "expected"),
    [
        ("丙类医院有多少家？", "甲类医院12家。", idf("丙类")),
        ("丙类医院有多少家？", "丙类医院12家。", 0.0),
        ("丙类医院有多少家？", "医院12家。", 0.0),  # says none of its kind
        ("丙类医院有多少家？", "私立医院12家。", 0.0),
    ],
)
def test_another_of_a_kind_is_said(question: str, evidence: str, expected: float) -> None:
    one = candidate(evidence)
    assert feature("sibling_clause", question, one) == feature("sibling_sentence", question, one) == expected


def test_another_of_a_kind_in_another_clause() -> None:
    one = candidate("甲类设备更新，医院12家。")
    assert feature("sibling_clause", "丙类医院有多少家？", one) == 0
    assert feature("sibling_sentence", "丙类医院有多少家？", one) == idf("丙类")


@pytest.mark.parametrize(
    ("evidence", "likeness", "share", "strange", "length"),
    [
        ("水稻产量12万吨。", 1.0, 1.0, 0.0, 4),
        ("水稻产量达到约12万吨。", 1.0, 1.0, 0.0, 4),  # particles do not count
        ("丰收了，水稻产量12万吨。", 1.0, 1.0, 0.0, 4),
        ("蔬菜产量12万吨。", None, 1 / 3, idf("蔬菜"), 4),
        ("12万吨。", 0.0, 1.0, 0.0, 0),
        ("蔬菜丰收。", 0.0, 1.0, 0.0, 0),  # no figure
    ],
)
def test_the_label_of_the_figure(
    evidence: str, likeness: float | None, share: float, strange: float, length: int
) -> None:
    one = candidate(evidence)
    if likeness is not None:
        assert feature("label_likeness", RICE, one) == pytest.approx(likeness, abs=1e-3)
    assert feature("label_share", RICE, one) == pytest.approx(share)
    assert feature("label_strange", RICE, one) == strange
    assert feature("label_length", RICE, one) == length
    assert feature("has_key", RICE, one) == float("12" in evidence)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["锦榆公司收入12亿元。"], (1.0, 1.0, 1.0)),
        (["锦榆公司落户绥棠。收入12亿元。"], (0.0, 1.0, 1.0)),
        (["锦榆公司落户绥棠。", "收入12亿元。"], (0.0, 0.0, 1.0)),
        (["檀溪公司落户绥棠。收入12亿元。"], (0.0, 0.0, 0.0)),
    ],
)
def test_where_the_name_stands(paragraphs: list[str], expected: tuple[float, ...]) -> None:
    one = candidates_of(report(*paragraphs))[-1]
    assert tuple(feature(f"named_{place}", INCOME, one) for place in ("sentence", "paragraph", "document")) == expected


def test_a_name_before_the_sentence() -> None:
    assert feature("named_before", INCOME, candidate("收入12亿元。", before=["锦榆公司落户绥棠。"])) == 1
    assert feature("named_before", INCOME, candidate("收入12亿元。", after=["锦榆公司落户绥棠。"])) == 0


def test_the_indicator() -> None:
    here, other = candidate("水稻丰收，蔬菜产量12万吨。"), candidate("水稻产量12万吨。")
    assert [feature(f"indicator_{place}", RICE, other) for place in ("clause", "sentence", "document")] == [1, 1, 1]
    assert feature("indicator_clause", RICE, here) == pytest.approx(1 / 3)
    assert feature("indicator_sentence", RICE, here) == pytest.approx(2 / 3)
    assert feature("head_clause", RICE, here) == 1
    assert feature("head_sentence", RICE, candidate("水稻12万吨。")) == 0
    assert (feature("qualifier_clause", RICE, here), feature("qualifier_sentence", RICE, here)) == (0, 1)


def test_how_far_before_the_figure_what_is_asked_stands() -> None:
    one = candidate("水稻产量为12万吨。", before=["年报。"])
    assert (feature("key_gap", RICE, one), feature("key_gap_unsaid", RICE, one)) == (1, 3)
    for evidence in ("蔬菜丰收。", "蔬菜12万吨。"):  # no figure, and nothing that is asked before it
        one = candidate(evidence)
        assert (feature("key_gap", RICE, one), feature("key_gap_unsaid", RICE, one)) == (50, 50)


def test_counts() -> None:
    one = candidate("水稻产量12万吨，增长3.2%，占6.1%。", before=["年报。"])
    assert (feature("figures", RICE, one), feature("same_kind", RICE, one)) == (3, 1)
    assert (feature("asked_length", RICE, one), feature("terms", RICE, one)) == (9, 3)
    assert feature("new_known", INCOME, candidate("檀溪公司收入12亿元。")) == 1
    assert feature("new_known", INCOME, candidate("锦榆公司收入12亿元。")) == 0
