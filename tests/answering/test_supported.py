"""Which sentences may be said: those that break nothing and are supported enough."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.answering import supported as module
from assistant.answering.candidates import Ranked
from assistant.answering.question import Question, analyse
from assistant.answering.support import support
from assistant.answering.supported import (
    TRIED,
    TRIED_SEVERAL,
    Supported,
    broken_by,
    support_of,
    supported,
    within_constraints,
)
from tests.answering.made import ranked, report

ASKED = "企业有多少家？"
NEAR = ranked(report("企业312家。", "企业318家。"))
FAR = NEAR[::-1]
LIKELY = 0.25


@pytest.fixture
def sure(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """The support that each model finds, 0.5 until a test says another."""
    found = {"support": 0.5, "support-far": 0.5}

    def stub(kept: Sequence[Ranked], model: str = "support") -> float:
        return found[model] if kept else 0.0

    def likely(
        question: Question, said: Ranked, near: Sequence[Ranked], far: Sequence[Ranked], both: tuple[float, float]
    ) -> float:
        assert said in far
        assert (question.text, near[0], both) == (
            ASKED.replace("？", "?"),
            NEAR[0],
            (found["support"], found["support-far"]),
        )
        return LIKELY

    monkeypatch.setattr(module, "support_of", stub)
    monkeypatch.setattr(module, "answering", likely)
    return found


@pytest.mark.parametrize(
    ("near", "far", "expected"),
    [
        (0.5, 0.5, Supported(NEAR, 0.5, LIKELY)),
        (0.5, 0.9, Supported(NEAR, 0.5, LIKELY)),  # near words: the ranker for them comes first
        (0.5, 0.06, Supported([], 0.5)),  # that for far words finds none
        (0.03, 0.6, Supported(FAR, 0.6, LIKELY)),
        (0.03, 0.5, Supported([], 0.03)),
    ],
)
def test_who_is_supported(sure: dict[str, float], near: float, far: float, expected: Supported) -> None:
    sure.update({"support": near, "support-far": far})
    assert supported(analyse(ASKED), NEAR, FAR) == expected


def test_in_far_words_the_ranker_for_them_comes_first(sure: dict[str, float]) -> None:
    sure.update({"support": 0.95, "support-far": 0.8})
    assert supported(analyse("栖息的蝙蝠有哪些？"), NEAR, FAR) == Supported(FAR, 0.8)


def test_without_sentences(sure: dict[str, float]) -> None:
    assert supported(analyse(ASKED), [], []) == Supported([], 0)
    assert supported(analyse(ASKED), NEAR, []) == Supported([], 0.5)
    sure["support-far"] = 0.6
    assert supported(analyse(ASKED), [], FAR) == Supported(FAR, 0.6)  # one ranker alone is not vetted


def test_an_office_that_is_named_needs_no_support(sure: dict[str, float]) -> None:
    sure.update({"support": 0.01, "support-far": 0.01})
    found = ranked(report("市长王明主持会议。"))
    assert supported(analyse("王明担任什么职务？"), found, found) == Supported(found, 0.01)
    assert supported(analyse("李强担任什么职务？"), found, found) == Supported([], 0.01)


def test_a_list_is_not_vetted(sure: dict[str, float]) -> None:
    sure["support-far"] = 0.6
    assert supported(analyse("企业有哪些？"), NEAR, FAR).likely == 1


@pytest.mark.usefixtures("sure")
def test_what_the_ranker_for_far_words_does_not_have_is_not_vetted() -> None:
    assert supported(analyse(ASKED), NEAR, FAR[:1]) == Supported(NEAR, 0.5)


def test_support_is_that_of_the_model() -> None:
    assert support_of(NEAR) == support(NEAR[0].features, [one.learned for one in NEAR])
    assert 0 < support_of(NEAR) < 1
    assert support_of([]) == support_of([], "support-far") == 0


def test_what_breaks_a_constraint_is_left_out() -> None:
    found = ranked(report("全市有高中18所。", "全市有初中36所。"))
    question = analyse("初中有多少所？")
    assert within_constraints(question, found) == found[1:]
    assert within_constraints(analyse("学校有多少所？"), found) == found
    assert within_constraints(question, []) == []


def test_what_a_sentence_breaks_is_worked_out_once() -> None:
    found, question = ranked(report("全市有高中18所。", "全市有初中36所。")), analyse("初中有多少所？")
    assert broken_by(question, found[0]) == "报告说的是高中，没有说初中的这一项。"
    assert broken_by(question, found[1]) == ""
    assert list(question.broken.values()) == ["报告说的是高中，没有说初中的这一项。", ""]
    question.broken.update(dict.fromkeys(question.broken, "已知"))
    assert broken_by(question, found[1]) == "已知"


def test_only_the_first_sentences_are_tried() -> None:
    found = ranked(report(*(f"园区{number}有企业{number}家。" for number in range(11, 36))))
    assert within_constraints(analyse("企业有多少家？"), found) == found[:TRIED]
    assert within_constraints(analyse("有企业的园区有哪些？"), found) == found[:TRIED_SEVERAL]


def test_behind_what_is_only_background_a_reason_must_be_given() -> None:
    found = ranked(report("在收入下滑的背景下，门店仍在扩张。", "由于订单减少，收入下滑。", "收入下滑三成。"))
    question = analyse("收入为什么下滑？")
    assert within_constraints(question, found) == [found[1]]
    assert within_constraints(analyse("收入为什么下滑？"), found[1:]) == found[1:]
