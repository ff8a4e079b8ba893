"""What a question asks about, as time and levels: 2022年 | 海淀 | 独角兽企业 | 数量."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import rjieba

from assistant.answering.background import known

LevelKind = Literal["name", "measure", "thing"]

TIME = (
    r"(?:[12]\d{3}|[一二][〇零○一二三四五六七八九]{3})年"
    r"(?:年?[底末初]|全年|[上下]半年|第?[一二三四1-4]季度|\d{1,2}月份?|度)?"
)
_TIME = re.compile(rf"(?:截至|截止到?|到|在|于)?(?P<time>{TIME})(?:时|间|里|内|中)?的?")
_ORGANISATION = re.compile(
    r".+?(?:有限责任公司|有限公司|股份公司|集团公司|集团|银行|大学|学院|医院|研究院|研究所|委员会|俱乐部)(?!有限|股份)"
)
_OF_A_KIND = re.compile(
    "(?:民营|公立|私立|公办|民办|[一二三]级|综合|专科|中医|国有|外资|合资|本地|普通|职业|高等|地方|全部)类?(?:医院|大学|学院|银行|集团)"
)
"""An institution of a kind and no name of one: 民营医院."""
_MEASURE = re.compile(
    r"(?:gdp|总值|产值|市值|价值|总量|收入|营收|利润|资产|负债|权益|人口|面积|数量|总数|人数|户数|次数|家数|金额|总额|余额|额"
    r"|率|比重|占比|比例|比率|规模|投资|融资|资金|里程|长度|全长|距离|价格|成本|支出|费用|流量|消耗|用量|产量|销量|排放量|量"
    r"|满意度|密度|高度|深度|宽度|速度|温度|度|股利|税收|工资|身高|体重|体长|寿命|年龄|时间|日期)$",
    re.IGNORECASE,
)
_WHOLES = {"全国", "全市", "全区", "全省", "全县", "全球", "世界", "我国", "本市", "本区", "全州", "全镇"}
_NAME_TAGS = {"ns", "nr", "nrt", "nt", "nz"}
_COUNTABLE = re.compile(
    r"(?:产业|企业|公司|行业|服务业|机构|单位|平台|园区|学校|高校|医院|人才|人员|人士|工人|学生|[科究士]生|教师|老师|医[生师]|护士|职工|员工|客户|用户|游客|门店|网点|床位|项目|产品|专利|商标|论文"
    r"|政策|措施|条|银行|商店|门店|车辆|住宅|城市|[^\s]人)$"
)
_OFFICE = re.compile(
    r"(?:[区市省县镇乡村局校院部处科所会社团厂站队]长|书记|主任|主席|总理|总统|总裁|经理|董事长|ceo|行长)$",
    re.IGNORECASE,
)
_NO_NAMES = {"上市", "城市", "都市", "地区"}
_AND = {"和", "与", "跟", "及", "以及", "、", "同"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase; the levels go from the owner to the indicator and read with 的 between them."""

    time: str
    levels: tuple[str, ...]

    def __str__(self) -> str:
        return self.time + "的".join(self.levels)


def parse_phrase(text: str) -> Phrase:
    """Return the time and the levels of a noun phrase such as 海淀2022年的GDP; a place needs no 的 after it."""
    match = _TIME.search(text)
    time = match["time"] if match else ""
    if match:
        before, after = text[: match.start()], text[match.end() :]
        text = f"{before.removesuffix('的')}的{after}" if before and after else before + after
    levels = [level for part in text.strip("的，, ").split("的") if (level := part.strip("，, "))]
    if levels:
        levels[:1] = _split_name(levels[0])
    return Phrase(time, tuple(levels))


def level_kind(level: str) -> LevelKind:
    """Return whether a level names someone or somewhere, measures, or is a kind of thing."""
    if level in _WHOLES or (_ORGANISATION.fullmatch(level) and not _OF_A_KIND.fullmatch(level)):
        return "name"
    if _MEASURE.search(level):
        return "measure"
    tags = rjieba.tag(level)
    named = all(tag in _NAME_TAGS or word in _WHOLES for word, tag in tags)
    return "name" if named and not _COUNTABLE.search(level) else "thing"


def is_whole(name: str) -> bool:
    """Return whether a name stands for all there is: 全国, 全市, 全球."""
    return name in _WHOLES


def complete(phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """Fill in what each phrase leaves out from its neighbours: 海淀的GDP, 沈阳 become 海淀的GDP, 沈阳的GDP."""
    filled = _split_measures(phrases)
    for i in range(1, len(filled)):
        filled[i] = _inherit(filled[i], filled[i - 1])
    for i in range(len(filled) - 2, -1, -1):
        filled[i] = _extend(filled[i], filled[i + 1])
    return tuple(filled)


def split_list(text: str) -> list[str]:
    """Return the members of 甲、乙和丙, one for a text that is no list. 和 inside a word (共和国) does not divide.

    The conjunction that comes first divides and no other: 甲和乙的合规与监管更新 has two members. Two things of the
    last owner (甲和乙的发展和改革) stay together.
    """
    members, current, used = [], "", ""
    for word in rjieba.cut(text):
        used = word if not used and word in _AND and word != "、" else used
        if word in ("、", used):
            members.append(current)
            current = ""
        else:
            current += word
    members = [member for member in (*members, current) if member.strip()]
    if len(members) > 2 and not starts_with_name(members[-1]) and len(parse_phrase(members[-2]).levels) > 1:
        members[-2:] = [f"{members[-2]}{used or '、'}{members[-1]}"]
    return members


def share_measure(members: Sequence[str]) -> list[str]:
    """Return the members of a list with the measure that only the last one says; none where it says none.

    谷小满和鲜炊坊上半年收入 are 谷小满的上半年收入 and 鲜炊坊的上半年收入: a name that is no word ends where one begins.
    """
    words = rjieba.cut(members[-1])
    begins = next((i for i, word in enumerate(words) if i and len(word) > 1 and known(word)), 0)
    name, measure = "".join(words[:begins]), "".join(words[begins:])
    if len(name) < 2 or not _MEASURE.search(measure) or any(_MEASURE.search(one) for one in members[:-1]):
        return []
    return [f"{one}的{measure}" for one in (*members[:-1], name)]


def is_parallel(phrases: Sequence[Phrase]) -> bool:
    """Return whether completed phrases are siblings: as many levels of the same kinds, no two the same."""
    first = phrases[0]
    if len(phrases) < 2 or len(set(phrases)) < len(phrases) or not all(phrase.levels for phrase in phrases):
        return False
    kinds = [level_kind(level) for level in first.levels]
    return all(
        len(other.levels) == len(kinds) and all(map(_siblings, first.levels, other.levels, kinds))
        for other in phrases[1:]
    )


def shared_tail(phrases: Sequence[Phrase]) -> tuple[str, ...]:
    """Return the last levels that all phrases share; all levels when only the times differ."""
    shortest = min(len(phrase.levels) for phrase in phrases)
    for size in range(shortest, 0, -1):
        if len({phrase.levels[-size:] for phrase in phrases}) == 1:
            return phrases[0].levels[-size:]
    return ()


def _split_name(level: str) -> list[str]:
    if (match := _ORGANISATION.match(level)) is not None:
        rest, kind = level[match.end() :], _OF_A_KIND.search(match.group())
        own = [match.group()]
        if kind is not None and kind.end() == match.end():
            own = [part for part in (level[: kind.start()], kind.group()) if part]
        return [*own, rest] if rest else own
    name = ""
    for word, tag in rjieba.tag(level):
        if word in _NO_NAMES or not (tag == "ns" or word in _WHOLES):
            break
        name += word
    rest = level[len(name) :]
    if name and rest and any(ending.search(rest) for ending in (_MEASURE, _COUNTABLE, _OFFICE)):
        return [name, rest]
    return [level]


def _split_measures(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Divide 独角兽企业数量 into 独角兽企业 and 数量 where another phrase is of that kind (上市企业) without the measure."""
    ends = {p.levels[-1][-2:] for p in phrases if p.levels and level_kind(p.levels[-1]) == "thing"}
    return [_split_measure(phrase, ends) for phrase in phrases]


def _split_measure(phrase: Phrase, ends: set[str]) -> Phrase:
    last = phrase.levels[-1] if phrase.levels else ""
    for end in sorted(ends):
        stem, found, measure = last.rpartition(end)
        if found and measure != "总数" and _MEASURE.fullmatch(measure):
            return Phrase(phrase.time, (*phrase.levels[:-1], stem + end, measure))
    return phrase


def _siblings(a: str, b: str, kind: LevelKind) -> bool:
    if a == b or (is_counted(a) and is_counted(b)) or {kind, level_kind(b)} == {"name", "thing"}:
        return True
    alike = kind != "thing" or a[-1] == b[-1] or (_OFFICE.search(a) and _OFFICE.search(b))
    return kind == level_kind(b) and bool(alike)


def is_counted(level: str, always: bool = False) -> bool:
    """Return whether a level has a figure of its own: a measure, or things that are counted.

    `always` takes for counted also what may be a name (三级医院), and all that is no name (外贸箱).
    """
    kind = level_kind(level)
    countable = bool(_COUNTABLE.search(level))
    return kind == "measure" or (kind == "thing" and (always or countable)) or (always and countable)


def starts_with_name(text: str) -> bool:
    """Return whether a text begins with the name of someone or somewhere."""
    word, tag = rjieba.tag(text)[0]
    return word not in _NO_NAMES and (tag in _NAME_TAGS or tag == "eng" or bool(_ORGANISATION.match(text)))


def _inherit(phrase: Phrase, model: Phrase) -> Phrase:
    """Put what the model says before, and what it says after, around what the phrase says itself."""
    time = phrase.time or model.time
    if not phrase.levels:
        return Phrase(time, model.levels)
    if (
        level_kind(phrase.levels[0]) == "name"
        and len(phrase.levels) == len(model.levels) == 1
        and is_counted(model.levels[0])
    ):
        return Phrase(time, phrase.levels + model.levels)  # 企业, 北京市: 北京市的企业
    at = _match(phrase.levels[0], model.levels)
    return Phrase(time, model.levels[:at] + phrase.levels + model.levels[at + len(phrase.levels) :])


def _extend(phrase: Phrase, model: Phrase) -> Phrase:
    time = phrase.time or model.time
    if not phrase.levels:
        return Phrase(time, model.levels)
    missing = model.levels[_match(phrase.levels[-1], model.levels) + 1 :]
    return Phrase(time, phrase.levels + missing)


def _match(level: str, levels: tuple[str, ...]) -> int:
    """Return the place of the level's sibling among the levels; the first place for a name that is not known."""
    if not levels:
        return 0
    kind = level_kind(level)
    places = [i for i, other in enumerate(levels) if level_kind(other) == kind]
    if kind == "thing" and places and levels[places[-1]][-1] != level[-1] and places[-1] + 1 < len(levels):
        return 0
    if not places and is_counted(level) and level_kind(levels[-1]) == "measure" and level_kind(levels[0]) == "name":
        return len(levels) - 1
    if places:
        return places[0] if kind == "name" else places[-1]
    return len(levels) if kind == "measure" and levels and level_kind(levels[-1]) == "name" else 0
