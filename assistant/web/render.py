"""An Answer to the HTML of one turn. All text of users, documents and answers is escaped here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from itertools import pairwise

from assistant.types import Answer, AnswerKind, Citation, Claim, Listing, Turn
from assistant.web.export import turn_markdown
from assistant.web.words import WORDS, both, hidden

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
THUMB = (  # drawn, since not every system has the character
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M3 11h4v9H3zM7 11l4-8c1.5 0 2.5 1 2.5 2.5V9H19'
    'a2 2 0 0 1 2 2.3l-1.2 7a2 2 0 0 1-2 1.7H7"/></svg>'
)
MARKER = re.compile(r"\[(\d{1,4})\]")
_FORMULA = re.compile(r"：[^：。\n]*([=≈])[^：。\n]*。")


def marker_html(number: int) -> str:
    """The button that stands for a citation."""
    sign = CIRCLED[number - 1] if 1 <= number <= len(CIRCLED) else f"({number})"
    return (
        f'<button type="button" class="marker" data-do="cite" data-n="{number}">'
        f'{hidden("citation", n=number)}<span aria-hidden="true">{sign}</span></button>'
    )


def marked_html(text: str, numbers: frozenset[int], bold: Sequence[tuple[int, int]] = ()) -> str:
    """Text with `[n]` turned into markers where `n` is in `numbers`, and the spans of `bold` in strong type."""
    marks = {match.span(): int(match[1]) for match in MARKER.finditer(text) if int(match[1]) in numbers}
    edges = {0, len(text)}.union(*marks, *bold)
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(text))
    parts: list[str] = []
    for start, end in pairwise(cuts):
        mark = next((span for span in marks if span[0] <= start and end <= span[1]), None)
        if mark:
            parts[-1:] = [glued("".join(parts[-1:]), marker_html(marks[mark]) if start == mark[0] else "")]
        elif any(left <= start and end <= right for left, right in bold):
            parts.append(f"<strong>{escape(text[start:end])}</strong>")
        else:
            parts.append(escape(text[start:end]))
    return "".join(parts)


def glued(html: str, markers: str) -> str:
    """Keep `markers` on one line with the character before them, where `html` ends in plain text."""
    if not markers or html[-1:] in ("", ">", ";"):
        return html + markers
    return f'{html[:-1]}<span class="glue">{html[-1]}{markers}</span>'


def answer_html(answer: Answer) -> str:
    """The body of an answer; each kind looks like what it is."""
    understood = (
        f'<p class="understood">{both("understood")}{escape(answer.understood)}</p>' if answer.understood else ""
    )
    body = {
        AnswerKind.REFUSAL: _refusal,
        AnswerKind.CONFLICT: _conflict,
        AnswerKind.CALCULATION: _calculation,
    }.get(answer.kind, _plain)(answer)
    note = f'<p class="small note">{both(answer.note)}</p>' if answer.note else ""
    return f'<div class="answer {answer.kind.value}">{understood}{body}{note}</div>{sources_html(answer.citations)}'


def _numbers(answer: Answer) -> frozenset[int]:
    return frozenset(citation.number for citation in answer.citations)


def _plain(answer: Answer) -> str:
    return _lines(marked_html(answer.text, _numbers(answer), answer.key_spans))


def _lines(html: str) -> str:
    return "".join(f"<p>{line}</p>" for line in html.split("\n") if line.strip())


def _refusal(answer: Answer) -> str:
    related = ""
    if answer.related:
        quotes = "".join(
            f"<li>{glued(escape(one.quote), marker_html(one.number))}{_place(one)}</li>" for one in answer.related
        )
        related = f'<div class="related"><p class="small">{both("related")}</p><ul>{quotes}</ul></div>'
    mirrored = f'<p class="small"><span class="en" lang="en">{WORDS["refused"][1]}</span></p>'
    return "".join(f"<p>{escape(line)}</p>" for line in answer.text.splitlines() if line.strip()) + mirrored + related


def _conflict(answer: Answer) -> str:
    if len(answer.claims) < 2:
        return _plain(answer)
    keys = [answer.text[slice(*span)] for span in answer.key_spans]
    cards = "".join(_card(claim, keys) for claim in answer.claims)
    count = len(answer.claims)
    head = both("conflict") if count == 2 else both("conflicts", n=count)
    return f'<p class="head">{head}</p><ul class="cards">{cards}</ul>'


def _card(claim: Claim, keys: Sequence[str]) -> str:
    found = [(claim.text.index(key), claim.text.index(key) + len(key)) for key in keys if key in claim.text][:1]
    markers = "".join(marker_html(number) for number in claim.markers)
    scope = f'<p class="scope">{escape(claim.scope)}</p>' if claim.scope else ""
    return f'<li class="card"><p>{marked_html(claim.text, frozenset(), found)}{markers}</p>{scope}</li>'


def _calculation(answer: Answer) -> str:
    """The result, the formula on a line of its own instead of within the sentence, then the sentences it rests on."""
    worked = answer.calculation
    if worked is None:
        return _plain(answer)
    first, _, rest = answer.text.partition("\n")
    within = _FORMULA.search(first)
    spoken = f"{first[: within.start()]}。{first[within.end() :]}" if within else first
    spans = [span for span in answer.key_spans if within is None or span[1] <= within.start()]
    numbers = _numbers(answer)
    formula = marked_html(worked.formula, numbers)
    sign = "≈" if within and within[1] == "≈" else "="
    vague = f'<p class="small">{both("vague")}</p>' if worked.vague else ""
    return (
        f"<p>{marked_html(spoken, numbers, spans)}</p>"
        f'<p class="formula">{formula} {sign} <strong>{escape(worked.result)}</strong> {escape(worked.unit)}</p>{vague}'
        f"{_lines(marked_html(rest, numbers))}"
    )


def _place(citation: Citation) -> str:
    heading = f" · {escape(citation.heading)}" if citation.heading else ""
    return f'<span class="small">{escape(citation.title)}{heading}</span>'


def sources_html(citations: Sequence[Citation]) -> str:
    """Where the citations of an answer stand, one line each; "" for none."""
    if not citations:
        return ""
    lines = "".join(f"<li>{marker_html(one.number)}{_place(one)}</li>" for one in citations)
    return f'<ul class="sources">{lines}</ul>'


def turn_html(
    index: int, turn: Turn, follow_ups: Sequence[str] = (), *, last: bool = False, judged: bool = False
) -> str:
    """One turn with its buttons. `index` counts from 0.

    `last` adds what only the last turn offers, the follow-ups among it; `judged` asks whether the answer helped.
    """
    more = _asks(follow_ups, both("follow")) if last and follow_ups else ""
    return (
        f'<article class="turn" data-turn="{index}" data-question="{escape(turn.question)}" '
        f'data-markdown="{escape(turn_markdown(turn))}">{question_html(turn.question)}'
        f"{answer_html(turn.answer)}{_tools(last, judged)}{more}</article>"
    )


def _tools(last: bool, judged: bool) -> str:
    names = ["copy", *(["retry", "edit"] if last else [])]
    buttons = "".join(f'<button type="button" data-do="{name}">{both(name)}</button>' for name in names)
    if not judged:
        return f'<div class="tools">{buttons}</div>'
    thumbs = "".join(
        f'<button type="button" class="thumb" data-do="{name}">{hidden(name)}{THUMB}</button>'
        for name in ("up", "down")
    )
    form = (
        f'<form class="comment" hidden><label>{both("comment")}<input type="text" maxlength="1000"></label>'
        f'<button type="submit">{both("send")}</button></form>'
    )
    return f'<div class="tools">{thumbs}{buttons}</div>{form}'


def question_html(question: str) -> str:
    """The visitor's question."""
    return f'<p class="asked">{hidden("you")}<span>{escape(question)}</span></p>'


def pending_html(question: str, text: str = "") -> str:
    """A turn whose answer is still being written; without text a line that appears after 300 ms."""
    body = "".join(f"<p>{escape(line)}</p>" for line in MARKER.sub("", text).splitlines() if line.strip())
    body = body or f'<p class="thinking">{both("thinking")}</p>'
    return (
        f'<article class="turn pending" data-question="{escape(question)}">{question_html(question)}'
        f'<div class="answer">{body}</div></article>'
    )


def _asks(questions: Sequence[str], label: str) -> str:
    items = "".join(
        f'<li><button type="button" class="ask" data-do="ask" data-question="{escape(one)}">{escape(one)}</button></li>'
        for one in questions
    )
    return f'<div class="asks"><p class="small">{label}</p><ul>{items}</ul></div>'


def welcome_html(suggestions: Sequence[str], listings: Sequence[Listing], waiting: bool = False) -> str:
    """What stands in the chat before the first question; `waiting` until the stored conversation was looked at."""
    reports = f'<p class="small reports">{both("documents")} · {escape(titles(listings))}</p>'
    asks = _asks(suggestions, both("try")) if suggestions else ""
    name = "welcome waiting" if waiting else "welcome"
    return f'<div class="{name}"><p class="what">{both("what")}</p>{reports}{asks}</div>'


def notice_html(key: str, **values: object) -> str:
    """One plain sentence with what to do; "" for no key."""
    return f'<p class="notice {key}">{both(key, **values)}</p>' if key else ""


def header_html(listings: Sequence[Listing]) -> str:
    """The name of the page, what is on the shelf, and the two switches."""
    return f"""<a class="skip" href="#question">{both("skip")}</a><header class="top"><h1>{both("title")}</h1>
<button type="button" class="shelf-line" data-do="shelf">{both("shelf", n=len(listings))}
<span class="titles"> · {escape(titles(listings))}</span></button>
<button type="button" class="switch" data-do="theme">{hidden("theme")}<span class="sign" aria-hidden="true">☾</span></button>
<button type="button" class="switch" data-do="language">{both("language")}</button></header>"""


def titles(listings: Sequence[Listing], limit: int = 3) -> str:
    """The first titles of the shelf in one line."""
    shown = "、".join(listing.title for listing in listings[:limit])
    return shown + ("……" if len(listings) > limit else "")
