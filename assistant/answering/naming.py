"""Whether a piece of a sentence is a name, a noun or a verb that can stand in a question on its own."""

from __future__ import annotations

import re
from collections import Counter

from assistant.answering.topic import Mention, mentions, tag_words
from assistant.types import Document


def owner_of(document: Document) -> str:
    """Return whom a report is about: the name in its title, else the place that it names most."""
    if document.title.endswith(("公司", "集团", "银行", "大学")):
        return document.title
    named = [mention for mention in mentions(document.title) if mention.kind in ("organisation", "place")]
    if named:
        return named[0].text
    places = Counter(mention.text for mention in mentions(document.text[:3000]) if mention.kind == "place")
    return places.most_common(1)[0][0] if places else ""


def is_name(text: str) -> bool:
    """Whether a text is one noun phrase in full: it names somebody or something, and has no pronoun or verb."""
    inner = [m for m in mentions(text) if m.kind != "time"]
    free = [w for w in tag_words(text) if not any(m.start <= w.start and w.end <= m.end for m in mentions(text))]
    plain = all(word.text in ("的", "和", "区", "级", "新增") or word.tag[0] in "bgx" for word in free)
    return (
        len(text) > 2
        and bool(inner)
        and plain
        and is_named(text)
        and not re.search(r"[、，：]|^的|的$|增长$|内$|[这该其它他]|^公司", text)
    )


def is_noun(text: str) -> bool:
    """Whether a text is nouns from its beginning to its end."""
    whole = mentions(text)
    return bool(whole) and whole[0].start == 0 and whole[-1].end == len(text) and "、" not in text


def is_verb(text: str) -> bool:
    """Whether a text has no noun in it: 挂牌成立."""
    return all(word.tag[0] in "vad" for word in tag_words(text))


def is_named(text: str) -> bool:
    """Whether a text names a place, an organisation, a work or a person."""
    return any(mention.kind in ("place", "organisation", "title", "person") for mention in mentions(text))


def leading_name(text: str) -> str:
    """Return the place, organisation or work that a text begins with, "" when it begins otherwise."""
    names: tuple[Mention, ...] = mentions(text)
    if not names or names[0].start > 0 or names[0].kind not in ("place", "organisation", "title"):
        return ""
    joined = len(names) > 1 and names[1].start == names[0].end
    return "" if joined or names[0].text.startswith("全") else names[0].text
