"""A fragment put in its place: 2021年呢, 那沈阳呢, 净利润呢 change one part of the earlier question."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.background import known
from assistant.answering.context import Context
from assistant.answering.other_of_kind import ANYTHING_NAMED, institutions
from assistant.answering.topic import Mention, mentions, shape, tag_words

_YEAR = re.compile(r"\d{4}年?(?:度)?")
_MONTH = re.compile(r"\d{1,2}月")
_BARE_PREDICATE = re.compile(
    r"(?:又|也|则|大约|大概)?(?:是|有|为|达)(?:多少|几)(?P<measure>\D{0,2})$|(?:怎么样|如何|怎样|多少|谁)$|也?(?:有|是)吗$"
)
_PREVIOUS, _NEXT = re.compile(r"(?:上|前)一?年度?"), re.compile(r"次年|后一年|下一年|第二年")
_SCOPE = re.compile(r"全(?:国|市|省|区|县|球|世界)|世界")
_AMOUNT = re.compile(
    r"(?:[率额量值数润产债积重价本益费款金度]|收入|营收|人口|占比|规模|产业|GDP|gdp|支出|投资|贷款|存款|出口|进口)$"
)
_COPULA = re.compile(r"(?:一共|总共|大约)?(?:是|为|有|达到?|约)?(?:了)?$")
_COMPARES = re.compile(r"(?:比|和|与|跟|超过|高于|低于|多于|少于)$")
PART = re.compile(r"(?:版|期|阶段|部分)$")
STAGE = re.compile(r"第?[一二三四五六七八九十\d]+(?:期|版|阶段|部分|季度)")
"""A part of a whole that is counted: 二期 of 5号线二期."""
_OF_FIGURES = re.compile(r"增速|增幅|增长率|涨幅|降幅|占比|比重|排名|名次")
_FIGURES = re.compile("的?(?:数据|数字|情况)$")
_ABOUT = re.compile("(?<=..)(?:方面|上|这一?块)$")
_WHOLE_OR_PART = re.compile("全[国省市区县]|市区|郊区|城镇|农村|乡村|境内|境外|国内|国外")
_SHORT = 8
_AVAILABLE = re.compile(r"(?:还)?有(?:没有)?(?P<what>.+?)的?(?:数据|数字|情况)?吗?")
_THAT_ONE = re.compile("(?<=..)那[个家边所条座]$")
_SHORT_NAME = re.compile("[\u4e00-\u9fff]{2,3}")
_NUMBERED = re.compile(r"(?P<before>[^\d\s]{0,3})\d+(?P<what>号[\u4e00-\u9fff]|路|厂|矿|院区|车间)[^的占有是]{0,6}")
_NARROWING = frozenset("人均 平均 户均 累计 合计 新增 境外 境内 国内 国外 海外".split())
_ASKS_FOR = (
    (r"时间|日期", "是什么时候"),
    (r"地[址点]|位置|总部|注册地", "在哪里"),
    (r"人$|作者|导演|董事长|经理", "是谁"),
    (r"规模|面积|人口|金额|[数总][量额数]|年龄|电话", "是多少"),
    (r"", "是什么"),
)
_ROLE = re.compile(r"(?:长|人|书记|经理|总裁|主任|主席|CEO|总|官|员|师|教授|院士|作者|导演)$")
_ATTRIBUTE = re.compile(
    r"(?:内容|时间|日期|地[址点]|位置|总部|注册地|创始人|负责人|作者|导演|董事长|总经理|规模|面积|金额|数量|总额|总数|年龄|"
    r"全称|简称|名称|目的|作用|意义|背景|原因|定义|特点|优势|目标|对象|范围|依据|影响|职务|身份|功能|电话|邮箱|网址|官网|联系方式)$"
)


def substitute(text: str, base: Context, *, marked: bool) -> str | None:
    """Return the earlier question with the fragment in the place of its like; None when `text` is no fragment.

    `marked` says that 那 or 呢 showed it to be one; without them only a name or a time counts.
    """
    if (counted := _another_count(text, base)) is not None:
        return counted
    fragment, plain = _fragment(text, base)
    if (other := _another_numbered(fragment, base) or _another_of_kind(fragment, base)) is not None:
        return other
    found = mentions(fragment)
    if _is_whole(fragment) or _is_foreign(found, base) or (fragment[0].isdigit() and not found):
        return None
    if (of_part := _another_part(fragment, base)) is not None:
        return of_part
    bare = _uncovered(fragment, found) == "" and all(mention.kind != "thing" for mention in found)
    # 海淀上市公司数量 after a question that is nobody's: it names itself whose it is
    alone = base.owner is None and any(mention.kind in ("place", "organisation") for mention in found)
    amount = base.counts and _AMOUNT.search(fragment) is not None and len(fragment) <= _SHORT and not alone
    if not bare and not ((marked or amount) and plain):
        return None
    if not bare and (not found or _uncovered(fragment, found) or sum(mention.kind == "thing" for mention in found) > 1):
        found = (Mention("thing", 0, len(fragment), fragment),)
    if not plain and "比" in base.shape.predicate[:1] and base.owner is not None and len(found) == 1:
        owner = base.owner
        return f"{base.question[: owner.start]}{fragment}{base.shape.topic[owner.end :]}是多少"
    if re.match("哪些|哪几|什么", base.shape.asked) and not base.named and fragment[-2:] == base.question[-2:]:
        return f"{fragment}是什么"
    for mention in found:
        base = replace(base, question=_put(mention, fragment[mention.start : mention.end], base))
    return base.question


def _another_part(fragment: str, base: Context) -> str | None:
    """Return the earlier question of another part of the whole: 市区 for 全市, or of a part where none is named."""
    if not _WHOLE_OR_PART.fullmatch(fragment) or not base.counts:
        return None
    old = _WHOLE_OR_PART.search(base.question)
    if old is not None:
        return base.question[: old.start()] + fragment + base.question[old.end() :]
    if base.owner is None or base.owner.kind != "place" or fragment.startswith("全"):
        return None
    return base.question[: base.owner.end] + fragment + base.question[base.owner.end :].removeprefix("的")


def _another_numbered(fragment: str, base: Context) -> str | None:
    """Return the earlier question of another of a numbered series: 5号线 for 1号线, and 3号线南延."""
    new = _NUMBERED.fullmatch(fragment)
    old = (
        re.search(rf"{re.escape(new['before'])}\d+{new['what']}", base.question)
        if new and not _is_whole(fragment)
        else None
    )
    return base.question[: old.start()] + fragment + base.question[old.end() :] if old else None


def _another_of_kind(fragment: str, base: Context) -> str | None:
    """Return the earlier question of another court or park whose name is said without its kind: 松岭 for 白鹭湖法庭."""
    name = _THAT_ONE.sub("", fragment)
    new = institutions(name, ANYTHING_NAMED)
    if len(new) == 1 and "".join(new[0]) == name and len(new[0][0]) > 1:
        same = [
            one for one in institutions(base.question, ANYTHING_NAMED) if one[1] == new[0][1] and one[0] != new[0][0]
        ]
        return base.question.replace("".join(same[0]), name, 1) if len(same) == 1 else None
    if not _SHORT_NAME.fullmatch(name) or known(name) or base.question.count(name):
        return None
    old = next((one for one in institutions(base.question, ANYTHING_NAMED) if len(one[0]) > 1), None)
    return base.question.replace("".join(old), name + old[1], 1) if old else None


def _another_count(text: str, base: Context) -> str | None:
    """Return the earlier question with another number of the same unit: 22条 for 31条."""
    count = re.fullmatch(r"\d[\d.,]*(\D{1,2})", text)
    old = re.search(rf"\d[\d.,]*{re.escape(count[1])}", base.question) if count and not mentions(text) else None
    return base.question[: old.start()] + text + base.question[old.end() :] if old else None


def _fragment(text: str, base: Context) -> tuple[str, bool]:
    """Return what a text names without 有多少家, 有…的数据吗 around it, and whether it was nothing but a name."""
    predicate = _BARE_PREDICATE.search(text)
    if predicate and not base.shape.asked.endswith(predicate["measure"] or ""):
        return "", False
    fragment = text[: predicate.start()] if predicate else text
    available = _AVAILABLE.fullmatch(text)
    if available is not None and any(
        m.kind in ("time", "place") and m.text == available["what"] for m in mentions(text)
    ):
        fragment = available["what"]
    fragment = _ABOUT.sub("", fragment.rstrip("的 "))
    figures = _FIGURES.search(fragment)
    if figures is not None and mentions(fragment[: figures.start()]):
        fragment = fragment[: figures.start()]
    return fragment + ("年" if re.fullmatch(r"(?:20|19)\d\d", fragment) else ""), predicate is None


def _is_foreign(found: tuple[Mention, ...], base: Context) -> bool:
    """Whether a fragment names a place, or somebody's indicator, that the earlier question has no room for."""
    kinds = {mention.kind for mention in found}
    owner = base.owner
    about_one = owner is not None and owner.kind in ("person", "title")
    no_place = all(mention.kind != "place" for mention in base.mentions)
    if "place" in kinds and no_place and about_one:
        return True
    return "thing" in kinds and bool(kinds & {"place", "organisation"}) and about_one


def _is_whole(fragment: str) -> bool:
    """Whether a text asks or points back on its own, or is empty."""
    return (
        not fragment
        or re.search("[这那][个家些]", fragment) is not None
        or fragment[0] in "这那该此其它他她"
        or shape(fragment).asked != ""
    )


def _uncovered(fragment: str, found: tuple[Mention, ...]) -> str:
    rest = list(fragment)
    for mention in found:
        rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    return re.sub(r"[\s的和与及、，,]|以及", "", "".join(rest))


def _put(new: Mention, written: str, base: Context) -> str:
    """Return the question with one new name, time or noun in the place of its like."""
    if new.kind == "time":
        return _put_time(written, base)
    if new.kind == "thing":
        return _put_noun(written, base)
    old = _alike(new, base)
    if old is not None:
        return base.question[: old.start] + written + base.question[old.end :]
    names = [mention for mention in base.mentions if mention.kind in ("organisation", "title", "person")]
    if base.shape.topic and (new.kind in ("person", "title") or (new.kind == "organisation" and names)):
        return written + base.shape.predicate
    start = next((mention.end for mention in base.mentions if mention.kind == "time" and mention.start == 0), 0)
    of = "的" if new.kind == "organisation" else ""
    return base.question[:start] + written + of + base.question[start:].removeprefix("的")


def _put_time(new: str, base: Context) -> str:
    old = next((mention for mention in base.mentions if mention.kind == "time"), None)
    if old is None:
        return new + base.question
    text, year = new, re.search(r"\d{4}", old.text)
    if year and (_PREVIOUS.fullmatch(new) or _NEXT.fullmatch(new)):
        text = old.text.replace(year.group(), str(int(year.group()) + (1 if _NEXT.fullmatch(new) else -1)))
    elif _YEAR.fullmatch(new):
        text = re.sub(r"^\d{4}年度?", new, old.text) if year else new
    elif year and _MONTH.match(new) and _MONTH.search(old.text):
        text = f"{year.group()}年{new}"
    return base.question[: old.start] + text + base.question[old.end :]


def _alike(new: Mention, base: Context) -> Mention | None:
    """Return the name that a new one replaces: the one compared with, or of the same level, or the first of its kind."""
    owner = base.owner
    old = [mention for mention in base.mentions if mention.kind == new.kind]
    if (
        not old
        and owner is not None
        and (new.kind == "organisation" or (new.kind == "person" and owner.kind == "organisation"))
    ):
        return owner
    compared = [mention for mention in old if _COMPARES.search(base.question, 0, mention.start)]
    if len(old) > 1 and compared:
        return compared[-1]
    same_level = [
        m for m in old if m.text[-1] == new.text[-1] or (_SCOPE.fullmatch(m.text) and _SCOPE.fullmatch(new.text))
    ]
    return next(iter(same_level or old), None)


def _put_noun(new: str, base: Context) -> str:
    """Return the question with another noun: what fits first of a part, a narrower noun, a role, an attribute, a like."""
    question, parts, owner = base.question, base.shape, base.owner
    things = [m for m in base.mentions if m.kind == "thing" and (m.end <= len(parts.topic) or m.text == parts.tail)]
    if base.counts and _OF_FIGURES.fullmatch(new) and parts.topic:
        return f"{base.subject}的{new}是多少"
    if STAGE.fullmatch(new) and (stage := next((m for m in STAGE.finditer(question) if m[0][-1] == new[-1]), None)):
        return question[: stage.start()] + new + question[stage.end() :]
    if PART.search(new) and parts.topic and owner is None and not STAGE.search(parts.topic):
        return parts.topic + new + parts.predicate
    if things and _narrows(new):
        return question[: things[0].start] + new + question[things[0].start :]
    if parts.asked == "谁" and owner is not None and owner.end < len(parts.topic):
        old = things[0] if things and things[0].start >= owner.end and _ROLE.search(new) else owner
        return question[: old.start] + new + question[old.end :]
    if (attribute := _ATTRIBUTE.search(new)) and (not base.counts or owner is None) and parts.topic:
        whose = owner.text if owner is not None and owner.kind != "place" else parts.topic
        return f"{whose}的{new}{next(asks for names, asks in _ASKS_FOR if re.search(names, attribute.group()))}"
    same_head = [mention for mention in things if mention.text[-2:] == new[-2:]]
    if same_head:
        verb = re.match(r"新增|现有|拥有|获得", new)
        before = question[: same_head[-1].start].removesuffix(verb.group() if verb else "")
        return before + new + question[same_head[-1].end :]
    return _put_indicator(new, things, base)


def _put_indicator(new: str, things: list[Mention], base: Context) -> str:
    """Return the question with another owner or indicator: GDP呢 after 海淀上市企业有多少家 asks 海淀GDP是多少."""
    question, parts, owner = base.question, base.shape, base.owner
    counted = base.counts and parts.topic and parts.tail and not _AMOUNT.search(parts.tail)
    if counted and _AMOUNT.search(new) and question.endswith(parts.tail):
        return f"{parts.topic}的{new}是多少"
    if base.counts and _AMOUNT.search(new) and (amount := _amount(base)) is not None:
        return question[: amount[0]] + new + question[amount[1] :]
    if base.counts and owner is not None and owner.kind == "organisation" and not _AMOUNT.search(new):
        return question[: owner.start] + new + question[owner.end :]
    old = next((mention for mention in things if owner is None or mention.start >= owner.end), None)
    if base.counts and old is None and parts.tail and parts.asked_end + len(parts.tail) == len(parts.text):
        return question[: parts.asked_end] + new
    if old is None or not (base.counts or (owner is not None and owner.kind in ("place", "organisation"))):
        return new + parts.predicate if parts.topic else question
    if base.counts and old.text == parts.tail:
        return question[: parts.asked_start] + "多少" + new
    if base.counts and len(parts.asked) > len("多少"):
        return question[: old.start] + new + ("是多少" if _AMOUNT.search(new) else "有多少")
    return question[: old.start] + new + question[old.end :]


def _amount(base: Context) -> tuple[int, int] | None:
    """Return where the amount that is asked for stands, right before the question word: 营收 in 衡岚2024年营收多少."""
    head = _COPULA.sub("", base.question[: base.shape.asked_start])
    found = _AMOUNT.search(head)
    if found is None:
        return None
    start = max((m.end for m in base.mentions if m.end <= found.start()), default=0)
    return start + head.startswith("的", start), len(head)


def _narrows(text: str) -> bool:
    """Whether a fragment is no noun of its own: 新增, 人均, 境外."""
    return text in _NARROWING or (not _AMOUNT.search(text) and all(word.tag[0] in "vadbf" for word in tag_words(text)))
