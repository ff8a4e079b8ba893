"""Whatever the model's server does, the visitor gets the answer without a model, in time and with a quiet word."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest

from assistant.generation.generator import Prompt
from assistant.types import Answer, Note
from tests.generation import servers, writers
from tests.generation.conftest import Open
from tests.generation.servers import Script, saying, serving, status
from tests.soundness import assert_sound

QUESTIONS = ("海淀上市企业有多少家？", "海淀的两大支柱产业是什么", "2019年海淀GDP是多少")
SECONDS = 0.6


@pytest.fixture(scope="module")
def plain(shelf: Open) -> list[Answer]:
    return shelf().ask_many(QUESTIONS)


@pytest.mark.parametrize(
    "script",
    [
        servers.silent, servers.stalling, servers.slow, servers.pinging, servers.endless, servers.one_line,
        servers.broken_json, servers.other_json, servers.error_inside, servers.truncated, servers.web_page,
        status(429), status(500), status(401),
    ],
)  # fmt: skip
def test_a_failing_server(shelf: Open, plain: list[Answer], script: Script) -> None:
    with serving(script) as server:
        assistant = shelf(llm_url=server.url, llm_model="small", llm_seconds=SECONDS, llm_retries=1)
        for question, expected in zip(QUESTIONS, plain, strict=True):
            answer = assistant.ask(question)
            assert_sound(assistant, answer)
            assert (answer.text, answer.citations, answer.kind) == (expected.text, expected.citations, expected.kind)
            assert answer.note is Note.MODEL_OUT
            assert answer.generation is not None
            assert answer.generation.failed


def test_a_server_that_is_not_there(shelf: Open, plain: list[Answer]) -> None:
    assistant = shelf(llm_url=servers.closed_port(), llm_model="small", llm_seconds=SECONDS)
    answer = assistant.ask(QUESTIONS[0])
    assert (answer.text, answer.note) == (plain[0].text, Note.MODEL_OUT)


def test_nobody_waits_for_a_silent_server(shelf: Open) -> None:
    spoke = Event()

    def silent(_: Prompt, reply: servers.Reply) -> None:
        reply.wait(60)
        spoke.set()

    with serving(silent) as server:
        answer = shelf(llm_url=server.url, llm_model="small", llm_seconds=SECONDS).ask(QUESTIONS[0])
        assert not spoke.is_set()
    assert answer.note is Note.MODEL_OUT


def test_a_model_that_was_out_is_left_alone_for_a_while(shelf: Open) -> None:
    """The follow-up is completed and answered without it: the visitor waits once, and the next not at all."""
    with serving(servers.silent) as server:
        assistant = shelf(llm_url=server.url, llm_model="small", llm_seconds=SECONDS, llm_rewrite=True)
        talk = assistant.conversation()
        talk.ask("海淀上市企业有多少家？")
        talk.ask("这里面国企多吗")
        assert assistant.ask(QUESTIONS[0]).note is Note.MODEL_OUT
    assert len(server.requests) == 1


def test_a_model_that_answered_nonsense_is_asked_again(shelf: Open) -> None:
    with serving(servers.broken_json, saying(lambda _: ["无"])) as server:
        assistant = shelf(llm_url=server.url, llm_model="small")
        assert [answer.note for answer in assistant.ask_many(QUESTIONS[:1] * 2)] == [Note.MODEL_OUT, None]


@pytest.mark.parametrize("name", writers.HOSTILE)
def test_a_lying_model_over_the_wire(shelf: Open, plain: list[Answer], name: str) -> None:
    with serving(saying(writers.HOSTILE[name])) as server:
        assistant = shelf(llm_url=server.url, llm_model="small")
        for question, expected in zip(QUESTIONS, plain, strict=True):
            answer = assistant.ask(question)
            assert answer.text == expected.text
            assert answer.note in (Note.MODEL_UNSUPPORTED, Note.MODEL_DISAGREED)
            assert answer.generation is not None
            assert (answer.generation.shown, answer.generation.failed) == (0, False)
            assert answer.generation.dropped


@pytest.mark.parametrize("said", ["", "\n\n", "无", "无。", "```\n```"])
def test_a_model_without_an_answer(shelf: Open, plain: list[Answer], said: str) -> None:
    with serving(saying(lambda _: [said])) as server:
        answer = shelf(llm_url=server.url, llm_model="small").ask(QUESTIONS[0])
    assert (answer.text, answer.note) == (plain[0].text, None)


def test_what_was_shown_before_it_broke_off_stays_and_the_rest_comes_from_the_report(shelf: Open) -> None:
    def half(prompt: Prompt, reply: servers.Reply) -> None:
        reply.head()
        for text in first_sentence(prompt):
            reply.piece(text)

    with serving(half) as server:
        assistant = shelf(llm_url=server.url, llm_model="small")
        *pieces, answer = assistant.stream("海淀上市企业有多少家？")
    assert isinstance(answer, Answer)
    assert "".join(piece for piece in pieces if isinstance(piece, str)) == answer.text
    assert answer.text == "海淀区一共有268家上市企业。[1]"
    assert (answer.key, answer.note) == ("268家", Note.MODEL_OUT)
    assert_sound(assistant, answer)


def first_sentence(prompt: Prompt) -> Iterator[str]:
    name = next(iter(writers.sentences_with(("共有上市企业268家",), writers.offered(prompt))))
    yield f"海淀区一共有268家上市企业。[{name}]\n海淀区还有"
