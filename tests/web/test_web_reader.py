from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.types import Citation, Document, Section
from assistant.web import reader
from assistant.web.reader import document_html, is_exact, reader_html, shelf_html, text_html, windows
from tests.web.markup import Markup
from tests.web.shelf import ATTACK, LISTED, OTHER, REPORT, cite, listing

LETTERS = st.text(st.sampled_from("海淀268家。\n<>&\"'# ①𠮷"), max_size=60)


@st.composite
def cited_documents(draw: st.DrawFn) -> tuple[Document, list[Citation]]:
    text = draw(LETTERS)
    document = Document(
        "d", "t", text, "d.md", (Section("h", 1, 0, len(text), len(text)),) if draw(st.booleans()) else ()
    )
    citations = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        if start < end:
            citations.append(Citation(number, "d", "t", "h", start, end, text[start:end]))
    return document, citations


@given(cited_documents())
def test_text_content_is_the_document_and_marks_are_the_quotes(drawn: tuple[Document, list[Citation]]) -> None:
    document, citations = drawn
    markup = Markup(text_html(document, citations))
    assert markup.text == document.text
    assert markup.marks == {citation.number: citation.quote for citation in citations}
    assert markup.tags() <= {"div", "mark", "span"}


def test_citation_over_two_lines_has_a_mark_on_each() -> None:
    document = Document("d", "t", "一二\n三四", "d.md")
    html = text_html(document, [Citation(1, "d", "t", "", 1, 4, "二\n三")])
    assert html == (
        '<div class="line">一<mark data-n="1">二\n</mark></div><div class="line"><mark data-n="1">三</mark>四</div>'
    )


def test_citations_that_overlap_share_their_common_piece() -> None:
    document = Document("d", "t", "一二三", "d.md")
    html = text_html(document, [Citation(1, "d", "t", "", 0, 2, "一二"), Citation(2, "d", "t", "", 1, 3, "二三")])
    assert '<mark data-n="1">一</mark><mark data-n="1 2">二</mark><mark data-n="2">三</mark>' in html


def test_citation_that_the_document_no_longer_holds_is_shown_but_not_marked_in_it() -> None:
    stale = replace(cite(1, LISTED), start=0, end=len(LISTED))
    assert not is_exact(REPORT, stale)
    html = document_html(REPORT, [stale])
    assert "报告在这次回答之后有改动" in html
    assert "<blockquote><mark" in html
    assert LISTED in Markup(html).marks[1]
    assert "<mark" not in text_html(REPORT, [stale])


def test_citation_of_a_document_that_is_gone_is_still_shown() -> None:
    html = reader_html([OTHER], [cite(1, LISTED)], 3)
    assert Markup(html).marks == {1: LISTED}
    assert 'data-turn="3"' in html
    assert "朝阳" not in html


def test_nothing_cited_shows_the_first_document_without_steps() -> None:
    html = reader_html([REPORT, OTHER], ())
    assert "10206.9亿元" in html
    assert "朝阳" not in html
    assert '<nav class="steps" hidden>' in html


def test_only_cited_documents_are_shown() -> None:
    html = reader_html([REPORT, OTHER], [cite(1, LISTED), cite(2, "朝阳区也有上市企业。", OTHER)])
    assert Markup(html).marks == {1: LISTED, 2: "朝阳区也有上市企业。"}


def test_very_long_document_is_cut_at_line_ends_around_its_citations() -> None:
    line = "这是一行用来填满报告的文字，一共有很多很多行。\n"
    text = line * 10_000 + "要引用的话。\n" + line * 10_000
    start = text.index("要引用的话。")
    document = Document("d", "t", text, "d.md")
    citation = Citation(1, "d", "t", "", start, start + 6, "要引用的话。")
    ((left, right),) = windows(document, [citation])
    assert left < start - reader.AROUND_CHARS + len(line)
    assert left % len(line) == 0
    assert text[right - 1] == "\n"
    assert right - left < 3 * reader.AROUND_CHARS
    markup = Markup(document_html(document, [citation]))
    assert markup.marks == {1: "要引用的话。"}
    assert markup.text.count("此处省略与引用无关的部分。") == 2


def test_windows_that_touch_become_one() -> None:
    text = "一行字。\n" * 60_000
    citations = [Citation(n, "d", "t", "", start, start + 3, "一行字") for n, start in ((1, 100_000), (2, 104_000))]
    assert len(windows(Document("d", "t", text, "d.md"), citations)) == 1


def test_shelf_escapes_titles_file_names_and_warnings() -> None:
    attacked = replace(listing(REPORT), title=ATTACK, source=ATTACK)
    markup = Markup(shelf_html([attacked], [ATTACK]))
    assert markup.tags() <= {"section", "header", "p", "strong", "span", "button", "div", "ul", "li", "h3"}
    assert markup.text.count(ATTACK) == 3


def test_shelf_tells_size_and_dates() -> None:
    text = Markup(shelf_html([listing(REPORT)], [])).text
    assert " · 12 KB · 文件日期 2022-12-31" in text
    assert "2023-01-02 收入" in text
    assert "文件日期" not in Markup(shelf_html([replace(listing(REPORT), modified="")], [])).text


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "1 KB"), (1_499, "1 KB"), (999_999, "1000 KB"), (3_449_999, "3.4 MB")]
)
def test_sizes_are_for_people(count: int, shown: str) -> None:
    assert reader.size(count) == shown


def test_a_very_long_shelf_is_cut_and_says_so() -> None:
    html = shelf_html([listing(REPORT)] * (reader.LISTED + 7), [])
    assert html.count('data-do="open"') == reader.LISTED
    assert "还有 7 份没有列出。" in html
