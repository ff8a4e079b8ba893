"""Questions that a report itself suggests, made from sentences of plain patterns.

A pattern yields a question only when every part of it can be said in full: no pronoun, no left-out subject. Few and
natural beats many and odd.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.answering.naming import is_name, is_named, is_noun, is_verb, leading_name, owner_of
from assistant.answering.topic import mentions
from assistant.text import clause_spans, fold, quantities, sentence_spans
from assistant.types import Document

Kind = Literal["figure", "date", "person", "list", "reason", "content", "place", "view"]

_COUNTED = frozenset("家 个 项 人 名 座 位 所 条 件 种 次 部 处 只 支 场 款 台 辆 套 户".split())
_LEADING = re.compile(
    r"(?:同时|其中|此外|另外|目前|当前|如今|而且|并且|因此|随后|最后|首先|其次|最终|与此同时|数据显示|据悉|实际上|[一二三四]是)[，,]?"
)
_BRACKETS = re.compile(r"（[^）]*）|\([^)]*\)")
_DATE = r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?|年?[底初末])?"
_STATES = re.compile(
    r"(?P<subject>.{2,24}?)(?:就|仍|已|也|都)?(?:共有|总共有|有|达到了?|达|为|是|高达|超过了?|突破了?|已有|已达)"
    r"(?:约|近|将近|超过|逾)?"
)
_HOLDS = re.compile(
    r"(?P<subject>.{2,12}?)(?P<verb>共有|有|拥有|新增|聚集了?|培育了?|建成了?|签约)(?P<noun>[\u4e00-\u9fff]{2,8})"
)
_TIME_CLAUSE = re.compile(r"(?:截[至止]|到|在)?(?P<year>\d{4}年)度?(?P<end>年?底|末)?(?:全年|度|间|期间)?[，,]")
_ESTABLISHED = re.compile(
    rf"(?P<subject>.{{2,24}}?)(?:早)?(?:于|在)(?P<date>{_DATE})(?:正式|就|已)?(?P<verb>[\u4e00-\u9fff]{{2,4}})"
)
_MADE = re.compile(rf"(?P<subject>.{{2,24}}?)由.{{2,12}}?[于在](?P<date>{_DATE})(?P<verb>[\u4e00-\u9fff]{{2}})")
_ISSUED = re.compile(
    rf"(?P<date>{_DATE})[，,]?.{{0,12}}?(?P<verb>印发|发布|出台|推出|颁布|公布|实施)了?(?P<work>《[^》]{{2,30}}》|“[^”]{{2,12}}”)"
    r"(?:[，,]?(?:简称|又称)(?P<short>“[^”]{2,12}”))?(?![\u4e00-\u9fff])"
)
_FOUNDED = re.compile(
    rf"(?P<subject>.{{2,20}}?(?:公司|集团|大学|银行|中心|研究院))[^，。]{{0,8}}成立于(?P<date>{_DATE})"
)
_ACTS = "加快建设|投资|收购|设立|成立|签署|发布|推出|启动|实施|开展|进行|获得|发行|举办|印发|出台|建立|推进|组建"
_DONE = re.compile(
    r".{0,6}?在?(?P<date>\d{4}年\d{1,2}月)[，,](?P<subject>[^，。与和]{2,16}?(?:公司|集团))"
    rf"(?P<verb>{_ACTS})了(?P<object>[^，。0-9]{{4,16}})[，。]"
)
_AIMS = re.compile(
    rf"为了?(?P<why>[^，。]{{4,30}})，(?P<subject>[^，。]{{2,12}}?)(?:还|也|又|正|在)*(?P<verb>{_ACTS})了?(?P<object>[^，。]{{4,24}})"
)
_LISTS = re.compile(
    r"(?P<subject>[^，。、]{2,20}?)(?:先后|还|也|已)*(?P<verb>出台|推出|发布|设立|印发|建立|汇集|集成|集合|获得|开展|建设|加快建设)了?"
    r"(?P<items>[^，。；]*?(?:、|和|与)[^，。；]+?)等(?P<noun>[\u4e00-\u9fff]{2,4})(?=[，。]|$)"
)
_INCLUDES = re.compile(
    r"(?P<subject>[^，。、]{2,10}?)(?:还|也|正|在|已)*(?P<verb>[\u4e00-\u9fff]{2,4}?)了?(?:一批|多个|一系列|多项)(?P<noun>[\u4e00-\u9fff]{2,4})，(?:包括|有)(?P<items>[^，。；、]+)"
)
_MAIN = re.compile(
    r"(?P<items>[\u4e00-\u9fff]{3,8}和[\u4e00-\u9fff]{3,8}?)(?:这)?(?P<count>两|三|四|五)大(?P<noun>[\u4e00-\u9fff]{2,4}产业|优势|领域)"
)
_AMOUNT = re.compile(r"[数量额率值]$|规模$")
_ADDRESS = re.compile(
    r"(?P<what>地址|位置|注册地|总部)?(?:(?:是|为|在)(?P<value>[^，。]{4,24})|位于(?P<where>[^，。]{4,24}))"
)
_SPEAKS = re.compile(r"(?:分析)?(?:认为|表示|指出|强调|介绍|感叹|说)[，：:]?")
_MAY_NAME = re.compile(r"长|书记|创始人|CEO|总裁|主任|经理|主席|负责人|认为|表示|指出|强调|介绍|感叹|说")
_SHARED_OFFICE = re.compile("副|原|前任|成员|代表$")
_OFFICE = re.compile(r"(?:长|书记|创始人|CEO|总裁|主任|经理|主席|负责人)$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question with the text that answers it: `value` stands in the sentence that begins at `start`."""

    kind: Kind
    question: str
    value: str
    document_id: str
    start: int


def candidates(document: Document, start: int = 0, end: int | None = None) -> list[Candidate]:
    """Return the questions that `document.text[start:end]` suggests, in the order of the sentences that answer them."""
    owner, found = owner_of(document), list[Candidate]()
    for begin, stop in sentence_spans(document.text, start, end):
        line = document.text[begin:stop].lstrip("-*> ")
        if line.startswith("#") or not 8 <= len(line) <= 200:
            continue
        for kind, question, value in _suggested(line, owner):
            if question not in (other.question for other in found):
                found.append(Candidate(kind, question, value, document.id, begin))
    return found


@lru_cache(maxsize=4096)
def _suggested(line: str, owner: str) -> tuple[tuple[Kind, str, str], ...]:
    """Return the questions that a sentence suggests; remembered, since every answer near it asks for them again."""
    return tuple(made for made in _questions(_BRACKETS.sub("", line), owner) if _well_formed(made[1]))


def _questions(sentence: str, owner: str) -> Iterator[tuple[Kind, str, str]]:
    if owner.endswith(("公司", "集团", "银行", "大学")):
        sentence = re.sub(r"(?<![\u4e00-\u9fff])公司(?=的|在|[\u4e00-\u9fff]{2}了)", owner, sentence)
    yield from _figures(sentence)
    yield from _dates(sentence)
    yield from _people(sentence)
    yield from _lists(sentence, owner)
    yield from _reasons(sentence)
    yield from _places(sentence)


def _figures(sentence: str) -> Iterator[tuple[Kind, str, str]]:
    year = ""
    for start, end in clause_spans(sentence):
        clause = sentence[start:end].rstrip("，,。；;！!？? ")
        if (when := _TIME_CLAUSE.fullmatch(sentence[start:end])) is not None:
            year = f"截至{when['year']}底" if when["end"] else when["year"]
            continue
        clause = _LEADING.sub("", clause, count=1)
        found = [
            quantity for quantity in quantities(fold(clause)) if quantity.kind in ("number", "share") and quantity.unit
        ]
        if len(found) != 1 or found[0].end != len(clause):
            continue
        before, unit, value = clause[: found[0].start], found[0].unit, clause[found[0].start : found[0].end]
        asked = f"多少{unit}" if unit in _COUNTED else ""
        if (stated := _STATES.fullmatch(before)) is not None and is_name(stated["subject"]):
            subject = stated["subject"]
            when_ = "" if re.search(r"\d{4}年", subject) or year.startswith("截至") else year
            counted = asked and not _AMOUNT.search(subject)
            yield "figure", f"{when_}{subject}{'有' + asked if counted else '是多少'}？", value
        elif (
            (held := _HOLDS.fullmatch(before)) is not None
            and asked
            and is_name(held["subject"])
            and is_noun(held["noun"])
        ):
            verb = held["verb"].removesuffix("了")
            yield (
                "figure",
                f"{year}{'，' if year.startswith('截至') else ''}{held['subject']}{verb}{asked}{held['noun']}？",
                value,
            )


def _dates(sentence: str) -> Iterator[tuple[Kind, str, str]]:
    first = _LEADING.sub("", re.split("[，。；]", sentence)[0], count=1)
    for pattern in (_MADE, _ESTABLISHED):
        dated = pattern.fullmatch(first)
        if dated is not None and is_name(dated["subject"]) and is_verb(dated["verb"]):
            verb = re.sub("^(?:正式|已经?|就)", "", dated["verb"])
            yield "date", f"{dated['subject']}是什么时候{verb}的？", dated["date"]
            return
    if (issued := _ISSUED.search(sentence)) is not None:
        work = issued["short"] or issued["work"]
        yield "date", f"{work}是什么时候{issued['verb']}的？", issued["date"]
        yield "content", f"{work}是什么？", issued["work"]
    elif (founded := _FOUNDED.match(sentence)) is not None:
        yield "date", f"{re.sub('是一家$', '', founded['subject'])}是什么时候成立的？", founded["date"]
    elif (done := _DONE.match(sentence)) is not None and is_noun(done["object"]):
        yield "date", f"{done['subject']}是什么时候{done['verb']}{done['object']}的？", done["date"]


def _people(sentence: str) -> Iterator[tuple[Kind, str, str]]:
    if not _MAY_NAME.search(sentence):
        return
    for mention in mentions(sentence):
        if mention.kind != "person" or not re.search(r"(?:^|[，。；：“、\s])$", sentence[: mention.start]):
            continue
        office = sentence[mention.start : mention.end].removesuffix(mention.text)
        said = _SPEAKS.match(sentence, mention.end)
        if _OFFICE.search(office) and not _SHARED_OFFICE.search(office) and len(office) >= 4 and is_named(office):
            yield "person", f"{office}是谁？", mention.text
        if said is not None and (about := leading_name(sentence[said.end() :])):
            yield "view", f"{mention.text}怎么看{about}？", sentence[said.end() : said.end() + 8]


def _lists(sentence: str, owner: str) -> Iterator[tuple[Kind, str, str]]:
    for clause in re.split("[。；]", sentence):
        for pattern in (_INCLUDES, _LISTS):
            listed = pattern.search(clause)
            if listed is not None and is_name(listed["subject"]) and is_verb(listed["verb"]):
                yield (
                    "list",
                    f"{listed['subject']}{listed['verb']}了哪些{listed['noun']}？".replace("建设了", "建设"),
                    listed["items"],
                )
                break
    main = _MAIN.search(sentence)
    if main is not None and owner:
        yield "list", f"{owner}的{main['count']}大{main['noun']}是什么？", main["items"]


def _reasons(sentence: str) -> Iterator[tuple[Kind, str, str]]:
    aim = _AIMS.match(sentence)
    if aim is not None and is_name(aim["subject"]) and is_noun(done := aim["object"].rpartition("——")[2]):
        yield "reason", f"{aim['subject']}为什么{aim['verb']}{done}？", aim["why"]


def _places(sentence: str) -> Iterator[tuple[Kind, str, str]]:
    first = next((mention for mention in mentions(sentence) if mention.kind != "time"), None)
    address = next((match for match in _ADDRESS.finditer(sentence) if match["what"] or match["where"]), None)
    if address is not None and first is not None and first.kind == "organisation" and first.start == 0:
        what = f"的{address['what']}" if address["what"] in ("注册地", "总部") else ""
        yield "place", f"{first.text}{what}在哪里？", address["value"] or address["where"]


def _well_formed(question: str) -> bool:
    pairs = all(question.count(left) == question.count(right) for left, right in ("“”", "《》", "（）"))
    return pairs and 6 <= len(question) <= 32
