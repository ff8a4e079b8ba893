"""Whether evidence is of the very institution or place that a question names, and not of another of its kind."""

from __future__ import annotations

import re

from assistant.answering.background import idf
from assistant.answering.candidates import Candidate
from assistant.answering.question import FIGURES, Asked, Question
from assistant.answering.signals import TELLING
from assistant.answering.synonyms import same_as
from assistant.text import bigrams

_KINDS = (
    "保健院|养老院|颐养院|福利院|卫生院|医院|法庭|法院|幼儿园|小学|中学|学校|农场|林场|牧场|渔场|产业园|园区|基地|水库|电站|电厂|水厂|码头|机场|车站|"
    "店|支行|分行|门店|商场|超市|社区|街道|(?<![农乡山渔])村|博物馆|图书馆|美术馆|体育馆|研究所|研究院|合作社"
)
_NOT_IN_A_NAME = "的有在是为和与跟同由从到被把将每各这那哪几个多少全本该其他所每家座了及对向等年月日"
_BEGINS = f"(?:^|[^\u4e00-\u9fff]|[{_NOT_IN_A_NAME}])(?P<own>[^{_NOT_IN_A_NAME}\\W\\d]{{1,7}}?)"
_NAMED = re.compile(f"{_BEGINS}(?P<kind>{_KINDS})")
ANYTHING_NAMED = re.compile(
    f"{_BEGINS}(?P<kind>基金|枢纽|院区|校区|厂区|大桥|隧道|项目|工程|行动|分公司|子公司|支公司|公司|集团|银行|大学|{_KINDS})"
)
"""The same with projects, funds and companies, which a text may also call otherwise."""
_SOME = re.compile(
    "所有|全部|公立|私立|民营|公办|民办|综合|专科|重点|示范|普通|行政|自然|特色|美丽|和美|贫困|当地|本地|周边|相关|其中|首批|^新|^老|[县市区镇省州]$|三甲|三级|二级|一级|社会|定点|国家|省级|市级|县级|乡镇|社区"
)
_NEIGHBOUR = re.compile("(?:隔壁|旁边|相邻|邻近|附近)的?(?P<name>[\u4e00-\u9fff]{1,3}[区县市镇乡州省])")
_ACTS = re.compile("自己|承担|负责|谁|我")
_LEANS = re.compile("该|其(?!中)")
_PART = re.compile(
    "[\u4e00-\u9fff]{2}(?:里(?:面|头)?+|当中)，?,?(?P<part>(?![和与及或面头还只就大已有没是的占总一多几哪提])[\u4e00-\u9fff]{2,6}?)(?:的|有|卖|占|是|花|用|了|共)*(?:多少|几|百分之)"
)
_ASKED = frozenset({Asked.NUMBER, Asked.SHARE, Asked.PERSON, Asked.DATE, Asked.NAME, Asked.PLACE, Asked.RANK})


def never_named(question: Question, document: str) -> str:
    """Return that an institution, a village or a neighbour is not in the document: 红石滩农场, 隔壁松陵区."""
    neighbour = _NEIGHBOUR.search(question.text)
    if neighbour is not None and neighbour["name"] not in document:
        return f"报告没有提到{neighbour['name']}。"
    for own, kind in institutions(question.text):
        pairs = bigrams(own)
        known = len(own) < 2 or _SOME.search(own) or idf(own) < TELLING
        if not known and not any(pair in document for pair in pairs):
            return f"报告没有提到{own}{kind}。"
    return ""


def other_of_kind(question: Question, candidate: Candidate, document: str) -> str:
    """Return that the evidence is on another of a kind than the one that is named: 县人民医院院长 for 中医院院长."""
    if question.asked not in _ASKED:
        return ""
    near = candidate.view.text + candidate.heading.text + candidate.context.text
    leans = _LEANS.match(candidate.view.text)
    here = institutions(candidate.before.text if leans else candidate.view.text)
    for own, kind in institutions(question.text):
        name = own if len(own) > 1 else f"{own}{kind}"
        common = len(own) > 1 and idf(own) < TELLING  # 目前学校
        if _SOME.search(own) or common or name not in document or name in near:
            continue
        if (
            question.asked in FIGURES
            and len(own) > 1
            and own not in candidate.before.text
            and f"{own}{kind}" in document
        ):
            return f"报告没有说{own}{kind}的这一项。"
        other = next((one for one, of in here if of == kind and not set(bigrams(one)) & set(bigrams(own))), "")
        if other and f"{other}{kind}" not in question.text:
            return f"报告说的是{other}{kind}，没有说{own}{kind}的这一项。"
    return ""


def institutions(text: str, named: re.Pattern[str] = _NAMED) -> list[tuple[str, str]]:
    """Return the names of institutions and villages in a text, each as what is its own and its kind."""
    return [(match["own"], match["kind"]) for match in named.finditer(text)]


def part_unsaid(question: Question, candidate: Candidate) -> str:
    """Return that nothing is said of the part of a whole that is asked of: 农产品 of 网上零售里农产品卖了多少钱."""
    part = _PART.search(question.text) if question.asked in (Asked.NUMBER, Asked.SHARE) else None
    if part is None:
        return ""
    near = candidate.view.text + candidate.header + candidate.after.text
    name = part["part"].removesuffix("的")
    if _ACTS.search(name):
        return ""
    said = any(pair in near for pair in (bigrams(name) or [name])) or any(word in near for word in same_as(name))
    return "" if said else f"报告没有说其中{name}的这一项。"
