"""What strangers and documents write is shown as text, whatever it is."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.web.conftest import Visitor
from tests.web.serving import Site
from tests.web.shelf import ATTACK


def unharmed(visitor: Visitor) -> None:
    assert visitor.page.evaluate("window.hit") is None
    assert visitor.page.locator("#desk script, #desk img, #desk style, #desk iframe, #desk a[href]").count() == 0
    assert visitor.complaints == []


def test_question_is_shown_as_text(visitor: Visitor) -> None:
    visitor.ask(ATTACK[:90])
    expect(visitor.page.locator(".asked")).to_contain_text(ATTACK[:90])
    unharmed(visitor)


def test_document_file_name_and_suggestion_are_shown_as_text(visitor: Visitor) -> None:
    visitor.ask("海淀上市企业有多少家？")
    expect(visitor.page.locator("#reader .document")).to_contain_text(ATTACK)
    expect(visitor.page.locator(".turn .ask").last).to_have_text(f"还有{ATTACK}吗？")
    visitor.page.locator("[data-do=shelf]").click()
    expect(visitor.page.locator(".shelf")).to_contain_text(ATTACK.replace("/", ""))
    unharmed(visitor)


def test_stored_turn_is_shown_as_text(visitor: Visitor) -> None:
    visitor.ask("攻击")
    expect(visitor.page.locator(".turn .ask").first).to_be_visible()
    visitor.page.reload()
    visitor.complaints.clear()  # of the page that was left, whose stream broke off
    answer = visitor.page.locator(".turn .answer")
    expect(answer.locator("strong")).to_have_text(ATTACK)
    expect(visitor.page.locator(".sources")).to_contain_text(ATTACK)
    expect(visitor.page.locator("#reader .place")).to_contain_text(ATTACK)
    unharmed(visitor)


def test_comment_is_thanked_for_and_changes_nothing(visitor: Visitor) -> None:
    visitor.ask("海淀上市企业有多少家？")
    visitor.page.locator("[data-do=down]").click()
    visitor.page.locator(".comment input").fill(ATTACK)
    visitor.page.locator(".comment input").press("Enter")
    expect(visitor.page.locator("#notice .zh")).to_have_text("谢谢，已记下。")
    expect(visitor.page.locator("[data-do=down]")).to_have_attribute("aria-pressed", "true")
    unharmed(visitor)


def test_storage_that_somebody_broke_starts_afresh(visitor: Visitor) -> None:
    visitor.page.evaluate("localStorage.setItem('report-turns', 'broken')")
    visitor.page.reload()
    expect(visitor.page.locator("#chat .welcome")).to_be_visible()
    visitor.ask("海淀上市企业有多少家？")


def test_no_file_of_the_machine_is_reachable(visitor: Visitor, site: Site) -> None:
    for path in ("file=/etc/passwd", "file/etc/passwd", "proxy=http://example.com/", "upload", "info/", "runs"):
        assert visitor.page.request.get(f"{site.address}/gradio_api/{path}").status == 404
