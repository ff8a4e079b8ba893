"""Figures that follow from the very sentence that answers: what is saved by 由130元降到95元, left of 9.80亿元 with 6.43亿元 used."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from assistant.answering import arithmetic
from assistant.answering.arithmetic import Result, common_unit, in_unit
from assistant.answering.derived import told
from assistant.answering.operand import MARKER, Bound, Operand, label, operand_of
from assistant.answering.outcome import shown, term
from assistant.answering.units import base_unit
from assistant.text import UNITS, bigrams, fold, quantities, words
from assistant.types import Answer, AnswerKind

MOST_FIGURES = 20  # of a sentence that is looked into
LONGEST_FIGURE = 24  # characters
_HOW_MUCH = "(?:多少|百分之(?:几|多少)|几(?![乎何]))"
_ASKS_HOW_MUCH = re.compile(_HOW_MUCH)
_UNIT_ASKED = re.compile(f"(?:多少|几个?)(?P<scale>[万亿]+)?(?P<unit>{UNITS}|钱|块)?")
_RATE = re.compile("百分之|几成|百分比|%")
_CHANGED = re.compile(
    "(?:(?:能|可以?|会|节)省|省[了下]|[多少][了出]|[多少][花用赚卖等排走跑坐住][了出]?|添了?|(?<![新净])增[加长]|(?<![新净])增了|减少|减[了掉]"
    "|上?涨了?|上升|升[了高]|提[高升]|下[降跌滑]|降[了低]|跌了?|缩[短小减]|压缩|延长|扩大|[快慢]了)"
    f"(?:[了出下掉])*{_HOW_MUCH}"
)
_TIMES = re.compile("(?:是|为|相当于|达到?)(?:上一?年|去年|前一年|原来|过去)(?:同期|[底末])?的?(?:多少|几)倍")
_EARLIER = "(?:上一?年度?|去年|前一年|年初|原来|此前)(?:年?[底末初])?(?:的?同期)?"
_FROM = re.compile(f"[由从](?:{_EARLIER})?的?(?:约|近)?$")
_TO = re.compile("[^,。;0-9]{0,8}[到至为](?:约|近)?")
_STATED = re.compile(f"[,;(]?{_EARLIER}(?:为|是|有|仅)?(?:约)?")
_CHANGE = re.compile("(?:新增|净增|增[加长]?|减少?|[上回提]升|下[降跌滑]|提高|降低?|上?涨|跌|多|少)了?(?:约|近|超)?$")
_LEFT = re.compile(
    f"(?:还?剩下?|剩余|余下|没[花用投]完?|未[使动]?用).{{0,6}}?{_HOW_MUCH}|{_HOW_MUCH}.{{0,6}}(?:没[花用投]|未[使动]?用)"
)
_REST = re.compile("[剩余存]|结转")
_USED = re.compile(
    "[,;](?:截至[^,;。]{2,12}?|目前|至今)?,?(?:已经?|累计|实际|共|其中)*(?:使用|支出|投入|用去|花费|动用|支付|拨付)了?(?:约)?"
)
_LEFT_OUT = re.compile(
    "(?:除[了去掉]?|刨[去掉除]|扣[去掉除]|去掉|不算)(?P<things>[^,]{2,24}?)(?:[,外]|之外|以外|后|还|剩|其[他它余]|别的)"
)
_NAMED_REST = re.compile("(?:其余|剩余|余下)的?(?P<what>[^,。;0-9]{2,})(?:[,。;]|$)")
_SUMMED = re.compile(
    f"(?:一共|总共|合计|共计|总计|加起来|加一块儿?|加在?一起|加总|相加|合起来|(?<!公)共).{{0,8}}?{_HOW_MUCH}"
)
_APART = re.compile("分别|各")
_BESIDE = re.compile("[、,和及与](?!其中|比|较|上年|去年|同比|环比|增|减|包括|含|占)[^。;,0-9]{1,14}")
_WHOLE = re.compile("累计|总[数计共]|合计|一共|共计|共有")
_TELLS_NOTHING = frozenset("的了是在有和与及共个年全")
_OF = re.compile(f"占.{{0,10}}{_HOW_MUCH}|{_HOW_MUCH}.{{0,6}}比[例重]|占比")
_AMONG = re.compile("[^。;0-9]{0,8}?(?:其中|里面|当中)")
_DONE_ASKED = re.compile(
    f"(?:到位|到账|完成|实现|兑现|利用|用|执行|支出|拨付|达产|交付)了?(?:率|{_HOW_MUCH}|几成|的?(?:比例|比率))"
)
_DONE = re.compile(
    "(?:当年|目前|全年|已经?|累计)*(?:实际)?(?:到位|到账|完成|实现|产出|使用|利用|兑现|支付|拨付|交付)(?:资金|投资|产量)?了?(?:约)?"
)
_THAN = re.compile(
    "比(?P<other>[^,。;0-9比]{2,10}?)(?:还|又|要)?(?P<way>[多高贵大长重晚快慢]|增加|提高|超出|少|低|便宜|小|短|轻|早|减少|降低|节省)"
    "(?P<verb>[^,。;0-9约]{0,4})(?:约|近)?$"
)
_LESS = frozenset("少 低 便宜 小 短 轻 早 减少 降低 节省".split())
_TAKES_TIME = frozenset("分 分钟 小时 秒 天 日 月 个月 年".split())
_PLANNED = re.compile("计划|目标|预[期计]|任务|原本|打算|预算")
_SAME_TIME = re.compile("上一?年|去年|前一年")

Found = tuple[str, Result, str, str]
"""The words before a result, the result, its formula, and its steps."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a sentence: `text[start:end]`, and `label`, what stands right before it in its clause."""

    operand: Operand
    start: int
    end: int
    label: str


def worked_out(question: str, stated: Answer) -> Answer | None:
    """Return what follows from the one sentence that `stated` quotes, None where the question asks for nothing of the kind."""
    asked = fold(question)
    rules = [rule for applies, rule in _RULES if applies(asked)]
    if stated.kind not in (AnswerKind.FACT, AnswerKind.LIST) or len(stated.citations) != 1 or not rules:
        return None
    text = fold(MARKER.sub(lambda match: " " * len(match.group()), stated.text))
    found = _figures(stated, text)
    result = next(filter(None, (rule(asked, text, found) for rule in rules)), None)
    return told(stated, question, *result) if result is not None else None


def _figures(stated: Answer, text: str) -> list[Figure]:
    measured = [one for one in quantities(text) if one.kind in ("number", "share")]
    if len(measured) > MOST_FIGURES or any(one.number_end - one.start > LONGEST_FIGURE for one in measured):
        return []
    found = []
    for one in measured:
        operand = operand_of(stated, one)
        if operand is not None:
            found.append(Figure(operand, one.start, one.end, label(text, one.start)))
    return found


def _asks_change(asked: str) -> bool:
    without_times = re.sub(f"同比|环比|(?:比|较|跟|和|与)(?:{_EARLIER}|(?:19|20)\\d\\d年)", "", asked)
    return bool(_TIMES.search(asked) or (_CHANGED.search(asked) and "比" not in without_times))


def _change(asked: str, text: str, found: list[Figure]) -> Found | None:
    """从95分钟压缩到40分钟, and 173家，上年末为141家."""
    pairs = list[tuple[Operand, Operand]]()
    for first, second in pairwise(found):
        if first.operand.base != second.operand.base:
            continue
        between = text[first.end : second.start]
        if _FROM.search(text, 0, first.start) and _TO.fullmatch(between):
            pairs.append((first.operand, second.operand))
        elif _STATED.fullmatch(between) and not _CHANGE.search(first.label):
            pairs.append((second.operand, first.operand))
    times = _TIMES.search(asked) is not None
    rate = not times and _RATE.search(asked) is not None
    pairs = pairs if times or rate else [pair for pair in pairs if _fits(asked, pair[0])]
    if len(pairs) != 1:
        return None
    earlier, later = pairs[0]
    unit = common_unit((later, earlier), "")
    if times:
        result = arithmetic.quotient(later, earlier, "倍")
        return _found("是此前的", result, "÷", (later, earlier), unit)
    larger, smaller = (later, earlier) if later.value >= earlier.value else (earlier, later)
    if not rate or later.kind == "share":
        way = "增加" if later is larger else "减少"
        return _found(way, arithmetic.difference(larger, smaller, ""), "−", (larger, smaller), unit)
    result = arithmetic.growth(later, earlier)
    if result is None:
        return None
    steps, formula = _written("−", (larger, smaller), unit)
    steps, formula = f"（{steps}）÷ {shown(earlier, unit)}", f"({formula}) ÷ {term(earlier, unit)}"
    return "增长" if later is larger else "下降", result, formula, steps


def _asks_rest(asked: str) -> bool:
    return _LEFT.search(asked) is not None


def _rest(_: str, text: str, found: list[Figure]) -> Found | None:
    """净额9.80亿元，累计使用6.43亿元."""
    pairs = [
        (whole.operand, used.operand)
        for whole, used in pairwise(found)
        if whole.operand.base == used.operand.base != "%"
        and whole.operand.value > used.operand.value
        and not _REST.search(whole.label)
        and _USED.fullmatch(text, whole.end, used.start)
    ]
    if len(pairs) != 1:
        return None
    return _found("还剩", arithmetic.difference(*pairs[0], ""), "−", pairs[0], common_unit(pairs[0], ""))


def _others(asked: str, text: str, found: list[Figure]) -> Found | None:
    """总收入24.7亿元，其中医疗收入20.9亿元，财政补助2.6亿元, for what is neither; 其余用于操场翻修, for what that cost."""
    for place, whole in enumerate(found):
        parts = [one for one in found[place + 1 :] if one.operand.base == whole.operand.base]
        among = bool(parts) and "其中" in text[whole.end : parts[0].start]
        if not among or whole.operand.kind == "share" or any(_CHANGE.search(one.label) for one in parts):
            continue
        if not _leaves_out(asked, parts) and not _names_rest(asked, text, parts):
            continue
        left = whole.operand.value - sum(one.operand.value for one in parts)
        if left <= 0 or not _fits(asked, whole.operand):
            continue
        values = [whole.operand, *(one.operand for one in parts)]
        unit = common_unit(values, "")
        bound = Bound.EXACT if all(one.bound is Bound.EXACT for one in values) else Bound.ABOUT
        return _found("其余为", Result(in_unit(left, unit), unit, bound), "−", values, unit)
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
    return rest is not None and bool(set(bigrams(rest["what"])) & set(bigrams(asked)))


def _asks_sum(asked: str) -> bool:
    return _SUMMED.search(asked) is not None and not _APART.search(asked)


def _sum(asked: str, text: str, found: list[Figure]) -> Found | None:
    """肝移植37例、肾移植61例."""
    runs = [[found[0]]] if found else []
    for before, figure in pairwise(found):
        beside = before.operand.base == figure.operand.base and _BESIDE.fullmatch(text, before.end, figure.start)
        if beside and figure.operand.kind == "number":
            runs[-1].append(figure)
        else:
            runs.append([figure])
    runs = [run for run in runs if len(run) > 1 and _all_named(asked, run) and _fits(asked, run[0].operand)]
    if len(runs) != 1:
        return None
    values = [figure.operand for figure in runs[0]]
    return _found("合计", arithmetic.total(values, ""), "+", values, common_unit(values, ""))


def _all_named(asked: str, run: list[Figure]) -> bool:
    """Whether a question names each of the figures of a run, by a character that no other one's label has."""
    labels = [figure.label for figure in run]
    if any(_WHOLE.search(label) for label in labels):
        return False
    named = set(_SUMMED.sub("", asked)) - _TELLS_NOTHING
    return all(named & set(label) - set("".join(labels[:i] + labels[i + 1 :])) for i, label in enumerate(labels))


def _asks_share(asked: str) -> bool:
    of, done = _OF.search(asked), _DONE_ASKED.search(asked)
    return bool((of or done) and _RATE.search(asked)) or bool(done and "率" in asked)


def _share(asked: str, text: str, found: list[Figure]) -> Found | None:
    """一般公共预算收入98.6亿元，其中税收收入61.3亿元; 合同资金72.5亿元，实际到位29.3亿元."""
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
            if fits and not _CHANGE.search(part.label):
                chosen.append((part.operand, whole.operand))
    said = any(one.operand.kind == "share" and one.label.startswith("占") for one in found)
    if len(chosen) != 1 or said:
        return None
    return _found("占", arithmetic.quotient(*chosen[0], "%"), "÷", chosen[0], common_unit(chosen[0], ""))


def _asks_figure(asked: str) -> bool:
    return _ASKS_HOW_MUCH.search(asked) is not None and "比" not in asked and not _CHANGED.search(asked)


def _other_side(asked: str, text: str, found: list[Figure]) -> Found | None:
    """设床位600张，比老院区多240张, for the beds of 老院区."""
    for place, change in enumerate(found):
        than = _THAN.search(text[: change.start])
        if than is None or change.operand.kind == "share" or not _names(asked, than["other"]):
            continue
        same = (one for one in reversed(found[:place]) if one.operand.base == change.operand.base)
        own = next((one for one in same if one.end <= than.start()), None)
        if own is None or not _fits(asked, own.operand):
            continue
        less = than["way"] in _LESS or than["way"] == ("快" if own.operand.base in _TAKES_TIME else "慢")
        values = (own.operand, change.operand)
        if not less and change.operand.value >= own.operand.value:
            continue
        unit = common_unit(values, "")
        result = arithmetic.total(values, unit) if less else arithmetic.difference(*values, unit)
        return _found(f"{than['other']}为", result, "+" if less else "−", values, unit)
    return None


def _names(asked: str, other: str) -> bool:
    """Whether a question asks about the other side of a comparison: 老院区原来 for 老院区, 前一年 for 上年."""
    if _SAME_TIME.fullmatch(other):
        return _SAME_TIME.search(asked) is not None
    named = words(other)
    if _PLANNED.search(other):
        return _PLANNED.search(asked) is not None and named[0] in asked
    # 新院区 is not 老院区, and 摩托车 is not 摩托车配送
    return bool(named) and named[0] in asked and bool(set(named[-1]) & set(asked))


def _fits(asked: str, operand: Operand) -> bool:
    """Whether a figure has the unit that the question counts in, where it names one."""
    match = _UNIT_ASKED.search(asked)
    if match is None or not (match["unit"] or match["scale"]):
        return True
    if match["unit"] in ("钱", "块", None):
        return operand.base == "元"
    return operand.base == base_unit(match["unit"])


def _written(mark: str, values: tuple[Operand, ...] | list[Operand], unit: str) -> tuple[str, str]:
    between = f" {mark} "
    return between.join(shown(one, unit) for one in values), between.join(term(one, unit) for one in values)


def _found(
    before: str, result: Result | None, mark: str, values: tuple[Operand, ...] | list[Operand], unit: str
) -> Found | None:
    steps, formula = _written(mark, values, unit)
    return None if result is None else (before, result, formula, steps)


_RULES: tuple[tuple[Callable[[str], bool], Callable[[str, str, list[Figure]], Found | None]], ...] = (
    (_asks_change, _change),
    (_asks_rest, _rest),
    (_asks_figure, _others),
    (_asks_sum, _sum),
    (_asks_share, _share),
    (_asks_figure, _other_side),
)
"""What a question may ask, and how it is worked out."""
