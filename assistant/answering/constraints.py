"""Whether evidence keeps to what the question asks for: its years, places, people and names."""

from __future__ import annotations

import re

import rjieba

from assistant.answering.background import known
from assistant.answering.candidates import Candidate
from assistant.answering.key import OFFICES
from assistant.answering.kind_kept import other_sort
from assistant.answering.names import PEOPLE, is_name
from assistant.answering.other_of_kind import never_named, other_of_kind, part_unsaid
from assistant.answering.presumed import holds_office_already, only_background, turned_otherwise
from assistant.answering.question import QUESTION_WORD, SPEECH_ASKED, Asked, Question
from assistant.answering.scope_kept import (
    broken_place,
    not_new,
    only_whole,
    other_company,
    other_counted,
    other_measure,
    other_part,
    other_trade,
    other_whole,
)
from assistant.answering.subject_kept import (
    no_limit,
    not_changed,
    not_foremost,
    not_named,
    of_another,
    only_compared,
    other_brand,
    other_holder,
    other_level,
    other_measured,
    other_member,
    other_part_of_year,
    other_person,
)
from assistant.answering.time_kept import broken_month, broken_year, only_expected
from assistant.answering.titles import of_another_report
from assistant.answering.told_of_events import no_cause, only_a_row, other_doer, other_event
from assistant.answering.view import view
from assistant.text import bigrams

_QUOTED = re.compile('[《「"]([^》」"]{2,30})[》」"]|([a-z][a-z0-9.\\-]+)')
_WHICH = re.compile(
    "哪一?([家位个所支座种项])([\u4e00-\u9fff]{2,8}?)(?=[,。?]|$|的|建立|签|合作|被|是|在|参|进|提|有|与|和|成|获|为)"
)
_QUALIFIED = re.compile(
    f"((?:副|前任|原|首任|代理|常务|名誉)({OFFICES})|第[一二三四五六七八九十\\d]+(产业|季度|届|期|批|阶段|代|轮|次(?!世界|工业|鸦片|全国)|人民医院|医院|中学|小学|院区|中级人民法院)|\\d+号(线|楼|院|门|馆|机组)|(?<![\\u4e00-\\u9fff])?[一二三四五六七八九](期)(?!间|末|待|限|望|货|权|刊))"
)
_NUMBERED = re.compile(
    "第[一二三四五六七八九十\\d]+((?:人民|中心|附属|实验|高级)?(?:医院|中学|小学|幼儿园|法院|水厂|工厂))"
)
_SHORT_NUMBERED = re.compile("(?<=[\u4e00-\u9fff])([一二三四五六七八九十])([中院小])(?![学心国医间部区落])")
_IN_FULL = {"中": "中学", "院": "医院", "小": "小学"}
_SELF_NAMED = re.compile(
    "(?:什么|哪一?[个家所座支项部]?)[\u4e00-\u9fff]{0,4}?(交易所|医院|法院|机场|小组|委员会|基金会|手册|条例|大学|场馆|酒店)"
)
_NAME_ASKED = re.compile("叫什么|(?:名字|名称)(?:是|叫)?(?:什么|啥)")
_WHERE = re.compile("在(?:哪里|哪儿|哪|什么地方|何处)(?:呢|啊)?[?]?$")
_PLACED = re.compile("[在于位址处驻落籍产]|来自|地点|[路街巷号镇村乡]")
_GOES_ON = re.compile("[他她其该]")
_ACTING = re.compile("执行|常务|名誉|代理")
_OFFICE_NAMED = re.compile("长(?:的名字)?(?:叫|是)(?:什么|啥)")
_SOME = re.compile("一[款个家种项部台只条名位座]")
_NAMES = re.compile("[“《「]|名为|命名|称为|取名|叫做?|简称|全称|[a-z]{2,}")
_NAMED_ALSO = {"大学": "大学|学院|学校", "场馆": "馆|厅|中心|剧院|礼堂|体育场"}
_SAYS = re.compile("(?:还|也|则)?(?:说|认为|表示|指出|称|强调|用|谈到|把)")
_BODY = re.compile(
    "([\u4e00-\u9fff]{2,8}?(?:局|委员会|常委会|厅|部|院|中心|公司|集团|大学|学院|医院|协会|法院))的?((?:副|常务)?(?:局长|主任|厅长|部长|院长|校长|会长|总经理|董事长))"
)
_OWNER = re.compile(f"([\u4e00-\u9fffa-z0-9]{{2,12}}?)的?({OFFICES})(?:是|叫|为)")
_NOBODY = re.compile("年|目前|现在|如今|[现新首前历]任|本|该|这|我|你|^全|公司|企业|单位|报告")
_HELD = re.compile(
    "书记|(?<!董事)[区市省县镇院校局所馆厂站处行台社关厅部队会园场庭村科]长(?![期远大])|主任|主席|总统|总理|董事长|总经理|总裁|首席.{2}官|秘书|总监"
)


def broken(question: Question, candidate: Candidate, document: str) -> str:
    """Return in a sentence what the evidence does not meet, "" when it meets all; `document` is the folded text.

    Asked for 2019年 or 朝阳区, a sentence on 2022年 or 海淀区 is no evidence.
    """
    return (
        broken_year(question, candidate, document)
        or broken_month(question, candidate)
        or broken_place(question, candidate, document)
        or _named_nowhere(question, document)
        or of_another_report(question, candidate)
        or of_another(question, candidate, document)
        or only_compared(question, candidate, document)
        or other_brand(question, candidate, document)
        or other_member(question, candidate)
        or other_level(question, candidate)
        or other_holder(question, candidate)
        or other_person(question, candidate)
        or other_part_of_year(question, candidate)
        or not_foremost(question, candidate)
        or no_limit(question, candidate)
        or not_changed(question, candidate)
        or other_measured(question, candidate)
        or other_whole(question, candidate)
        or other_part(question, candidate)
        or other_company(question, candidate)
        or not_new(question, candidate)
        or other_measure(question, candidate)
        or _unnamed(question, candidate)
        or _other_kind(question, candidate, document)
        or _nowhere(question, candidate)
        or other_counted(question, candidate)
        or only_whole(question, candidate)
        or other_trade(question, candidate)
        or other_sort(question, candidate)
        or only_expected(question, candidate)
        or turned_otherwise(question, candidate)
        or only_background(question, candidate)
        or holds_office_already(question, candidate)
        or _other_speaker(question, candidate)
        or other_of_kind(question, candidate, document)
        or part_unsaid(question, candidate)
        or only_a_row(question, candidate)
        or no_cause(question, candidate)
        or other_event(question, candidate)
        or other_doer(question, candidate)
    )


def _named_nowhere(question: Question, document: str) -> str:
    """Return that a name, or an institution, is not in the document; worked out once for all of its sentences."""
    if document not in question.named_nowhere:
        question.named_nowhere[document] = (
            _broken_name(question, document) or not_named(question, document) or never_named(question, document)
        )
    return question.named_nowhere[document]


def _unnamed(question: Question, candidate: Candidate) -> str:
    """Return that the evidence leaves open which one it is: 一家国际组织 says not which one.

    The name of an exchange or a working group ends in that very word, so that evidence without it names none.
    """
    kind = _SELF_NAMED.search(question.text)
    near = "".join(part.text for part in (candidate.before, candidate.view, candidate.after))
    if kind and not re.search(_NAMED_ALSO.get(kind.group(1), kind.group(1)), near):
        return f"报告没有说是哪个{kind.group(1)}。"
    if _NAME_ASKED.search(question.text) and _SOME.search(candidate.view.text) and not _NAMES.search(near):
        return "报告没有说叫什么。"
    which = _WHICH.search(question.text)
    if which is None:
        return ""
    measure, thing = which.groups()
    found = re.search(f"(?:[一某数几多]|若干){measure}{re.escape(thing)}", candidate.view.text)
    return f"报告提到了{found.group()}，没有说是哪{measure}。" if found else ""


def _other_kind(question: Question, candidate: Candidate, document: str) -> str:
    """Return that the evidence is on another of its kind: 第三产业 for 第二产业, 区长 for 副区长."""
    near = candidate.view.text + candidate.before.text + candidate.heading.text
    for qualified, office, *kinds in _QUALIFIED.findall(question.text):
        kind = "".join(kinds)
        if kind == "期" and qualified not in document:
            return f"报告没有提到{qualified}。"
        same = {qualified, re.sub("^前任|^原", "原", qualified), re.sub("^前任|^原", "前", qualified)}
        who = question.asked is Asked.PERSON or _NAME_ASKED.search(question.text)
        if not any(name in near for name in same) and ((office or kind) in near or (office and who)):
            return f"报告没有说明{qualified}的这一项。"
    if question.asked is Asked.PERSON or _OFFICE_NAMED.search(question.text):
        held = _HELD.search(question.text)
        former = re.search("原|前任|上一任|上任", question.text)
        asked = question.text[: held.start()][-1:] if held else ""  # 副 of 副院长
        others = "".join(one for one in ("副" if former else "副原前") if one != asked) or "\0"
        acting = "" if _ACTING.search(question.text) else "(?<!执行)(?<!常务)(?<!名誉)(?<!代理)"
        plain = re.compile(f"(?<![{others}]){acting}{re.escape(held.group())}" if held else "")
        other = held is not None and held.group() in candidate.view.text and not plain.search(candidate.view.text)
        here = candidate.view.text
        nobody = (
            held is not None and held.group() not in here and not candidate.view.people and not _GOES_ON.match(here)
        )
        if held and (other or nobody or not plain.search(near)):
            return f"报告没有说明{held.group()}是谁。"
        owner = _OWNER.match(question.text)
        if (
            owner is not None
            and not owner[1].endswith("副")
            and not _NOBODY.search(owner[1])
            and _elsewhere(owner[1], near + candidate.context.text, document)
        ):
            return f"报告没有说{owner[1]}的{owner[2]}是谁。"
        body = _BODY.search(question.text)
        if body is not None and len(
            missing := [pair for pair in bigrams(body.group(1)) if pair not in near + candidate.context.text]
        ) > 0.5 * len(bigrams(body.group(1))):
            return f"报告没有提到{body.group(1)}的{body.group(2)}。" if missing else ""
    if "人均" in question.text and "人均" not in near:
        return "报告没有说明人均的数字。"
    return ""


def _nowhere(question: Question, candidate: Candidate) -> str:
    """Return that the evidence has no word of a place, where one is asked for."""
    asked = question.asked is Asked.PLACE and _WHERE.search(question.text)
    return "报告没有说在哪里。" if asked and not _PLACED.search(candidate.view.text) else ""


def _elsewhere(name: str, near: str, document: str) -> bool:
    """Whether a text names somebody, and not near the evidence."""
    return name in document and name not in near


def _other_speaker(question: Question, candidate: Candidate) -> str:
    """Return that somebody else is quoted than the one whose words are asked for."""
    asked = [word for word in view(question.text).people if word in question.names]
    here = candidate.view
    if not asked or not SPEECH_ASKED.search(question.text) or any(name in here.text for name in asked):
        return ""
    other = next((name for name in here.people if _SAYS.match(here.text, here.text.find(name) + len(name))), "")
    return f"报告说的是{other}的话，没有说{asked[0]}的。" if other else ""


def _broken_name(question: Question, document: str) -> str:
    """Return that a person, a title, a Latin name or a numbered institution is not in the document.

    Of a title, or a person's name, a part is enough; 第二人民医院 is no part of 第一人民医院.
    """
    for numbered in _NUMBERED.finditer(question.text):
        if numbered.group() not in document and re.search(f"第[^,。]{{1,2}}{numbered[1]}", document):
            return f"报告没有提到{numbered.group()}。"
    for short in _SHORT_NUMBERED.finditer(question.text):  # 汀源一中 is not 第二高级中学
        number, kind = short.groups()
        written = f"{kind}(?![心国间])|[^,。]{{0,4}}{_IN_FULL[kind]}"
        numbers = {other for other in "一二三四五六七八九十" if re.search(f"第?{other}(?:{written})", document)}
        if numbers and number not in numbers:
            return f"报告没有提到{number}{kind}。"
    for quoted, latin in _QUOTED.findall(question.text):
        pairs = bigrams(quoted)
        if quoted and sum(pair in document for pair in pairs) < 0.6 * len(pairs):
            return f"报告没有提到{quoted}。"
        if latin and latin not in document and not known(latin):
            return f"报告没有提到{latin}。"
    for word, tag in rjieba.tag(QUESTION_WORD.sub(" ", question.text)):
        if tag not in PEOPLE or not is_name(word, tag) or any(pair in document for pair in bigrams(word)):
            continue
        if word.endswith("时间") or (f"的{word}" in question.text and known(word)):  # 改革的范畴
            continue
        if not re.search(".{0,2}".join(map(re.escape, word)), document):  # 卫健委 for 卫生健康委
            return f"报告没有提到{word}。"
    return ""
