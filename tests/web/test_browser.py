"""The page in real Chromium, as a visitor meets it."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

from playwright.sync_api import Browser, expect

from tests.web.conftest import Visitor, highlighted, visit
from tests.web.serving import Site, served
from tests.web.shelf import ANSWERS, LISTED


def test_first_visit_is_quiet_and_asks_no_other_host(visitor: Visitor, site: Site) -> None:
    visitor.ask("海淀上市企业有多少家？")
    assert {urlsplit(url).netloc for url in visitor.asked_for if not url.startswith(("data:", "blob:"))} == {
        urlsplit(site.address).netloc
    }
    assert visitor.complaints == []


def test_fact_stands_beside_its_exact_quote(visitor: Visitor) -> None:
    visitor.ask("海淀上市企业有多少家？")
    page = visitor.page
    expect(page.locator("#question")).to_have_value("")
    expect(page.locator(".answer.fact strong")).to_have_text("268家")
    assert highlighted(page) == LISTED
    expect(page.locator("#reader .place")).to_contain_text("企业")
    expect(page.locator("#reader mark.current").first).to_be_in_viewport()


def test_answer_arrives_sentence_by_sentence(visitor: Visitor) -> None:
    visitor.page.locator("#question").fill("逐句说，独角兽企业有多少家？")
    visitor.page.locator("#question").press("Enter")
    writing = visitor.page.locator(".turn.pending .answer")
    expect(writing).to_have_text("独角兽企业50余家；")
    expect(visitor.page.locator(".conflict .card")).to_have_count(2)
    expect(writing).to_have_count(0)
    expect(visitor.page.locator("#question")).to_have_value("")


def test_answer_on_the_page_is_logged_with_the_id_of_its_request(visitor: Visitor, site: Site) -> None:
    with visitor.page.expect_response("**/queue/join*") as joined:
        visitor.ask("海淀上市企业有多少家？")
    identifier = joined.value.headers["x-request-id"]
    lines = [json.loads(line) for line in site.log.read_text("utf-8").splitlines() if line.startswith("{")]
    told = {line["message"]: line for line in lines if line.get("request") == identifier}
    assert told["answered"]["answering_ms"] >= 0
    assert told["request"]["route"] == "/gradio_api/queue"


def test_marker_and_highlight_select_each_other(visitor: Visitor) -> None:
    visitor.ask("独角兽企业有多少家？")
    page = visitor.page
    first, second = (citation.quote for citation in ANSWERS["独角兽"].citations)
    assert highlighted(page) == first
    page.locator('.card .marker[data-n="2"]').click()
    assert highlighted(page) == second
    expect(page.locator("#reader .count")).to_have_text("2 / 2")
    page.locator('#reader mark[data-n="1"]').click()
    assert highlighted(page) == first
    expect(page.locator('.card .marker[data-n="1"]')).to_be_focused()


def test_marker_of_an_older_turn_brings_its_quote_back(visitor: Visitor) -> None:
    visitor.ask("海淀上市企业有多少家？")
    visitor.ask("独角兽企业有多少家？")
    visitor.page.locator('.turn[data-turn="0"] .marker').first.click()
    expect(visitor.page.locator("#reader .reader")).to_have_attribute("data-turn", "0")
    assert highlighted(visitor.page) == LISTED


def test_each_kind_looks_like_what_it_is(visitor: Visitor) -> None:
    visitor.ask("独角兽企业有多少家？")
    expect(visitor.page.locator(".conflict .head .zh")).to_have_text("报告中有两处不同的说法")
    expect(visitor.page.locator(".card strong")).to_have_text(["50余家", "40家"])
    visitor.ask("生产总值增加了多少？")
    expect(visitor.page.locator(".formula")).to_contain_text("= 2511.1 亿元")
    expect(visitor.page.locator(".formula .marker")).to_have_count(2)
    visitor.ask("人均养老金是多少？")
    refusal = visitor.page.locator(".turn").last.locator(".refusal")
    assert not any(character.isdigit() for line in refusal.locator("> p").all_inner_texts() for character in line)
    expect(refusal.locator(".related li")).to_contain_text(LISTED)


def test_follow_up_says_how_it_was_understood(visitor: Visitor) -> None:
    visitor.ask("海淀上市企业有多少家？")
    visitor.page.locator(".asks .ask").first.click()
    answer = visitor.page.locator('.turn[data-turn="1"] .answer')
    expect(answer.locator(".understood")).to_contain_text("2022年海淀区新增上市企业有多少家？")
    expect(answer.locator("strong")).to_have_text("19家")


def test_reload_keeps_the_conversation_and_clear_ends_it(visitor: Visitor) -> None:
    visitor.ask("海淀上市企业有多少家？")
    visitor.page.reload()
    expect(visitor.page.locator(".turn .answer strong")).to_have_text("268家")
    visitor.ask("那新增了多少家？")
    expect(visitor.page.locator(".understood")).to_be_visible()
    visitor.page.locator("[data-do=clear]").click()
    expect(visitor.page.locator(".welcome")).to_be_visible()
    visitor.page.reload()
    expect(visitor.page.locator(".welcome")).to_be_visible()


def test_examples_ask_themselves(visitor: Visitor) -> None:
    expect(visitor.page.locator(".welcome .ask")).to_have_count(6)
    visitor.page.locator(".welcome .ask").nth(1).click()
    expect(visitor.page.locator(".turn .answer strong")).to_have_text("268家")


def test_too_long_question_is_kept_with_one_plain_sentence(visitor: Visitor) -> None:
    question = "长" * 101
    visitor.page.locator("#question").fill(question)
    visitor.page.locator("#question").press("Enter")
    expect(visitor.page.locator(".notice:visible .zh")).to_have_text("问题太长了，请缩短到 100 个字以内再发送。")
    expect(visitor.page.locator("#question")).to_have_value(question)
    visitor.page.locator("#question").fill("")
    visitor.ask("海淀上市企业有多少家？")
    expect(visitor.page.locator(".notice:visible")).to_have_count(0)


def test_failed_answer_is_said_and_the_conversation_stays(visitor: Visitor) -> None:
    visitor.ask("海淀上市企业有多少家？")
    visitor.page.locator("#question").fill("坏掉的问题")
    visitor.page.locator("#question").press("Enter")
    expect(visitor.page.locator(".notice:visible .zh")).to_contain_text("请再发送一次")
    expect(visitor.page.locator("#question")).to_have_value("坏掉的问题")
    expect(visitor.page.locator(".turn")).to_have_count(1)


def test_lost_connection_keeps_the_question(visitor: Visitor) -> None:
    visitor.page.context.set_offline(True)
    visitor.page.locator("#question").fill("海淀上市企业有多少家？")
    visitor.page.locator("#question").press("Enter")
    expect(visitor.page.locator(".notice:visible .zh")).to_contain_text("连接断开了")
    expect(visitor.page.locator("#question")).to_have_value("海淀上市企业有多少家？")
    with visitor.page.expect_navigation():  # Gradio loads the page anew when the connection is back
        visitor.page.context.set_offline(False)
    expect(visitor.page.locator("#question")).to_have_value("海淀上市企业有多少家？")
    visitor.page.locator("#chat .welcome").wait_for()
    visitor.page.locator("#question").press("Enter")
    expect(visitor.page.locator(".turn .answer strong")).to_have_text("268家")


def test_too_fast_and_too_busy_keep_the_question(chromium: Browser) -> None:
    with served(rate_limit="1/minute", shutdown_seconds=1) as site:
        context = chromium.new_context(locale="zh-CN")
        visitor = visit(context, site.address)  # its first POST restores the conversation
        box = visitor.page.locator("#question")
        box.fill("海淀上市企业有多少家？")
        box.press("Enter")
        expect(visitor.page.locator(".notice:visible .zh")).to_have_text(re.compile(r"问得太快了，请等 \d+ 秒再发送。"))
        expect(box).to_have_value("海淀上市企业有多少家？")
        context.close()
    with served(rate_limit="", concurrency=1, queue_size=1, shutdown_seconds=1) as site:
        contexts = [chromium.new_context(locale="zh-CN") for _ in range(3)]
        visitors = [visit(context, site.address) for context in contexts]
        for visitor in visitors:
            visitor.page.locator("#question").fill("慢的问题")
            visitor.page.locator("#question").press("Enter")
        expect(visitors[-1].page.locator(".notice:visible .zh")).to_have_text("现在提问的人很多，请过一会儿再发送。")
        expect(visitors[-1].page.locator("#question")).to_have_value("慢的问题")
        for context in contexts:
            context.close()


def test_slow_answer_thinks_aloud_and_can_be_stopped(visitor: Visitor) -> None:
    visitor.page.locator("#question").fill("慢的问题")
    visitor.page.locator("#question").press("Enter")
    expect(visitor.page.locator(".thinking .zh")).to_be_visible()
    expect(visitor.page.locator("#question")).to_have_value("")
    visitor.page.locator(".halt").click()
    expect(visitor.page.locator(".turn")).to_have_count(0)
    expect(visitor.page.locator("#question")).to_have_value("慢的问题")
    visitor.page.locator("#question").press("Enter")
    expect(visitor.page.locator(".turn .refusal")).to_be_visible()


def test_retry_and_edit_replace_the_last_turn(visitor: Visitor) -> None:
    visitor.ask("海淀上市企业有多少家？")
    visitor.ask("独角兽企业有多少家？")
    visitor.page.locator("[data-do=retry]").click()
    expect(visitor.page.locator(".halt")).to_be_hidden()
    expect(visitor.page.locator(".turn:not(.pending)")).to_have_count(2)
    visitor.page.locator("[data-do=edit]").click()
    expect(visitor.page.locator("#question")).to_have_value("独角兽企业有多少家？")
    visitor.page.locator("#question").fill("生产总值增加了多少？")
    visitor.page.locator("#question").press("Enter")
    expect(visitor.page.locator('.turn[data-turn="1"] .formula')).to_be_visible()
    expect(visitor.page.locator(".turn")).to_have_count(2)


def test_copy_and_download_carry_the_quotes(visitor: Visitor) -> None:
    visitor.ask("海淀上市企业有多少家？")
    visitor.page.locator("[data-do=copy]").click()
    copied = visitor.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("**海淀上市企业有多少家？**\n")
    assert f"> [1] {LISTED}" in copied
    with visitor.page.expect_download() as download:
        visitor.page.locator("[data-do=download]").click()
    assert download.value.suggested_filename == "报告问答.md"
    assert download.value.path().read_text(encoding="utf-8") == f"# 报告问答\n\n{copied}"


def test_keyboard_alone_is_enough(visitor: Visitor) -> None:
    page = visitor.page
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.type("独角兽企业有多少家？")
    page.keyboard.press("Enter")
    page.locator('.turn[data-turn="0"]').wait_for()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#question")).to_have_value("独角兽企业有多少家？")
    page.locator('.card .marker[data-n="1"]').focus()
    page.keyboard.press("]")
    assert highlighted(page) == ANSWERS["独角兽"].citations[1].quote
    page.keyboard.press("[")
    assert highlighted(page) == ANSWERS["独角兽"].citations[0].quote
    page.locator('.card .marker[data-n="2"]').focus()
    page.keyboard.press("Enter")
    assert highlighted(page) == ANSWERS["独角兽"].citations[1].quote
    page.keyboard.press("/")
    expect(page.locator("#question")).to_be_focused()


def test_tab_reaches_every_button_and_the_focus_is_seen(visitor: Visitor) -> None:
    page = visitor.page
    visitor.ask("独角兽企业有多少家？")
    expect(page.locator(".turn .ask").first).to_be_visible()
    wanted = page.evaluate(
        "[...document.querySelectorAll('button, textarea')].filter(one => one.offsetParent).map(one => one.outerHTML)"
    )
    reached = set()
    for _ in range(len(wanted) + 20):
        page.keyboard.press("Tab")
        markup, ring = page.evaluate(
            """() => {
                const one = document.activeElement, style = getComputedStyle(one);
                return [one.outerHTML, style.outlineStyle !== "none" || style.boxShadow !== "none"];
            }"""
        )
        assert ring or markup.startswith("<body"), markup
        reached.add(markup)
    assert set(wanted) - reached == set()


def test_enter_that_ends_a_composition_does_not_send(visitor: Visitor) -> None:
    page = visitor.page
    expect(page.locator("#question")).to_be_focused()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "haidian", "selectionStart": 7, "selectionEnd": 7})
    session.send(
        "Input.dispatchKeyEvent",
        {"type": "keyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229},
    )
    session.send("Input.insertText", {"text": "海淀上市企业有多少家？"})
    expect(page.locator("#question")).to_have_value("海淀上市企业有多少家？")
    expect(page.locator(".turn")).to_have_count(0)
    page.evaluate("() => new Promise((done) => setTimeout(done))")  # the page lets a composition end a task later
    page.keyboard.press("Enter")
    expect(page.locator(".turn .answer strong")).to_have_text("268家")


def test_dark_and_english_are_remembered(visitor: Visitor) -> None:
    page = visitor.page
    page.locator("[data-do=theme]").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 27)"
    page.locator("[data-do=language]").click()
    expect(page.locator("h1 .en")).to_be_visible()
    page.reload()
    expect(page.locator("h1 .en")).to_have_text("Ask the report")
    expect(page.locator("h1 .zh")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 27)"


def test_language_and_theme_follow_the_browser(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(locale="en-GB", color_scheme="dark")
    page = visit(context, site.address).page
    expect(page.locator("h1 .en")).to_be_visible()
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dataset.theme]") == ["en", "dark"]
    context.close()


def test_refusal_is_mirrored_in_english(visitor: Visitor) -> None:
    visitor.ask("人均养老金是多少？")
    mirrored = visitor.page.locator(".refusal .en", has_text="The report does not say this.")
    expect(mirrored).to_be_hidden()
    visitor.page.locator("[data-do=language]").click()
    expect(mirrored).to_be_visible()


def test_answer_without_a_citation_shows_the_report_from_its_beginning(visitor: Visitor) -> None:
    visitor.ask("独角兽企业有多少家？")
    visitor.page.wait_for_function("document.querySelector('#reader .pages').scrollTop > 100")
    visitor.ask("你好")
    visitor.page.wait_for_function("document.querySelector('#reader .pages').scrollTop === 0")
    expect(visitor.page.locator("#reader mark")).to_have_count(0)


def test_nothing_is_offered_to_download_or_clear_before_the_first_question(visitor: Visitor) -> None:
    expect(visitor.page.locator("[data-do=download]")).to_be_hidden()
    expect(visitor.page.locator("[data-do=clear]")).to_be_hidden()
    visitor.ask("海淀上市企业有多少家？")
    expect(visitor.page.locator("[data-do=download]")).to_be_visible()
    expect(visitor.page.locator("[data-do=clear]")).to_be_visible()


def test_shelf_lists_the_reports_and_opens_one(visitor: Visitor) -> None:
    page = visitor.page
    page.locator("[data-do=shelf]").click()
    expect(page.locator(".shelf li")).to_have_count(1)
    expect(page.locator("#reader")).to_contain_text("empty.md is empty")
    page.locator("[data-do=open]").click()
    expect(page.locator("#reader .document")).to_contain_text("10206.9亿元")
