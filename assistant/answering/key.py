"""The key span: the figure or name in the evidence that the question asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import rjieba

from assistant.answering.background import known
from assistant.answering.names import PEOPLE, SURNAMES, bare
from assistant.answering.places import places
from assistant.answering.question import FIGURES, Asked, Question
from assistant.answering.respective import respective
from assistant.answering.view import scopes
from assistant.answering.weights import share
from assistant.answering.years import governing
from assistant.text import Quantity, bigrams, clause_spans, fold, quantities

_RANK = re.compile(
    "(?:全[国市省区球]|世界)?(?:排名|位居|位列|居)?第[一二三四五六七八九十\\d]+[位名]?|首位|榜首|仅次于[\\u4e00-\\u9fff]{2,8}"
)
_RANKED = re.compile(
    "第[一二三四五六七八九十百\\d]|首(?![次先批席都])|冠|榜|最|率先|仅次于|唯一|领[先跑]|前列|前[一二两三四五六七八九十百\\d]|之后|并列|倒数|垫底|末位"
)
OFFICES = (
    "书记|区长|市长|省长|县长|镇长|主席|总统|部长|局长|院长|校长|所长|主任|董事长|总经理|总裁|ceo|教授|会长|总理|博士|作者|创始人|"
    "研究员|负责人|首席.{2}官|总监|司令|将军|导演|秘书长|秘书|委员|代表|记者|主编|社长|经理|教师|老师|医生|医师|护士|工程师|队长|组长|馆长|站长|园长|场长|庭长|村长|院士"
)
_OFFICE = re.compile(
    f"[\u4e00-\u9fff][\u4e00-\u9fff、]{{0,20}}?(?:{OFFICES})(?:(?:、|兼)[\u4e00-\u9fff]{{0,6}}(?:{OFFICES}))*"
)
_NAME = f"[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}}"
_HOLDER = re.compile(
    f"(?:(?:{OFFICES})|由|以)({_NAME}?)(?=(?:担任|出任|任|为|负责|牵头|书记|同志|连续|说|称|介绍|表示|在|,|、|。|$))"
)
_HOLDER_OF_THREE = re.compile(f"(?:{OFFICES})(?:[为是叫由])?([{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{2}})")
_TITLE = re.compile("《[^》]+》|“[^”]+”|「[^」]+」")
_MONEY = re.compile(
    "(?:gdp|生产总值|经济总量|产值|收入|营收|利润|资产|负债|权益|投资额?|投资总额|金额|总额|资金|经费|工资|薪酬|薪资|年薪|存款|债务|学费|市值|融资|股利|费用|支出|预算|税收|贷款|现金流量|奖金|定价|价格)"
    "(?:总[额量])?(?:[^率增比,]{0,6})(?:是|为|有|达到?|完成|共)?了?多少|(?:多少|几个)钱|多贵|什么价"
)
_CURRENCIES = frozenset({"元", "美元", "港元", "欧元", "英镑", "日元", "人民币", ""})
_BARE_MONEY = 10_000  # from which a figure without a unit can be money: 超过4万亿, and not 16 in 16区
_ERA = re.compile(
    "[\u4e00-\u9fff]{1,4}(?:[一二三四五六七八九十元初末]+年间?|年间|时期|时代|期间|之?后|之?前|以来|世)|\\d+(?:世纪|年代|月份?)|[一二三四五六七八九十]+(?:世纪|月份?)"
)
_CLOCK = re.compile(
    "(?:[上下]午|早上|晚上|凌晨|中午)?\\d{1,2}(?:[:：]\\d{2}|[点时](?:\\d{1,2}分|半|整)?)|[一二三四五六七八九十]{1,3}点(?:半|整)?"
)
_LISTED = re.compile("[、和与及]|是.+是")
_SEVERAL = re.compile("[、；]|和|及|与|并|包括|分别")
_DOERS = re.compile(
    "牵头|主导|承担|完成|主办|举办|承办|发布|出品|建设|运营|开发|研发|研制|投资|出资|管理|谁(?:在|来)?管|谁出|谁建|谁造|谁运营"
)
_ORGANISATION = re.compile(
    "(?:大学|学院|公司|集团|银行|医院|研究[院所]|委员会|中心|协会|局|厅|部门|政府|联盟|机构|企业)"
)
_ITEMS = re.compile("[一二三四五六七八九十]是|第[一二三四五六七八九十]|其[一二三]")
_FROM = re.compile("[从由](?:之前|原来|此前|过去|上年|去年)?的?(?:约)?$")
_TO = re.compile("(?:[\u4e00-\u9fff]{2,3})?[到至]")
WIDE = frozenset({"全市", "全国", "全区", "全省", "全球"})
_FORMER = re.compile("原来|之前|此前|起初|最初|从多少|由多少|变化")
_EXPORTS = re.compile("(?<!进)出口")
_COUNT_ASKED = re.compile("(?:总[数量额]|数量|人数|家数|余额)(?:一共|总共|共)?(?:是|有|为|达到?)?多少")
_LABEL = re.compile("其中|分别|[,，、;；:：为是有达约占]")
_OF_A_WHOLE = re.compile("占[^,，。;；]{0,16}$|[占比]比?重?(?:为|达|是)?(?:约|近)?$")
ROW = 10  # names that a place in a row of figures outweighs
GROWN = re.compile("(?:增长|增加|提高|上升|提升|下降|减少|降低|回落|上涨|下跌)了?(?:约|近|超)?$")
"""Stands before the rate by which something grew or fell."""
_PEOPLE = frozenset({"人", "名", "位"})
_THINGS = frozenset("个 家 所 座 项 条 户 款 种 件 处 部 只 台 村 镇 县 市 省 国 支 类 门 份".split())
_MEASURES = frozenset(
    "公里 千米 米 厘米 毫米 里 英里 英尺 吨 公斤 千克 克 平方公里 平方千米 平方米 公顷 亩 % 个百分点 倍 度 分 次 人次".split()
)
_INTRODUCES = re.compile("[\u4e00-\u9fff]{2,}")
_BY_WHOM = re.compile("[由被归]谁")  # what an office answers, too: 由主席任命
_PEOPLE_ASKED = re.compile(
    "(?:人口|人数)(?:一共|总共|总数)?(?:是|有|为|达到?)?了?多少|多少(?:常住人口|户籍人口|人口|员工|职工|工人|学生|老师|教师|医生|护士|居民)"
)
_AGE_ASKED = re.compile("多大(?:年纪|岁数|年龄)|(?:年龄|岁数)(?:是|有|为)?多[少大]|几岁|多少岁")
_SIZE_ASKED = re.compile("多([长远高宽深重大])|(?:全长|长度)")
_LENGTHS = frozenset("公里 千米 米 厘米 毫米 里 英里 英尺".split())
_SIZES = dict.fromkeys("长远高宽深", _LENGTHS) | {
    "重": frozenset("吨 公斤 千克 克".split()),
    "大": frozenset("平方公里 平方千米 平方米 公顷 亩 平方英里".split()),
}
_COUNTED = re.compile("[\u4e00-\u9fff]{2,12}?(?=[中里]?(?:[,、;。]|有\\d))")
_PHRASE_END = re.compile("[,、;。:!?()]")
_TIME_UNITS = frozenset({"年", "月", "个月", "天", "日", "小时", "分钟", "岁", "周", "号"})


def key_span(question: Question, text: str) -> tuple[int, int] | None:
    """Return the `[start, end)` offsets into `text` of what `question` asks for, None where nothing of its kind stands."""
    if text not in question.key_spans:
        question.key_spans[text] = _key_span(question, text)
    return question.key_spans[text]


def _key_span(question: Question, text: str) -> tuple[int, int] | None:
    folded = fold(text)
    spans = list(_typed(question, folded))
    fresh = [span for span in spans if folded[slice(*span)] not in question.text]
    if len(fresh) < 2:
        return fresh[0] if fresh else None
    if question.years and question.asked in FIGURES:
        fresh = [span for span in fresh if governing(folded, span[0]) in question.years] or fresh
    anchors, told = _anchors(question, folded), _told(question, folded, fresh)
    return min(fresh, key=lambda span: (-told[span], min((_distance(span[0], at) for at in anchors), default=0), span))


_DONE = re.compile("([结收卖产招审销])(?:了|掉|完)?(?:多少|几)")
_BESIDE = 4  # characters before a figure


def _told(question: Question, text: str, spans: Sequence[tuple[int, int]]) -> dict[tuple[int, int], float]:
    """Return how many names, and how much else, of the question stand around each span, between the figure before it and the end of its phrase.

    独角兽企业50余家，“小巨人”企业265家: what each figure counts stands right beside it.
    """
    if len(spans) < 2 or question.asked not in FIGURES | {Asked.SPAN, Asked.DATE}:
        return dict.fromkeys(spans, 0.0)
    if _EXPORTS.search(question.text):
        text = text.replace("进出口", "___")
    kinds = ("date", "year") if question.asked is Asked.DATE else ("number", "share")
    figures = [0, *(_counted_end(text, found) for found in _measured(text) if found.kind in kinds)]
    own = respective(question.text, text)
    opening, told = text[: min(spans)[0]], {}  # what is said before the first of them holds for all
    for start, end in spans:
        before = max(place for place in figures if place <= start)
        after = _PHRASE_END.search(text, end)
        around = text[before:start] + " " + text[end : after.start() if after else len(text)]
        named = sum(bare(name) in around or bare(name) in opening for name in question.names)
        named += bool(scopes(question.text) & (scopes(around) | scopes(opening) & WIDE))
        label = _LABEL.sub("", text[before:start])
        named += len(label) > 1 and label in question.text
        named += ROW * (start == own)
        done = _DONE.search(question.text)
        named += done is not None and done[1] in label[-_BESIDE:]  # 审结82368件 for 结了多少件, and not 受理86420件
        told[start, end] = named + round(share(question.pairs, set(bigrams(around))), 2)
    return told


def _counted_end(text: str, found: Quantity) -> int:
    """Return where a figure ends with what it counts: 138家集成电路企业中，设计企业92家 has no 集成电路企业 before 92家."""
    thing = _COUNTED.match(text, found.end) if counts(found.unit) else None
    return thing.end() if thing else found.end


def key_clause(question: Question, text: str) -> str:
    """Return the clause in which the key stands, folded; "" where there is no key."""
    if text not in question.key_clauses:
        key = key_span(question, text)
        spans = clause_spans(text) if key else []
        clause = next((fold(text[start:end]) for start, end in spans if key and start <= key[0] < end), "")
        question.key_clauses[text] = clause
    return question.key_clauses[text]


def holds(question: Question, text: str) -> bool:
    """Whether a text holds anything of the kind that the question asks for: a figure, a name, more than one thing."""
    if question.numbered:
        after = re.split("[:：]", text)[-1] if re.search("[:：]", text) else ""
        listed = max(len(_LISTED.findall(text)) + 1, len(places(fold(text))), len(re.split("[,，;；]", after)))
        return listed >= (max(2, question.numbered // 2) if question.asked is Asked.LIST else 2)
    if question.asked is Asked.DATE and "几点" not in question.text and _ERA.search(text):
        return True
    if question.asked is Asked.PERSON and _DOERS.search(question.text) and _ORGANISATION.search(text):
        return True
    if question.asked is Asked.PERSON and _BY_WHOM.search(question.text) and _OFFICE.search(text):
        return True
    if question.asked is Asked.RANK:
        return _RANKED.search(text) is not None
    if question.asked is Asked.LIST:
        return _SEVERAL.search(text) is not None or _ITEMS.search(text) is not None
    return key_span(question, text) is not None


def _distance(start: int, anchor: int) -> int:
    """Return how far a span stands from an anchor; before it counts double."""
    return start - anchor if start >= anchor else 2 * (anchor - start)


def _typed(question: Question, text: str) -> Iterable[tuple[int, int]]:
    if "几点" in question.text:
        return [match.span() for match in _CLOCK.finditer(text)]
    match question.asked:
        case Asked.NUMBER | Asked.SHARE | Asked.DATE | Asked.SPAN:
            counted = [found for found in _measured(text) if not _counts_nothing(question, found, text)]
            counted = [found for found in counted if not _no_money(question, found, text)]
            if question.asked is Asked.SHARE and "占" in question.text:
                counted = _of_a_whole(counted, text)
            return [(found.start, found.end) for found in _best_quantities(question, counted)]
        case Asked.RANK:
            return [match.span() for match in _RANK.finditer(text)]
        case Asked.PERSON:
            held = [match.span(1) for match in _HOLDER.finditer(text)]
            three = [match.span(1) for match in _HOLDER_OF_THREE.finditer(text) if _is_no_word(match.group(1))]
            return _tagged(text, PEOPLE) or held or three
        case Asked.OFFICE:
            return [match.span() for match in _OFFICE.finditer(text)]
        case Asked.PLACE:
            return _tagged(text, frozenset({"ns"}))
        case Asked.ORGANISATION:
            return _tagged(text, frozenset({"nt", "nz"}))
        case Asked.NAME:
            return [match.span() for match in _TITLE.finditer(text)]
        case _:
            return []


def _of_a_whole(found: list[Quantity], text: str) -> list[Quantity]:
    """Return the figures without the rates of growth; only those of a whole (占全市的22.7%) where there are any."""
    kept = [one for one in found if not GROWN.search(text, 0, one.start)]
    return [one for one in kept if one.kind == "share" and _OF_A_WHOLE.search(text[: one.start])] or kept


def _is_no_word(name: str) -> bool:
    """Whether what looks like a name of three characters holds no word: 郑海川, and not 高度重 of 高度重视."""
    return not known(name[:2]) and not known(name[1:])


@lru_cache(maxsize=4096)
def _measured(text: str) -> tuple[Quantity, ...]:
    return tuple(quantities(text))


def _best_quantities(question: Question, found: list[Quantity]) -> list[Quantity]:
    match question.asked:
        case Asked.SHARE:
            shares = [quantity for quantity in found if quantity.kind == "share"]
            return shares or [quantity for quantity in found if quantity.kind == "number" and not quantity.unit]
        case Asked.DATE:
            return [quantity for quantity in found if quantity.kind in ("date", "year")]
        case Asked.SPAN:
            return [quantity for quantity in found if quantity.kind == "number" and quantity.unit in _TIME_UNITS]
    whole = _COUNT_ASKED.search(question.text)
    numbers = [quantity for quantity in found if quantity.kind == "number" or (quantity.kind == "share" and not whole)]
    if not question.unit and _MONEY.search(question.text):
        return [quantity for quantity in numbers if quantity.unit in _CURRENCIES]
    if question.unit:
        counted = [quantity for quantity in numbers if quantity.unit and same_unit(question.unit, quantity.unit)]
        return counted or [quantity for quantity in numbers if not quantity.unit]
    if not question.unit and _PEOPLE_ASKED.search(question.text):
        return [quantity for quantity in numbers if quantity.unit in _PEOPLE | {"人次", "人口", ""}]
    if _AGE_ASKED.search(question.text):
        return [quantity for quantity in numbers if quantity.unit in ("岁", "周岁")]
    size = _SIZE_ASKED.search(question.text)
    sized = [quantity for quantity in numbers if size and quantity.unit in _SIZES[size.group(1) or "长"]]
    return sized or [quantity for quantity in numbers if quantity.unit not in _TIME_UNITS] or numbers


def counts(unit: str) -> bool:
    """Whether a unit counts things or people, not money, time or size."""
    return unit.lstrip("百千万亿") in _THINGS | _PEOPLE


def same_unit(asked: str, found: str) -> bool:
    """Whether a figure in `found` answers a question for so many `asked`: 15名 for 多少人, 268家 for 多少个, 1亿元 for 元."""
    asked = asked.lstrip("百千万亿")
    if asked == "个":
        return found in _THINGS or found in _PEOPLE or found not in _CURRENCIES | _TIME_UNITS | _MEASURES
    return (
        asked.endswith(found)
        or {asked, found} <= _PEOPLE | {"人次"}
        or (found == "个" and asked in {"家", "所", "项", "座"})
    )


def _counts_nothing(question: Question, quantity: Quantity, text: str) -> bool:
    """Whether a figure is an article (一批), a month's (3月), or what something was before: 从5000吨 in 从5000吨减少到4000吨."""
    if quantity.kind not in ("number", "share"):
        return False
    article = bool(quantity.unit) and text[quantity.start : quantity.number_end] == "一"
    article &= not question.unit or _INTRODUCES.match(text, quantity.end) is not None
    if quantity.unit == "号" and question.unit != "号":
        return True
    month = text[quantity.end : quantity.end + 1] == "月"
    former = (
        _FROM.search(text, 0, quantity.start) and _TO.match(text, quantity.end) and not _FORMER.search(question.text)
    )
    return article or month or bool(former)


def _no_money(question: Question, quantity: Quantity, text: str) -> bool:
    """Whether a bare figure is too small for the money asked for; in a table the unit stands in the head."""
    bare = quantity.kind == "number" and not quantity.unit and quantity.value < _BARE_MONEY
    return bare and "|" not in text and not question.unit and bool(_MONEY.search(question.text))


def _anchors(question: Question, text: str) -> list[int]:
    """Return where the names and the focus words of the question end in the text: the key stands near one."""
    marks = [*question.names, *question.focus[:2]]
    return [end for word in dict.fromkeys(marks) for end in _ends(bare(word), text)]


def _ends(word: str, text: str) -> Iterator[int]:
    """Yield where a word ends in a text, without overlap."""
    start = text.find(word)
    while start >= 0:
        yield start + len(word)
        start = text.find(word, start + len(word))


def _tagged(text: str, wanted: frozenset[str]) -> list[tuple[int, int]]:
    """Return the runs of words with a wanted part of speech."""
    spans, position = list[tuple[int, int]](), 0
    for word, tag in rjieba.tag(text):
        end = position + len(word)
        if tag in wanted:
            if spans and spans[-1][1] == position:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((position, end))
        position = end
    return [span for span in spans if span[1] - span[0] > 1]
