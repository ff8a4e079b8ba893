"""Calculations over what the turns before have said: 两个加起来呢, 前者是后者的几倍, 平均每家多少."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.courtesy import strip_courtesy
from assistant.answering.derived import Derivation, Wanted, derive
from assistant.answering.operand import operands
from assistant.answering.plan import Operation
from assistant.answering.plan_parts import UNIT
from assistant.answering.said_before import Said, Work, figures_said, near, worked
from assistant.answering.units import PER, base_unit, split_scale
from assistant.text import UNITS, fold
from assistant.types import Answer, Turn

_OPENING = re.compile("^(?:那么?(?!个|家|些|边|种|年)|所以|等于(?!多少)|也就是说?|这样|这么|照这样?|[，,])+")
_CLOSING = re.compile("(?:呢|啊|呀|吧|嘛|来着|[？?。！!~～ ])+$")
_HOW = "(?:多少|几|多大)"
_TAIL = "[\u4e00-\u9fff%]{0,5}"
_THESE = "(?:(?:这|那)?(?P<n>两|俩|三|四)(?:个|者|项|家|样|类|种|块|笔|部分|个?数字?|年|条|方面|边|处|所|次|座|批)?|它们|二者|彼此|前后)"
_FIRST, _SECOND = "(?:前者|前面(?:那个|那项|那家|的)?|第一个)", "(?:后者|后面(?:那个|那项|那家|的)?|第二个)"
_MORE = "多|少|高|低|大|小|快|慢|长|短|贵|便宜|早|晚|远|近|重|轻|强"
_COUNTER = f"{PER}|天"
_WHICH = "(?:哪一?(?:个|家|边|者|种|项|类|年|样|块|条|座)|谁|哪里|哪儿)"
_SHARE_ASKED = f"(?:百分之(?:几|多少)|{_HOW}|几成|几分之几|比例{_TAIL}|比重{_TAIL})"
_PERIODS = frozenset("天 日 月 个月".split())
_CHANGES = {"涨": "上涨", "升": "上升", "降": "下降", "跌": "下跌"}
_SMALL = ("少", "低", "小", "慢", "短", "便宜", "早", "近", "轻")
_COUNTS = {"两": 2, "俩": 2, "三": 3, "四": 4}
_UNIT_ASKED = re.compile(f"(?:多少|几)[万亿]*({UNITS})")
_TIMES = frozenset("年 月 个月 天 日 倍".split())
_GOAL = re.compile("目标|计划|规划|打算|力争|预计|将|要达到")
_OF_ALL = re.compile("占|比例|比重|份额")
_EACH = re.compile("[每均]|单价|一(?:个|笔|次|户|人)")
_BEFORE = re.compile("上一?年|去年|前一年|年初|期初|[调改变]前|以前|原来|之前")
_EARLIER = re.compile(f"{_BEFORE.pattern}|今年|现在|目前")


Figures = Callable[[bool], list[Said]]
Rule = Callable[[re.Match[str], Figures], Work | Answer | None]


def carried(question: str, turns: Sequence[Turn], usual: Callable[[], Answer]) -> Answer | None:
    """Return what follows from the figures of the last turns, None where a question asks for nothing of the kind.

    Only for questions that name nothing but the operation. The sentences of the turns before are cited again. `usual`
    gives the answer that the question has otherwise: where a report may state the result, one with a new figure is better.
    """
    core = _CLOSING.sub("", _OPENING.sub("", fold(strip_courtesy(question)).strip().replace(",", "，")))
    if not turns:
        return None
    for pattern, rule in _RULES:
        match = pattern.fullmatch(core)
        work = rule(match, lambda dated: figures_said(turns, dated)) if match is not None else None
        if work is None:
            continue
        if rule in _OFTEN_STATED and _states(usual(), turns):
            return None
        answer = work if isinstance(work, Answer) else worked(work, question)
        if not answer.refused and _as_asked(core, answer):
            return replace(answer, question=question)
    return None


def _as_asked(core: str, answer: Answer) -> bool:
    """Whether a result is in a unit that the question may mean: 多少元 is no count of 件."""
    unit = _UNIT_ASKED.search(core)
    if unit is None or answer.calculation is None:
        return True
    result = split_scale(answer.calculation.unit)[1]
    return base_unit(unit[1]) == base_unit(result) or result in _TIMES


def _states(usual: Answer, turns: Sequence[Turn]) -> bool:
    """Whether an answer gives a figure that no turn has given, right where those are."""
    known = {one.figure.value for one in figures_said(turns, False)}
    return any(one.value not in known for one in operands(usual)) and any(near(usual, turn.answer) for turn in turns)


def _alike(figures: Figures, count: int = 2) -> list[Said]:
    """Return the last `count` figures, none where they are fewer or measure different things."""
    last = figures(False)[-count:]
    return last if len(last) == count and len({one.figure.base for one in last}) == 1 else []


def _sum(match: re.Match[str], figures: Figures) -> Work | None:
    several = _alike(figures, _COUNTS.get(match["n"] or "", 2))
    return Work(Operation.SUM, several) if several else None


def _difference(_: re.Match[str], figures: Figures) -> Work | None:
    pair = _alike(figures)
    return Work(Operation.DIFFERENCE, sorted(pair, key=lambda one: -one.figure.value)) if pair else None


def _compared(match: re.Match[str], figures: Figures) -> Work | None:
    word = match["word"]
    if word in ("早", "晚"):
        times = figures(True)[-2:]
        return Work(Operation.COMPARISON, times, word) if len(times) == 2 else None
    pair = _alike(figures)
    if not pair or not match["by"]:
        return Work(Operation.COMPARISON, pair, word) if pair else None
    pair.sort(key=lambda one: one.figure.value, reverse=word not in _SMALL)
    return Work(Operation.DIFFERENCE, pair, word)


def _ratio(match: re.Match[str], figures: Figures) -> Work | None:
    pair = _alike(figures)
    return Work(Operation.RATIO, _in_order(match, pair, larger_first=True), unit="倍") if pair else None


def _share(match: re.Match[str], figures: Figures) -> Work | None:
    pair = _alike(figures)
    if not pair or pair[0].figure.base == "%":
        return None
    return Work(Operation.SHARE, _in_order(match, pair, larger_first=False), unit="%")


def _in_order(match: re.Match[str], pair: list[Said], larger_first: bool) -> list[Said]:
    """Return two figures in the order in which a question names them, else by size."""
    if match["first"] or match["second"]:
        return pair if match["first"] else pair[::-1]
    return sorted(pair, key=lambda one: one.figure.value, reverse=larger_first)


def _average(match: re.Match[str], figures: Figures) -> Work | Answer | None:
    per, said = match["per"] or match["per2"] or "人", figures(False)
    counts = [one for one in said if one.figure.unit.endswith(per) or (per == "人" and one.figure.base == "人")]
    amounts = [one for one in said if one not in counts and one.figure.base != "%"]
    asked = re.sub(f"^{UNIT}钱?", "", match["of"])
    if len(asked) > 1 and not any(asked in one.context.question for one in amounts):
        return None
    if not counts and per in _PERIODS and said:
        return derive(Derivation("", Wanted.SHARE, period=per), said[-1].answer, match.string)
    return Work(Operation.AVERAGE, (amounts[-1], counts[-1]), unit=per) if counts and amounts else None


def _left(match: re.Match[str], figures: Figures) -> Work | None:
    said = figures(False)
    shares = [one for one in said[-2:] if one.figure.kind == "share"]
    if match["share"]:
        return Work(Operation.LEFT, shares, limit="100%") if said and len(shares) == len(said[-2:]) else None
    same = [one for one in said if one.figure.base == said[-1].figure.base]
    if len(same) > 2 and same[0].figure.value <= sum(one.figure.value for one in same[1:]):
        same = same[-2:]
    fits = len(same) > 1 and same[0].figure.kind != "share" and same[0].figure.value > same[1].figure.value
    return Work(Operation.LEFT, same) if fits else None


def _without(match: re.Match[str], figures: Figures) -> Work | None:
    """The rest of a whole: 没参保的有多少人 after those who are."""
    said = figures(False)[-2:]
    if len(said) < 2 or not set(match["what"]) <= set(said[1].context.question):
        return None
    same = said[0].figure.base == said[1].figure.base and said[0].figure.kind != "share"
    return Work(Operation.LEFT, said) if same and said[0].figure.value > said[1].figure.value else None


def _balance(match: re.Match[str], figures: Figures) -> Work | None:
    pair = _alike(figures)
    by_way = {way: one for way in ("出口", "进口") for one in pair if way in one.context.question.replace("进出口", "")}
    if len(by_way) < 2 or by_way["出口"] is by_way["进口"]:
        return None
    surplus = by_way["出口"].figure.value > by_way["进口"].figure.value
    return _difference(match, figures) if surplus == ("顺" in match.string) else None


def _since(match: re.Match[str], figures: Figures) -> Work | None:
    times = figures(True)[-2:]
    unit = {"月": "个月"}.get(match["unit"] or "年", match["unit"] or "年")
    return Work(Operation.PERIOD, times, unit=unit) if len(times) == 2 else None


def _growth(match: re.Match[str], figures: Figures) -> Work | None:
    pair = _alike(figures)
    if not pair:
        return None
    if match["points"] and pair[0].figure.base != "%":
        return None
    if not any(_year(one) or _EARLIER.search(one.context.question) for one in pair):
        return None
    backwards = _BEFORE.search(pair[1].context.question) or _year(pair[1]) < _year(pair[0])
    pair = pair if backwards else pair[::-1]
    if pair[0].figure.base == "%":
        return Work(Operation.DIFFERENCE, pair)
    return Work(Operation.GROWTH, pair, _CHANGES.get(match["way"], match["way"]), unit="%")


def _year(said: Said) -> int:
    named = re.search("(?:19|20)\\d\\d(?=年)", said.context.question)
    return int(named[0]) if named else 0


def _goal(match: re.Match[str], figures: Figures) -> Work | None:
    pair = _alike(figures)
    goals = [one for one in pair if _GOAL.search(one.context.question)]
    still = len(goals) == 1 and all(one.figure.value < goals[0].figure.value for one in pair if one is not goals[0])
    return _difference(match, figures) if still else None


def _part(match: re.Match[str], figures: Figures) -> Work | None:
    said = figures(False)[-2:]
    if len(said) < 2 or said[1].figure.kind != "share" or said[0].figure.kind == "share" or not said[0].figure.unit:
        return None
    named = set(match["own"] or "") <= set(said[1].context.question) and not _BEFORE.search(match.string)
    named = named and near(said[0].answer, said[1].answer) and _OF_ALL.search(said[1].context.question) is not None
    return Work(Operation.PART, said, topic=said[1].part.name) if named else None


def _product(_: re.Match[str], figures: Figures) -> Work | None:
    said = figures(False)[-2:]
    each = [one for one in said if _EACH.search(one.context.question)]
    counts = [one for one in said if one not in each and re.search(f"(?:{_COUNTER})$", one.figure.unit)]
    per = re.escape(counts[0].figure.unit.lstrip("百千万亿")) if counts else ""
    if each and not re.search(f"[每一]个?{per}|{per}均", each[0].context.question):
        return None
    if len(each) != 1 or len(counts) != 1 or each[0].figure.base in ("%", counts[0].figure.base):
        return None
    return Work(Operation.PRODUCT, (counts[0], each[0]))


def _before(match: re.Match[str], figures: Figures) -> Answer | None:
    wanted = Derivation("", Wanted.BEFORE, match["when"])
    return next(
        filter(None, (derive(wanted, one.answer, match.string) for one in reversed(figures(False)))),
        None,
    )


_ADD = "(?:加起来|加在一起|加到一起|加一起|加一块儿?|合起来|合在一起|合一块儿?|相加|加总|合计)"
_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (f"(?:(?:把|将)?{_THESE}的?)?(?:数字?)?{_ADD}(?:是|有|为|达|能有|得|共)*(?:{_HOW}{_TAIL})?", _sum),
        (f"{_THESE}(?:一共|总共|共计|总计|之和|总和)(?:是|有|为)*(?:{_HOW}{_TAIL})?", _sum),
        (
            f"(?:{_THESE}|{_FIRST}(?:和|与){_SECOND})?(?:之间)?的?(?:相?差|差距|差额)(?:是|有|了)*{_HOW}{_TAIL}",
            _difference,
        ),
        (f"(?:一年|一年里|前后)?(?:快|慢|节?省|缩短|少|多|贵|便宜)(?:出|了|上)+{_HOW}{_TAIL}", _difference),
        (f"(?:{_FIRST}|{_SECOND})比(?:{_FIRST}|{_SECOND})(?:{_MORE})(?:出|了|上)*{_HOW}{_TAIL}", _difference),
        (
            f"(?:{_THESE}(?:之间|里|中)?)?，?(?:是)?{_WHICH}(?:的)?(?:更|比较|要|[\u4e00-\u9fff]{{1,3}}得)*(?P<word>{_MORE})(?:一?[些点])?"
            f"(?P<by>[，?]?(?:{_MORE}|相?差)(?:出|了)*{_HOW}{_TAIL})?",
            _compared,
        ),
        (
            f"(?:(?P<first>{_FIRST})|(?P<second>{_SECOND}))?(?:大?约)?(?:是|为|有)?(?:{_FIRST}|{_SECOND})?的?{_HOW}倍",
            _ratio,
        ),
        (
            f"(?:(?P<first>{_FIRST})|(?P<second>{_SECOND}))?(?:大?约)?占(?:了|到)?(?:{_FIRST}|{_SECOND}|总[\u4e00-\u9fff]{{1,3}}?|全[\u4e00-\u9fff]{{1,3}}?|整个|它|其)的?{_SHARE_ASKED}",
            _share,
        ),
        (
            f"(?:算下来)?(?:，)?(?:平均|人均|折?合|均摊|算下来)(?:下来)?，?(?:到)?(?:(?:每|一)?个?(?P<per>{_COUNTER}|日|个?月)[\u4e00-\u9fff]{{0,5}}?)?(?:大约|大概|约|能|要|得|是|有|分|拿|合|花)*{_HOW}(?P<of>[\u4e00-\u9fff]{{0,5}}?)(?:一(?P<per2>天|个?月))?",
            _average,
        ),
        (
            f"[一-鿿]{{0,6}}?[但却]?(?:没有?|未|不)(?P<what>[一-鿿]{{1,4}}?)的(?:还|就)?(?:有|是|剩)*{_HOW}{_TAIL}",
            _without,
        ),
        (f"(?:贸易)?[顺逆]差额?(?:是|有|为|达到?)?{_HOW}{_TAIL}", _balance),
        (
            f"(?:(?:除[了去开掉]?|去掉|扣掉|减掉|刨掉)(?:{_THESE})(?:之外|以外|外)?，?)?(?:还|就)?(?:剩下?|其余|其他|余下|剩余)(?:没?[\u4e00-\u9fff]{{0,4}}的)?(?:还)?(?P<share>占)?(?:有|是|为|了)*(?:百分之)?{_HOW}{_TAIL}",
            _left,
        ),
        (
            f"(?:{_THESE})?(?:之间|中间)?(?:一共)?(?:相?隔|间隔|过|差|相距)了?(?:(?:几|多少)(?P<unit>年|个?月|天)|多久|多长时间)",
            _since,
        ),
        (
            "(?P<way>增长|上涨|涨|增加|提高|上升|升|下降|降|减少|下跌|跌|降低)(?:率|幅)?(?:是|了|到)*(?:百分之(?:几|多少)|(?P<points>[几多]少?个百分点))",
            _growth,
        ),
        (
            f"(?:离|距离?)?(?:这个|该|目标|计划|规划|任务)*还(?:差|缺|少|要|需要?)(?:再)?(?:增加?|添)?{_HOW}{_TAIL}",
            _goal,
        ),
        (f"(?P<own>[\u4e00-\u9fff]{{0,6}}?)(?:大概|大约|折?合|就?是|有|等于|相当于)*{_HOW}{_TAIL}", _part),
        (f"(?:一共|总共|合计|全部)[\u4e00-\u9fff]{{0,4}}?(?:有|是|了)?{_HOW}{_TAIL}", _product),
        (f"(?P<when>上一?年|去年|前一年|年初|期初)(?:末|底)?(?:是|有|为)?(?:{_HOW}{_TAIL})?", _before),
    )
)
"""What a question that names only an operation may say, the surest first."""
_OFTEN_STATED = (_average, _part, _product)
"""Rules for what a report may state itself."""
