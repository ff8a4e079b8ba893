"""The bundled report behind the page: what a fresh clone shows."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.web.conftest import Visitor, visit
from tests.web.serving import ELSEWHERE, Site, served


@pytest.fixture(scope="module")
def bundled() -> Iterator[Site]:
    with served("tests.web.opened", rate_limit="", shutdown_seconds=1) as site:
        yield site
        assert ELSEWHERE not in site.log.read_text(encoding="utf-8")


@pytest.fixture
def reading(chromium: Browser, bundled: Site) -> Iterator[Visitor]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    yield visit(context, bundled.address)
    context.close()


def test_question_of_the_readme_is_answered_beside_its_sentence(reading: Visitor, bundled: Site) -> None:
    reading.ask("海淀上市企业有多少家？")
    page = reading.page
    expect(page.locator(".answer strong")).to_have_text("268家")
    answer = httpx.post(f"{bundled.address}/v1/ask", json={"question": "海淀上市企业有多少家？"}, timeout=20).json()
    quote = answer["answer"]["citations"][0]["quote"]
    assert "268家" in quote
    assert "".join(page.locator("#reader mark.current").all_text_contents()) == quote
    expect(page.locator("#reader mark.current").first).to_be_in_viewport()
    reading.ask("那新增了多少家？")
    expect(page.locator(".understood")).to_be_visible()
    expect(page.locator('.turn[data-turn="1"] .answer strong')).to_have_text("19家")
    assert reading.complaints == []


def test_six_questions_are_offered_and_each_is_answered(reading: Visitor) -> None:
    offered = reading.page.locator(".welcome .ask").all_text_contents()
    assert len(offered) == len(set(offered)) == 6
    for question in offered:
        reading.ask(question)
        expect(reading.page.locator(".turn").last.locator(".marker").first).to_be_visible()
        assert reading.page.locator("#reader mark.current").count() >= 1
    expect(reading.page.locator(".refusal")).to_have_count(0)


def test_what_the_report_does_not_say_is_refused(reading: Visitor) -> None:
    reading.ask("海淀区2022年出生人口是多少？")
    refusal = reading.page.locator(".answer.refusal")
    expect(refusal).to_be_visible()
    assert refusal.locator("strong").count() == 0
