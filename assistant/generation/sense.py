"""Whether a claim is the same way round as its quotes: denied or not, more or less, all or some, done or planned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.topic import Word, tag_words
from assistant.generation.atoms import atoms
from assistant.generation.scope import plans
from assistant.generation.sources import Sources, clauses_of

_NEGATION = re.compile(
    r"没有?|未(?!来)|并非|无法|无(?=[需力缘])|"
    r"不(?!断|移|仅|但|同|少|久|过|论|管|可|得不|愧|妨|止|约|动产|一|日|乏|容|凡|惜|良|(?:足|到|超过|低于|高于|少于|多于)\s*[\d两几数])"
)
_ADVERB = re.compile("(?:只|仅|再|曾|能够?|会|得|够|是|有|太|很|完全|继续|属于(?=.属))*")
_POLAR = re.compile(
    "增长|增加|上升|提高|提升|上涨|扩大|高于|改善|盈利|加快|加强|增强|下降|减少|降低|下滑|下跌|缩小|低于|落后|恶化|亏损|萎缩|停滞|"
    "放缓|收窄|削减|减弱|回升|回落|延长|缩短|便宜|昂贵|提前|推迟|延后|延迟|延期|晚了|早了|失败"
)
# A turn may be told in another word for the same, 下降 where the quote has 降到 or 少了, if all in it turns that way.
_TURNS = tuple(
    (re.compile(said), re.compile(borne_out))
    for said, borne_out in (
        (
            "增长|增加|上升|提高|提升|上涨|扩大|延长|回升",
            "增长|增加|上升|提高|提升|上涨|扩大|延长|回升|增幅|(?:(?<![新净])增|[升涨])[至到了]|增产|[多高长]了|翻",
        ),
        (
            "下降|减少|降低|下滑|下跌|缩小|缩短|回落",
            "下降|减少|降低|下滑|下跌|缩小|缩短|回落|降幅|[降减跌缩][至到了短]|减产|[少低短]了",
        ),
    )
)
_OPPOSITE = {a: b for one, other in ("强弱", "好差", "快慢", "优劣", "松紧") for a, b in ((one, other), (other, one))}
_DEGREE = re.compile("[很较更最极偏太]([高低多少大小长短])|([高低多少大小长短])(?=于|了)")
_DEGREES = {a: b for one, other in ("高低", "多少", "大小", "长短") for a, b in ((one, other), (other, one))}
_SUPERLATIVE = re.compile("最(?:为|是|具)?([\u4e00-\u9fff])")
_UTMOST = dict.fromkeys("高多大", "高多大") | dict.fromkeys("低少小", "低少小")  # 最多可获 for 最高可获
_FOREMOST = re.compile("最|第一|首")
_DONE = re.compile("已|建成|完成|实现了")
_IS_DONE = re.compile("已|(?<!为)了|建成|完成|便|早在")
_UNDER_WAY = re.compile("正在|加快|推进|筹建|支持|着手|启动")
# What a claim may only say where its quotes do: why, without exception, to the last digit, alone.
_MARKS = tuple(
    (re.compile(said), re.compile(borne_out))
    for said, borne_out in (
        (
            "由于|因为|因此|所以|因而|得益于|归功于|受益于|源于|导致|使得|从而|之所以|多亏|促使|归因于|为此",
            "由于|因|所以|得益|归功|源于|导致|使|让|从而|为了|为的是|靠|动力|来源|原因|由此|可见|归结|带动|促|受.*影响|借此|足以",
        ),
        ("全部|所有|一切|全都|都是|均[为是属]|一律|完全", "全部|所有|一切|都|均|一律|完全|各[个项类区]|每一?[个项家]"),
        ("恰好|正好|刚好|恰恰|整整|(?<=[%成半])整", "恰好|正好|刚好|恰恰|整"),
        ("唯一|独一|独有", "唯一|独一|独有|仅有|只有"),
        ("(?<!不)[只仅][属限由在对为向靠用因与]", "(?<!不)[只仅]"),
        ("从未|从不|从来", "从未|从不|从来|未|没"),
    )
)
_STANDING = re.compile(
    "(?P<over>超过|超越|超出|赶超|高于|多于|大于|优于|领先于?)|(?P<near>接近|逼近|相当于|堪比|媲美)|"
    "(?P<under>低于|少于|小于|不及|不如|落后于?|逊于)|(?P<next>仅次于)"
)
_COMPARES = frozenset("比 超过 高于 低于 多于 少于 大于 小于 优于 接近 占".split())
_ALIKE = re.compile("[与和同跟][^,。;、]{1,12}(?:相近|相当(?!于)|接近(?![\u4e00-\u9fff])|持平|相仿)")


def denied(claim: str, sources: Sources) -> str:
    """Return what a folded claim denies and its quotes do not, or the other way round; "" for nothing."""
    said, quoted = list(_denials(claim)), [one for quote in sources.quotes for one in _denials(quote)]
    for _, _, window in said:
        if not any(_alike(window, other) for _, _, other in quoted):
            return window
    bare, source = (
        _undenied(claim, said),
        "\n".join(_undenied(quote, list(_denials(quote))) for quote in sources.quotes),
    )
    heads = {quote_window[:2] for _, _, quote_window in quoted if len(quote_window) > 1}
    return next((head for head in heads if head in bare and head not in source), "")


def contrary(claim: str, sources: Sources) -> str:
    """Return a word of a folded claim that says the opposite of its quotes (下降, 弱), or compares otherwise; "" for none."""
    text = sources.text
    words = [word for word in _POLAR.findall(claim) if word not in text and not _turned_alike(word, text)]
    words += [one for one in claim if _OPPOSITE.get(one, one) in text and one not in text]
    degrees = [match.group(1) or match.group(2) for match in _DEGREE.finditer(claim)]
    words += [one for one in degrees if _DEGREES[one] in text and one not in text]
    superlatives = (
        one for one in _SUPERLATIVE.findall(claim) if not any(f"最{same}" in text for same in _UTMOST.get(one, ""))
    )
    words += [one for one in superlatives if one not in text or not _FOREMOST.search(text)]
    return (
        next(iter(words), "") or _stands_otherwise(claim, sources) or _crossed(claim, sources) or _bent(claim, sources)
    )


def _turned_alike(word: str, text: str) -> bool:
    ways = [bool(said.fullmatch(word)) for said, _ in _TURNS]
    return any(ways) and ways == [bool(borne_out.search(text)) for _, borne_out in _TURNS]


def unfounded(claim: str, sources: Sources) -> str:
    """Return a word of a folded claim that goes further than its quotes: 因为, 全部, 恰好, 已经 of what is planned; or ""."""
    for said, borne_out in _MARKS:
        if (match := said.search(claim)) and not borne_out.search(sources.text):
            return match.group()
    done = _DONE.search(claim)
    open_ended = plans(sources.text) or _UNDER_WAY.search(sources.text)
    return done.group() if done and open_ended and not _IS_DONE.search(sources.text) else ""


def _denials(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each negation of a text starts, where what it denies starts, and the characters from there."""
    for match in _NEGATION.finditer(text):
        adverb = _ADVERB.match(text, match.end())
        start = adverb.end() if adverb else match.end()
        window = re.match("[\u4e00-\u9fff]{0,8}", text[start:])
        yield match.start(), start, window.group() if window else ""


def _alike(window: str, other: str) -> bool:
    """Whether two denials deny one thing: they have two characters side by side in common."""
    return window[:1] == other[:1] or any(window[at : at + 2] in other for at in range(len(window) - 1))


def _undenied(text: str, found: list[tuple[int, int, str]]) -> str:
    """Return a text without what it denies."""
    rest, position = "", 0
    for start, head, _ in found:
        rest, position = rest + text[position:start] + " ", max(position, head + 2)
    return rest + text[position:]


def _stands_otherwise(claim: str, sources: Sources) -> str:
    """Return a comparison of a claim (超过西安) that its quotes do not make, "" for none."""
    known = {(name, standing) for quote in sources.quotes for names, standing in _standings(quote) for name in names}
    for names, standing in _standings(claim):
        if names and not any((name, standing) in known for name in names):
            return names[0]
    return ""


def _standings(text: str) -> Iterator[tuple[list[str], str]]:
    """Yield for each comparison of a text the names behind it, and how what is spoken of stands to them."""
    names = [atom for atom in atoms(text) if atom.kind in ("place", "person")]
    for match in _STANDING.finditer(text):
        end = match.end() + len(re.split("[,。;、]", text[match.end() :][:12])[0])
        yield [one.value for one in names if match.end() <= one.start < end], str(match.lastgroup)
    for match in _ALIKE.finditer(text):
        yield [one.value for one in names if match.start() < one.start < match.end()], "near"


def _bent(claim: str, sources: Sources) -> str:
    """Return 低 where a claim calls low what the nearest clause of its quotes calls high, or the like; "" else."""
    quoted = [clause.text for clause in sources.clauses if _DEGREE.search(clause.text)]
    for clause in clauses_of(claim):
        words = _telling(tag_words(clause.text))
        degree = _DEGREE.search(clause.text)
        nearest = max(quoted, key=lambda text: sum(word in text for word in words), default="")
        if degree and any(word in nearest for word in words):
            said, there = degree[1] or degree[2], {one or other for one, other in _DEGREE.findall(nearest)}
            if _DEGREES[said] in there and said not in there:
                return said
    return ""


def _crossed(claim: str, sources: Sources) -> str:
    """Return "比" where a claim has on its left what its quotes have on its right, "" else."""
    quoted = [sides for quote in sources.quotes for sides in _sides(quote)]
    crossed = (left & other and right & one for left, right in _sides(claim) for one, other in quoted)
    return "比" if any(crossed) else ""


def _sides(text: str) -> Iterator[tuple[set[str], set[str]]]:
    """Yield the words that only the left and only the right side of each comparison of a text has."""
    for clause in clauses_of(text):
        words = tag_words(clause.text)
        for place, word in enumerate(words):
            if word.text in _COMPARES:
                left, right = _telling(words[:place]), _telling(words[place + 1 :])
                yield left - right, right - left


def _telling(words: Sequence[Word]) -> set[str]:
    return {word.text for word in words if len(word.text) > 1 and word.tag[0] in "nvajs"}
