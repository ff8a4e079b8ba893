"""The client against real servers: what a good one gets asked, and what becomes of bad ones."""

from __future__ import annotations

import re
from threading import Event

import pytest

from assistant.errors import GeneratorError
from assistant.generation.client import HttpGenerator
from assistant.generation.generator import Prompt, Usage
from assistant.settings import Settings
from tests.generation import servers
from tests.generation.servers import Script, saying, serving, status

PROMPT = Prompt("规则", '{"question": "问"}')


def client(url: str, key: str = "", **settings: object) -> HttpGenerator:
    return HttpGenerator.open(
        Settings.model_validate({"llm_url": url, "llm_model": "small", "llm_seconds": 5, **settings}), key
    )


def test_pieces_come_in_order_and_the_usage_with_them() -> None:
    with serving(saying(lambda _: ["海淀", "区。", "[k7f2]"])) as server:
        assert list(client(server.url).stream(PROMPT, Event())) == ["海淀", "区。", "[k7f2]", Usage(11, 7)]


def test_what_is_sent() -> None:
    with serving(saying(lambda _: ["好"])) as server:
        list(client(server.url, key="secret", llm_tokens=99).stream(PROMPT, Event()))
    assert server.requests == [
        {
            "model": "small",
            "messages": [{"role": "system", "content": "规则"}, {"role": "user", "content": '{"question": "问"}'}],
            "temperature": 0,
            "max_tokens": 99,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
    ]
    assert server.keys == ["Bearer secret"]


def test_without_a_key_none_is_sent() -> None:
    with serving(saying(lambda _: ["好"])) as server:
        list(client(server.url).stream(PROMPT, Event()))
    assert server.keys == [None]


@pytest.mark.parametrize("code", [429, 500, 503])
def test_a_busy_server_is_asked_again(code: int) -> None:
    with serving(status(code), status(code), saying(lambda _: ["好"])) as server:
        assert list(client(server.url).stream(PROMPT, Event())) == ["好", Usage(11, 7)]
    assert len(server.requests) == 3


@pytest.mark.parametrize(("code", "requests"), [(429, 3), (500, 3), (401, 1), (404, 1)])
def test_a_server_that_goes_on_refusing_is_an_error(code: int, requests: int) -> None:
    with (
        serving(status(code)) as server,
        pytest.raises(GeneratorError, match=f"server answered {code}; check llm_url, llm_model, key"),
    ):
        list(client(server.url).stream(PROMPT, Event()))
    assert len(server.requests) == requests


@pytest.mark.parametrize(
    ("script", "message"),
    [
        (servers.broken_json, "sent what is no chunk of a chat"),
        (servers.other_json, "sent what is no chunk of a chat"),
        (servers.error_inside, "failed while it answered: .*out of memory"),
        (servers.truncated, "is cut off"),
        (servers.web_page, "is cut off"),
        (servers.one_line, "did not end after"),
    ],
)
def test_nonsense_is_an_error(script: Script, message: str) -> None:
    with serving(script) as server, pytest.raises(GeneratorError, match=message):
        list(client(server.url).stream(PROMPT, Event()))


def test_an_answer_over_its_budget_is_an_error() -> None:
    def budget_spent(_: Prompt, reply: servers.Reply) -> None:
        reply.head()
        reply.piece("海淀")
        reply.finish("length")

    with serving(budget_spent) as server, pytest.raises(GeneratorError, match=re.escape("finish_reason 'length'")):
        list(client(server.url).stream(PROMPT, Event()))


def test_a_server_that_is_not_there_is_an_error() -> None:
    url = servers.closed_port()
    with pytest.raises(GeneratorError, match=f"language model at {url}/? cannot be reached"):
        list(client(url, llm_retries=0).stream(PROMPT, Event()))


def test_nobody_is_asked_again_once_nobody_listens() -> None:
    stopped = Event()
    stopped.set()
    with serving(status(503)) as server, pytest.raises(GeneratorError, match="503"):
        list(client(server.url, llm_retries=5).stream(PROMPT, stopped))
    assert len(server.requests) == 1
