"""Suggested questions are natural, answered by the shelf, of different kinds, and the same every time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.question_making import candidates
from assistant.answering.suggestions import follow_ups, suggest
from assistant.types import Answer, AnswerKind, Citation, Document, Section

FIGURES = "2022年，朝阳区新增上市企业12家。朝阳区的独角兽企业有30家。朝阳区地区生产总值达7911.2亿元。"
OTHERS = (
    "朝阳科创服务中心于2021年5月正式成立，地址是朝阳区建国路8号。朝阳区在2018年印发了《朝阳区引才办法》，简称“凤凰计划”。"
    "为了帮助企业发展，朝阳区设立了创业引导基金。朝阳区商务局局长王建国认为，朝阳区的优势是开放。"
    "朝阳区先后出台了租金减免、贷款贴息等政策。"
)
TEXT = f"# 朝阳区经济\n\n## 企业\n\n{FIGURES}\n\n## 服务\n\n{OTHERS}\n"


def document(text: str = TEXT, title: str = "朝阳区经济", id_: str = "d") -> Document:
    starts = [index for index in range(len(text)) if text.startswith("## ", index)]
    ends = [*starts[1:], len(text)] if starts else []
    sections = tuple(
        Section(text[start:end].splitlines()[0][3:], 2, start, text.index("\n", start) + 1, end)
        for start, end in zip(starts, ends, strict=True)
    )
    return Document(id_, title, text, "report.md", sections)


def always(_: str) -> bool:
    return True


def answer(text: str, quote: str) -> Answer:
    start = TEXT.index(quote)
    citation = Citation(1, "d", "", "", start, start + len(quote), quote)
    return Answer("？", text, AnswerKind.FACT, citations=(citation,))


@pytest.mark.parametrize(
    ("kind", "question", "value"),
    [
        ("figure", "2022年朝阳区新增多少家上市企业？", "12家"),
        ("figure", "朝阳区的独角兽企业有多少家？", "30家"),
        ("figure", "朝阳区地区生产总值是多少？", "7911.2亿元"),
        ("date", "朝阳科创服务中心是什么时候成立的？", "2021年5月"),
        ("place", "朝阳科创服务中心在哪里？", "朝阳区建国路8号"),
        ("date", "“凤凰计划”是什么时候印发的？", "2018年"),
        ("content", "“凤凰计划”是什么？", "《朝阳区引才办法》"),
        ("reason", "朝阳区为什么设立创业引导基金？", "帮助企业发展"),
        ("person", "朝阳区商务局局长是谁？", "王建国"),
        ("view", "王建国怎么看朝阳区？", "朝阳区的优势是开"),
        ("list", "朝阳区出台了哪些政策？", "租金减免、贷款贴息"),
    ],
)
def test_makes_a_question_with_the_text_that_answers_it(kind: str, question: str, value: str) -> None:
    assert (kind, question, value) in [(made.kind, made.question, made.value) for made in candidates(document())]


def test_makes_nothing_else() -> None:
    assert len(candidates(document())) == 11


@pytest.mark.parametrize(
    "sentence",
    [
        "其总规模已达7000万元。",
        "该中心于2021年5月成立。",
        "公司的营业收入达到了30000万元。",
        "近年来，发展很快，达到了新的水平。",
        "这里有50家。",
        "他认为，朝阳区的优势是开放。",
    ],
)
def test_asks_nothing_about_what_a_sentence_leaves_out(sentence: str) -> None:
    assert candidates(document(sentence, title="报告")) == []


def test_names_the_company_of_the_title_for_the_company() -> None:
    made = candidates(document("在2021年度，公司的营业收入达到了30000万元。", title="农业发展有限公司"))
    assert [(one.question, one.value) for one in made] == [("2021年农业发展有限公司的营业收入是多少？", "30000万元")]


def test_suggests_different_kinds_first() -> None:
    assert suggest([document()], always, 6) == (
        "2022年朝阳区新增多少家上市企业？",
        "朝阳科创服务中心是什么时候成立的？",
        "朝阳区商务局局长是谁？",
        "朝阳区出台了哪些政策？",
        "朝阳区为什么设立创业引导基金？",
        "“凤凰计划”是什么？",
    )


def test_suggests_only_what_is_answered() -> None:
    def answerable(question: str) -> bool:
        return "企业" in question

    assert suggest([document()], answerable, 6) == ("2022年朝阳区新增多少家上市企业？", "朝阳区的独角兽企业有多少家？")


def test_documents_take_turns() -> None:
    other = document("西湖区的独角兽企业有20家。", "西湖区经济", "e")
    assert suggest([document(), other], always, 20)[:3] == (
        "2022年朝阳区新增多少家上市企业？",
        "朝阳科创服务中心是什么时候成立的？",
        "朝阳区商务局局长是谁？",
    )
    assert "西湖区的独角兽企业有多少家？" in suggest([document(), other], always, 20)


@pytest.mark.parametrize("limit", [0, 1, 3])
def test_keeps_to_the_limit(limit: int) -> None:
    assert len(suggest([document()], always, limit)) == limit


@pytest.mark.parametrize("documents", [[], [document("")], [document("没有数字的一句话。")]])
def test_a_shelf_without_plain_facts_suggests_nothing(documents: list[Document]) -> None:
    assert suggest(documents, always, 6) == ()


def test_asks_a_bounded_number_of_times() -> None:
    asked: list[str] = []

    def refuse(question: str) -> bool:
        asked.append(question)
        return False

    text = "\n".join(
        f"第{number}公里处的朝阳区{name}企业有{number}家。" for number, name in enumerate("甲乙丙丁戊己庚辛" * 8)
    )
    suggest([document(text)], refuse, 2)
    assert len(asked) <= 14


def test_follows_up_with_the_nearest_facts_of_the_section() -> None:
    given_ = answer("2022年，朝阳区新增上市企业12家。[1]", "2022年，朝阳区新增上市企业12家。")
    assert follow_ups(given_, [document()], always, 2) == ("朝阳区的独角兽企业有多少家？", "朝阳区地区生产总值是多少？")


def test_does_not_ask_again_for_what_was_said() -> None:
    given_ = answer("朝阳区的独角兽企业有30家。[1]", "朝阳区的独角兽企业有30家。")
    assert "朝阳区的独角兽企业有多少家？" not in follow_ups(given_, [document()], always, 10)


def test_follows_up_on_what_is_related_to_a_refusal() -> None:
    quote = "朝阳区的独角兽企业有30家。"
    start = TEXT.index(quote)
    related = (Citation(1, "d", "", "", start, start + len(quote), quote),)
    refusal = Answer("西湖区的独角兽企业有多少家？", "报告没有提到这一点。", AnswerKind.REFUSAL, related=related)
    assert follow_ups(refusal, [document()], always, 1) == ("朝阳区的独角兽企业有多少家？",)


def test_small_talk_has_no_follow_ups() -> None:
    assert follow_ups(Answer("谢谢", "不客气。", AnswerKind.CHAT), [document()], always, 3) == ()


@given(st.text(st.characters(codec="gb2312"), max_size=200), st.integers(0, 5))
def test_any_document_gives_well_formed_questions(text: str, limit: int) -> None:
    answerable: Callable[[str], bool] = always
    questions = suggest([document(text.replace("#", ""))], answerable, limit)
    assert questions == suggest([document(text.replace("#", ""))], answerable, limit)
    assert all(question.endswith("？") and 6 <= len(question) <= 32 for question in questions)
