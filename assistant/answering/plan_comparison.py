"""Questions that hold operands against each other: which is larger, is it over, in what order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from assistant.answering.phrases import TIME, Phrase, is_counted, is_parallel, level_kind, parse_phrase, split_list
from assistant.answering.plan import Operation, Plan
from assistant.answering.plan_parts import figure_given, make_plan, time_question, value_question

_WHICH = (
    r"(?:谁|孰|何者|哪里|哪儿|哪边|哪一?(?:个|家|座|年|项|种|所|条|位|者|方|款|支|次|回|场|届|路)?"
    r"(?:公司|城市|企业|机构|集团|国家|地区|单位|部门|行业|产业|城区|省|市|区|县|年|月|人|指标|项目)?)"
)
_DEGREE = r"(?:更加?|比较|较为?|最|还要?|要|相对)?"
_ADJECTIVE = r"(?P<word>高|低|多|少|大|小|早|晚|先|长|短|快|慢|强|弱|轻|贵|远|近)"
_COMPARE = re.compile(
    rf"(?:请)?(?:比较|对比)(?:一下|下)?(?P<body>.+?)[，:：]{_WHICH}的?(?P<own>.*?)(?P<degree>更|最|较|比较){_ADJECTIVE}(?P<verb>.*?)(?:一?[些点]儿?)?"
)
_WHICH_IS = re.compile(
    rf"(?:在|从)?(?P<list>.+?)(?:这?[两二三四五]者|这?[两二三四五][家个座](?:城市|地区|公司|企业|国家)?)?(?:之间|当中|之中|中|里)?(?:相比|比较|比起来|对比|比(?=，))?，?"
    rf"(?:是)?{_WHICH}的?(?P<own>.*?)(?P<degree>{_DEGREE})在?{_ADJECTIVE}(?P<verb>[^，]{{0,12}}?)(?:一?[些点]儿?)?"
)
_SUPERLATIVE = re.compile(
    rf"(?:在|从)?(?P<list>.+?)(?:[两二三四五][地者市区省国家个](?:城市|地区|公司|企业|国家)?)?(?:之间|当中|之中|中|里)?，?"
    rf"(?P<own>[^，中里、]*?)(?P<degree>更|最|较){_ADJECTIVE}的\w{{0,3}}是{_WHICH}"
)
_OR = re.compile(rf"(?:是)?(?P<a>.+?)(?:更|比较|较)?{_ADJECTIVE}，?还是(?P<b>.+?)的?(?:更|比较|较)?(?P=word)")
_OR_LAST = re.compile(
    rf"{_WHICH}的?(?P<own>.*?){_DEGREE}{_ADJECTIVE}[，:：](?:是)?(?P<a>.+?)(?:，)?(?:还是|或者?)(?:是)?(?P<b>.+)"
)
_OVER = r"(?P<word>超过|超出|突破|高于|多于|大于|达到|低于|少于|小于|不到|不足|早于|晚于)"
_WHETHER = r"(?:是否|有没有|是不是|有无)"
_ALREADY = r"(?:已经?)?"
_EXCEEDS = (
    re.compile(rf"(?P<a>.+?){_WHETHER}{_ALREADY}{_OVER}了?+(?P<b>.+?)了?"),
    re.compile(rf"(?P<a>.+?){_ALREADY}{_OVER}了?+(?P<b>.+?)(?:了?[吗么]|了?没有|了没)"),
    re.compile(rf"(?P<a>[^，谁哪几多何什]+?)已经?{_OVER}了?+(?P<b>[^，谁哪几多何什]+?)了?"),
    re.compile(rf"(?P<a>.+?){_WHETHER}比(?P<b>.+?)(?:还|更|要)?{_ADJECTIVE}"),
    re.compile(rf"(?P<a>.+?)(?<![占对相百分同环])比(?P<b>.+?)(?:还|更|要)?{_ADJECTIVE}[些点]?[吗么]"),
)
_ORDER = re.compile(
    r"(?:请|把|将|给)*(?P<list>.+?)，?(?:(?:按照?|依据?)(?P<own>.*?))?(?:由|从)?(?P<order>高到低|低到高|大到小|小到大|多到少|少到多|早到晚|晚到早|高低|大小|多少|早晚|先后)?"
    r"的?(?:顺序)?(?:来|进行)?(?:排序|排列|排名|排个序|排一下|怎么排)"
)
Check = Callable[[Sequence[Phrase]], bool]
_DATED = {"早", "晚", "先"}
_RELATION = {"早于": "早", "晚于": "晚"}
_NOISE = re.compile(
    r"(?:各自)?(?:分别)?在?各自(?:的)?(?:报告)?(?:年度|期|期间)?[内中]?(?:进行)?的?|分别(?:进行|发生|采取|完成)?的?|(?<=[司团心])(?:进行|发生)的"
)
_ABSTRACT = re.compile(r"(?:活动|事件|情况)$")
_ASPECT = re.compile(r"^在?(.+?)方面的?")
_GROWS = re.compile("(?P<what>[\u4e00-\u9fff]{2})(?:涨|增长|增|长)得更?(?P<fast>[快慢])")
_TWO_TIMES = re.compile(rf"在?(?P<t1>{TIME})(?:和|与|、)(?P<t2>{TIME})的?")


def _answerable(phrases: Sequence[Phrase]) -> bool:
    return len({len(phrase.levels) for phrase in phrases}) == 1


def plan_comparison(question: str) -> Plan | None:
    """Return the plan for a question, without its end mark, that holds named operands against each other."""
    question = _GROWS.sub(lambda match: f"{match['what']}增速更{match['fast']}", question)
    for recognise in (_compare, _order, _exceeds, _or, _which):
        if (plan := recognise(question)) is not None:
            return plan
    return None


def _compare(question: str) -> Plan | None:
    match = _COMPARE.fullmatch(question)
    if match is None:
        return None
    texts = _members(_NOISE.sub("的", match["body"]))
    return _compared(texts, match["own"], match["word"], match["verb"])


def _which(question: str) -> Plan | None:
    match = _WHICH_IS.fullmatch(question) or _SUPERLATIVE.fullmatch(question)
    if match is None or match["list"].startswith(("比较", "对比")):
        return None
    texts = split_list(match["list"])
    parallel = _answerable if match["degree"] or match["word"] in _DATED else is_parallel
    return _compared(texts, match["own"], match["word"], match.groupdict().get("verb", ""), parallel)


def _or(question: str) -> Plan | None:
    if (match := _OR.fullmatch(question)) is not None:
        return _compared([match["a"], match["b"]], "", match["word"], "", is_parallel)
    if (match := _OR_LAST.fullmatch(question)) is not None:
        return _compared([match["a"], match["b"]], match["own"], match["word"], "", is_parallel)
    return None


def _exceeds(question: str) -> Plan | None:
    for pattern in _EXCEEDS:
        if (match := pattern.fullmatch(question)) is not None:
            return _held_against(match["a"], match["b"], _RELATION.get(match["word"], match["word"]))
    return None


def _order(question: str) -> Plan | None:
    match = _ORDER.fullmatch(question)
    if match is None or not (match["own"] or match["order"]):
        return None
    texts, order = split_list(match["list"]), match["order"] or "高到低"
    texts[-1:] = [_join_indicators(texts[-1], match["own"] or "")]
    ask = time_question if order[0] in _DATED else value_question
    return make_plan(Operation.RANKING, texts, ask, parallel=is_parallel, word=order[0])


def _members(text: str) -> list[str]:
    """Return the members of a list; two times after two names (甲和乙在2019年和2021年的…) go to one each."""
    match = _TWO_TIMES.search(text)
    if match is None or not match.start():
        return split_list(text)
    names = split_list(text[: match.start()])
    if len(names) != 2:
        return split_list(text)
    return [match["t1"] + names[0], f"{match['t2']}{names[1]}的{text[match.end() :]}"]


def _join_indicators(body: str, own: str) -> str:
    """Return the operand with the indicator named twice said once: 重大资产收购 + 资产收购金额 = 重大资产收购金额."""
    own, levels = _ASPECT.sub(r"\1", own).strip("的"), parse_phrase(body).levels
    last = _ABSTRACT.sub("", levels[-1]) if len(levels) > 1 else ""
    if not own or (last and own.replace("的", "") in body.replace("的", "")):
        return body
    if last and own.endswith(last) and own.removesuffix(last) in body:
        return body
    if not last:
        return f"{body}的{own}"
    stem = body.removesuffix(levels[-1])
    for size in range(min(len(last), len(own)), 1, -1):
        if last.endswith(own[:size]):
            return stem + last + own[size:]
    if own.startswith(last):
        return stem + own
    return f"{stem}{last}{own}" if "的" in own else f"{stem}{last}的{own}"


def _compared(texts: list[str], own: str, word: str, verb: str, parallel: Check = _answerable) -> Plan | None:
    if len(texts) < 2:
        return None
    word = "早" if word == "先" else word
    dated = word in _DATED
    if verb and not dated:
        return None
    if dated and verb:
        texts = [_name_only(text) for text in texts]
    else:
        texts[-1] = _join_indicators(texts[-1], own)
    ask = partial(time_question, verb=verb) if dated else value_question
    plan = make_plan(Operation.COMPARISON, texts, ask, parallel=parallel, word=word)
    return plan if plan and (dated or all(_measurable(part.subject, word) for part in plan.parts)) else None


def _held_against(a: str, b: str, word: str) -> Plan | None:
    limit = figure_given(b)
    if limit:
        return make_plan(Operation.EXCEEDS, [a], value_question, word=word, limit=limit)
    if word in _DATED:
        return make_plan(Operation.EXCEEDS, (a, b), time_question, word=word)
    return make_plan(Operation.EXCEEDS, (a, b), value_question, parallel=_comparable, word=word)


def _comparable(phrases: Sequence[Phrase]) -> bool:
    return is_parallel(phrases) and (len(phrases[0].levels) > 1 or is_counted(phrases[0].levels[-1]))


def _name_only(text: str) -> str:
    phrase = parse_phrase(text)
    return str(Phrase(phrase.time, phrase.levels[:1]))


def _measurable(subject: str, word: str) -> bool:
    kind = level_kind(parse_phrase(subject).levels[-1])
    return kind == "measure" or (kind == "thing" and word in "多少") or len(parse_phrase(subject).levels) > 1
