"""Whether a figure in the evidence holds for the place, the whole and the things that a question asks about."""

from __future__ import annotations

import re
from itertools import takewhile

from assistant.answering.candidates import Candidate
from assistant.answering.key import counts, key_clause, key_span
from assistant.answering.places import listed, names_of, own_places, places
from assistant.answering.question import Asked, Question
from assistant.answering.tables import measures_otherwise
from assistant.answering.view import PARTS, scopes

_IN_BRACKETS = re.compile("\\([^)]*\\)")
_COMPARED = re.compile("(?:仅次于|次于|高于|低于|超过|超越|接近|相当于|不及|比|占|与|和)[\u4e00-\u9fff]{2,6}")
_AMONG = re.compile("在[\u4e00-\u9fff]{2,5}[市区县省](?=[\u4e00-\u9fff]{0,8}[中里内])")
_WIDER = re.compile(
    "(?:北京|上海|天津|重庆)市?(?=[\u4e00-\u9fff]{2,3}(?:区|新区|县))|[\u4e00-\u9fff]{2,3}省(?=[\u4e00-\u9fff]{2,4}[市县])"
)
_OWNER = re.compile("(?:^|[^占])(?<!占)([^,。;的占]{2,8})的$")
_MARKS = re.compile('[“”"「」《》]')
_COUNTED_AFTER = re.compile("([\u4e00-\u9fff“”]{3,12})(?=[,。;、]|$)")
_COUNTED_BEFORE = re.compile(
    "([\u4e00-\u9fff]{3,12}?)(?:总数|数量|数|已|也|就|共|仅|只|约|大约|达到?|有|为|是|到|超过?|突破)*$"
)
_VERBS = re.compile("(?<!国)有|[的共在了达为是]|新增|聚集|拥有")
_KIND = 2  # characters in which the names of two of a kind end alike: 企业
_OF_THE_WHOLE = re.compile("(?:占|为|是|达|相当于)[^,。;]{2,12}?的?(?:约|近|超过?)?$")
_WHOLE = re.compile("全[国市区省县球]|市区")
_WIDTH = {"镇": 0, "乡": 0, "县": 1, "区": 1, "市": 2, "省": 3, "国": 4, "球": 5}
_SAID_OF = {
    "县": "县",
    "区": "[全市]区",
    "市": "市(?![场民])",
    "省": "(?<!节)省",
    "国": "[全我中各]国|国内|世界",
    "球": "[全环]球|世界",
}
_RANKED_AMONG = re.compile("全[国省市区县球][^,。;]{0,16}?(?:排|第|居(?![民住])|首|前列|领先)")
_KIND_OF_PLACE = re.compile("(?<=[\u4e00-\u9fff]{2})[省市区县镇乡](?![场民长委村])")
_COMPANY = re.compile(
    "(?:其中|旗下|下属|同期|子公司|全资|控股|而|的)*([\u4e00-\u9fff()]{2,16}?)(?:股份|责任)?(?:有限公司|分公司)(?!的?全资|等)"
)
_NO_OWNER = re.compile("[与和向对同给]|新设|设立|注册|成立|[拥共]有")
_TRADE = re.compile("(?<!进)出口|进口")
_OWNED = frozenset({Asked.NUMBER, Asked.SHARE})


def broken_place(question: Question, candidate: Candidate, document: str) -> str:
    """Return that a place is not spoken of, or that the figure is another's."""
    for place in sorted(places(question.text)):
        if listed(place) and not any(name in document for name in names_of(place)):
            return f"报告没有提到{_written(place, question.text)}。"
    asked = places(_COMPARED.sub("", question.text))
    if not asked or question.asked is Asked.PLACE:
        return _of_other_place(question, candidate)
    near = "".join(
        part.text for part in (candidate.view, candidate.before, candidate.context, candidate.heading, candidate.lead)
    )
    for place in sorted(asked - places(near)):
        written = _written(place, question.text)
        if not listed(place) and written.endswith(("市", "区", "县", "省", "镇", "乡")) and written not in document:
            return f"报告没有提到{written}。"
        if not any(name in document for name in names_of(place)):
            return f"报告没有提到{_written(place, question.text)}。"
        if places(near) - asked and place not in own_places(document):
            return f"报告没有说明{_written(place, question.text)}的这一项。"
    owners = _owners(question, candidate.view.text) if question.asked in _OWNED else frozenset[str]()
    if not owners and asked & places(candidate.view.text) - places(_AMONG.sub("", _COMPARED.sub("", near))):
        owners = own_places(document)  # 达40家，仅次于硅谷 is not 硅谷's
    if owners and not owners & asked:
        return f"报告说的是{min(owners)}，没有说{_written(min(asked), question.text)}的这一项。"
    return ""


def _of_other_place(question: Question, candidate: Candidate) -> str:
    """Return that a figure is another place's than the one that a question and the report's title name without its kind.

    南陵区和滨湖区的专利分别为2310件和1046件 is not 星溪's, in the report of 星溪区.
    """
    name, here = question.titled, candidate.view.text
    if not name or name in here or not re.search(f"{re.escape(name)}(?:新区|[省市区县镇乡])", candidate.context.text):
        return ""
    owners = _owners(question, here) if question.asked in _OWNED else frozenset[str]()
    return f"报告说的是{min(owners)}，没有说{name}的这一项。" if owners else ""


def _written(place: str, text: str) -> str:
    """Return a place as a text writes it: 朝阳区, not 朝阳."""
    found = re.search(f"(?:{'|'.join(map(re.escape, names_of(place)))})(?:新区|[市区县省镇乡])?", text)
    return found.group() if found else place


def _owners(question: Question, sentence: str) -> frozenset[str]:
    """Return the places for which a sentence's figure holds, none where it names none.

    接近西安市（陕西省会）的11486亿元 is 西安's, 北京市海淀区有40家，仅次于硅谷 is 海淀's.
    """
    key = key_span(question, sentence)
    before = _IN_BRACKETS.sub("", sentence[: key[0]] if key else "")
    if question.asked is Asked.SHARE:
        before = _OF_THE_WHOLE.sub("", before)  # 为北京市总数的一半 is a share of 北京's, not 北京's share
    owner = _OWNER.search(before)
    if owner is not None and places(owner.group(1)):
        return places(owner.group(1))
    return places(_WIDER.sub("", _COMPARED.sub("", before)))


def other_whole(question: Question, candidate: Candidate) -> str:
    """Return that a figure holds for another whole than the one asked of: 全区, or the report's own place, for 全市."""
    asked = set(_WHOLE.findall(_RANKED_AMONG.sub("", question.text)))  # 在全市排第几 asks nothing of the city
    if question.asked not in _OWNED or not asked:
        return ""
    here = set(_WHOLE.findall(key_clause(question, candidate.sentence.text)))
    if here & asked:
        return ""
    if here:
        return f"报告说的是{min(here)}，没有说{min(asked)}的这一项。"
    own = [_WIDTH[kind] for kind in _KIND_OF_PLACE.findall(candidate.context.text)]
    near = _RANKED_AMONG.sub("", candidate.view.text + candidate.before.text + candidate.heading.text)
    wider = next((whole for whole in sorted(asked) if own and _WIDTH.get(whole[1], 0) > min(own)), "")
    return f"报告没有说{wider}的这一项。" if wider and not re.search(_SAID_OF[wider[1]], near) else ""


def other_part(question: Question, candidate: Candidate) -> str:
    """Return that nothing is said of the part that a figure is asked of: 市区, 农村."""
    asked = [] if question.asked not in _OWNED else PARTS.findall(question.text)
    near = candidate.view.text + candidate.before.text + candidate.heading.text
    missing = next((part for part in asked if part not in near), "")
    return f"报告没有说明{missing}的这一项。" if missing else ""


def other_company(question: Question, candidate: Candidate) -> str:
    """Return that a figure is a company's that the question does not name: a subsidiary's profit."""
    key = key_span(question, candidate.view.text) if question.asked in _OWNED else None
    if key is None:
        return ""
    clause = re.split("[,;。]", candidate.view.text[: key[0]])[-1]
    owner = _COMPANY.search(clause)
    if owner is None or "公司" in question.text or _NO_OWNER.search(owner[1]):
        return ""
    known = question.text + candidate.context.text
    if any(owner[1][start:] in known for start in range(max(1, len(owner[1]) - 2))):  # 截至年末甲乙股份有限公司
        return ""
    return f"报告说的是{owner[0]}，没有说所问的这一项。"


def other_measure(question: Question, candidate: Candidate) -> str:
    """Return that a row of a table gives a rate where the question asks for the whole."""
    whole = question.asked is Asked.NUMBER and candidate.header
    return "报告没有给出这个数字。" if whole and measures_otherwise(question, candidate.sentence.text) else ""


def not_new(question: Question, candidate: Candidate) -> str:
    """Return that a figure is the whole's, where that of what is new is asked for."""
    if question.asked is not Asked.NUMBER or "新增" not in scopes(question.text):
        return ""
    clause = key_clause(question, candidate.sentence.text) or candidate.view.text
    return "" if re.search("新|增", clause) else "报告没有说新增的数字。"


def other_trade(question: Question, candidate: Candidate) -> str:
    """Return that a figure is of 进出口, where that of 出口 or of 进口 is asked for."""
    asked = _TRADE.findall(question.text) if question.asked in _OWNED else []
    clause = key_clause(question, candidate.sentence.text) if len(set(asked)) == 1 else ""
    if "进出口" not in clause or asked[0] in _TRADE.findall(clause):
        return ""
    return f"报告说的是进出口，没有单说{asked[0]}。"


def only_whole(question: Question, candidate: Candidate) -> str:
    """Return that what a figure is asked of is only the whole of which another has a share: 占总收入的44.0%."""
    asked, text = question.indicator, candidate.view.text
    if question.asked is not Asked.NUMBER or not asked or asked not in text or "占" in question.text:
        return ""
    return "报告没有给出这个数字。" if asked not in re.sub(f"占[^,。;]{{0,6}}?{re.escape(asked)}", "", text) else ""


def other_counted(question: Question, candidate: Candidate) -> str:
    """Return that the figure counts others of a kind: 民营企业 for 外资企业. Their names end alike and share nothing else."""
    text = candidate.view.text
    key = key_span(question, text) if question.asked is Asked.NUMBER else None
    if key is None or not counts(text[key[1] - 1]):
        return ""
    asked = _VERBS.split(_MARKS.sub("", question.indicator))[-1]
    counted = _COUNTED_AFTER.match(text, key[1]) or _COUNTED_BEFORE.search(_MARKS.sub("", text[: key[0]]))
    found = _VERBS.split(_MARKS.sub("", counted.group(1)))[-1] if counted else ""
    kind = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(reversed(asked), reversed(found), strict=False))
    )
    own, other = asked[: len(asked) - kind], found[: len(found) - kind]
    if kind < _KIND or not own or not other or set(own) & set(found):
        return ""
    return f"报告说的是{found}，没有说{asked}的这一项。"
