"""The companies that a question names, and the part of the shelf that speaks of them."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from assistant.indexing.index import Index
from assistant.text import words

_COMPANY = re.compile("([\u4e00-\u9fffa-z]{2,16}?)(?:股份|控股)?(?:有限责任公司|有限公司|集团公司|集团|股份公司)")
_LEADING = re.compile("^.*(?:年度?|根据|结合|按照|依据|参考|比较|请问|关于|总结|概括|在|和|与|及|以及|、)")
_ASKS = re.compile("什么|哪|谁|多少|何|如何|怎")
_TRADE = re.compile(
    "(?<=[\u4e00-\u9fffa-z]{2})(?:科技|教育|实业|发展|服务|文化|传媒|建筑|金融|旅游|娱乐|地产|电子|医疗|信息|技术|投资|控股|培训|家居|股份|集团)+$"
)


def companies(text: str) -> tuple[str, ...]:
    """Return what is their own in the names of the companies in a folded text: 伟业 of 伟业教育科技有限公司."""
    found = (_TRADE.sub("", _LEADING.sub("", name)) for name in _COMPANY.findall(text))
    return tuple(dict.fromkeys(name for name in found if 1 < len(name) < 9 and not _ASKS.search(name)))


def speaking_of(index: Index, names: tuple[str, ...]) -> NDArray[np.int64]:
    """Return the numbers (n,) of the passages of all documents that hold one of the names."""
    documents = set[str]()
    for name in names:
        held = np.ones(len(index.passages), dtype=bool)
        for word in words(name):
            held &= index.words.scores([word]) > 0
        documents |= {index.passages[int(number)].document_id for number in np.flatnonzero(held)}
    ranges = [np.asarray(index.passages_of(key)) for key in index.documents if key in documents]
    return np.concatenate(ranges) if ranges else np.zeros(0, dtype=np.int64)
