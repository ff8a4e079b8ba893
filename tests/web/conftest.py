from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.web.serving import ELSEWHERE, Site, served

CHROMIUM = "/usr/bin/chromium"
expect.set_options(timeout=30_000)  # how long to wait on a loaded machine, not how fast the page is


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with served(rate_limit="", max_question_chars=100, shutdown_seconds=1) as site:
        yield site
        assert ELSEWHERE not in site.log.read_text(encoding="utf-8")


@dataclass
class Visitor:
    """A page with everything it complained of, and every address that it asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    asked_for: list[str] = field(default_factory=list)

    def listen(self) -> None:
        self.page.on("console", lambda message: self._heard(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked_for.append(request.url))

    def _heard(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"{kind}: {text}")

    def ask(self, question: str) -> None:
        turns = self.page.locator("#chat .turn").count()
        self.page.locator("#question").fill(question)
        self.page.locator("#question").press("Enter")
        self.page.locator(f'#chat .turn[data-turn="{turns}"]').wait_for()


def highlighted(page: Page) -> str:
    """What the reader shows as the selected quote."""
    return "".join(page.locator("#reader mark.current").all_text_contents())


def visit(context: BrowserContext, address: str) -> Visitor:
    """Open the page and wait until a question can be typed."""
    visitor = Visitor(context.new_page())
    visitor.listen()
    visitor.page.goto(address)
    visitor.page.locator("#chat .welcome:not(.waiting), #chat .turn").first.wait_for()
    return visitor


@pytest.fixture
def visitor(chromium: Browser, site: Site) -> Iterator[Visitor]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_timeout(30_000)
    yield visit(context, site.address)
    context.close()


@pytest.fixture
def phone(chromium: Browser, site: Site) -> Iterator[Visitor]:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", has_touch=True, is_mobile=True, device_scale_factor=2
    )
    context.set_default_timeout(30_000)
    yield visit(context, site.address)
    context.close()
