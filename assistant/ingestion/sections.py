"""Headings: a document's sections and its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from posixpath import basename, splitext

from assistant.types import Section

TITLE_CHARS = 40
"""A first line of up to this many characters can be a title."""

_LINE = re.compile(r".+")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t\u3000]+(\S.*?)(?:[ \t]+#+)?[ \t]*")
_EMPHASIS = re.compile(r"\*\*|__|`")
_NUMBERING = re.compile(r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[)）][\s._\-、．]*|[\s._\-、．]+)(?=\S)")
_SENTENCE_END = "。！？；…，、：.!?;,:"


def find_sections(text: str) -> tuple[Section, ...]:
    """Return the sections of `text`, side by side, in order.

    A heading is a line of one to six # and its words, outside fenced code. Text before the first heading, unless it is
    blank, makes a section of level 0 without heading; so does a text without any heading.
    """
    headings = list(_headings(text))
    starts = [*(start for start, *_ in headings), len(text)]
    sections = [] if headings and not text[: starts[0]].strip() else [Section("", 0, 0, 0, starts[0])]
    for (start, body, level, heading), end in zip(headings, starts[1:], strict=True):
        sections.append(Section(heading, level, start, body, end))
    return tuple(sections)


def find_title(text: str, sections: Sequence[Section], source: str) -> str:
    """Return the heading that opens `text`, or its first of level 1; else a short first line; else the file's name.

    A heading of a lower level that follows other text names a section, not the document.
    """
    for number, section in enumerate(sections):
        if section.level == 1 or (section.level and number == 0):
            return section.heading
    first_line = text.lstrip().partition("\n")[0].strip()
    if 0 < len(first_line) <= TITLE_CHARS and first_line[-1] not in _SENTENCE_END:
        return first_line
    stem = splitext(basename(source))[0]
    return _NUMBERING.sub("", stem, count=1) if _NUMBERING.match(stem) else stem


def heading_paths(sections: Sequence[Section], title: str) -> tuple[str, ...]:
    """Return for each section its heading under those above it, joined by " · "; the title itself is left out."""
    paths, above, title_seen = [], list[Section](), False
    for section in sections:
        above = [upper for upper in above if upper.level < section.level]
        if section.heading == title and not title_seen:
            title_seen = True
        elif section.level:
            above.append(section)
        paths.append(" · ".join(upper.heading for upper in above))
    return tuple(paths)


def _headings(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Yield (start of the line, start of the next line, level, words) of each heading."""
    if "#" not in text:
        return
    fence = ""
    for line in _LINE.finditer(text):
        if mark := _FENCE.match(line.group()):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence):
                fence = ""
        elif not fence and (match := _HEADING.fullmatch(line.group())):
            words = _EMPHASIS.sub("", match[2]).strip()
            if words:
                yield line.start(), min(line.end() + 1, len(text)), len(match[1]), words
