"""A language model behind the page: sentences as they are verified, a quiet word when it fails, figures for operators."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant import Assistant
from assistant.generation.generator import Prompt
from assistant.testing import ScriptedGenerator, offered
from assistant.types import Answer, AnswerKind, Note
from assistant.web import handlers
from assistant.web.render import answer_html
from assistant.web.room import Room
from tests.conftest import ROOT
from tests.generation.servers import closed_port, saying, serving
from tests.web.serving import served

SHELF: dict[str, Any] = {
    "documents": str(ROOT / "documents"), "rate_limit": "", "shutdown_seconds": 1, "llm_retries": 0, "llm_prompt_price": 2
}  # fmt: skip
SENTENCES = ("海淀共有二百六十八家上市企业。[1]", "海淀区上市企业在全国排名第一。[1]")
QUESTION = "海淀上市企业有多少家？"


def slowly(prompt: Prompt) -> Iterator[str]:
    name = next(one for one, text in offered(prompt).items() if "268家" in text)
    for claim in ("海淀共有二百六十八家上市企业", "海淀有上市企业269家", "海淀区上市企业在全国排名第一"):
        time.sleep(0.2)
        yield f"{claim}[{name}]\n"


@pytest.fixture(scope="module")
def service() -> Iterator[httpx.Client]:
    """The page's server with a model's server behind it: two processes that talk over HTTP."""
    with (
        serving(saying(slowly)) as server,
        served("tests.web.opened", llm_url=server.url, llm_model="small", **SHELF) as site,
        httpx.Client(base_url=site.address, timeout=30) as client,
    ):
        yield client


def test_the_page_shows_each_sentence_when_it_is_verified(tmp_path: Path) -> None:
    room = Room(Assistant.open(ROOT / "documents", tmp_path / "index", generator=ScriptedGenerator(slowly)))
    views = [view.chat or "" for view in handlers.ask(room, [], QUESTION)]
    pending = [html for html in views if "pending" in html]
    assert ["二百六十八家" in html for html in pending] == [False, True, True]
    assert ["排名第一" in html for html in pending] == [False, False, True]
    assert not any("269家" in html for html in views)
    assert "<strong>二百六十八家</strong>" in views[-1]


def test_programs_get_each_sentence_when_it_is_verified(service: httpx.Client) -> None:
    came = list[tuple[str, float]]()
    with service.stream("POST", "/v1/ask", json={"question": QUESTION, "stream": True}) as response:
        came = [(line[6:], time.monotonic()) for line in response.iter_lines() if line.startswith("data: ")]
    (first, at), (second, later), (_, end) = came
    assert (json.loads(first), json.loads(second)) == SENTENCES
    assert at < later <= end


def test_chat_clients_get_them_too_and_the_sources_at_the_end(service: httpx.Client) -> None:
    body = {"messages": [{"role": "user", "content": QUESTION}], "stream": True}
    lines = service.post("/v1/chat/completions", json=body).text.splitlines()
    said = [json.loads(line[6:])["choices"][0]["delta"].get("content") for line in lines if line.startswith("data: {")]
    assert said[:3] == ["", *SENTENCES]
    assert said[3].startswith("\n\n[1] 到2022年年底")


def test_the_model_is_counted(service: httpx.Client) -> None:
    before = figures(service)
    service.post("/v1/ask", json={"question": QUESTION})
    after = figures(service)
    grown = {name: after[name] - before.get(name, 0) for name in after if after[name] != before.get(name, 0)}
    assert grown.pop("assistant_model_seconds_sum") > 0
    assert grown.pop("assistant_model_cost_total") == pytest.approx(11 * 2e-6)
    assert {name: value for name, value in grown.items() if "bucket" not in name} == {
        'assistant_model_answers_total{outcome="answered"}': 1,
        'assistant_model_claims_total{fate="shown"}': 2,
        'assistant_model_claims_total{fate="number"}': 1,
        'assistant_model_tokens_total{direction="prompt"}': 11,
        'assistant_model_tokens_total{direction="completion"}': 7,
        "assistant_model_seconds_count": 1,
    }


def figures(service: httpx.Client) -> dict[str, float]:
    lines = [line.rsplit(" ", 1) for line in service.get("/metrics").text.splitlines()]
    return {
        name: float(value) for name, value in lines if name.startswith("assistant_model") and "_created" not in name
    }


def test_a_failing_model_is_a_quiet_word_and_no_address() -> None:
    url = closed_port()
    with served("tests.web.opened", llm_url=url, llm_model="small", llm_seconds=1, **SHELF) as site:
        body = httpx.post(f"{site.address}/v1/ask", json={"question": QUESTION}, timeout=30)
        metrics = httpx.get(f"{site.address}/metrics").text
        log = site.log.read_text(encoding="utf-8")
    assert "268家" in body.json()["answer"]["text"]
    assert body.json()["answer"]["note"] == Note.MODEL_OUT
    assert url not in body.text
    assert 'assistant_model_answers_total{outcome="failed"} 1.0' in metrics
    (line,) = [json.loads(one) for one in log.splitlines() if "assistant.generation" in one]
    assert (line["level"], line["failed"], line["model"]) == ("warning", True, "small")
    assert url in line["message"]
    assert "上市" not in log


@pytest.mark.parametrize("note", Note)
def test_every_note_stands_under_the_answer_in_both_languages(note: Note) -> None:
    html = answer_html(Answer("问", "答。", AnswerKind.CHAT, note=note))
    assert f'<p class="small note"><span class="zh" lang="zh">{note}</span><span class="en" lang="en">' in html
    assert 'class="small note"' not in answer_html(Answer("问", "答。", AnswerKind.CHAT))
