"""Words for the parts that a whole is commonly divided into: 城镇 and 农村, 出口 and 进口."""

from __future__ import annotations

import re
from collections.abc import Iterable

_COUNTERPARTS = (
    ("城镇", "城市", "城里", "农村", "乡村", "乡下"), ("出口", "进口"), ("存款", "贷款"), ("线上", "线下"), ("国内", "国外"),
    ("境内", "境外"), ("省内", "省外"), ("市内", "市外"), ("内销", "外销", "出口"), ("本地", "外地"), ("男", "女"),
    ("上半年", "下半年"), ("公办", "民办"), ("公立", "私立", "民营"), ("国有", "民营", "外资"), ("门诊", "住院"),
    ("小学", "初中", "高中"), ("本科", "硕士", "博士", "专科"), ("新院区", "老院区"), ("客运", "货运"), ("对公", "个人", "零售"),
    ("医保", "自费"), ("新房", "二手房"), ("白天", "夜间", "晚上"), ("第一产业", "第二产业", "第三产业"), ("工业", "农业", "服务业"),
)  # fmt: skip
_OF_WHOM = re.compile("(?:居民|人口|员工|职工|学生|人|生)?的?$")


def speaks_of_counterpart(subject: str, others: Iterable[str], cited: str) -> bool:
    """Whether a text says the other part of a whole, and not the one of a subject: only 城市低保 for 农村低保标准."""
    for group in _COUNTERPARTS:
        for own in group:
            others_of = [one for one in group if one != own and subject.replace(own, one) in others]
            if own in subject and others_of and own not in cited:
                return any(one in cited for one in others_of)
    return False


def counterpart(first: str, second: str) -> str:
    """Return what a bare `second` stands for beside `first`, "" where it is no counterpart of a part of that.

    农村居民人均收入 for 农村 beside 城镇居民人均收入.
    """
    stem = _OF_WHOM.sub("", second)
    for group in _COUNTERPARTS:
        part = next((one for one in group if one in first and one != stem), "") if stem in group else ""
        if part and len(first) > len(part) + 1:
            return first.replace(part, stem, 1)
    return ""
