"""Documents and citations to the HTML of the source reader.

Every character of a document stands in the HTML, in order, so the text content of the reader is the document's text
and a highlight is exact by construction: its place comes from offsets and is never searched for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

from assistant.types import Citation, Document, Listing
from assistant.web.words import both, hidden

WHOLE_CHARS = 200_000  # a longer document is shown around its citations only
AROUND_CHARS = 5_000  # and then this much on either side of each
LISTED = 500  # documents that the list of the shelf names


def is_exact(document: Document, citation: Citation) -> bool:
    """Whether the citation still quotes this document, which may have changed since."""
    return (
        citation.document_id == document.id
        and 0 <= citation.start < citation.end
        and document.text[citation.start : citation.end] == citation.quote
    )


def text_html(document: Document, citations: Sequence[Citation], start: int = 0, end: int | None = None) -> str:
    """The slice `[start, end)` of the document as HTML lines, with each citation in `mark` elements.

    A citation over several lines has one `mark` a line. Citations that are not exact are not marked.
    """
    stop = len(document.text) if end is None else end
    levels = {section.start: section.level for section in document.sections if section.level}
    exact = [citation for citation in citations if is_exact(document, citation)]
    parts, at = [], start
    for line in document.text[start:stop].splitlines(keepends=True):
        parts.append(_line(line, _marked(line, at, exact), levels.get(at, 0)))
        at += len(line)
    return "".join(parts)


def _line(line: str, content: str, level: int) -> str:
    if level:
        hashes = line[: len(line) - len(line.lstrip("#").lstrip())]
        if hashes.strip() and content.startswith(hashes):
            content = f'<span class="hashes" aria-hidden="true">{hashes}</span>{content.removeprefix(hashes)}'
        return f'<div class="heading" role="heading" aria-level="{min(level + 1, 6)}">{content}</div>'
    return f'<div class="{"line" if line.strip() else "blank"}">{content}</div>'


def _marked(line: str, at: int, citations: Iterable[Citation]) -> str:
    """Cut the line where a citation begins or ends, and mark the pieces that are cited."""
    end = at + len(line)
    inside = [citation for citation in citations if citation.start < end and citation.end > at]
    cuts = sorted({at, end, *(min(max(edge, at), end) for one in inside for edge in (one.start, one.end))})
    return "".join(_piece(line[a - at : b - at], a, inside) for a, b in pairwise(cuts))


def _piece(text: str, at: int, citations: Iterable[Citation]) -> str:
    numbers = [str(citation.number) for citation in citations if citation.start <= at < citation.end]
    return f'<mark data-n="{" ".join(numbers)}">{escape(text)}</mark>' if numbers else escape(text)


def windows(document: Document, citations: Iterable[Citation]) -> list[tuple[int, int]]:
    """The slices of the document to show, `[start, end)`, in order, at line ends: all of it unless it is very long."""
    text = document.text
    if len(text) <= WHOLE_CHARS:
        return [(0, len(text))]
    spans = [(one.start, one.end) for one in citations if is_exact(document, one)] or [(0, 0)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        left = text.rfind("\n", 0, max(start - AROUND_CHARS, 0)) + 1
        right = text.find("\n", min(end + AROUND_CHARS, len(text))) + 1 or len(text)
        if found and left <= found[-1][1]:
            left, right = found[-1][0], max(found.pop()[1], right)
        found.append((left, right))
    return found


def document_html(document: Document, citations: Sequence[Citation]) -> str:
    """One document as an article, its citations highlighted; quotes that it no longer holds stand above it."""
    own = [citation for citation in citations if citation.document_id == document.id]
    stale = [citation for citation in own if not is_exact(document, citation)]
    shown = windows(document, own)
    gap = f'<p class="cut">{both("cut")}</p>'
    body = gap.join(text_html(document, own, start, end) for start, end in shown)
    before = gap if shown[0][0] > 0 else ""
    after = gap if shown[-1][1] < len(document.text) else ""
    return (
        f'<article class="document" data-document="{escape(document.id)}" data-title="{escape(document.title)}">'
        f"{quotes_html(stale)}{before}{body}{after}</article>"
    )


def quotes_html(citations: Sequence[Citation]) -> str:
    """Quotes whose place is gone, as they were when they were cited; "" for none."""
    if not citations:
        return ""
    quotes = "".join(
        f'<blockquote><mark data-n="{one.number}" data-heading="{escape(one.heading)}">{escape(one.quote)}</mark>'
        f"</blockquote>"
        for one in citations
    )
    return f'<div class="stale"><p class="small">{both("changed")}</p>{quotes}</div>'


def reader_html(documents: Sequence[Document], citations: Sequence[Citation], turn: int = -1) -> str:
    """The whole reader pane for the citations of one turn, or for a document to read when nothing is cited.

    `turn` counts from 0 and says whose citations these are; -1 for none. Documents without a citation are left out
    when there are citations.
    """
    cited = {citation.document_id for citation in citations}
    shown = [document for document in documents if document.id in cited] if cited else list(documents[:1])
    gone = [one for one in citations if one.document_id not in {document.id for document in documents}]
    articles = "".join(document_html(document, citations) for document in shown)
    lost = f'<article class="document" data-title="">{quotes_html(gone)}</article>' if gone else ""
    headings = "".join(
        f'<li data-n="{one.number}" data-title="{escape(one.title)}" data-heading="{escape(one.heading)}"></li>'
        for one in citations
    )
    title = escape(shown[0].title) if shown else ""
    return f"""<section class="reader" data-turn="{turn}" aria-label="报告原文 Source">
<header><p class="place"><strong class="place-title">{title}</strong> <span class="place-heading"></span></p>
<button type="button" class="close" data-do="close">{hidden("close")}<span aria-hidden="true">✕</span></button></header>
<div class="pages" tabindex="0" role="group" aria-label="报告正文 Text of the report">{articles}{lost}</div>
<ol class="headings" hidden>{headings}</ol>
<nav class="steps"{"" if citations else " hidden"}>
<button type="button" data-do="previous"><span aria-hidden="true">‹ </span>{both("previous")}</button>
<span class="count" role="status"></span>
<button type="button" data-do="next">{both("next")}<span aria-hidden="true"> ›</span></button></nav></section>"""


def shelf_html(listings: Sequence[Listing], warnings: Sequence[str]) -> str:
    """The list of documents, each of which opens in the reader, and the files that were left out."""
    rows = "".join(_row(listing) for listing in listings[:LISTED])
    if len(listings) > LISTED:
        rows += f'<li class="small">{both("more", n=len(listings) - LISTED)}</li>'
    left_out = "".join(f"<li>{escape(warning)}</li>" for warning in warnings)
    note = f'<h3>{both("left_out")}</h3><ul class="small">{left_out}</ul>' if left_out else ""
    return f"""<section class="reader" data-turn="-1" aria-label="资料 Documents">
<header><p class="place"><strong>{both("documents")}</strong></p>
<button type="button" class="close" data-do="close">{hidden("close")}<span aria-hidden="true">✕</span></button></header>
<div class="pages" tabindex="0" role="group" aria-label="资料 Documents"><ul class="shelf">{rows}</ul>{note}</div></section>"""


def _row(listing: Listing) -> str:
    dates = (("modified", listing.modified), ("indexed", listing.indexed))
    facts = [escape(listing.source), size(listing.size), *(both(key, date=date[:10]) for key, date in dates if date)]
    return (
        f'<li><button type="button" data-do="open" data-document="{escape(listing.document_id)}">'
        f'{escape(listing.title)}</button><span class="small">{" · ".join(f"<span>{fact}</span>" for fact in facts)}</span></li>'
    )


def size(count: int) -> str:
    """A number of bytes for people, as 12 KB or 3.4 MB."""
    return f"{count / 1e6:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} KB"
