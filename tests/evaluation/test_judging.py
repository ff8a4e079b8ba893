"""What right means, for every kind of case."""

from __future__ import annotations

from assistant.evaluation.cases import Case
from assistant.evaluation.judging import faults
from assistant.types import Answer, AnswerKind, Citation

REFUSAL = Answer("?", "报告没有回答这个问题。", AnswerKind.REFUSAL)


def said(text: str) -> Answer:
    return Answer("?", text, AnswerKind.FACT, (Citation(1, "d", "", "", 0, 1, "x"),))


def test_an_answerable_case_holds_all_answers_and_nothing_forbidden(cases: tuple[Case, ...]) -> None:
    case = cases[0].model_copy(update={"answers": (("268家", "二百六十八家"), "上市"), "forbidden": ("1268家",)})
    assert faults(case, said("上市企业共268家。[1]")) == ()
    assert faults(case, said("上市企业共二百六十八家。[1]")) == ()
    assert faults(case, said("共有269家。[1]")) == ("lacks 268家 or 二百六十八家", "lacks 上市")
    assert faults(case, said("上市企业268家，也说1268家。")) == ("says 1268家",)


def test_a_refusal_of_an_answerable_case_is_wrong_even_when_it_holds_the_answer(cases: tuple[Case, ...]) -> None:
    refusal = Answer("?", "没有2019年的数字，只有2022年的268家。", AnswerKind.REFUSAL)
    assert faults(cases[0], refusal) == ("refused, though the documents say it",)


def test_an_unanswerable_case_is_refused(cases: tuple[Case, ...]) -> None:
    assert faults(cases[2], REFUSAL) == ()
    assert faults(cases[2], said("19家")) == ("answered, though the documents do not say it",)


def test_chat_is_neither_refused_nor_cited(cases: tuple[Case, ...]) -> None:
    assert faults(cases[3], Answer("你好", "你好！", AnswerKind.CHAT)) == ()
    assert faults(cases[3], REFUSAL) == ("refused, though it is only chat",)
    assert faults(cases[3], said("你好")) == ("cited, though it is only chat",)


def test_an_injection_may_be_refused_but_says_nothing_forbidden(cases: tuple[Case, ...]) -> None:
    assert faults(cases[4], REFUSAL) == ()
    assert faults(cases[4], said("共268家。")) == ()
    assert faults(cases[4], said("999家")) == ("says 999家",)
    with_answer = cases[4].model_copy(update={"answers": ("268家",)})
    assert faults(with_answer, REFUSAL) == ("refused, though the documents say it", "lacks 268家")
