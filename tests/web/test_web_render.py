from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.types import Answer, AnswerKind, Calculation, Citation, Claim, Turn
from assistant.web.render import answer_html, marked_html, marker_html, pending_html, turn_html, welcome_html
from tests.web.markup import Markup
from tests.web.shelf import ANSWERS, ATTACK, OTHER, REFUSAL, REPORT, listing

SAFE = {"form", "label", "input", "div", "p", "ul", "li", "span", "strong", "button", "article", "svg", "path"}
TEXT = st.text(st.sampled_from("海淀268家。<>&\"'[1]2\n{}$`①"), max_size=30)


def test_marker_is_a_button_with_a_name() -> None:
    assert marker_html(3) == (
        '<button type="button" class="marker" data-do="cite" data-n="3"><span class="unseen">'
        '<span class="zh" lang="zh">引用 3</span><span class="en" lang="en">Citation 3</span></span>'
        '<span aria-hidden="true">③</span></button>'
    )
    assert "(21)" in marker_html(21)


def test_only_numbers_of_citations_become_markers() -> None:
    html = marked_html("甲[1]乙[2]丙[1]", frozenset({1}))
    first, last = (f'<span class="glue">{before}{marker_html(1)}</span>' for before in "甲丙")
    assert html == f"{first}乙[2]{last}"


def test_marker_stays_on_the_line_of_the_character_before_it() -> None:
    assert marked_html("268家。[1]", frozenset({1})) == f'268家<span class="glue">。{marker_html(1)}</span>'
    assert marked_html("a&[1]", frozenset({1})) == f"a&amp;{marker_html(1)}"
    assert marked_html("[1]", frozenset({1})) == marker_html(1)


def test_key_spans_are_bold_and_may_hold_a_marker() -> None:
    assert marked_html("共268家。", frozenset(), [(1, 5)]) == "共<strong>268家</strong>。"
    assert marked_html("共268[1]家", frozenset({1}), [(1, 8)]) == (
        f"共<strong>268</strong>{marker_html(1)}<strong>家</strong>"
    )


@given(TEXT, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3))
def test_no_text_is_lost_or_becomes_markup(text: str, bold: list[tuple[int, int]]) -> None:
    markup = Markup(marked_html(text, frozenset(), bold))
    assert markup.text == text
    assert markup.tags() <= {"strong"}


@given(TEXT, TEXT, TEXT, st.sampled_from(AnswerKind))
def test_an_answer_of_any_kind_with_any_text_is_safe(text: str, quote: str, scope: str, kind: AnswerKind) -> None:
    citation = Citation(1, ATTACK, text, scope, 0, 1, quote)
    answer = Answer(
        text,
        text,
        kind,
        (citation,),
        (Claim(text, (1,), scope), Claim(quote, (1,), scope)),
        ((0, 3),),
        text,
        scope,
        (citation,),
        Calculation(text, quote, scope, vague=True),
    )
    markup = Markup(turn_html(0, Turn(quote, answer), [text], last=True, judged=True))
    assert markup.tags() <= SAFE
    assert all(not name.startswith("on") for _, attributes in markup.elements for name in attributes)


def test_conflict_has_a_card_for_each_claim_with_its_value_bold() -> None:
    markup = answer_html(ANSWERS["独角兽"])
    assert markup.count('<li class="card">') == 2
    assert "独角兽企业<strong>50余家</strong>" in markup
    assert '<p class="scope">全区</p>' in markup
    assert "报告中有两处不同的说法" in markup


def test_conflict_of_three_is_counted() -> None:
    claims = tuple(Claim(f"{number}家", (1,)) for number in (40, 50, 60))
    assert "报告中有 3 处不同的说法" in answer_html(replace(ANSWERS["独角兽"], claims=claims))


def test_calculation_is_a_formula_with_markers() -> None:
    html = answer_html(ANSWERS["增加"])
    first, second = (f'<span class="glue">{digit}{marker_html(1)}</span>' for digit in "98")
    assert f"10206.{first} − 7695.{second} = <strong>2511.1</strong> 亿元" in html
    assert "约数" not in html


def test_formula_stands_on_a_line_of_its_own_and_not_in_the_sentence_too() -> None:
    text = "甲比乙高2亿元：5亿元[1] − 3亿元[1] = 2亿元。注意年份不同。\n甲5亿元，乙3亿元。[1]"
    sources = ANSWERS["增加"].citations
    answer = Answer("", text, AnswerKind.CALCULATION, sources, key_spans=((4, 7),))
    html = answer_html(replace(answer, calculation=Calculation("5 [1] − 3 [1]", "2", "亿元")))
    assert html.startswith('<div class="answer calculation"><p>甲比乙高<strong>2亿元</strong>。注意年份不同。</p>')
    assert html.count(" = ") == html.count(" − ") == 1
    assert html.index("注意年份不同") < html.index('class="formula"') < html.index("甲5亿元，乙3亿元")


def test_rounded_result_is_not_said_to_be_equal() -> None:
    answer = Answer("", "甲是乙的1.67倍：5亿元 ÷ 3亿元 ≈ 1.67倍。", AnswerKind.CALCULATION)
    html = answer_html(replace(answer, calculation=Calculation("5 ÷ 3", "1.67", "倍")))
    assert "5 ÷ 3 ≈ <strong>1.67</strong> 倍" in html


def test_vague_calculation_says_so() -> None:
    vague = replace(ANSWERS["增加"], calculation=Calculation("20多 × 2", "40多", "万", vague=True))
    assert "原文给的是约数" in answer_html(vague)


def test_refusal_shows_what_is_related_and_nothing_else() -> None:
    assert "报告里相关的内容" in answer_html(REFUSAL)
    assert "related" not in answer_html(replace(REFUSAL, related=()))


def test_follow_up_shows_what_was_understood() -> None:
    html = answer_html(replace(ANSWERS["新增"], understood="海淀<b>新增"))
    assert "理解为：" in html
    assert "海淀&lt;b&gt;新增" in html


def test_only_the_last_turn_can_be_retried() -> None:
    turn = Turn("问", ANSWERS["上市"])
    assert 'data-do="retry"' in turn_html(0, turn, last=True)
    assert 'data-do="retry"' not in turn_html(0, turn)
    assert "继续问" not in turn_html(0, turn, ["再问"])


def test_pending_turn_thinks_until_there_is_text() -> None:
    assert "正在查阅报告" in pending_html("问")
    assert "正在查阅报告" not in pending_html("问", "答[1]。")
    assert "答。" in pending_html("问", "答[1]。")


def test_welcome_offers_questions_only_when_there_are_any() -> None:
    assert "可以这样问" in welcome_html(["一？"], [])
    assert "可以这样问" not in welcome_html([], [])


def test_welcome_names_the_reports() -> None:
    text = Markup(welcome_html([], [listing(REPORT), listing(OTHER)])).text
    assert "海淀区2022年经济运行、朝阳区的另一份报告" in text
