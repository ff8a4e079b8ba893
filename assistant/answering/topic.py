"""What a question is about: its words, the things it names, its topic and what it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import rjieba

from assistant.answering.name_lists import CORRECT, GAINS, NOT_PEOPLE, NOT_PLACES, SCOPES, SURNAMES

Kind = Literal["time", "place", "organisation", "person", "title", "thing"]

_YEAR = r"(?:\d{4}|[一二〇○零]{1,2}[一二三四五六七八九〇○零]{2,3})(?:年度|年(?:底|末|初)?)"
_PART = r"(?:[上下]半年|(?:第?[一二三四1-4]|前[二三两])季度|\d{1,2}月(?:\d{1,2}[日号]|底|末|初|份)?)"
_RELATIVE = r"(?:今年|去年|前年|明年|上一?年度?|前一年|次年|第二年|后一年|本世纪|近年来?|今天|昨天|明天|目前|现在|当前)"
_PERIOD = r"“?十[一二三四五六]五”?(?:期间|时期)"
_TIME = re.compile(rf"(?:{_YEAR}|{_RELATIVE}){_PART}?(?:[到至\-—～~](?:{_YEAR}){_PART}?)?|{_PART}|{_PERIOD}")
_TITLE = re.compile(r"《[^》]{1,60}》|“[^”]{1,20}”(?:计划|办法|工程|行动|政策|项目|人才)?")
_QUESTION_WORD = (
    "百分之(?:几|多少)|几成|多少|第几|为什么|为何|什么时候|什么时间|何时|哪一?[年天月]|什么地方|哪里|哪儿|何处|哪[些个家位所项种条座]|哪[几两三四五六七八九十][个家位所项种条座大]|哪|"
    "怎么样|怎么|怎样|如何|什么|谁|几(?=[个家名位项条所种次年月天倍人])|多[大高长远久快重](?!型|数)|是否|有没有|是不是|吗$"
)
ASKED = re.compile(rf"(?:{_QUESTION_WORD})")
_CLASSIFIER = re.compile(r"[万亿]?(?:[个家名位项条所种次座件人倍元美吨]|亿元|万元|美元)")
_COPULA = re.compile(r"[又也总一共大约分别各都曾]*(?:是|有|为|达到?|在|占|叫|位于|多达|约)(?:了|到)?$")
_NO_SUBJECT = re.compile(
    r"[又也还总共一约各都只]*(?:占|比|有|是|为(?!什么|何)|在|对|排名?|达|位居|居|跟|与|和|向|由|被)"
)
_ORGANISATION = re.compile(
    r"(?:公司|集团|银行|大学|学院|研究院|研究所|医院|中心|委员会|管委会|基金会|协会|学会|联盟|交易所|法院|检察院|"
    r"出版社|总局|政府|实验室|科技|股份|控股|证券|保险|基金|传媒)$"
)
_FRONT = re.compile(r"(?<![^\W和与、，])[^\W和与的在是对从由为有等及那这该其了把被将向]{1,4}$")
_OWNER = re.compile(r"..(?:公司|集团|银行|大学|学院|研究院|研究所|医院|委员会)$")
_ENDS_IN_IS = re.compile(r"[^还就只可总要凡若正即不也都便又倒算但于]是")
_NOMINAL = frozenset("n nr nrt nrfg ns nt nz vn an eng b j l ng s".split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its part of speech (ICTCLAS tags: n, nr, ns, v, …): `question[start:end] == text`."""

    text: str
    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing that is named in `[start, end)`; `text` is the name alone (雷军 of 小米集团创始人雷军)."""

    kind: Kind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A question in its parts: what it is about (`topic`), the question word with its measure, the noun behind it.

    海淀区有多少家上市企业: topic 海淀区, predicate 有多少家上市企业, asked 多少家, tail 上市企业.
    Parts that are missing are "". `asked_start` and `asked_end` are offsets, equal when nothing is asked.
    """

    text: str
    topic: str
    asked_start: int
    asked_end: int
    tail: str

    @property
    def asked(self) -> str:
        """The question word with its measure."""
        return self.text[self.asked_start : self.asked_end]

    @property
    def predicate(self) -> str:
        """What is said or asked of the topic."""
        return self.text[len(self.topic) :]


@lru_cache(maxsize=512)
def tag_words(text: str) -> tuple[Word, ...]:
    """Return the words of a text, side by side."""
    result, position = list[Word](), 0
    tagged = [part for word, tag in rjieba.tag(text) for part in _corrected(word, tag)]
    for index, (word, tag) in enumerate(tagged):
        following = tagged[index + 1][0] if index + 1 < len(tagged) else ""
        if (
            result
            and result[-1].text == "占"
            and word == "比"
            and (not following or following[0] in "是为有达多呢的和与在高低")
        ):
            result[-1] = Word("占比", "n", result[-1].start, position + 1)
        else:
            result.append(Word(word, tag, position, position + len(word)))
        position += len(word)
    return tuple(result)


def _corrected(word: str, tag: str) -> list[tuple[str, str]]:
    """Put right what the tagger often gets wrong: 印发 as a name, 奖是 as one word."""
    if _ENDS_IN_IS.fullmatch(word):
        return [(word[0], "n"), ("是", "v")]
    return [(word, CORRECT.get(word, tag))]


@lru_cache(maxsize=512)
def mentions(text: str) -> tuple[Mention, ...]:
    """Return what a text names, from left to right, without overlap."""
    found = [Mention("title", *match.span(), match.group()) for match in _TITLE.finditer(text)]
    for match in _TIME.finditer(text):
        if not any(other.start < match.end() and match.start() < other.end for other in found):
            found.append(Mention("time", *match.span(), match.group()))
    asked = [Mention("thing", *match.span(), "") for match in ASKED.finditer(text)]
    for run in _runs(text, found + asked):
        found += [_with_front(text, mention) for mention in _split(text, run)]
    return tuple(sorted(found, key=lambda mention: mention.start))


@lru_cache(maxsize=512)
def shape(text: str) -> Shape:
    """Return the parts of a question without its final mark."""
    asked = ASKED.search(text)
    start = asked.start() if asked else len(text)
    end = asked.end() if asked else len(text)
    if asked and asked.group()[0] in "多几" and (measure := _CLASSIFIER.match(text, end)):
        end = measure.end()
    topic = text[: _predicate_start(text, start)].rstrip("的，, ")
    tail = next((m.text for m in mentions(text) if m.start == end and m.kind == "thing"), "") if asked else ""
    return Shape(text, topic, start, end, tail)


def _runs(text: str, taken: list[Mention]) -> list[tuple[Word, ...]]:
    """Return the groups of nominal words that stand together."""
    words = [word for word in tag_words(text) if not any(m.start < word.end and word.start < m.end for m in taken)]
    runs, run = list[tuple[Word, ...]](), list[Word]()
    for index, word in enumerate(words):
        following = words[index + 1].text if index + 1 < len(words) else ""
        if run and run[-1].end == word.start and _modifies(word, following):
            run.append(word)
        elif word.tag in _NOMINAL and not _counts(text, word):
            if run and run[-1].end != word.start:
                runs, run = [*runs, tuple(run)], []
            run.append(word)
        elif run:
            runs, run = [*runs, tuple(run)], []
    return [*runs, tuple(run)] if run else runs


def _modifies(word: Word, following: str) -> bool:
    """Whether a verb is part of a name: 营业收入是, 自动驾驶示范区, 知识产权运营担保基金."""
    if word.tag == "v" and len(word.text) == 2 and word.text not in ("认为", "表示", "推出", "新增", "设立", "出台"):
        return following[:1] in ("", "是", "为", "呢", "的", "和") or bool(_ORGANISATION.search(following))
    return word.tag == "m" and word.text.isascii()


def _counts(text: str, word: Word) -> bool:
    """Whether a word is the measure of a number: 条 in 31条措施."""
    return len(word.text) == 1 and text[word.start - 1 : word.start].isdigit()


def _split(text: str, run: tuple[Word, ...]) -> list[Mention]:
    """Tell the place in front, the organisation, the person and the rest of a run apart."""
    name = text[run[0].start : run[-1].end]
    if len(run) > 1 and _ORGANISATION.search(name) and "上市公司" not in name:
        return [Mention("organisation", run[0].start, run[-1].end, name)]
    person = _person(text, run)
    if person is not None:
        return [Mention("person", run[0].start, person[1], text[slice(*person)])]
    owner = next((i for i in range(len(run) - 1, 0, -1) if _OWNER.search(text[run[0].start : run[i - 1].end])), 0)
    if owner and "上市公司" not in name:
        end = run[owner - 1].end
        return [Mention("organisation", run[0].start, end, text[run[0].start : end]), *_split(text, run[owner:])]
    places = 0
    while places < len(run) and is_place(run[places]):
        places += 1
    found = [Mention("place", run[0].start, run[places - 1].end, text[run[0].start : run[places - 1].end])]
    rest = run[places:]
    kind: Kind = "organisation" if rest and _named(rest) else "thing"
    thing = [Mention(kind, rest[0].start, rest[-1].end, text[rest[0].start : rest[-1].end])] if rest else []
    return (found if places else []) + thing


def _with_front(text: str, mention: Mention) -> Mention:
    """Return a company with the front of its name that the tagger took for other words: 建天 in 建天建筑有限公司."""
    front = _FRONT.search(text, 0, mention.start)
    if mention.kind != "organisation" or front is None or not mention.text.endswith(("公司", "集团")):
        return mention
    return Mention("organisation", front.start(), mention.end, text[front.start() : mention.end])


def is_place(word: Word) -> bool:
    """Whether a word names a place or a scope (海淀区, 全国)."""
    return word.text in SCOPES or (word.tag == "ns" and word.text not in NOT_PLACES)


def _named(run: tuple[Word, ...]) -> bool:
    return len(run) == 1 and (run[0].tag == "nt" or bool(_ORGANISATION.search(run[0].text))) and len(run[0].text) > 3


def _person(text: str, run: tuple[Word, ...]) -> tuple[int, int] | None:
    """Return where the name of a person stands at a run's end; the tagger cuts 李俊杰说 into 李俊 and 杰说."""
    start, end = run[-1].start, run[-1].end
    if len(run) > 1 and run[-2].tag == run[-1].tag == "nr" and len(run[-1].text) == 1 and len(run[-2].text) == 2:
        start = run[-2].start
    elif end - start == 2 and re.match(r"[^\W\d_的和在对是有](?:说|称|表示|认为|指出|谈|写)", text[end:]):
        end += 1
    name = text[start:end]
    if run[-1].tag not in ("nr", "nrt", "nrfg") or name in NOT_PEOPLE or not 2 <= len(name) <= 6:
        return None
    return (start, end) if name[0] in SURNAMES or "·" in name or run[-1].tag == "nrt" else None


def _words_outside(text: str, spans: list[tuple[int, int]]) -> list[Word]:
    """Return the words outside of the spans; a word that reaches out of one counts from the span's end."""
    result = []
    for word in tag_words(text):
        start = max([word.start, *(end for begin, end in spans if begin <= word.start < end < word.end)])
        if not any(begin <= start and word.end <= end for begin, end in spans):
            result.append(Word(text[start : word.end], "v" if start > word.start else word.tag, start, word.end))
    return result


def _predicate_start(text: str, asked: int) -> int:
    """Return where the topic ends: at the copula in front of the question word, else at the first verb."""
    named = [(m.start, m.end) for m in mentions(text)]
    first_name = named[0][0] if named else asked
    copula = _COPULA.search(text, 0, asked)
    if first_name >= asked or _NO_SUBJECT.match(text):
        return copula.start() if copula and text[:1].isdigit() else 0
    free = [w for w in _words_outside(text, named) if w.start < asked]
    preposition = next((w.start for w in free if w.tag == "p" and w.start > first_name and w.text != "在"), asked)
    if copula and copula.start() > 0:
        return min(copula.start(), preposition)
    gains = {start for w in free if w.text in GAINS for start, _ in named if start == w.end}
    verbs = [w for w in free if w.tag[0] in "vd" and w.start > first_name and w.end not in gains]
    verb = verbs[0].start if verbs else asked
    plain = next((w.start for w in free if w.tag[0] == "a" and w.end == asked and w.start > first_name), asked)
    return min(verb, plain, preposition)
