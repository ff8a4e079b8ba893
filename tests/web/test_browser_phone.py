"""The page on a phone: chat only, the source as a sheet, targets for fingers."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.web.conftest import Visitor, highlighted
from tests.web.shelf import LISTED


def test_phone_opens_the_reader_as_a_sheet(phone: Visitor) -> None:
    page = phone.page
    phone.ask("海淀上市企业有多少家？")
    expect(page.locator("#side")).not_to_be_in_viewport()
    page.locator(".answer .marker").tap()
    expect(page.locator("#side")).to_be_in_viewport()
    expect(page.locator("#reader mark.current").first).to_be_in_viewport()
    assert highlighted(page) == LISTED
    expect(page.locator("#reader .close")).to_be_focused()
    page.locator("#reader .close").tap()
    expect(page.locator("#side")).not_to_be_in_viewport()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width == 390
    assert phone.complaints == []


def test_targets_on_a_phone_are_a_finger_wide(phone: Visitor) -> None:
    phone.ask("海淀上市企业有多少家？")
    small = phone.page.evaluate(
        """() => [...document.querySelectorAll('button')].filter(b => b.offsetParent).map(b => {
            const r = b.getBoundingClientRect(), s = getComputedStyle(b, '::after');
            const grow = s.content !== 'none' && s.position === 'absolute' ? -2 * parseFloat(s.top) : 0;
            return [b.textContent, r.height + grow];
        }).filter(([, height]) => height < 43.5)"""
    )
    assert small == []
