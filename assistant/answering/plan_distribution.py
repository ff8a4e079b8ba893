"""Questions that ask the same of several (分别), and several questions in one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.phrases import (
    TIME,
    Phrase,
    complete,
    is_counted,
    is_parallel,
    level_kind,
    parse_phrase,
    shared_tail,
    split_list,
    starts_with_name,
)
from assistant.answering.plan import Operation, Part, Plan
from assistant.answering.plan_parts import UNIT, make_plan

_ASKS = re.compile(
    r"多少|第几|(?<![来近前后这最数十好])几[家个位名年月次项种人条所座处件]|什么|哪|(?<!任)何[时地人处年种]|有何|如何|谁|怎[么样]|百分之几"
)
_MEMBERS = re.compile(r"的[两二三四五六七八九十\d]+[个种大位名条项座所家类部块].{0,10}分别")
_EACH = re.compile(r"(?<!的)分别|各自|各(?=[是有为])")
_NAMES_END = re.compile(rf"分别|各自|各(?=[是有为])|在|于|的|，|{TIME}")
_OPENING = re.compile(rf"(?:{TIME})?，?[在从于]?")
_SHARES = re.compile(
    r"(?P<subject>.+?)(?:占(?P<of>[^，占]+?)的?(?:比例|比重)?(?:分别|各自?)|在(?P<in>[^，占在]+?)(?:当中|之中|中|里)?(?:分别|各自?)占)(?:是|为)?(?P<ask>多少|百分之几|百分之多少|几成)"
)
_ONLY_COUNTS = re.compile(rf"(?:一?共|总共)?有?(?:多少|几){UNIT}")
_SHORT = 8  # characters of the name of what is counted
_TIMES = re.compile(rf"(?:{TIME}(?:和|与|及|、)(?:在|于)?)+{TIME}")
_TIMED_NAMES = re.compile(rf"(?P<a>.+?)(?P<t1>在?{TIME})(?:和|与|及)(?P<b>.+?)(?P<t2>在?{TIME})(?P<rest>.*)")
_PLAIN = re.compile(rf"(?P<list>.+?)(?P<rest>(?:都|一般|大约|约|总共|共)?(?:是|有|为|达到?)(?:多少|几){UNIT})")
_HOW_MANY_THINGS = re.compile(rf"(?P<owner>.+?)(?P<ask>(?:一?共|总共)?有(?:多少|几){UNIT})的?(?P<list>.+)")
_COUNTED = re.compile(rf"(?P<owner>.+?)了?(?:一共|总共|共)?(?:有|拥有)?(?:多少|几){UNIT}的?(?P<thing>[^，]+)")
_AND_THEN = re.compile(r"^(?:以及|还有|另外|那么|那|同时|并且|而且|和|又|也)?，?")
_SUBJECT = re.compile(r"(?:一共|总共|目前|现在)?(?:是|有|在|为|由|位于|达|共|于|什么时候|何时|多少|哪)")
_NO_SUBJECT = re.compile(r"(?:何时|什么时候|何地|在|比|位于|是|有|由|占|属于|叫|达|成立|设)")
_PRONOUN = re.compile(r"(?:它|其|该区|该市|该公司|该企业|该机构|该中心|该集团)的?")
_DEPENDENT = re.compile(r"(?:他|她|它们|这|那|该|分别|两者|二者|具体|为什么|为何|原因|谁|哪|什么|多少|几|如何|怎)")
_HAS_SUBJECT = re.compile(r"[^，]{2,}?(?:是|有|为|达)")


def plan_distribution(question: str) -> Plan | None:
    """Return the plan for a question, without its end mark, that asks one thing of each of several."""
    if not _ASKS.search(question) or question.startswith(("比较", "对比")):
        return None
    each = _EACH.search(question)
    shares = _SHARES.fullmatch(question)
    if shares is not None and len(wholes := split_list(shares["of"] or shares["in"])) > 1:
        return _plan([(f"{shares['subject']}占{whole}的", "", shares["ask"]) for whole in wholes])
    if each is None:
        return _plain(question) or _counted(question)
    if _MEMBERS.search(question):
        return None  # 三个校区分别是哪几个: one list, not one question for each
    return _timed_names(question) or _names(question) or _phrases(question, each)


def asks_twice(question: str) -> bool:
    """Return whether two clauses ask: …有多少家，占全市多少."""
    return sum(bool(_ASKS.search(clause)) for clause in question.split("，")) > 1


def plan_questions(question: str) -> Plan | None:
    """Return the plan for several questions in one: 海淀的GDP是多少？上市企业有多少家？"""
    texts = [text for text in re.split(r"[？；]|，(?=占)", question) if text]
    loose = len(texts) == 1
    if loose:
        texts = question.split("，")
    if (
        not 2 <= len(texts) <= 4
        or question.startswith(("比较", "对比"))
        or not all(_ASKS.search(text) for text in texts)
    ):
        return None
    asked = [texts[0]]
    for text in texts[1:]:
        whole = _make_whole(_AND_THEN.sub("", text), asked[0])
        if whole is None or (loose and whole == text and not starts_with_name(text)):
            return None
        asked.append(whole)
    return Plan(Operation.DISTRIBUTION, tuple(Part(f"{text}？", text, text) for text in asked))


def _timed_names(question: str) -> Plan | None:
    """甲在2020年和乙在2021年分别进行了哪些重大投资."""
    match = _TIMED_NAMES.fullmatch(question)
    if match is None or not is_parallel([parse_phrase(match["a"]), parse_phrase(match["b"])]):
        return None
    rest = _without_each(match["rest"])
    return _plan([(match[name], match[time], rest) for name, time in (("a", "t1"), ("b", "t2"))])


def _names(question: str) -> Plan | None:
    """甲和乙分别在2019年和2021年分发了多少股利: the names stand first, the rest is asked of each."""
    opening = _OPENING.match(question)
    begin = opening.end() if opening else 0
    end = _NAMES_END.search(question, begin + 1)
    names = split_list(question[begin : end.start()]) if end else []
    rest = _without_each(question[end.start() :]).removeprefix("，") if end else ""
    counted = _ONLY_COUNTS.fullmatch(rest) is not None and all(len(name) <= _SHORT for name in names)
    if len(names) < 2 or not (counted or is_parallel([parse_phrase(name) for name in names])):
        return None
    times = _TIMES.search(rest)
    if times is None:
        return _plan([(question[:begin] + name, "", rest) for name in names])
    years = re.findall(TIME, times.group())
    if len(years) != len(names):
        return None
    before, after = rest[: times.start()], rest[times.end() :]
    return _plan([(name, "", before + year + after) for name, year in zip(names, years, strict=True)])


def _phrases(question: str, each: re.Match[str]) -> Plan | None:
    """海淀的上市企业和独角兽企业分别有多少家: the phrases are completed from each other."""
    texts = split_list(question[: each.start()].removesuffix("，"))
    rest = _without_each(question[each.start() :])
    phrases = complete([parse_phrase(text) for text in texts]) if texts else ()
    short = all(phrase.levels and len(phrase.levels[-1]) <= _SHORT for phrase in phrases)
    alike = len({len(phrase.levels) for phrase in phrases}) == 1
    counted = len(phrases) > 1 and alike and short and _ONLY_COUNTS.fullmatch(rest) is not None
    siblings = bool(phrases) and (counted or is_parallel(phrases))
    return _plan([(str(phrase), "", rest) for phrase in phrases]) if siblings else None


def _plain(question: str) -> Plan | None:
    """海淀和沈阳的GDP是多少: a list of siblings and a figure asked for."""
    match = _PLAIN.fullmatch(question)
    if match is None or len(texts := split_list(match["list"])) < 2:
        return None
    rest = match["rest"].removeprefix("都")
    return make_plan(Operation.DISTRIBUTION, texts, lambda phrase: f"{phrase}{rest}？", parallel=_figures)


def _counted(question: str) -> Plan | None:
    """海淀有多少上市企业和独角兽企业: each kind of thing is counted."""
    match = _HOW_MANY_THINGS.fullmatch(question)
    if match is None or len(things := split_list(match["list"])) < 2 or not all(map(is_counted, things)):
        return None
    return _plan([(match["owner"], match["ask"], thing) for thing in things])


def _figures(phrases: Sequence[Phrase]) -> bool:
    named = all(level_kind(phrase.levels[0]) == "name" or phrase.time for phrase in phrases)
    measured = level_kind(phrases[0].levels[-1]) == "measure" or not shared_tail(phrases)
    return is_parallel(phrases) and named and measured and len(phrases[0].levels) > 1


def _plan(triples: Sequence[tuple[str, str, str]]) -> Plan | None:
    if not all(_ASKS.search(time + rest) for _, time, rest in triples):
        return None
    parts = [Part(f"{name}{time}{rest}？", f"{name}{time}{rest}", name) for name, time, rest in triples]
    return Plan(Operation.DISTRIBUTION, tuple(parts))


def _without_each(text: str) -> str:
    return re.sub(r"分别|各自的?|各(?=[是有为])|^(?:两者|二者)", "", text)


def _make_whole(text: str, first: str) -> str | None:
    """Return the later question with what it leaves out put in from the first one; None when that is not clear."""
    start = _SUBJECT.search(first, 1)
    subject = first[: start.start()] if start else ""
    phrase = parse_phrase(subject)
    named = bool(phrase.levels) and level_kind(phrase.levels[0]) == "name"
    if match := _PRONOUN.match(text):
        rest = text[match.end() :]
        return (
            f"{phrase.levels[0]}{'的' if match.group().endswith('的') or match.group() == '其' else ''}{rest}"
            if named
            else None
        )
    if text.startswith("占") and (counted := _COUNTED.fullmatch(first)) and is_counted(counted["thing"]):
        return counted["owner"] + counted["thing"] + text
    if text.startswith(("多少", "几")) and "有" in first:
        return first[: first.index("有") + 1] + text
    if _NO_SUBJECT.match(text):
        return subject + text if len(subject) > 1 else None
    if len(text) < 4 or _DEPENDENT.match(text):
        return None
    own = parse_phrase(text)
    if not named or starts_with_name(text) or level_kind(own.levels[0]) == "name" or not _HAS_SUBJECT.match(text):
        return text
    return f"{'' if own.time else phrase.time}{phrase.levels[0]}的{text}"
