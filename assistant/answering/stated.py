"""Whether the documents state a result themselves, and whether a source speaks of someone else."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.counterparts import speaks_of_counterpart
from assistant.answering.key import GROWN
from assistant.answering.operand import operands, without_markers
from assistant.answering.phrases import TIME, is_whole, level_kind, parse_phrase
from assistant.answering.plan import Operation, Part, Plan
from assistant.answering.synonyms import same_as
from assistant.text import bigrams, fold, quantities
from assistant.types import Answer, AnswerKind

_OF = re.compile(r"(?:占|为|达|是|相当于)(?:了|到)?([^，。；]{1,20}?)的?(?:约|近|超过?)?$")
_KIND_OF_PLACE = re.compile(
    r"(?<=..)(?:特别行政区|自治区|新区|[省市区县镇乡]|有限责任公司|股份有限公司|有限公司|集团|公司)$"
)
_CHANGED = re.compile(r"[增涨升降减跌多少高低]|扩大|缩小")
NAMED = 0.3  # share of the character pairs of a part that names it
_OWNER = re.compile(r"(?:^|[，。；、])(?:其中)?(?!数量|总数|规模|其|约)([^，。；、]{3,}?)(?<![的中])约?占[^，。；]*$")
_RATIO = re.compile("[之入]?比(?:为|是|达|例为)")
_THAN = re.compile(
    "(?:比|较)(?P<other>[^,，。;；0-9]{2,12}?)(?:还|又|要)?(?:高|低|多|少|大|小|快|慢|长|短|贵|便宜)[出了]?(?:约|近)?$"
)
_TIME = re.compile(TIME)
_MISSING = re.compile("(?:差|缺|缺口|超额?|超出|超过目标|多于目标)[^,，。;；0-9]{0,4}$")
_AVERAGE = re.compile("(?:平均|每|均)[^,，。;；]*$")
_ENDING = 4  # characters at the end of a name that tell whose it is
_UNITS = {Operation.RATIO: {"倍"}, Operation.PERIOD: {"年", "个月", "天", "月", "日"}}


def states_result(plan: Plan, answer: Answer) -> bool:
    """Return whether an answer to the question as it was put gives the result that the plan would work out.

    Its figure must be of the kind asked for (a share, 倍, 年), and a share must be one of the whole that was asked
    about: 约占全市新增总数的三分之一 does not say what share of all companies it is.
    """
    found = operands(answer)
    if not found or plan.stated_as not in answer.text:
        return False
    if plan.operation is Operation.GOAL:
        return _MISSING.search(fold(answer.text), 0, answer.key_spans[0][0] if answer.key_spans else 0) is not None
    if plan.operation is Operation.AVERAGE:
        return _AVERAGE.search(fold(answer.text), 0, answer.key_spans[0][1] if answer.key_spans else 0) is not None
    if plan.operation in _UNITS:
        bare = plan.operation is Operation.RATIO and not found[0].base and _RATIO.search(answer.text) is not None
        return bare or found[0].base in _UNITS[plan.operation]
    if plan.unit != "%":
        before = answer.text[: answer.key_spans[0][0]] if answer.key_spans else answer.text
        grown = _CHANGED.search(re.split("[，。；]", before)[-1])
        return found[0].kind == "number" and (plan.operation is not Operation.GROWTH or grown is not None)
    if found[0].kind != "share":
        return False
    before = answer.text[: answer.key_spans[0][0]] if answer.key_spans else ""
    if plan.operation is Operation.SHARE and GROWN.search(before):
        return False
    whole = _OF.search(before)
    name = plan.parts[-1].name
    if plan.operation is not Operation.SHARE:
        return True
    if _of_another(plan.parts[0], before):
        return False
    if whole is None or is_whole(name) or _stem(name) in whole.group(1) or _indicator(name) in whole.group(1):
        return True
    if any(word in whole.group(1) for word in same_as(fold(_indicator(name)))):
        return True
    return set(_indicator(plan.parts[-1].subject)) <= set(whole.group(1))


def _of_another(part: Part, before: str) -> bool:
    """Whether somebody else is named right before 占: 具有博士学位者占78.4% is not the share of 正高级职称."""
    owner = _OWNER.search(before)
    pairs = bigrams(part.subject)
    return owner is not None and sum(pair in owner[1] for pair in pairs) < NAMED * len(pairs)


def is_about_another(plan: Plan, part: Part, answer: Answer) -> bool:
    """Return whether the answer's sources name another part's place or organisation and not this part's.

    A report seldom names its own subject in every sentence, so that a source that names none of them passes.
    """
    cited = "".join(f"{citation.title}{citation.heading}{citation.quote}" for citation in answer.citations)
    own = _owner(part)
    others = {_owner(other) for other in plan.parts} - {own, ""}
    if plan.topic and not own and not _TIME.match(part.name) and part.name[:2] not in cited:
        return any(other.name[:2] in cited for other in plan.parts if other is not part)
    own_ending = own[-_ENDING:]  # 公立医院 of 青浔市公立医院
    if speaks_of_counterpart(part.subject, {other.subject for other in plan.parts}, cited):
        return True
    return bool(own) and own_ending not in cited and any(other in cited for other in others)


def names_part(plan: Plan, part: Part, answer: Answer) -> bool:
    """Whether the sources of an answer say what tells a part from the others, and by its last word what is asked of it."""
    cited = fold("".join(f"{citation.heading}{citation.quote}" for citation in answer.citations))
    others = {pair for other in plan.parts if other is not part for pair in bigrams(fold(other.subject))}
    own, measure = set(bigrams(fold(part.subject))) - others, fold(_indicator(part.subject))[-2:]
    measured = any(word in cited for word in (measure, *same_as(measure)))
    return measured and (not own or any(pair in cited for pair in own))


def tells_apart(plan: Plan) -> bool:
    """Whether the parts of a plan are of different owners or times, which different reports may speak of."""
    phrases = [parse_phrase(part.subject) for part in plan.parts]
    return len({_owner(part) for part in plan.parts}) > 1 or len({phrase.time for phrase in phrases}) > 1


def _indicator(name: str) -> str:
    """Return what a whole is called without its owner: 地区生产总值 for 澜州的地区生产总值."""
    levels = parse_phrase(name).levels
    return _stem(levels[-1] if levels else name)


def _owner(part: Part) -> str:
    levels = parse_phrase(part.subject).levels
    named = bool(levels) and level_kind(levels[0]) == "name" and not is_whole(levels[0])
    return _stem(levels[0]) if named else ""


def _stem(name: str) -> str:
    """Return 沈阳 for 沈阳市, 甲家居 for 甲家居有限公司."""
    return _KIND_OF_PLACE.sub("", name)


def stated_difference(plan: Plan, answer: Answer) -> Answer | None:
    """Return the answer with the difference that its sentence states for its key, None where it states none.

    58.3%，比全市平均水平低9.4个百分点 says by how much 污水收集率 is under that of 全市.
    """
    if answer.kind is not AnswerKind.FACT or plan.operation is not Operation.DIFFERENCE or len(plan.parts) < 2:
        return None
    folded = without_markers(answer)
    other = set(bigrams(plan.parts[1].name))
    for quantity in quantities(folded):
        than = _THAN.search(folded, 0, quantity.start)
        if than is not None and other & set(bigrams(than["other"])):
            return replace(answer, key_spans=((quantity.start, quantity.end),))
    return None
