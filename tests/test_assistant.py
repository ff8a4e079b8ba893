"""The facade: what holds for any question, and each of its methods over real shelves."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Answer, AnswerKind, Assistant, AssistantError
from assistant.errors import NoDocuments, QuestionError, SettingsError, UnknownDocument
from tests.soundness import MARKER, ShelfOf, assert_sound

ROOT = Path(__file__).parent.parent
REPORT = """# 云谷区2022年经济运行

## 企业

截至2022年年底，云谷区共有上市企业{listed}家。云谷区的园区里有咖啡馆和书店。

## 总量

2022年，云谷区地区生产总值为10206.9亿元，比上年增长3.5%。
"""
OTHER = (
    "# 雾山区2022年经济运行\n\n## 企业\n\n截至2022年年底，雾山区共有上市企业31家。\n\n## 人口\n\n常住人口为18万人。\n"
)
QUESTIONS = [
    "海淀上市企业有多少家",
    "独角兽企业有多少家？",
    "李俊杰说了什么？",
    "海淀区2022年的GDP是多少？",
    "高新技术企业有多少家",
    "为什么海淀区的经济有韧性？",
    "2025年的目标是什么？",
    "火星上有多少家上市企业？",
]
WORDS = st.sampled_from(
    """海淀 海淀区 北京市 李俊杰 刘勇 上市企业 独角兽企业 高新技术企业 地区生产总值 GDP 中关村 专利 人才 高校 规划 措施
    有多少家 是多少 是谁 什么时候 为什么 有哪些 占比 第几 增加了多少 多几倍 一共 分别 如何 吗 呢 那 它 他 和 比 的 与 除了
    2022年 2019年 年底 268家 10206.9亿元 3.5% 三分之一 二〇二二年 朝阳区 《“十四五”规划》 谢谢 你好 请问 总结 排名 最高
    “ ” 《 》 ？ 。 ， ； [1] [2] \n % $ { } < > \\ ' " 0 . 分之 万亿 - + ÷""".split()
)
ANY_CHARACTER = st.characters(codec=None, exclude_categories=())
QUESTION = (
    st.lists(WORDS, min_size=1, max_size=10).map("".join)
    | st.lists(WORDS | st.text(ANY_CHARACTER, max_size=6), min_size=1, max_size=8).map("".join)
    | st.text(ANY_CHARACTER, max_size=40)
    | st.text("0123456789一二三十百千万亿点分之成年月日%.,，。？多少比家", max_size=40)
)


@pytest.fixture(scope="module")
def eager(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """Answers whatever it finds, so that more of what it can say is seen."""
    return Assistant.open(ROOT / "documents", tmp_path_factory.mktemp("eager") / "index", support_threshold=0)


@settings(max_examples=10 * settings().max_examples)
@given(QUESTION)
def test_any_question_has_a_sound_answer_or_an_assistant_error(haidian: Assistant, question: str) -> None:
    """1,000 questions here; 10,000 with --hypothesis-profile=thorough."""
    assert_answers_soundly(haidian, question)


@settings(max_examples=2 * settings().max_examples)
@given(QUESTION)
def test_one_that_never_refuses_for_want_of_support_is_as_sound(eager: Assistant, question: str) -> None:
    assert_answers_soundly(eager, question)


def assert_answers_soundly(assistant: Assistant, question: str) -> None:
    try:
        answer = assistant.ask(question)
    except AssistantError:
        assert not question.strip()
        return
    assert answer.question == question
    assert_sound(assistant, answer)


@settings(max_examples=settings().max_examples // 2)
@given(QUESTION)
def test_the_same_question_has_the_same_answer(haidian: Assistant, question: str) -> None:
    if question.strip():
        assert haidian.ask(question) == haidian.ask(question)
        assert haidian.retrieve(question) == haidian.retrieve(question)


def test_the_question_of_the_house(haidian: Assistant) -> None:
    answer = haidian.ask("海淀上市企业有多少家")
    assert "268家" in answer.text
    assert "268家" in answer.citations[0].quote
    assert answer.key == "268家"
    assert_sound(haidian, answer)


@pytest.mark.parametrize("indicator", ["出生人口", "死亡人口", "粮食产量", "公园面积"])
def test_a_figure_of_something_else_is_no_answer(haidian: Assistant, indicator: str) -> None:
    assert haidian.ask(f"海淀区2022年{indicator}是多少？").refused


@pytest.mark.parametrize("question", ["", " ", "\n\t\u3000"])
def test_an_empty_question_is_asked_for(haidian: Assistant, question: str) -> None:
    for answer in (haidian.ask(question), haidian.conversation().ask(question)):
        assert (answer.kind, answer.text, answer.citations) == (AnswerKind.CHAT, "请输入您想了解的问题。", ())
    assert haidian.retrieve(question) == ()


def test_a_question_may_be_as_long_as_the_limit(haidian: Assistant) -> None:
    limit = haidian.settings.max_question_chars
    assert_sound(haidian, haidian.ask("海" * limit))
    with pytest.raises(QuestionError, match=f"the question has {limit + 1} characters, more than {limit}; shorten it"):
        haidian.ask("海" * (limit + 1))


@pytest.mark.parametrize("question", [*QUESTIONS, "你好", "2022年海淀区的GDP比沈阳市多多少？"])
def test_a_stream_is_the_text_in_pieces_and_then_the_answer(haidian: Assistant, question: str) -> None:
    *pieces, last = haidian.stream(question)
    assert last == haidian.ask(question)
    assert isinstance(last, Answer)
    assert "".join(piece for piece in pieces if isinstance(piece, str)) == last.text
    assert all(pieces)


def test_many_questions_are_answered_as_each_alone(haidian: Assistant) -> None:
    assert haidian.ask_many(iter(QUESTIONS)) == [haidian.ask(question) for question in QUESTIONS]
    assert haidian.ask_many([]) == []
    with pytest.raises(QuestionError, match="shorten it"):
        haidian.ask_many([QUESTIONS[0], "长" * 1000])


def test_asking_without_blocking(haidian: Assistant) -> None:
    async def ask_all() -> list[Answer]:
        return await asyncio.gather(*(haidian.aask(question) for question in QUESTIONS))

    assert asyncio.run(ask_all()) == [haidian.ask(question) for question in QUESTIONS]


def test_eight_threads_get_their_own_answers(shelf_of: ShelfOf) -> None:
    """A shelf nobody asked before: what is remembered between questions is filled by all at once."""
    assistant = shelf_of({"a.md": REPORT.format(listed=268), "b.md": OTHER})
    questions = [
        f"{place}{what}？"
        for place in ("云谷区", "雾山区")
        for what in ("有多少上市企业", "2022年的GDP", "人口", "增长")
    ]
    together = threading.Barrier(8)

    def ask(question: str) -> list[Answer]:
        together.wait()
        return [assistant.ask(question) for _ in range(5)]

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, questions))
    assert answers == [[assistant.ask(question)] * 5 for question in questions]
    assert len({answer.text for answer, *_ in answers}) > 2


def test_documents_by_their_ids(shelf_of: ShelfOf) -> None:
    assistant = shelf_of({"b.md": OTHER, "sub/a.md": REPORT.format(listed=268), "empty.md": ""})
    assert [document.source for document in assistant.documents] == ["b.md", "sub/a.md"]
    for document in assistant.documents:
        assert assistant.document(document.id) == document
    assert len(assistant.warnings) == 1
    assert "empty.md" in assistant.warnings[0]
    with pytest.raises(UnknownDocument, match="no document has the id 'nothing'; `documents` lists those there are"):
        assistant.document("nothing")


def test_listings_are_the_documents_without_their_texts(shelf_of: ShelfOf) -> None:
    shelf_of.write({"b.md": OTHER, "sub/a.md": REPORT.format(listed=268)})
    file = shelf_of.documents / "b.md"
    os.utime(file, (1_000_000_000, 1_000_000_000))
    assistant = shelf_of({})
    first, second = assistant.listings
    assert (first.document_id, first.title, first.source) == (assistant.documents[0].id, "雾山区2022年经济运行", "b.md")
    assert (first.size, first.modified) == (file.stat().st_size, "2001-09-09T01:46:40+00:00")
    assert abs(datetime.fromisoformat(first.indexed) - datetime.now(UTC)) < timedelta(minutes=5)
    assert (second.source, second.modified) == ("sub/a.md", "")  # too new: it may be written again within its tick


def test_hits_say_where_they_stand(haidian: Assistant) -> None:
    hits = haidian.retrieve("上市企业", top_k=3)
    assert len(hits) == 3
    for hit in hits:
        passage = hit.passage
        assert haidian.document(passage.document_id).text[passage.start : passage.end] == passage.text


def test_a_changed_report_is_picked_up_and_the_old_text_never_answers(shelf_of: ShelfOf) -> None:
    assistant, question = shelf_of({"a.md": REPORT.format(listed=268)}), "云谷区有多少家上市企业？"
    before, version = assistant.ask(question), assistant.version
    assert "268家" in before.text
    assert not assistant.refresh()
    shelf_of.write({"a.md": REPORT.format(listed=301)})
    assert "268家" in assistant.ask(question).text
    assert assistant.refresh()
    after = assistant.ask(question)
    assert "301家" in after.text
    assert "268" not in after.text
    assert_sound(assistant, after)
    assert assistant.version != version
    with pytest.raises(UnknownDocument):
        assistant.document(before.citations[0].document_id)


def test_a_new_report_answers_and_a_deleted_one_no_longer(shelf_of: ShelfOf) -> None:
    assistant, question = shelf_of({"a.md": REPORT.format(listed=268)}), "雾山区有多少上市企业？"
    assert "31家" not in assistant.ask(question).text
    shelf_of.write({"b.md": OTHER})
    assert assistant.refresh()
    assert "31家" in assistant.ask(question).text
    (shelf_of.documents / "b.md").unlink()
    assert assistant.refresh()
    assert "31家" not in assistant.ask(question).text
    assert [document.source for document in assistant.documents] == ["a.md"]


def test_questions_go_on_while_the_shelf_is_refreshed(shelf_of: ShelfOf) -> None:
    """Each answer is whole: its quote is that of the one report whose id it carries."""
    assistant = shelf_of({"a.md": REPORT.format(listed=100)})
    texts = {assistant.documents[0].id: assistant.documents[0].text}
    done = threading.Event()

    def ask() -> Iterator[Answer]:
        while not done.is_set():
            yield assistant.ask("云谷区有多少家上市企业？")

    with ThreadPoolExecutor(2) as threads:
        asking = [threads.submit(lambda: list(ask())) for _ in range(2)]
        for listed in range(101, 106):
            shelf_of.write({"a.md": REPORT.format(listed=listed)})
            assert assistant.refresh()
            texts[assistant.documents[0].id] = assistant.documents[0].text
        done.set()
        answers = [answer for future in asking for answer in future.result()]
    for citation in (citation for answer in answers for citation in answer.citations):
        assert texts[citation.document_id][citation.start : citation.end] == citation.quote
    assert "105家" in assistant.ask("云谷区有多少家上市企业？").text


def test_opening_again_gives_the_same_answers_without_work(shelf_of: ShelfOf) -> None:
    stages: list[str] = []
    reports = {"a.md": REPORT.format(listed=268), "b.md": OTHER}
    shelf_of.write(reports)
    first = Assistant.open(shelf_of.documents, shelf_of.index, progress=lambda stage, *_: stages.append(stage))
    assert stages
    stages.clear()
    second = Assistant.open(shelf_of.documents, shelf_of.index, progress=lambda stage, *_: stages.append(stage))
    assert stages == []
    assert first.version == second.version
    assert first.documents == second.documents
    questions = ["雾山区的人口是多少？", "云谷区的GDP", "云谷区的园区里有什么？"]
    assert first.ask_many(questions) == second.ask_many(questions)


def test_progress_counts_up_to_its_total(shelf_of: ShelfOf) -> None:
    seen: dict[str, list[tuple[int, int]]] = {}
    shelf_of.write({"a.md": REPORT.format(listed=268), "b.md": OTHER})
    Assistant.open(
        shelf_of.documents,
        shelf_of.index,
        progress=lambda stage, done, total: seen.setdefault(stage, []).append((done, total)),
    )
    for steps in seen.values():
        assert [done for done, _ in steps] == sorted(done for done, _ in steps)
        assert steps[-1][0] == steps[-1][1]


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(NoDocuments, match="nowhere"):
        Assistant.open(tmp_path / "nowhere", tmp_path / "index")
    with pytest.raises(SettingsError, match="did you mean 'passage_chars'"):
        Assistant.open(tmp_path, tmp_path / "index", passage_char=1)


def test_suggestions_are_answered(haidian: Assistant) -> None:
    suggested = haidian.suggestions(4)
    assert len(suggested) == 4
    for question in (*suggested, *haidian.follow_ups(haidian.ask(suggested[0]), 2)):
        assert MARKER.findall(haidian.ask(question).text)
