"""Parts and wholes that follow from one sentence: what is left of 9.80亿元 with 6.43亿元 used, a sum, a share."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from assistant.answering import arithmetic
from assistant.answering.arithmetic import Result, common_unit, in_unit
from assistant.answering.operand import Bound, Operand, constant
from assistant.answering.said_figures import CHANGE, HOW_MUCH, RATE, Figure, Found, about, fits, is_other, outcome_of
from assistant.text import bigrams, quantities

_LEFT = re.compile(
    f"(?:还?剩下?|剩余|余下|没[花用投]完?|未[使动]?用).{{0,6}}?{HOW_MUCH}|{HOW_MUCH}.{{0,6}}(?:没[花用投]|未[使动]?用)"
    f"|还(?:有|差)?{HOW_MUCH}[^,。]{{0,4}}?(?:没有?|未|尚未|待|等着?)[^,。]{{1,4}}"
)
_REST = re.compile("[剩余存]|结转")
_USED = re.compile(
    "[,;](?:截至[^,;。]{2,12}?|目前|至今)?,?(?:已经?|累计|实际|共|其中)*(?:使用|支出|投入|投出|用去|花费|动用|支付|拨付|完成投资|完成|到位|整改|开工|投产|交付|建成|办结|审结|落实|解决|修复|销号)了?(?:约)?"
)
_OF_THEM = re.compile("[,;]?其中(?:的|有)?")
_THEN_DONE = re.compile("(?:均|都|全部)?已(?:经|全部|基本)?[\u4e00-\u9fff]{2}")
_LEFT_OUT = re.compile(
    "(?:除[了去掉]?|刨[去掉除]|扣[去掉除]|去掉|不算)(?P<things>[^,]{2,24}?)(?:[,外]|之外|以外|后|还|剩|其[他它余]|别的)"
)
_NAMED_REST = re.compile("(?:其余|剩余|余下)的?(?P<what>[^,。;0-9]{2,})(?:[,。;]|$)")
_IS = re.compile("^(?:均|都|全部|则|皆)*(?:为|是|系|属于?)?")
_SHORT_NAME = 2  # characters: 租赁 is what 租来 asks of
_SUMMED = re.compile(
    f"(?:一共|总共|合计|共计|总计|加起来|加一块儿?|加在?一起|加总|相加|合起来|(?<!公)共).{{0,8}}?{HOW_MUCH}"
)
_LISTED = re.compile("[、和与及跟]|加上?")
_APART = re.compile("分别|各")
_BESIDE = re.compile("[、,和及与](?!其中|比|较|上年|去年|同比|环比|增|减|包括|含|占)[^。;,0-9]{0,14}")
_WHOLE = re.compile("累计|总[数计共]|合计|一共|共计|共有")
_TELLS_NOTHING = frozenset("的了是在有和与及共个年全")
_OF = re.compile(f"占.{{0,10}}{HOW_MUCH}|{HOW_MUCH}.{{0,6}}比[例重]|占比")
_AMONG = re.compile("[^。;0-9]{0,8}?(?:其中|里面|当中)")
_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8}
_ALL_OF = re.compile("([两二三四五六七八])(?:大|个|家|项|类|种|者)")
_DIFFER_ASKED = re.compile(f"(?:相差|差|[多少]出?)了?{HOW_MUCH}|差[值额]")
_PART_OF_WHOLE = re.compile(
    f"(?P<part>[^,占]{{2,}})占了?(?P<whole>[^,占]{{2,}}?)的?(?:比[例重]|份额)?(?:是|为|有)?(?:{HOW_MUCH}|几成)(?![万亿元家个人])"
)
_SHARE_OF = re.compile(
    "[^，,占]{2,}占了?(?P<whole>(?![地据比])[^，,占]{2,12}?)的?(?:比[例重]|份额)?(?:是|为|有)?(?:多少|多大|百分之几|百分之多少|几成)(?:比[例重])?"
)
_OUTSIDE = re.compile("不在|不属于|不是|以外|之外|除外|不用|别的")
_SHARE_ASKED = re.compile("百分之|几成|(?:占|比[例重]|占比|份额).{0,6}多[少大]|多[少大].{0,2}(?:比[例重]|份额)")
_OF_WHOLE = re.compile("占|比重|比例|份额")
_DONE_ASKED = re.compile(
    f"(?:到位|到账|完成|实现|兑现|利用|用|执行|支出|拨付|达产|交付)了?(?:率|{HOW_MUCH}|几成|的?(?:比例|比率))"
)
_DONE = re.compile(
    "(?:当年|目前|全年|已经?|累计)*(?:实际)?(?:到位|到账|完成|实现|产出|使用|利用|兑现|支付|拨付|交付)(?:资金|投资|产量)?了?(?:约)?"
)


def asks_rest(asked: str) -> bool:
    """Whether a question asks for what is left."""
    return _LEFT.search(asked) is not None


def rest(_: str, text: str, found: list[Figure]) -> Found | None:
    """净额9.80亿元，累计使用6.43亿元."""
    pairs = [
        (whole.operand, used.operand)
        for whole, used in pairwise(found)
        if whole.operand.base == used.operand.base != "%"
        and whole.operand.value > used.operand.value
        and not _REST.search(whole.label)
        and (
            _USED.fullmatch(text, whole.end, used.start)
            or (_OF_THEM.fullmatch(text, whole.end, used.start) and _THEN_DONE.match(text, used.end))
        )
    ]
    if len(pairs) != 1:
        return None
    return outcome_of("还剩", arithmetic.difference(*pairs[0], ""), "−", pairs[0], common_unit(pairs[0], ""))


def others(asked: str, text: str, found: list[Figure]) -> Found | None:
    """总收入24.7亿元，其中医疗收入20.9亿元，财政补助2.6亿元, for what is neither; 其余用于操场翻修, for what that cost."""
    for place, whole in enumerate(found):
        parts = [one for one in found[place + 1 :] if one.operand.base == whole.operand.base]
        among = bool(parts) and "其中" in text[whole.end : parts[0].start]
        if not among or whole.operand.kind == "share" or any(CHANGE.search(one.label) for one in parts):
            continue
        if not _leaves_out(asked, parts) and not _names_rest(asked, text, parts):
            continue
        left = whole.operand.value - sum(one.operand.value for one in parts)
        if left <= 0 or not fits(asked, whole.operand):
            continue
        values = [whole.operand, *(one.operand for one in parts)]
        unit = common_unit(values, "")
        bound = Bound.EXACT if all(one.bound is Bound.EXACT for one in values) else Bound.ABOUT
        return outcome_of("其余为", Result(in_unit(left, unit), unit, bound), "−", values, unit)
    return None


def _leaves_out(asked: str, parts: list[Figure]) -> bool:
    """Whether a question asks for all but as many things as there are parts, and names one of them."""
    out = _LEFT_OUT.search(asked)
    if out is None or len(re.split("[、和与及跟]", out["things"])) != len(parts):
        return False
    return any(set(one.label.removeprefix("其中")) & set(out["things"]) - _TELLS_NOTHING for one in parts)


def _names_rest(asked: str, text: str, parts: list[Figure]) -> bool:
    """Whether a question asks for what the sentence calls the rest, without a figure of its own."""
    rest = _NAMED_REST.search(text, parts[-1].end)
    what = _IS.sub("", rest["what"]) if rest is not None else ""
    return bool(set(bigrams(what)) & set(bigrams(asked))) or (0 < len(what) <= _SHORT_NAME and what[0] in asked)


def asks_outside(asked: str) -> bool:
    """Whether a question asks for a share, of all but a part (有百分之几不在海淀) or of one of two (男员工占多少)."""
    return _SHARE_ASKED.search(asked) is not None or re.search(f"占.{{0,4}}{HOW_MUCH}", asked) is not None


def outside(asked: str, text: str, found: list[Figure]) -> Found | None:
    """第三产业的比重高达92%, for all others; 电池故障占48%，碰撞占15%, for what is neither; 女性占54.3%, for men."""
    shares = [one for one in found if one.operand.kind == "share" and not CHANGE.search(one.label)]
    if not shares or not _OF_WHOLE.search(text):
        return None
    if _OUTSIDE.search(asked) is None:
        shares = [one for one in shares if is_other(asked, one.label) and _of_whom(one) <= set(asked)]
        if len(shares) != 1:
            return None
    elif len(shares) > 1 and not all(_own(one, shares) & set(bigrams(asked)) for one in shares):
        return None
    parts = [about(one) for one in shares]
    taken = sum((one.value for one in parts), Decimal(0))
    if taken >= 1:
        return None
    bound = Bound.EXACT if all(one.bound is Bound.EXACT for one in parts) else Bound.ABOUT
    return outcome_of("其余占", Result(in_unit(1 - taken, "%"), "%", bound), "−", [constant("100%"), *parts], "%")


def _of_whom(share: Figure) -> set[str]:
    """Return the characters of the whole that a share is of: 管理层 of 管理层中女性占30%."""
    return set(share.label.rpartition("中")[0].removesuffix("其"))


def _own(share: Figure, shares: list[Figure]) -> set[str]:
    """Return the character pairs of a share's label that those of the others do not have."""
    return set(bigrams(share.label)).difference(*(bigrams(one.label) for one in shares if one is not share))


def asks_sum(asked: str) -> bool:
    """Whether a question asks for several things together."""
    return _SUMMED.search(asked) is not None and not _APART.search(asked)


def total_of(asked: str, text: str, found: list[Figure]) -> Found | None:
    """肝移植37例、肾移植61例."""
    runs = [[found[0]]] if found else []
    for before, figure in pairwise(found):
        beside = before.operand.base == figure.operand.base and _BESIDE.fullmatch(text, before.end, figure.start)
        if beside and figure.operand.kind == "number":
            runs[-1].append(figure)
        else:
            runs.append([figure])
    runs = [_named_of(asked, run) for run in runs if fits(asked, run[0].operand)]
    runs = [run for run in runs if len(run) > 1]
    if len(runs) != 1:
        return None
    values = [figure.operand for figure in runs[0]]
    return outcome_of("合计", arithmetic.total(values, ""), "+", values, common_unit(values, ""))


def _named_of(asked: str, run: list[Figure]) -> list[Figure]:
    """Return those figures of a run that a question names, each by characters that no other one's label has.

    None where it lists more things than there are figures named, or names the whole.
    """
    labels = [figure.label for figure in run]
    if any(_WHOLE.search(label) for label in labels):
        return []
    all_of = _ALL_OF.search(asked)
    if all_of and _COUNT[all_of[1]] == len(run):  # 三大产业的产值加起来
        return run
    named = set(_SUMMED.sub("", asked)) - _TELLS_NOTHING
    own = [set(label) - set("".join(labels[:i] + labels[i + 1 :])) for i, label in enumerate(labels)]
    chosen = [figure for figure, characters in zip(run, own, strict=True) if named & characters]
    listed = len(_LISTED.findall(_SUMMED.sub("", asked))) + 1
    return chosen if len(chosen) == len(run) or len(chosen) == listed else []


def gives_figures(asked: str) -> bool:
    """Whether a question names several figures and asks for their sum or their difference: 22条和31条一共多少条."""
    return len(_given(asked)) > 1 and bool(_SUMMED.search(asked) or _DIFFER_ASKED.search(asked))


def of_given(asked: str, _: str, found: list[Figure]) -> Found | None:
    """恢复发展22条、稳定增长31条, where the question names both figures."""
    given = _given(asked)
    values = [
        next((one.operand for one in found if (one.operand.value, one.operand.unit) == each), None) for each in given
    ]
    held = [value for value in values if value is not None]
    if len(held) < len(given):
        return None
    unit = common_unit(held, "")
    if _SUMMED.search(asked):
        return outcome_of("合计", arithmetic.total(held, ""), "+", held, unit)
    held.sort(key=lambda operand: -operand.value)
    return outcome_of("相差", arithmetic.difference(held[0], held[1], ""), "−", held, unit) if len(held) == 2 else None


def _given(asked: str) -> list[tuple[Decimal, str]]:
    """Return the values and the units of the figures that a question names, all of one unit; none where they are not."""
    figures = [
        one
        for one in quantities(asked)
        if one.kind == "number" and one.unit and asked[one.start - 1 : one.start] not in ("这", "那")
    ]
    given = dict.fromkeys(
        (constant(asked[one.start : one.end]).value, constant(asked[one.start : one.end]).unit) for one in figures
    )
    return list(given) if len({unit for _, unit in given}) == 1 else []


def asks_share(asked: str) -> bool:
    """Whether a question asks for a share of a whole, or of a plan."""
    of, done = _OF.search(asked), _DONE_ASKED.search(asked)
    bare = _PART_OF_WHOLE.search(asked)  # 研发投入占营业收入多少
    return bool((of or done) and RATE.search(asked)) or bool(done and "率" in asked) or bare is not None


def whole_of_share(question: str) -> str:
    """Return the question for the whole of which a question asks what share a part is, "" for all other questions."""
    two = _SHARE_OF.fullmatch(question.rstrip("？?。 "))
    return f"{two['whole']}是多少？" if two else ""


def share_of(asked: str, text: str, found: list[Figure]) -> Found | None:
    """一般公共预算收入98.6亿元，其中税收收入61.3亿元; 合同资金72.5亿元，实际到位29.3亿元."""
    two = _PART_OF_WHOLE.search(asked)
    beside = two and _both_named(two["part"], two["whole"], found)
    if beside:
        return outcome_of("占", arithmetic.quotient(*beside, "%"), "÷", beside, common_unit(beside, ""))
    pairs, of = frozenset(bigrams(asked)), _OF.search(asked) is not None
    chosen = list[tuple[Operand, Operand]]()
    for place, whole in enumerate(found):
        for part in found[place + 1 :]:
            fits = whole.operand.base == part.operand.base != "%" and whole.operand.value > part.operand.value
            clause = text[whole.end : part.start].lstrip(",;")
            if of:
                named = all(pairs & set(bigrams(one.label)) for one in (whole, part))
                fits = fits and named and _AMONG.match(re.split("[,;]", clause)[-1]) is not None
            else:
                fits = fits and _DONE.fullmatch(clause) is not None and not _DONE.search(whole.label)
            if fits and not CHANGE.search(part.label):
                chosen.append((part.operand, whole.operand))
    said = any(one.operand.kind == "share" and one.label.startswith("占") for one in found)
    if len(chosen) != 1 or said:
        return None
    return outcome_of("占", arithmetic.quotient(*chosen[0], "%"), "÷", chosen[0], common_unit(chosen[0], ""))


def _both_named(part: str, whole: str, found: list[Figure]) -> tuple[Operand, Operand] | None:
    """Return the figures of a part and of its whole, each of which stands right after its name: 营业收入38.6亿元，研发投入9.7亿元."""
    parts, wholes = ([one.operand for one in found if _is_name(one.label, name)] for name in (part, whole))
    if len(parts) != 1 or len(wholes) != 1 or parts[0].kind != "number":
        return None
    return (parts[0], wholes[0]) if parts[0].base == wholes[0].base and parts[0].value < wholes[0].value else None


def _is_name(label: str, name: str) -> bool:
    """Whether a label ends as a name does, with four characters or all that the shorter of them has."""
    size = min(len(label), len(name), 4)
    return size > 1 and label[-size:] == name[-size:]
