"""Figures that follow from the very sentence that answers: what is saved by 由130元降到95元, left of 9.80亿元 with 6.43亿元 used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.answering import arithmetic
from assistant.answering.arithmetic import Result, common_unit
from assistant.answering.derived import told
from assistant.answering.operand import MARKER, Operand, operands
from assistant.answering.outcome import shown, term
from assistant.text import bigrams, fold, quantities, words
from assistant.types import Answer, AnswerKind

_HOW_MUCH = "(?:多少|百分之(?:几|多少)|几(?![乎何])|多大)"
_UNIT_ASKED = re.compile("(?:多少|几个?)(?P<unit>亿|万|钱|块|[\u4e00-\u9fff]{1,3})?")
_MONEY = frozenset({"钱", "块", "亿", "万"})
_CHANGED = re.compile(
    "(?:(?<!最)[多少](?!少|[大高长远])|节?省|添|减|增[加长添]?|[上下]?涨|升高?|提[高升]|减少|下[降跌滑]|降低?|跌|缩[短小减]|压缩|延长|扩大|[上回]升|快|慢)"
    f"(?:[了出下掉花用赚]|下来)*{_HOW_MUCH}"
)
_TIMES = re.compile("(?:是|为|相当于|达到?|有)(?:上一?年|去年|前一年|原来|过去)(?:同期|[底末])?的?(?:多少|几)倍")
_RATE = re.compile("百分之|几成|百分比|%|几个百分点")
_BEFORE = "(?:上一?年度?|去年|前一年|前年|年初|原来|此前|(?:19|20)\\d\\d年)(?:年?[底末初])?(?:的?同期)?(?:水平)?"
_FROM = re.compile(f"[由从](?:{_BEFORE})?的?(?:约|近)?$")
_TO = re.compile("[^,。;0-9]{0,8}[到至为](?:约|近)?")
_STATED = re.compile(f"[^。;0-9]{{0,12}}?{_BEFORE}(?:为|是|有|仅|的)?(?:约|仅|只有)?")
_LEFT = re.compile(
    f"(?:还有?|[只仅])?(?:剩下?|剩余|结余|余下?|没[花用投动]|未[使动]?用|没有?用完).{{0,6}}?{_HOW_MUCH}|{_HOW_MUCH}.{{0,6}}(?:没[花用投]|未[使动]?用|剩)"
)
_USED = re.compile("[^。;]{0,24}?(?:使用|支出|投入|用去|花费|动用|已用|完成投资|已完成|支付|拨付)了?(?:约)?")
_SUMMED = re.compile(
    f"(?:一共|总共|合计|共计|总计|加起来|加一块儿?|加在?一起|加总|相加|合起来|两[项者]共?|共).{{0,8}}?{_HOW_MUCH}"
)
_BESIDE = re.compile("[、,和及与](?!其中)[^。;,0-9]{1,14}")
_LISTED = re.compile("(?<=.)(?:和|与|及|跟|加上?(?!起来|一块|在|总)|、)(?=..)")
_WHOLE = re.compile("累计|总[数计共]|合计|一共|共计|共有")
_OF = re.compile(f"占.{{0,10}}{_HOW_MUCH}|{_HOW_MUCH}.{{0,6}}比[例重]|占比")
_DONE_ASKED = re.compile(
    f"(?:到位|到账|完成|实现|兑现|利用|用|执行|落实|支出|拨付|达产|交付|建成)了?(?:率|{_HOW_MUCH}|的?(?:比例|比率))"
)
_AMONG = re.compile("[^。;0-9]{0,12}?(?:其中|里面?,?|当中,?)(?:的)?")
_DONE = re.compile("[^。;0-9]{0,6}(?:实际|到位|到账|完成|实现|已|当年|建成|交付|支出|使用)[^。;,0-9]{0,8}")
_THAN = re.compile(
    "比(?P<other>[^,。;0-9比]{2,10}?)(?:还|又|要)?(?P<way>[多高贵大长重快晚增]|增加|提高|超出|少|低|便宜|小|短|轻|慢|早|减少|降低|节省)"
    "(?P<verb>[^,。;0-9约]{0,4})(?:约|近)?$"
)
_LESS = frozenset("少 低 便宜 小 短 轻 慢 早 减少 降低 节省".split())
_ASKS_HOW_MUCH = re.compile(_HOW_MUCH)
_SAME_TIME = {"上年": "上一年|去年|前一年|上年", "去年": "上一年|去年|前一年|上年"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a sentence: `text[start:end]`."""

    operand: Operand
    start: int
    end: int


def worked_out(question: str, stated: Answer) -> Answer | None:
    """Return what follows from the one sentence that `stated` quotes, None where the question asks for nothing of the kind."""
    if stated.kind not in (AnswerKind.FACT, AnswerKind.LIST) or len(stated.citations) != 1:
        return None
    asked = fold(question)
    if not _ASKS_HOW_MUCH.search(asked) and not _DONE_ASKED.search(asked):
        return None
    text = fold(MARKER.sub(lambda match: " " * len(match.group()), stated.text))
    found = list(_figures(stated, text))
    rules: tuple[Callable[[str, str, list[Figure]], tuple[str, Result, str, str] | None], ...] = (
        _change, _left, _sum, _share, _other_side,
    )  # fmt: skip
    result = next(filter(None, (rule(asked, text, found) for rule in rules)), None)
    return told(stated, question, *result) if result is not None else None


def _figures(stated: Answer, text: str) -> Iterator[Figure]:
    for one in quantities(text):
        if one.kind in ("number", "share"):
            operand = next(
                iter(operands(replace(stated, kind=AnswerKind.FACT, key_spans=((one.start, one.end),)))), None
            )
            if operand is not None:
                yield Figure(operand, one.start, one.end)


def _change(asked: str, text: str, found: list[Figure]) -> tuple[str, Result, str, str] | None:
    """从95分钟压缩到40分钟, and 173家，上年末为141家."""
    times = _TIMES.search(asked)
    if times is None and (not _CHANGED.search(asked) or "比" in _without_times(asked)):
        return None
    pairs = list[tuple[Operand, Operand]]()
    for first, second in pairwise(found):
        if first.operand.base != second.operand.base:
            continue
        between = text[first.end : second.start]
        if _FROM.search(text, 0, first.start) and _TO.fullmatch(between):
            pairs.append((first.operand, second.operand))
        elif _STATED.fullmatch(between):
            pairs.append((second.operand, first.operand))
    pairs = [pair for pair in pairs if _fits(asked, pair[0])] if not _RATE.search(asked) and times is None else pairs
    if len(pairs) != 1:
        return None
    earlier, later = pairs[0]
    unit = common_unit((later, earlier), "")
    if times is not None:
        quotient = arithmetic.quotient(later, earlier, "倍")
        steps = f"{shown(later, unit)} ÷ {shown(earlier, unit)}"
        return ("是此前的", quotient, f"{term(later, unit)} ÷ {term(earlier, unit)}", steps) if quotient else None
    larger, smaller = (later, earlier) if later.value >= earlier.value else (earlier, later)
    steps, formula = f"{shown(larger, unit)} − {shown(smaller, unit)}", f"{term(larger, unit)} − {term(smaller, unit)}"
    if not _RATE.search(asked) or later.kind == "share":
        return ("增加" if later is larger else "减少", arithmetic.difference(larger, smaller, ""), formula, steps)
    rate = arithmetic.growth(later, earlier)
    steps, formula = f"（{steps}）÷ {shown(earlier, unit)}", f"({formula}) ÷ {term(earlier, unit)}"
    return ("增长" if later is larger else "下降", rate, formula, steps) if rate else None


def _left(asked: str, text: str, found: list[Figure]) -> tuple[str, Result, str, str] | None:
    """净额9.80亿元，累计使用6.43亿元."""
    if not _LEFT.search(asked):
        return None
    pairs = [
        (first.operand, second.operand)
        for place, first in enumerate(found)
        for second in found[place + 1 :]
        if first.operand.base == second.operand.base != "%"
        and first.operand.value > second.operand.value
        and _USED.fullmatch(text, first.end, second.start)
    ]
    if len(pairs) != 1:
        return None
    whole, used = pairs[0]
    unit = common_unit((whole, used), "")
    result = arithmetic.difference(whole, used, "")
    return "还剩", result, f"{term(whole, unit)} − {term(used, unit)}", f"{shown(whole, unit)} − {shown(used, unit)}"


def _sum(asked: str, text: str, found: list[Figure]) -> tuple[str, Result, str, str] | None:
    """肝移植37例、肾移植61例."""
    if not _SUMMED.search(asked):
        return None
    runs = [[found[0]]] if found else []
    for before, figure in pairwise(found):
        beside = before.operand.base == figure.operand.base and _BESIDE.fullmatch(text, before.end, figure.start)
        if beside and figure.operand.kind == "number":
            runs[-1].append(figure)
        else:
            runs.append([figure])
    runs = [run for run in runs if len(run) > 1 and _listed(asked, text, run) and _fits(asked, run[0].operand)]
    if len(runs) != 1:
        return None
    values = [figure.operand for figure in runs[0]]
    unit = common_unit(values, "")
    steps, formula = " + ".join(shown(one, unit) for one in values), " + ".join(term(one, unit) for one in values)
    return "合计", arithmetic.total(values, ""), formula, steps


def _listed(asked: str, text: str, run: list[Figure]) -> bool:
    """Whether a question names each of the figures of a run, by a character that no other one's label has."""
    labels = [_before(text, figure) for figure in run]
    if any(_WHOLE.search(label) for label in labels):
        return False
    asked = _SUMMED.sub("", asked)
    named = [set(label) & set(asked) - set("".join(labels[:i] + labels[i + 1 :])) for i, label in enumerate(labels)]
    listed = len(_LISTED.findall(asked)) + 1 == len(run)
    return all(named) or (listed and any(named))


def _share(asked: str, text: str, found: list[Figure]) -> tuple[str, Result, str, str] | None:
    """一般公共预算收入98.6亿元，其中税收收入61.3亿元; 合同资金72.5亿元，实际到位29.3亿元."""
    of, done = _RATE.search(asked) and _OF.search(asked), _DONE_ASKED.search(asked)
    if not of and not (done and (_RATE.search(asked) or "率" in asked)):
        return None
    between = _AMONG if of else _DONE
    pairs = frozenset(bigrams(asked))
    chosen = [
        (whole, part)
        for place, whole in enumerate(found)
        for part in found[place + 1 :]
        if whole.operand.base == part.operand.base != "%"
        and whole.operand.value > part.operand.value
        and _between(text, whole, part, between)
        and (not of or (pairs & _label(text, part) and pairs & _label(text, whole)))
    ]
    if len(chosen) != 1:
        return None
    whole, part = chosen[0]
    after = next((one for one in found if one.start > part.end), None)
    if after is not None and after.operand.kind == "share" and "占" in text[part.end : after.start]:
        return None  # the sentence says it itself
    unit = common_unit((part.operand, whole.operand), "")
    result = arithmetic.quotient(part.operand, whole.operand, "%")
    steps = f"{shown(part.operand, unit)} ÷ {shown(whole.operand, unit)}"
    return ("占", result, f"{term(part.operand, unit)} ÷ {term(whole.operand, unit)}", steps) if result else None


def _other_side(asked: str, text: str, found: list[Figure]) -> tuple[str, Result, str, str] | None:
    """设床位600张，比老院区多240张, for the beds of 老院区."""
    if "比" in asked or _CHANGED.search(asked) or not _ASKS_HOW_MUCH.search(asked):
        return None
    for place, change in enumerate(found):
        than = _THAN.search(text[: change.start])
        if than is None or not _names(asked, than["other"]):
            continue
        own = next(
            (
                one
                for one in reversed(found[:place])
                if one.operand.base == change.operand.base and one.end <= than.start()
            ),
            None,
        )
        if own is None or change.operand.kind == "share":
            continue
        unit = common_unit((own.operand, change.operand), "")
        less = than["way"] in _LESS
        if not less and change.operand.value >= own.operand.value:
            continue
        values = (own.operand, change.operand)
        result = arithmetic.total(values, unit) if less else arithmetic.difference(*values, unit)
        mark = "+" if less else "−"
        steps = f" {mark} ".join(shown(one, unit) for one in values)
        return f"{than['other']}为", result, f" {mark} ".join(term(one, unit) for one in values), steps
    return None


def _between(text: str, whole: Figure, part: Figure, pattern: re.Pattern[str]) -> bool:
    """Whether what stands before a part, back to the whole or over what is said of its growth, makes it a part."""
    between = text[whole.end : part.start]
    clause = re.split("[,;]", between)[-1]
    return bool(pattern.match(clause)) if "," in between or "、" in between else bool(pattern.match(between))


def _before(text: str, figure: Figure) -> str:
    """What stands right before a figure, in its clause."""
    return re.split("[,、。;:和及与]|\\d", text[: figure.start])[-1][-12:]


def _label(text: str, figure: Figure) -> frozenset[str]:
    return frozenset(bigrams(_before(text, figure)))


def _names(asked: str, other: str) -> bool:
    """Whether a question asks about the other side of a comparison: 老院区原来 for 老院区, 前一年 for 上年."""
    if other in _SAME_TIME:
        return bool(re.search(_SAME_TIME[other], asked))
    named = words(other)  # 新院区 is not 老院区: what tells it from others stands first
    return named[:1] != [] and named[0] in asked and sum(word in asked for word in named) * 2 >= len(named)


def _without_times(asked: str) -> str:
    """The question without 同比 and without comparisons with an earlier time."""
    return re.sub(f"同比|环比|(?:比|较|跟|和|与)(?:{_BEFORE})", "", asked)


def _fits(asked: str, operand: Operand) -> bool:
    """Whether a figure has the unit that the question counts in, where it names one."""
    match = _UNIT_ASKED.search(asked)
    unit = match["unit"] if match else None
    if not unit:
        return True
    if unit[:1] in _MONEY:
        return operand.base == "元"
    return operand.base[:1] == unit[:1] or operand.unit.endswith(unit) or not _KNOWN_UNITS.match(unit)


_KNOWN_UNITS = re.compile("[家个人名位项条座辆台套件张例次户亩吨米里元分天年月日小时度枚]")
