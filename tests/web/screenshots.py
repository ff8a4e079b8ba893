"""Takes the pictures of the README: `python -m tests.web.screenshots` writes docs/screenshots/*.png from the bundled report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.web.conftest import CHROMIUM, visit
from tests.web.serving import served

FOLDER = Path("docs/screenshots")
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
PICTURES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "welcome": (DESKTOP, []),
    "desktop": (DESKTOP, ["海淀上市企业有多少家？", "那新增了多少家？"]),
    "dark": ({**DESKTOP, "color_scheme": "dark"}, ["海淀上市企业有多少家？"]),
    "conflict": (DESKTOP, ["海淀区的独角兽企业有多少家？"]),
    "refusal": (DESKTOP, ["海淀区2019年的地区生产总值是多少？"]),
    "calculation": (DESKTOP, ["海淀的GDP比沈阳高多少亿元？"]),
    "phone": (PHONE, ["海淀上市企业有多少家？"]),
}


def take(browser: Browser, address: str, name: str) -> None:
    """Ask the questions of one picture and save what the page shows."""
    options, questions = PICTURES[name]
    context = browser.new_context(locale="zh-CN", **options)
    visitor = visit(context, address)
    for question in questions:
        visitor.ask(question)
    if name == "phone":
        visitor.page.locator(".answer .marker").first.tap()
    visitor.page.wait_for_timeout(600)  # until the smooth scrolling has come to rest
    visitor.page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with served("tests.web.opened", rate_limit="", shutdown_seconds=1) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name in PICTURES:
            take(browser, site.address, name)
        browser.close()


if __name__ == "__main__":
    main()
