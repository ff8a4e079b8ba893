"""Questions whose answer is worked out: differences, sums, shares, ratios, growth, spans of time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from assistant.answering.phrases import (
    TIME,
    Phrase,
    is_counted,
    is_parallel,
    is_whole,
    parse_phrase,
    share_measure,
    split_list,
)
from assistant.answering.plan import Operation, Part, Plan
from assistant.answering.plan_parts import UNIT, alike, figure_given, make_plan, new_ones, time_question, value_question

_MORE = "高|低|多|少|大|小|(?<![年身])长|短|重|轻|贵|快|慢|远|近"
_HOW_MANY = rf"(?:多少钱|(?:多少|几)(?P<unit>{UNIT})|多(?P<size>[长大高重远]))"
_HOW_MUCH_MORE = rf"(?:多少|几|(?P<rate>百分之)(?:多少|几))(?P<unit>{UNIT})"
_THAN = r"(?<![占对相百分同环攀])比(?![例重较赛如值率分方])"
_BEFORE = re.compile(
    r"^(?:上年|上一|上一年|前一年|上个?[季月]|去年|前年|前一|往|当年|同期|同类|常年|以前|以往|平时|平均|预期|预计|此前|之前|原来|疫情|(?:原?计划|原定|规划|目标)$)"
)
_DIFFERENCE = (
    re.compile(rf"(?P<a>.+?){_THAN}(?P<b>.+?)(?P<word>{_MORE})(?:出|了|上)*{_HOW_MUCH_MORE}钱?"),
    re.compile(rf"(?P<a>.+?)(?P<word>超过|超出|高出|高于|多出|多于|低于|少于|领先)了?+(?P<b>.+?){_HOW_MUCH_MORE}"),
    re.compile(rf"(?P<a>.+?)(?P<word>离|距离?)(?P<b>.+?)(?:还|相)?差了?{_HOW_MUCH_MORE}"),
    re.compile(rf"(?P<a>.+?)[里中]?，?(?P<word>不算)(?P<b>.+?)，?(?:还有|还剩下?|剩下?){_HOW_MUCH_MORE}"),
    re.compile(
        rf"(?P<a>.+?)[里中]?，?(?P<word>减(?![值持产税排少负轻弱缓免资仓量])去?|扣[除去掉]|刨[除去掉]|去掉|剔除)(?P<b>.+?)(?:之后|后|以后)?的?，?(?:还有|还剩下?|剩下?|是|等于)?{_HOW_MUCH_MORE}"
    ),
)
_DID_MORE = re.compile(
    rf"(?P<a>.+?){_THAN}(?P<b>.+?)(?P<word>[多少])(?P<verb>[花卖收招投建赚产用])了?(?:多少|几)(?P<unit>{UNIT})钱?"
)
_APART = re.compile(
    rf"(?P<list>.+?)(?:之间)?的?(?:相差|差距|差额|差值|之差|(?<![温误偏方时逆顺价利])差)(?:是|有|为|了)?{_HOW_MANY}"
)
_SUM = re.compile(
    r"(?P<list>.+?)(?:，)?(?:两者|二者|两家|三家|三者)?的?"
    r"(?:(?:一共|总共|合计|共计|总计|加起来|加一块儿?|加一起|加在一起|加总|相加|共)(?:是|有|为|达)?|(?:总和|之和|合计)(?:是|为|有))有?"
    rf"(?P<verb>[投花用卖收挣赚借拨产]了|建了|招了)?{_HOW_MANY}(?P<noun>[^，]*)"
)
_PORTION = r"(?:比例|比重|百分比|份额|比率)"
_HOW_LARGE = rf"(?:多少|多大|百分之几|百分之多少|几分之几|几成)(?:的?{_PORTION})?"
_SHARE = (
    re.compile(
        rf"(?P<a>.+?)占(?:了|到)?(?P<b>(?![地比据领有多几百]).+?)的?"
        rf"(?:{_PORTION}?(?:是|为|有)?{_HOW_LARGE}|{_PORTION})"
    ),
    re.compile(r"(?P<a>.+?)(?:大?约)?(?:相当于|[是为])(?P<b>.+?)的(?:百分之(?:几|多少)|几成|几分之几)"),
    re.compile(
        rf"(?P<a>.+?)(?:在|于)(?P<b>.+?)(?:当中|之中|中|里)所?占(?:了|到)?的?{_PORTION}?(?:是|为|有)?{_HOW_LARGE}"
    ),
    re.compile(
        rf"(?P<b>[^，]+?)(?:当中|之中|里头|里面|中|里)，?(?:有多少|来自)?(?P<a>[^，]+?)所?占(?:了|到)?的?{_PORTION}?(?:是|为|有)?{_HOW_LARGE}"
    ),
)
_PLUS = re.compile(
    r"(?<=..)(?<!增)加上?(?!起来|一块|一起|在一|总|工|强|快|大|入|油)(?=.{2,}(?:合计|一共|总共|共计|总计|共|等于|是))"
)
_RATIO = re.compile(r"(?P<a>.+?)(?:大?约)?[是为](?P<b>.+?)的(?:多少|几)倍")
_GROW = "增长|增加|提高|提升|上升|上涨|扩大|下降|减少|降低|下跌|缩小"
_RATE = r"(?P<rate>率|幅度?|速度?)"
_HOW_MUCH = rf"(?:了|是|为|达)*(?:多少|几|百分之几|百分之多少)(?P<unit>%|{UNIT})"
_GROWTH = (
    re.compile(
        rf"(?P<before>.*?)从(?P<t1>{TIME})(?:的)?[到至](?P<t2>{TIME})的?，?(?P<after>.*?)的?"
        rf"(?P<word>{_GROW}|[增涨降]){_RATE}?{_HOW_MUCH}"
    ),
    re.compile(
        rf"(?P<a>.*?{TIME}.*?)(?:比|较|相比于?|相较于?|与|和)(?P<t1>{TIME})(?:相比)?的?，?(?P<after>)(?:要|将|会|需要?|得|预计|计划)*"
        rf"(?P<word>{_GROW}|[增涨降]){_RATE}?{_HOW_MUCH}"
    ),
)
_SPAN = r"(?:(?:多少|几)(?P<unit>个月|年|天)|多久)"
_PERIOD = (
    re.compile(
        rf"(?P<a>.+?){_THAN}(?P<b>.+?)(?P<word>早|晚|提前|推迟|延后)(?P<verb>\w{{2}})?(?:了|出)*{_SPAN}(?P<verb2>\w{{2,4}})?"
    ),
    re.compile(rf"从?(?P<a>.+?)到(?P<b>.+?)(?:一共|总共|中间)?[过隔]了?{_SPAN}"),
    re.compile(rf"(?P<list>.+?)(?:之间)?(?:的时间)?(?:相隔|间隔|相距|相差|隔)了?{_SPAN}"),
)
_WORDS = {
    "超过": "高",
    "超出": "高",
    "高出": "高",
    "高于": "高",
    "多出": "多",
    "多于": "多",
    "低于": "低",
    "少于": "少",
    "领先": "高",
    "离": "低",
    "距": "低",
    "距离": "低",
    "减": "",
    "减去": "",
    **dict.fromkeys(("扣除", "扣去", "扣掉", "刨除", "刨去", "刨掉", "去掉", "剔除", "不算"), ""),
}
_WHEN_SPENT = "(?:去年|全年|一年下来|一年|今年|，)*"
_LEFT_OVER = re.compile(
    f"{_WHEN_SPENT}(?P<who>[^，]*?){_WHEN_SPENT}收支相抵(?:以?后|之后|下来)?，?(?:还|能)?(?:结余|盈余|剩余|剩下|剩|余|亏)了?多少(?:万|亿)?[元钱]"
)
_HEDGE = re.compile(r"(?:大约|约|一共|总共|共|曾|曾经|已经?|目前|常年|几乎|就)+$")
_REST = re.compile(
    rf"除(?:了|去)?(?P<part>[^，]+?)(?:之外|以外|外)?，?(?P<own>[^，]{{0,6}}?)(?:其他|其余|剩下|剩余)(?:的?[^的占合共，]{{0,4}}?)?的?"
    rf"(?P<what>[^占合共，]*?)(?:合计|一共|总共|共|加起来|总和)*(?:占比?|是|有|为)?(?:{_HOW_MANY}|{_HOW_LARGE}|百分之(?:几|多少))"
)
_OF_ALL = re.compile("占比|比例|比重|百分之|占多少|几成")
_GOAL = re.compile("的?(?:目标|计划|任务)$")
_OF_GOAL = re.compile("的?(?:目标|计划|任务)(?=是|有|$)")
_PART_OF = re.compile("(?:市区|城镇|农村|乡村)的?(.{2,})")
_BARE_WHOLE = re.compile(
    r"^(?:医院|公司|集团|学校|单位|企业|银行|机构|馆|院|局|全[院校馆局厂园]|总数|总量|总额|总体|全部|整体|其中|其)$"
)


def _reached(plan: Plan | None) -> Plan | None:
    """Hold a goal against what was reached before, which had no goal: 2024年的目标比2023年多."""
    if plan is None or len(plan.parts) < 2 or _GOAL.search(plan.topic) is None:
        return plan
    first, *others = plan.parts
    when = parse_phrase(first.subject).time  # that of the goal, which what was reached has only taken over

    def plainly(text: str) -> str:
        return _OF_GOAL.sub("", _GOAL.sub("", text)).removeprefix(when)

    plain = (replace(part, question=plainly(part.question), subject=plainly(part.subject)) for part in others)
    return replace(plan, parts=(first, *plain))


def plan_arithmetic(question: str) -> Plan | None:
    """Return the plan for a question, without its end mark, whose answer is a figure that must be worked out."""
    for recognise in (_balance, _rest, _period, _growth, _did_more, _difference, _apart, _ratio, _share, _sum):
        if (plan := recognise(question)) is not None:
            return plan
    return None


def _balance(question: str) -> Plan | None:
    """Return the plan for what income leaves over spending, or lacks of it: 收支相抵还结余多少钱."""
    match = _LEFT_OVER.fullmatch(question)
    if match is None:
        return None
    who = match["who"]
    texts = (f"{who}的收入", f"{who}的支出") if who else ("收入", "支出")
    return make_plan(Operation.DIFFERENCE, texts, value_question)


def _rest(question: str) -> Plan | None:
    match = _REST.fullmatch(question)
    if match is None:
        return None
    part, own, what = match["part"], match["own"], match["what"]
    if _OF_ALL.search(question):
        return make_plan(Operation.REST, [f"{own}{part}占比"], value_question, unit="%", limit="100%")
    if not what:
        return None
    return make_plan(Operation.REST, [f"{own or '全市'}的{what}", f"{own}{part}的{what}"], value_question)


def _difference(question: str) -> Plan | None:
    for pattern in _DIFFERENCE:
        match = pattern.fullmatch(question)
        if match is None or match["unit"] == "倍":
            continue
        one, other = match["a"], new_ones(match["a"], match["b"])
        if _BEFORE.match(other):
            continue
        unit, word = match["unit"], _WORDS.get(match["word"], match["word"])
        ask = partial(value_question, unit=unit)
        limit = figure_given(_GOAL.sub("", other))
        if limit and not match["rate"]:
            return make_plan(Operation.DIFFERENCE, [one], ask, word=word, unit=unit, limit=limit)
        if match["rate"]:
            return make_plan(Operation.GROWTH, (one, other), ask, word=word, unit="%")
        plan = make_plan(Operation.DIFFERENCE, (one, alike(one, other)), ask, word=word, unit=unit)
        return _reached(plan)
    return None


def _did_more(question: str) -> Plan | None:
    """Return the plan for by how much more one did than another: 南校区比枫渡小学多花了多少钱."""
    match = _DID_MORE.fullmatch(question)
    if match is None or _BEFORE.match(match["b"]):
        return None
    verb, unit = match["verb"], match["unit"]
    ask = f"{verb}了多少{unit or '钱'}？"
    plan = make_plan(
        Operation.DIFFERENCE, (match["a"], match["b"]), lambda phrase: f"{phrase}{ask}", word=match["word"]
    )
    return plan and replace(plan, unit=unit)


def _apart(question: str) -> Plan | None:
    match = _APART.fullmatch(question)
    if match is None or len(texts := split_list(match["list"])) != 2:
        return None
    unit = match["unit"] or ""
    ask = partial(value_question, unit=unit, size=match["size"] or "")
    if limit := figure_given(texts[1]):
        return make_plan(Operation.DIFFERENCE, texts[:1], ask, unit=unit, limit=limit)
    return make_plan(Operation.DIFFERENCE, texts, ask, parallel=is_parallel, unit=unit)


def _sum(question: str) -> Plan | None:
    match = _SUM.fullmatch(_PLUS.sub("和", question))
    if match is None or len(texts := split_list(match["list"])) < 2:
        return None
    unit, noun = match["unit"] or "", match["noun"].removeprefix("钱")
    texts[-1] += f"的{noun}" if noun else ""
    if verb := match["verb"]:
        plan = make_plan(
            Operation.SUM, texts, lambda phrase: f"{phrase}{verb}多少{unit or '钱'}？", parallel=is_parallel
        )
        return plan and replace(plan, unit=unit)
    ask = partial(value_question, unit=unit, size=match["size"] or "")
    plan = make_plan(Operation.SUM, texts, ask, parallel=is_parallel, unit=unit)
    if plan is None and (measured := share_measure(texts)):
        plan = make_plan(Operation.SUM, measured, ask, unit=unit)
    return plan


def _share(question: str) -> Plan | None:
    match = next(filter(None, (pattern.fullmatch(question) for pattern in _SHARE)), None)
    if match is None or _BARE_WHOLE.match(match["b"]) or "，" in match["a"] or "多少" in match["b"]:
        return None
    texts = (_HEDGE.sub("", match["a"]), match["b"].removesuffix("中"))
    part = _PART_OF.match(texts[0])
    if limit := figure_given(texts[1]):
        unit = limit.lstrip("0123456789.,万亿")
        return make_plan(Operation.SHARE, texts[:1], partial(value_question, unit=unit), unit="%", limit=limit)
    if part is not None and is_whole(texts[1]):
        texts = (texts[0], f"{texts[1]}的{part.group(1)}")  # 市区常住人口占全市: of 全市's 常住人口
    plan = make_plan(Operation.SHARE, texts, value_question, parallel=_have_figures, unit="%")
    first, second = (parse_phrase(text) for text in texts)
    own = len(first.levels) == 1 and is_counted(first.levels[0], always=True)
    if plan is not None and own and plan.topic in texts[1]:
        # what is no name has a figure of its own: 外贸箱 beside 澜浦港集装箱吞吐量
        parts = tuple(Part(value_question(phrase), str(phrase), str(phrase)) for phrase in (first, second))
        plan = replace(plan, parts=parts, topic="")
    return plan


def _have_figures(phrases: Sequence[Phrase]) -> bool:
    return all(is_counted(phrase.levels[-1]) for phrase in phrases)


def _ratio(question: str) -> Plan | None:
    match = _RATIO.fullmatch(question)
    texts = (match["a"], alike(match["a"], match["b"])) if match else ()
    return make_plan(Operation.RATIO, texts, value_question, unit="倍") if match else None


def _growth(question: str) -> Plan | None:
    for pattern in _GROWTH:
        if (match := pattern.fullmatch(question)) is None:
            continue
        groups = match.groupdict()
        subject = groups.get("before") or groups["after"]
        later = groups.get("a") or f"{groups['t2']}{subject}"
        rate = match["rate"] or match["unit"] == "%" or "百分之" in question
        unit = "%" if rate else match["unit"]
        if unit == "倍" or not (subject or groups.get("a")):
            continue
        plan = make_plan(Operation.GROWTH, (later, match["t1"]), value_question, word=match["word"], unit=unit)
        return _reached(plan)
    return None


def _period(question: str) -> Plan | None:
    for pattern in _PERIOD:
        if (match := pattern.fullmatch(question)) is None:
            continue
        groups = match.groupdict()
        texts = [groups["a"], groups["b"]] if groups.get("a") else split_list(match["list"])
        verb = (groups.get("verb") or groups.get("verb2") or "").removesuffix("的")
        ask = partial(time_question, verb=verb)
        if len(texts) == 2 and not _BEFORE.match(texts[1]):
            word = {"提前": "早", "推迟": "晚", "延后": "晚"}.get(groups.get("word", ""), groups.get("word", ""))
            return make_plan(Operation.PERIOD, texts, ask, word=word, unit=match["unit"] or "年")
    return None
