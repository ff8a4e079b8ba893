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
            const marker = b.classList.contains("marker"); // inline, beside others: as wide as a finger's tip
            return [b.textContent, r.height + grow, marker ? 44 : r.width];
        }).filter(([, height, width]) => height < 43.5 || width < 43.5)"""
    )
    assert small == []


def test_welcome_names_the_report(phone: Visitor) -> None:
    expect(phone.page.locator(".welcome .reports")).to_contain_text("海淀区2022年经济运行")


def test_keyboard_closes_when_the_question_is_taken(phone: Visitor) -> None:
    phone.ask("海淀上市企业有多少家？")
    expect(phone.page.locator("#question")).not_to_be_focused()
    expect(phone.page.locator("#question")).to_have_value("")


def test_swipe_down_closes_the_sheet(phone: Visitor) -> None:
    page = phone.page
    phone.ask("海淀上市企业有多少家？")
    page.locator(".answer .marker").tap()
    expect(page.locator("#side")).to_be_in_viewport()
    page.wait_for_function("Math.abs(document.querySelector('#side').getBoundingClientRect().bottom - innerHeight) < 1")
    box = page.locator("#reader header").bounding_box()
    assert box is not None
    session = page.context.new_cdp_session(page)
    x, y = box["x"] + 60, box["y"] + box["height"] / 2
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y + 120}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator("#side")).not_to_be_in_viewport()


def test_quote_stands_in_the_middle_of_a_sheet_two_thirds_high(phone: Visitor) -> None:
    page = phone.page
    phone.ask("海淀上市企业有多少家？")
    page.locator(".answer .marker").tap()
    page.wait_for_function(
        """() => {
            const side = document.querySelector("#side").getBoundingClientRect();
            const mark = document.querySelector("#reader mark.current").getBoundingClientRect();
            const at = (mark.top - side.top) / side.height;
            return Math.abs(side.bottom - innerHeight) < 1 && 0.25 < at && at < 0.75;
        }"""
    )
    side = page.locator("#side").bounding_box()
    assert side is not None
    assert abs(side["height"] - 844 * 0.67) < 2


def test_input_stays_above_the_keyboard(phone: Visitor) -> None:
    """The keyboard makes the visible part of the page smaller; Chromium without a keyboard is told so by hand."""
    page = phone.page
    page.evaluate(
        """() => {
            Object.defineProperty(visualViewport, "height", { get: () => 500 });
            visualViewport.dispatchEvent(new Event("resize"));
        }"""
    )
    box = page.locator("#composer").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 501
