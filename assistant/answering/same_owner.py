"""Of whom a figure is asked that names nobody, after a turn about the report of somebody."""

from __future__ import annotations

import re

from assistant.answering.background import known
from assistant.answering.context import Context
from assistant.answering.topic import mentions, shape, tag_words

_OF_SOMEBODY = re.compile(
    "全[国省市区县球]|世界|本[市区县省]|我[国市区县省]|公司|企业|[它他她这那其]|[\u4e00-\u9fff]{2,6}?(?:[省市区县镇乡州]|公司|集团|银行|大学|学院|医院)的?"
)


def same_owner(text: str, base: Context) -> str:
    """Return of whom a figure is asked that names nobody: of whom the report is that the turn before was about, "" where none is."""
    named = mentions(text)
    counts = shape(text).asked[:1] in ("多", "几")
    bare = bool(named) and named[0].start == 0 and all(mention.kind in ("thing", "time") for mention in named)
    owner = base.owner
    if owner is None or owner.kind == "person" or not counts or not bare or _OF_SOMEBODY.match(text):
        return ""
    if not known(tag_words(text)[0].text):  # 霖州市 of 霖州市的在校学生
        return ""
    return owner.text if owner.text in base.titles else ""
