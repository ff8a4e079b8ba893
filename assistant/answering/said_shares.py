"""Averages, parts and wholes that follow from one sentence: 补贴2700万元，惠及1850家店铺, 贷款1248亿元，其中信用贷款占43%."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.answering import rates
from assistant.answering.said_figures import CHANGE, HOW_MUCH, RATE, Figure, Found, about, fits, is_other
from assistant.answering.units import CURRENCIES, PER
from assistant.text import UNITS, bigrams

_AVERAGE = re.compile(
    f"(?:平均|均摊|摊)(?:下来)?[到在给对]?(?:[每一]个?)(?P<per>{PER})?(?P<noun>(?![天日月年季周])[\u4e00-\u9fff]{{0,4}})"
    "|(?P<one>[人户家亩件])均"
    f"|(?<![0-9第])[每一]个?(?P<each>{PER})?(?P<of>[^,0-9每一]{{0,8}})平均"
    "|(?<![0-9第])[每一](?P<length>公里|平方米|米|亩|公顷|吨|度)(?=[合要花需得用])"
)
_PERSON = frozenset("人 名 位".split())
_NOUN_ASKED = re.compile(f"(?:多少|几)(?:{UNITS})?(?P<noun>[\u4e00-\u9fff]{{2,4}})")
_EACH_GETS = re.compile(f"[,;]?每(?P<per>{PER})(?:资助|补贴|奖励|发放|补助)?")
_STATES_AVERAGE = re.compile("均|每")
_OF_IT = re.compile("(?:约|大约|合计)?(?:占比?|的?比[例重]|占了)(?:约|近|达|为|有|高达|超过?)*$")
_OF_WHOLE = re.compile("占(?:了|到|其|当年|同期|总)*(?P<scope>全[市省区县国])?(?P<whole>[^,;占]{2,12}?)的(?:约|近)?$")
_NOT = re.compile("非|以外|之外|除[了去掉]?|不是|没有?|未")
_STOPS = re.compile("多少|几|[能要得有是花拿分赚约]")
_AMONG = re.compile("^(?:其中|当中|里面)")
_NAMED_PART = 0.3  # the same, of a part whose share the sentence gives
_NAMED = 0.5  # share of a name's character pairs by which a question names it


def asks_average(asked: str) -> bool:
    """Whether a question asks how much there is for each of something."""
    return _AVERAGE.search(asked) is not None and re.search(HOW_MUCH, asked) is not None


def average_of(asked: str, text: str, found: list[Figure]) -> Found | None:
    """发放补贴2700万元，惠及1850家店铺, for how much each of them got."""
    match = _AVERAGE.search(asked)
    if match is None:
        return None
    per, noun = (
        match["per"] or match["one"] or match["each"] or match["length"] or "",
        match["noun"] or match["of"] or "",
    )
    plain = [one for one in found if one.operand.kind == "number" and not CHANGE.search(one.label) and one.operand.unit]
    counts = [one for one in plain if _counts(one, per, noun, text)]
    asked = asked[: match.start()] + asked[match.end() - len(match["noun"] or "") :]
    amounts = [one for one in plain if one not in counts and fits(asked, one.operand) and _is_asked(one, asked, text)]
    if any(_STATES_AVERAGE.search(one.label) for one in (*amounts, *counts)):
        return None
    amount, count = _named(asked, text, amounts), _named(noun or asked, text, counts)
    return (
        rates.average(amount.operand, count.operand, per or noun) if amount and count and count.operand.value else None
    )


def _is_asked(figure: Figure, asked: str, text: str) -> bool:
    """Whether a figure is of what 多少 counts in a question, where that is told: 学生 of 几个学生."""
    noun = _NOUN_ASKED.search(asked)
    if noun is None or figure.operand.base in CURRENCIES:
        return True
    around = figure.label + text[figure.end : figure.end + 6]
    return any(pair in around for pair in bigrams(noun["noun"]))


def _counts(figure: Figure, per: str, noun: str, text: str) -> bool:
    """Whether a figure counts what there is so much for each of: 1850家店铺 for 每家 and for 一个店铺."""
    unit, around = figure.operand.unit.lstrip("百千万亿"), figure.label + text[figure.end : figure.end + 6]
    if per and per != "个":
        return unit == per or {unit, per} <= _PERSON or (unit, per) == ("户", "家")
    return bool(noun) and any(pair in around for pair in bigrams(noun))


def asks_all(asked: str) -> bool:
    """Whether a question asks what all get together."""
    return re.search(f"(?:一共|总共|合计|共|加起来)[^,]{{0,6}}?{HOW_MUCH}", asked) is not None


def each_times(asked: str, text: str, found: list[Figure]) -> Found | None:
    """资助62人，每人10万元, for what they got together."""
    pairs = [
        (count.operand, amount.operand)
        for count, amount in pairwise(found)
        if (per := _EACH_GETS.fullmatch(text, count.end, amount.start))
        and count.operand.unit in (per["per"], f"名{per['per']}", "名", "位")
        and amount.operand.base in CURRENCIES
        and fits(asked, amount.operand)
    ]
    return rates.product(*pairs[0]) if len(pairs) == 1 else None


def asks_amount(asked: str) -> bool:
    """Whether a question asks for an amount, and not for a share or a change."""
    return (
        re.search(HOW_MUCH, asked) is not None
        and not RATE.search(asked)
        and not re.search("[比占率离距差均]|增长|[合加]起来|一共|总共|合计", asked)
    )


def part_of(asked: str, _: str, found: list[Figure]) -> Found | None:
    """促成贷款1248亿元，其中信用贷款占43%, for how much that was."""
    for place, share in enumerate(found):
        of = _OF_IT.search(share.label) if share.operand.kind == "share" else None
        name = _AMONG.sub("", share.label[: of.start()]) if of else ""
        if not of or _shown(name, asked) < _NAMED_PART or _NOT.search(asked) or is_other(asked, name):
            continue
        wholes = [
            one
            for one in found[:place]
            if one.operand.kind == "number" and not CHANGE.search(one.label) and not _STATES_AVERAGE.search(one.label)
        ]
        whole = wholes[-1] if wholes else None
        if whole is None or not whole.operand.unit or not fits(asked, whole.operand):
            continue
        labels = [_AMONG.sub("", one.label) for one in found if one is not share]
        if any(
            _shown(label, asked) >= _shown(name, asked) for label in labels if label not in name
        ):  # 贷款 of 信用贷款
            return None
        after = found[place + 1] if place + 1 < len(found) else None
        if after is not None and after.operand.base == whole.operand.base and not CHANGE.search(after.label):
            return None  # then it may be stated
        return rates.part(whole.operand, about(share), name)
    return None


def whole_of(asked: str, text: str, found: list[Figure]) -> Found | None:
    """上缴税收2104亿元，占全省税收收入的62.5%, for all of it."""
    for place, share in enumerate(found):
        amounts = [one for one in found[:place] if one.operand.kind == "number" and not CHANGE.search(one.label)]
        amount = amounts[-1] if amounts and share.operand.kind == "share" and share.operand.value else None
        of = _OF_WHOLE.search(text, amount.end, share.start) if amount else None
        if amount is None or of is None or not amount.operand.unit or not fits(asked, amount.operand):
            continue
        named = of["whole"] in asked and (not of["scope"] or of["scope"] in asked)
        if named and _shown(amount.label, asked) < _shown(of["whole"], asked):
            return rates.whole(amount.operand, about(share), f"{of['scope'] or ''}{of['whole']}")
    return None


def _named(asked: str, text: str, figures: list[Figure]) -> Figure | None:
    """Return the one figure that there is, or whose name a question says more of than of the others'."""
    if len(figures) < 2:
        return figures[0] if figures else None
    said = sorted(figures, key=lambda one: -_shown(one.label + text[one.end : one.end + 6], asked))
    first, second = (_shown(one.label + text[one.end : one.end + 6], asked) for one in said[:2])
    return said[0] if first > second and first >= _NAMED else None


def _shown(name: str, asked: str) -> float:
    """Return the share, 0 to 1, of the character pairs of a name that a question says."""
    pairs = bigrams(name)
    return sum(pair in asked for pair in pairs) / len(pairs) if pairs else 0.0
