"""The page under a path behind a proxy."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.web.conftest import highlighted, visit
from tests.web.proxy import proxied
from tests.web.serving import served
from tests.web.shelf import LISTED


def test_everything_stays_under_the_path(chromium: Browser) -> None:
    with (
        served(rate_limit="", root_path="/reports", shutdown_seconds=1) as site,
        proxied(site.address, "/reports") as address,
    ):
        context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
        visitor = visit(context, f"{address}/")
        visitor.ask("海淀上市企业有多少家？")
        expect(visitor.page.locator(".answer.fact strong")).to_have_text("268家")
        assert highlighted(visitor.page) == LISTED
        assert visitor.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(250, 248, 243)"
        asked = [url for url in visitor.asked_for if not url.startswith(("data:", "blob:"))]
        assert [url for url in asked if not url.startswith(f"{address}/")] == []
        assert visitor.complaints == []
        context.close()
