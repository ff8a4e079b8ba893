"""axe finds no serious violation in any state, light or dark."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.web.conftest import Visitor

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[Any]:
    page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [
        (one["id"], one["impact"], node["target"], node["failureSummary"])
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_state_is_accessible(visitor: Visitor, theme: str) -> None:
    page = visitor.page
    if theme == "dark":
        page.locator("[data-do=theme]").click()
    assert violations(page) == []
    for question in ("海淀上市企业有多少家？", "独角兽企业有多少家？", "生产总值增加了多少？", "养老金是多少？"):
        visitor.ask(question)
    page.locator('.card .marker[data-n="1"]').click()
    assert violations(page) == []
    page.locator("[data-do=shelf]").click()
    page.locator(".shelf").wait_for()
    assert violations(page) == []


def test_phone_sheet_is_accessible(phone: Visitor) -> None:
    phone.ask("海淀上市企业有多少家？")
    phone.page.locator(".answer .marker").tap()
    phone.page.wait_for_timeout(300)
    assert violations(phone.page) == []


def test_answer_is_read_out_as_whole_sentences(visitor: Visitor) -> None:
    visitor.ask("海淀上市企业有多少家？")
    said = visitor.page.locator("#said")
    assert said.get_attribute("aria-live") == "polite"
    assert said.inner_text().startswith("截至2022年年底，海淀区共有上市企业268家。")
