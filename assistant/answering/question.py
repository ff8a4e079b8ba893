"""What a question asks for, about what, and under which constraints."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property, lru_cache

import rjieba

from assistant.answering.background import idf
from assistant.answering.names import is_name
from assistant.answering.weights import sharing
from assistant.answering.years import marks
from assistant.text import UNITS, bigrams, fold, quantities, words


class Asked(IntEnum):
    """What kind of thing a question asks for."""

    OTHER = 0
    NUMBER = 1
    SHARE = 2
    RANK = 3
    DATE = 4
    SPAN = 5
    PERSON = 6
    OFFICE = 7
    ORGANISATION = 8
    PLACE = 9
    NAME = 10
    LIST = 11
    REASON = 12
    WAY = 13
    YES_NO = 14
    DEFINITION = 15


FIGURES = frozenset({Asked.NUMBER, Asked.SHARE, Asked.RANK})
"""What is answered by a figure."""
_ORGANISATIONS = (
    "公司|企业|机构|学校|大学|学院|医院|部门|组织|银行|集团|单位|团队|球队|政党|党|协会|局|俱乐部|电视台|出版社"
)
_PLACES = "国家|城市|地方|地区|省|市|区|县|州|镇|乡|村|岛|街|路|国|洲|大学|车站"

_HOW_MANY = "(?<![\\d十百千万亿好])几(?![乎何内经近]|[十百千万]+(?:年[来间中里前后]|载))"  # not 几千年来, 20几所

_WHETHER = "(?:^(?!.*(?:多少|几[个家项条年]|哪|什么|谁|第几)).*(?:吗|是否|是不是|有没有|能否|能不能|可否|会不会|对不对|有无)[?]?$)"

# Tried from top to bottom; the first that matches decides.
_PATTERNS: tuple[tuple[Asked, str], ...] = (
    (
        Asked.REASON,
        "(?<![称名算作视改现变成叫定译写之认因])为什么|(?<![认因])为什么(?![?]?$)|为何(?![人物])|为啥|怎么回事|咋回事|何以|什么原因|原因(?:是|为|有|何)|怎么会|因为什么(?!事|而闻名|著)|因何|的原因|由来|缘故|靠的是什么|凭什么|归功于|得益于(?:什么|哪)",
    ),
    (
        Asked.SHARE,
        "百分之几|百分之多少|几个百分点|(?<![办开设建有])(?<![办开设建有]了)几个点|多少个?百分点|多少百分比|几成|占(?![地领据有]).{0,12}(?:多少|几|多大)|(?:比例|比重|占比|份额|率|满意度(?!得分|分数|评分)|百分比)(?:.{0,6}多少|(?:现在|目前|如今)?(?:有|是|为|约|达)?(?:几|多大|多高)|(?:是|为)?[？?]?$)|几分之",
    ),
    (Asked.YES_NO, _WHETHER),
    (Asked.RANK, "第几|排在?多少[名位]|前几(?:名|位|$|[?])|排名|排第|名次|位次|位居(?!何职|什么)|位列|排行"),
    (
        Asked.SPAN,
        "多久|多(?:长|少)时间|(?<![公西]元)几年(?!级)|几个月|几天|多少年|多少天|多少个月|几小时|时长|历时|持续时间",
    ),
    (
        Asked.DATE,
        "什么时候|何时|[公西]元几年|哪一?年|哪一?天|几月|几号(?![线楼门院馆])|何年|哪个?月|哪一?日|什么时间|什么年代|哪个(?:年代|世纪|时期|朝代)|(?:时间|日期|年份|生日)(?:是|为|在|:|\\?|$)|什么日子|几点|几几年",
    ),
    (
        Asked.LIST,
        "哪些|哪几|包括什么|包含什么|哪两|哪三|哪四|哪五|分别是什么|分别有什么|有什么(?!关|区|意|作|用)|都(?:是|有)(?:些)?(?:什么|啥)(?![关区意作用价])|什么和什么|列举|分别是(?!多少)",
    ),
    (
        Asked.NUMBER,
        f"多少|{_HOW_MANY}|多(?:大|高|长|重|远|宽|深|厚|快|强)",
    ),
    (
        Asked.OFFICE,
        "什么(?:职务|职位|职|官|身份|头衔|岗位)|哪个职|(?:职务|职位|身份|头衔)(?:是|为)|担任什么|任什么|官至|何职",
    ),
    (
        Asked.PERSON,
        "谁|哪一?位|何人|哪个人|哪个领导|(?:作者|创始人|导演|区长|书记|市长|主席|负责人|院长|总统|队长)(?:是|叫|为)(?!不是)|什么人",
    ),
    (Asked.ORGANISATION, f"(?:哪|那|什么|哪个|那个)[一]?[家个所支间]?(?:{_ORGANISATIONS})"),
    (Asked.PLACE, f"哪里|哪儿|何处|何地|在哪|什么地方|地址|(?:哪|那|什么)一?[个座条]?(?:{_PLACES})|位于|地理位置|坐落"),
    (
        Asked.DEFINITION,
        "什么是|什么叫|啥叫|是什么(?:意思|东西|概念|样的)?[？?]?$|是指|指的是什么|指什么|何谓|的定义|什么意思|是啥[？?]?$",
    ),
    (Asked.WAY, "如何|怎么|怎样|咋|什么(?:方式|方法|手段|途径|办法|措施|样)|通过什么|靠什么|哪种方式"),
    (Asked.YES_NO, "吗|是否|是不是|有没有|能否|能不能|可否|会不会|对不对|有无"),
    (Asked.NAME, "叫什么|名称|名字|什么名|哪[一]?[部本首张项个种款届场座]|什么|何|哪|啥"),
    (Asked.NUMBER, "(?:人口|面积|金额|数量|总数|人数|高度|长度|规模)(?:是|为|\\?|$)"),
)
_COMPILED = tuple((asked, re.compile(pattern)) for asked, pattern in _PATTERNS)
QUESTION_WORD = re.compile(
    "多少钱|为什么|什么时候|什么时间|百分之几|多长时间|多少|多大|多高|多长|多久|哪一?[年天位个家所座部本首张项种]|哪里|哪儿|哪些|哪几[个家项种]?|"
    "什么样|什么|怎么样|怎么|怎样|如何|为何|何时|何处|何人|何地|何|谁|第几|几|是否|是不是|有没有|能否|吗|呢|啥|哪"
)
"""What asks: 多少, 哪一年, 为什么."""
_UNIT_ASKED = re.compile(f"(?:多少|几)(?:个(?=[万亿]))?+((?:万亿|[百千万亿])?(?:{UNITS}))")
_BEGINS_WORDS = frozenset("国人台项座门户部里口号分")
_RATE_ASKED = re.compile(
    "(?:增速|增幅|涨幅|降幅|增长率|比重|占比)(?:一共|大约|约)?(?:是|为|有|达到?)?多少$|(?:增速|增幅|涨幅|降幅|增长率|比重|占比)(?:是|为|有|达到?)?多少[？?]"
)
_KEYWORDS = re.compile("gdp|(?:总值|总量|产值|增加值|收入|支出|利润|人口|总额|余额|投资|面积|产量|销量)(?![一-鿿])")
_LONGEST_KEYWORDS = 24  # characters of what is typed as into a search box: 海淀 gdp 2022
_STOP = frozenset(
    "的 了 吗 呢 吧 啊 呀 么 是 有 在 于 被 由 和 与 及 以 为 对 从 到 把 给 让 向 个 这 那 其 该 之 所 者 它 他 她 也 都 就 还 又 等 "
    "多少 什么 哪里 哪些 哪个 哪 谁 为什么 为何 如何 怎么 怎样 何时 何 几 是否 请问 时候 哪一年 哪年 年 月 日 一个 进行 分别 主要 根据 结合 "
    "多大 多长 多高 多久 哪位 哪家 哪种 具体 目前 现在 一下 告诉 我 您 你 吗 么 说 称 叫 里 中 上 下 时 后 前".split()
)
_COUNT_ASKED = re.compile("(?:多少|几)(?:[家个名位人分项条件]|万|亿|元)(?!百?分|点)")
_NUMBERED = re.compile(
    "[哪那][两二三四五六七八九十\\d]|\\d+[个家项所座条种位](?!百分).{0,10}(?:有哪些|是哪些|叫什么|哪些)"
)
_INDICATOR = re.compile(
    "(.+?)(?:一共|总共|大约|约|达到|达|是|为|有|占比?|了|数量|总数|共|到)*(?:多少|几(?![乎何])|百分之|多[大高长])"
)
_ADVERBS = re.compile(
    "现在|目前|如今|眼下|到底|究竟|具体|大概|大约|一共|总共|全年|一年|一次|已经|当年|当前|(?:各|又|都|还)?(?=是?多少)|[呀啊呢吧]"
)
_SHARED = re.compile("(.+?)[大]?约?占")
_PARTS = re.compile(
    "年度?|[的在,]|(?<=[业司人员位家院校])(?:当中|之中|里面|[里中])|(?<![社园辖地])区|(?<![上城股])市|县|省"
)
_COUNTED = re.compile(f"(?:多少|几)(?:万亿|[百千万亿])?+(?:{UNITS})?+的?([\u4e00-\u9fff]{{2,8}})")
_WHAT_PERSON = re.compile("[\u4e00-\u9fff]{2,4}(?:是(?:什么人|何许人|干什么的|干啥的|做什么的)|的(?:身份|头衔))[？?]?$")
SPEECH_ASKED = re.compile(
    "(?:怎么|如何|怎样)(?:看|评价|说|形容|描述|评论)|(?:说|认为|觉得|表示|评价|形容|指出|看法|观点).{0,14}(?:什么|怎么样|如何|哪些|哪几|[？?]$)"
)
"""Asks what somebody said or thinks."""
_SOURCE = re.compile("(?:根据|结合|按照|依据|参考)[^,。?]{2,40}?(?:报告|年报|公报|白皮书|年鉴)[^,。?]{0,6},")
_YEAR = re.compile("(?:\\d{4}|[一二][〇○零一二三四五六七八九]{3})年(?:年?[底末初])?")
_NAMED = re.compile('《([^》]+)》|[“"「]([^”"」]{2,30})[”"」]')


@dataclass(frozen=True)
class Question:
    """A question, folded and taken apart.

    `terms` are its content words with their weights (idf), `pairs` its character bigrams with theirs.
    `focus` holds the content words next to the question word, nearest first. `years` are those it names, `edition`
    those in the name of the report that it names: 2023 in 根据海淀区2023年的财政报告，…
    `names` the places, people, organisations, titles and quoted words it names. `unit` is what 多少 or 几 counts,
    `titled` the name with which it and the title of a report begin.
    """

    text: str
    asked: Asked
    terms: dict[str, float]
    pairs: dict[str, float]
    focus: tuple[str, ...]
    years: frozenset[int]
    edition: frozenset[int]
    names: tuple[str, ...]
    unit: str
    titled: str = ""

    @cached_property
    def share_of_terms(self) -> Callable[[Container[str]], float]:
        """`share` of its terms in a set of words."""
        return sharing(self.terms)

    @cached_property
    def share_of_pairs(self) -> Callable[[Container[str]], float]:
        """`share` of its pairs in a set of pairs."""
        return sharing(self.pairs)

    @cached_property
    def written(self) -> Callable[[str], tuple[float, float]]:
        """The shares of its terms and of its pairs that stand in a text, be they words of that or not."""
        return cache(lambda text: (self.share_of_terms(text), self.share_of_pairs(text)))

    @cached_property
    def key_spans(self) -> dict[str, tuple[int, int] | None]:
        """What `key_span` has found in texts so far: the same sentences are looked at in several steps."""
        return {}

    @cached_property
    def key_clauses(self) -> dict[str, str]:
        """The same for the clauses in which those stand."""
        return {}

    @cached_property
    def broken(self) -> dict[tuple[str, int], str]:
        """What constraint sentences were found to break, by their documents and starts: two models rank the same ones."""
        return {}

    @cached_property
    def named_nowhere(self) -> dict[str, str]:
        """What was found so far that documents, by their folded texts, do not name."""
        return {}

    @cached_property
    def rests(self) -> dict[str, Question]:
        """What `without` has found that contexts leave of it."""
        return {}

    @cached_property
    def numbered(self) -> int:
        """How many things it asks for, each by its name: 3 in 哪三个赛道, 24 in 那24个城市有哪些; 0 where it does not say."""
        asked = _NUMBERED.search(self.text) if self.asked in (Asked.LIST, Asked.NAME) else None
        if asked is None:
            return 0
        return next((int(found.value) for found in quantities(self.text) if found.end > asked.start()), 2)

    @cached_property
    def events(self) -> frozenset[str]:
        """What it says has happened: 取消 in 为什么取消了海英计划."""
        return frozenset(word for word, tag in rjieba.tag(self.text) if tag in {"v", "a"} and word in self.terms)

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The nouns among its content words, without names of places and people."""
        tagged = rjieba.tag(QUESTION_WORD.sub(" ", self.text))
        return frozenset(word for word, tag in tagged if tag in ("n", "nz", "nt", "vn") and word in self.content)

    @cached_property
    def indicator(self) -> str:
        """What a figure is asked of: 上市企业 in 海淀的上市企业有多少家; "" where that cannot be told."""
        text = _ADVERBS.sub("", self.text)
        counted = _COUNTED.search(text)
        if counted is not None:
            return counted.group(1)
        before = _SHARED.match(text) if self.asked is Asked.SHARE else None
        before = before or _INDICATOR.match(text)
        parts = [self._unnamed(part) for part in _PARTS.split(before.group(1)) if not part.isdigit()] if before else []
        places = {name for name in self.names if not name.isascii()}
        return next((part for part in reversed(parts) if len(part) > 1 and part not in places), "")

    @cached_property
    def indicator_pairs(self) -> tuple[str, ...]:
        """The character pairs of the indicator."""
        return tuple(bigrams(self.indicator))

    @cached_property
    def content(self) -> frozenset[str]:
        """Its content words without names, years and the words that say what kind of thing it asks for (什么职务)."""
        asking = next(
            (
                match.group()
                for kind, pattern in _COMPILED
                if kind is self.asked and (match := pattern.search(self.text))
            ),
            "",
        )
        named = "".join(self.names)
        return frozenset(term for term in self.terms if term not in named + asking and not term[0].isdigit())

    def _unnamed(self, part: str) -> str:
        """Return a part without the names it starts with: gdp for 海淀gdp."""
        for name in self.names:
            part = part.removeprefix(name) or part
        return part


@lru_cache(maxsize=256)
def analyse(question: str) -> Question:
    """Take a whole question apart. Pure; the latest are remembered, since an answer takes several steps."""
    text = fold(question).strip()
    source = _SOURCE.match(text)
    asked = (
        Asked.OFFICE
        if _WHAT_PERSON.search(text)
        else next((kind for kind, pattern in _COMPILED if pattern.search(text)), Asked.OTHER)
    )
    if asked is Asked.SHARE and _COUNT_ASKED.search(text):
        asked = Asked.NUMBER
    if asked is Asked.NUMBER and _RATE_ASKED.search(text):
        asked = Asked.SHARE
    if asked is Asked.OTHER and len(text) <= _LONGEST_KEYWORDS and _KEYWORDS.search(text):
        asked = Asked.NUMBER
    content = QUESTION_WORD.sub(" ", text)
    terms = {word: idf(word) for word in words(content) if word not in _STOP}
    unit = _unit(text)
    return Question(
        text=text,
        asked=asked,
        terms=terms,
        pairs={pair: max(0.5, min(idf(pair), 8.0)) for pair in bigrams(content)},
        focus=_focus(text),
        years=frozenset(year for _, year in marks(text[source.end() :] if source else text)),
        edition=frozenset(year for _, year in marks(source.group())) if source else frozenset(),
        names=_names(text),
        unit="人" if unit and "号人" in text else unit,
    )


def _unit(text: str) -> str:
    """Return what 多少 or 几 counts, "" where what looks like it begins a word: 国 of 多少国内游客."""
    unit = _UNIT_ASKED.search(text)
    if unit is None:
        return ""
    following = rjieba.cut(text[unit.start(1) : unit.end() + 2])
    return "" if unit[1] in _BEGINS_WORDS and len(following[0]) > 1 else unit[1]


def _focus(text: str) -> tuple[str, ...]:
    match = QUESTION_WORD.search(text)
    if match is None:
        return tuple(word for word in rjieba.cut(text) if word not in _STOP and word.strip(",。、?! "))[:-3:-1]
    before = [word for word in rjieba.cut(text[: match.start()]) if word not in _STOP and word.strip(",。、?! ")]
    after = [word for word in rjieba.cut(text[match.end() :]) if word not in _STOP and word.strip(",。、?! ")]
    return (*before[-1:], *after[:1], *before[-2:-1], *after[1:2])


def _names(text: str) -> tuple[str, ...]:
    found = [first or second for first, second in _NAMED.findall(text)]
    found += [word for word, tag in rjieba.tag(_YEAR.sub(" ", QUESTION_WORD.sub(" ", text))) if is_name(word, tag)]
    found += re.findall(r"[a-z][a-z0-9.\-]+", text)
    return tuple(dict.fromkeys(found))
