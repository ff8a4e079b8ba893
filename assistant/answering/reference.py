"""Words that point back (他, 它, 该区, 这个计划, 其中, 那里, 前者) and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.context import Context, stated
from assistant.answering.topic import ASKED, Kind, Mention, Word, mentions, tag_words

_FOR_PEOPLE = frozenset("他 她 他们 她们 此人 那人 那位".split())
_FOR_THINGS = frozenset("它 它们".split())
_FOR_PLACES = frozenset("那里 这里 那儿 这儿 当地 此地 该地".split())
_FOR_YEARS = frozenset("当年 同年 那年 该年 这年 这一年 那一年 那时 那时候".split())
_MEASURES = "[个家项份位座条种届些款部类只支场次笔名所本]"
_DEMONSTRATIVE = re.compile(
    rf"(?:上述|(?:这|那)(?:[一两二三几]?{_MEASURES})|这一|那一|该|此|这)(?=[\u4e00-\u9fffA-Za-z])(?!个|些|里|儿|样|么|次|外|前|后|时)"
)
_ALIASES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("organisation", re.compile(r"公司|企业|集团|单位|机构|中心|银行|大学|学校|医院|组织")),
    ("place", re.compile(r"地区|地方|城市|城区|区|市|省|县|州|镇|国家")),
    ("title", re.compile(r"书|作品|著作|规划|办法|政策|电影|小说|计划|方案|措施")),
    ("person", re.compile(r"人物|人士|人|专家|学者|企业家|作者|领导|官员|负责人|院长|区长|市长|书记|董事长|先生|女士")),
)
_ABOUT_THE_SHELF = frozenset(
    "报告 文章 资料 材料 文件 文档 方面 意思 问题 话题 时候 时间 点 样子 情况 系统 程序 网站".split()
)
_GENERIC = frozenset(
    "数字 数据 数 指标 比例 比重 占比 成绩 水平 目标 项目 计划 政策 措施 工作 活动 事件 奖 奖项 产业 行业 领域 系统 产品 平台 机构 方案 "
    "企业 单位 规模 名次 排名 荣誉 称号 基金 中心 办法 规划 功能 优势 观点 看法 说法 结论 变化 增长 事 人 问题".split()
)
_ROLE = re.compile(r"(?:长|人|书记|经理|总裁|主任|主席|CEO|教授|院士|作者|导演)$")
_HUMAN = re.compile("写|说|认为|表示|是谁|职务|怎么看|看法|毕业|出生|担任|任职|学历|多大")
_SHORT = 14
_EVENT = re.compile(
    r"^(?:这(?:个|一|组|种)?(?:数字|数据|说法|话|事|结论|判断)?|此|那)?(?:又|都)?是?"
    r"(?=谁(?:说|提|讲|认为|表示|透露|公布)|(?<=.)(?:什么时候(?:的事)?$|何时$|为什么$|为何$|怎么回事$))"
)
_BOTH = re.compile(
    r"(?:[前后上]面)?(?:这?两者|二者|它们|这?两(?:个|家|地|市|省|国|座)(?:公司|企业|城市|地区|区|市|数[字据]?|指标|人)?)(?:之间)?的?(?=[合相差共总加哪谁])|(?=相差|差距|差多少|哪个更|谁更|哪个[多高大少低])"
)


def resolve(text: str, earlier: Sequence[Context]) -> str:
    """Return a question with what its words point back to in their place, unchanged where that is unknown."""
    event = _EVENT.match(text)
    if event is not None and earlier[0].topic and (statement := stated(earlier[0]) or earlier[0].topic):
        rest = text[event.end() :]
        return f"{rest.rstrip('？?')}{statement}" if rest.startswith("为") else f"{statement}是{rest}"
    if (
        len(text) <= _SHORT
        and (both := _BOTH.match(text)) is not None
        and (pair := _pair(earlier[0]) or _last_two(earlier, both.group()))
    ):
        return f"{pair[0]}和{pair[1]}{text[both.end() :]}"
    owner = earlier[0].owner
    if owner is not None and owner.kind == "organisation" and re.match(r"公司(?!法)", text):
        return owner.text + text[2:]
    result, position = "", 0
    for word in tag_words(text):
        if word.start < position or _has_own_antecedent(text, word):
            continue
        found = _pronoun(text, word.start, word.text, earlier) or _demonstrative(text, word.start, earlier)
        if found is not None:
            result, position = result + text[position : word.start] + found[1], found[0]
    return result + text[position:]


def find(kind: Kind, earlier: Sequence[Context]) -> str:
    """Return the latest name of a kind in question, answer and quotes, "" when there is none."""
    for context in earlier:
        if context.named and (kind == "thing" or any(m.kind == kind for m in mentions(context.named))):
            return context.named
        if kind == "person" and context.named and context.shape.asked == "谁":
            return context.named
        for text in (context.question, context.answer, context.sources):
            names = [mention.text for mention in mentions(text) if mention.kind == kind]
            if names:
                return names[0]
    return ""


def _pronoun(text: str, start: int, word: str, earlier: Sequence[Context]) -> tuple[int, str] | None:
    """Return where a pronoun ends and the name that it stands for."""
    after = text[start + len(word) :]
    name = ""
    if word in _FOR_PEOPLE:
        name = _people(earlier[0]) if word.endswith("们") else find("person", earlier)
        name = name or (earlier[0].topic if _ROLE.search(earlier[0].topic) else "")
        name = name or ("" if _HUMAN.search(after) else _thing(earlier[0], after))
    elif word in _FOR_THINGS or (word == "其" and not after.startswith(("中", "他", "实", "余"))):
        name = _thing(earlier[0], "的" if word == "其" else after)
        name += "的" if name and word == "其" else ""
    elif word in _FOR_PLACES:
        name = earlier[0].key if earlier[0].shape.asked in ("哪里", "哪儿") else ""
        name = name or find("place", earlier)
    elif word in _FOR_YEARS:
        name = _year(earlier)
    elif word in ("前者", "后者"):
        pair = _pair(earlier[0])
        name = pair[word == "后者"] if pair else ""
    elif word in ("这", "这个", "那个", "此") and (
        not after
        or re.match(r"比(?!例|重|较|率)|[占是有在]|[和与跟](?=.*(?:哪|什么|谁|几|多少))|说明|意味|属于", after)
    ):
        name = earlier[0].named or earlier[0].topic
    return (start + len(word), name) if name else None


def _demonstrative(text: str, start: int, earlier: Sequence[Context]) -> tuple[int, str] | None:
    """Return where 这个计划 or 该区 ends and the name that it stands for."""
    pointer = _DEMONSTRATIVE.match(text, start)
    if pointer is None:
        return None
    run = re.match(r"[\u4e00-\u9fffA-Za-z]+", text[pointer.end() :])
    words = tag_words(run.group()) if run else ()
    noun = (
        words[0].text
        if words
        and (
            words[0].tag[0] in ("nbgkqv" if pointer.group()[-1] in "该个家项份些述" else "nbgkq")
            or words[0].tag == "vn"
        )
        else ""
    )
    if not _alias(noun) and _alias(noun[:2]):
        noun = noun[:2]
    if len(words) > 1 and words[1].tag[0] == "n" and words[0].tag[0] in "nbv" and not _alias(noun):
        noun += words[1].text
    if not noun or noun in _ABOUT_THE_SHELF:
        return None
    kind, owner = _alias(noun), earlier[0].owner
    if noun == earlier[0].shape.tail:
        return pointer.end() + len(noun), earlier[0].named or earlier[0].subject
    name = _same_noun(noun, earlier) or (owner.text if owner is not None and owner.kind == kind else "")
    name = name or (find(kind, earlier) if kind else "") or (_thing(earlier[0], "") if noun in _GENERIC else "")
    return (pointer.end() + len(noun), name) if name else None


def _has_own_antecedent(text: str, word: Word) -> bool:
    """Whether a question names, before a pronoun, what the pronoun can stand for; 海淀比它多多少 does not."""
    if text[word.start - 1 : word.start] in ("比", "占"):
        return False
    if word.text in _FOR_YEARS or word.text in _FOR_PLACES:
        return any(mention.kind == ("place" if word.text in _FOR_PLACES else "time") for mention in _before(text, word))
    unlike = {"place"} if word.text in ("他", "她", "此人", "那人", "那位") else {"person"}
    return any(mention.end == word.start or mention.kind not in unlike for mention in _before(text, word))


def _before(text: str, word: Word) -> list[Mention]:
    years = word.text in _FOR_YEARS
    return [mention for mention in mentions(text) if mention.end <= word.start and (years or mention.kind != "time")]


def _same_noun(noun: str, earlier: Sequence[Context]) -> str:
    for context in earlier:
        for text in (context.named, context.question, context.answer, context.sources):
            for mention in mentions(text):
                whole = text[mention.start : mention.end]
                if (
                    mention.kind != "time"
                    and len(whole) > len(noun)
                    and noun in whole
                    and whole.strip("”》").endswith(noun)
                ):
                    before = mention.start if mention.kind != "thing" else _with_place(text, mention)
                    return text[before : mention.end]
    return ""


def _with_place(text: str, thing: Mention) -> int:
    place = next((m for m in mentions(text) if m.kind == "place" and m.end == thing.start), thing)
    return place.start


def _alias(noun: str) -> Kind | None:
    return next((kind for kind, pattern in _ALIASES if pattern.fullmatch(noun)), None)


def _thing(context: Context, after: str) -> str:
    """Return what 它 stands for: the owner of an indicator for 它的 and 它在, else the topic."""
    if context.named:
        return context.named
    owner = context.owner
    measured = context.shape.asked[:1] in ("多", "几", "谁")
    if owner is not None and (owner.kind != "place" or (measured and re.match(r"[的在]|有(?!多少家)", after))):
        return owner.text
    return context.topic


def _people(context: Context) -> str:
    names = [mention.text for mention in context.mentions if mention.kind == "person"]
    return "和".join(names if len(names) > 1 else _pair(context) or ())


def _year(earlier: Sequence[Context]) -> str:
    for context in earlier:
        for text in (context.key, context.question, context.answer):
            year = re.search(r"\d{4}年", text)
            if year is not None:
                return year.group()
    return ""


def _pair(context: Context) -> tuple[str, str] | None:
    """Return the two things that a question compares: 海淀 and 沈阳 in 海淀和沈阳的GDP哪个高."""
    names = [m for m in context.mentions if m.kind not in ("time", "thing")]
    names = names if len(names) > 1 else [m for m in context.mentions if m.kind == "thing"]
    if len(names) < 2 or not re.search(r"[和与跟比、]|还是|以及", context.question[names[0].end : names[1].start]):
        return None
    between, tail = context.question[names[0].end : names[1].start], context.question[names[1].end :]
    shared = ASKED.split(tail)[0] if tail.startswith("的") else between.rpartition("比")[0]
    return names[0].text + shared, names[1].text + shared


def _last_two(earlier: Sequence[Context], both: str) -> tuple[str, str] | None:
    """Return the topics of the last two turns when they asked the same of two things, their owners for 两家公司.

    两个数 are those of the last two turns that asked for one, whatever they asked.
    """
    if re.search("数|指标", both) and len(earlier) > 1 and earlier[0].counts and earlier[1].counts:
        return earlier[1].subject, earlier[0].subject
    if len(earlier) < 2 or earlier[0].shape.predicate != earlier[1].shape.predicate:
        return None
    first, second = earlier[1].topic, earlier[0].topic
    owners = (earlier[1].owner, earlier[0].owner)
    if re.search("家|个|地|市", both) and owners[0] is not None and owners[1] is not None:
        first, second = owners[0].text, owners[1].text
    return (first, second) if first and second and first != second else None
