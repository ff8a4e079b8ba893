"""Questions made from news texts, in the manner of reports: an indicator, a year, an event, several facts at once.

Reading comprehension alone teaches the ranker one kind of question. Here a sentence's own words, with the thing
asked for taken out, make a question whose evidence is known.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass

import rjieba

from assistant.text import sentence_spans
from training.ranker.content import CONTENT, tail
from training.ranker.figures import MAKERS

FIGURES = (
    0.4  # share of the texts that are asked for a figure of a certain kind or for who holds an office, if they can be
)

_INDICATOR = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{2,24})(?:达到了?|达|为|是|共有|共计?|超过|突破|完成|实现|增至|降至|约为?)"
    r"(?P<number>约?\d[\d,.]*(?:万亿|[万亿千百])?[余多]?(?P<unit>%|[\u4e00-\u9fff]{1,2}))"
)
_DATED = re.compile(r"(?P<date>(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{4}年)[，,]?(?P<rest>[^，。；：“”]{6,40})")
_OPENINGS = ["", "", "", "", "", "根据报告，", "根据{}的报告，", "结合{}的情况，", "报告里说，"]


@dataclass(frozen=True, slots=True)
class Made:
    """A question about `text` (called `title`), and the phrases of which an evidence sentence holds one.

    `about` is the indicator or the subject that the question asks about, as it stands in the question.
    """

    title: str
    text: str
    question: str
    evidence: tuple[str, ...]
    about: str = ""


def make(text: str, rng: random.Random) -> Made | None:
    """Return one question about a news text, None where nothing suits."""
    sentences = [text[start:end] for start, end in sentence_spans(text) if end - start >= 12]
    entity = _entity(text)
    if len(sentences) < 5 or not entity:
        return None
    title = entity if rng.random() < 0.7 else ""
    makers = [_indicator, _indicator, _event, _several, _several, _summary]
    figures_first = rng.random() < FIGURES
    more = list(MAKERS)
    rng.shuffle(more)
    rng.shuffle(makers)
    for maker in [*more, *makers] if figures_first else makers:
        made = maker(sentences, entity, rng)
        if made is not None:
            question, *rest = made
            return Made(title, text, rng.choice(_OPENINGS).format(entity) + question, *rest)
    return None


def _entity(text: str) -> str:
    names = Counter(word for word, tag in rjieba.tag(text) if tag in {"ns", "nt", "nr", "nz"} and len(word) > 1)
    found = names.most_common(1)
    return found[0][0] if found and found[0][1] >= 2 else ""


def _indicator(sentences: list[str], entity: str, rng: random.Random) -> tuple[str, tuple[str, ...], str] | None:
    for sentence in rng.sample(sentences[1:], len(sentences) - 1):
        match = _INDICATOR.search(sentence)
        if match is None:
            continue
        indicator = "".join(tail(match["before"]))
        if len(indicator) < 3:
            continue
        year = re.search(r"\d{4}年", sentence + "".join(sentences))
        when = year.group() if year and rng.random() < 0.7 else ""
        ask = rng.choice(["是多少？", "达到多少？", f"有多少{match['unit']}？", "为多少？", "多少"])
        return f"{entity}{when}{rng.choice(['', '的'])}{indicator}{ask}", (match["number"],), indicator
    return None


def _event(sentences: list[str], entity: str, rng: random.Random) -> tuple[str, tuple[str, ...]] | None:
    for sentence in rng.sample(sentences[1:], len(sentences) - 1):
        match = _DATED.search(sentence)
        if match is None:
            continue
        words = [word for word, tag in rjieba.tag(match["rest"]) if tag in CONTENT]
        if len(words) < 3:
            continue
        if rng.random() < 0.5:
            kept = "".join(words[: rng.randint(2, 4)])
            return f"{entity}{rng.choice(['什么时候', '何时', '在哪一年'])}{kept}？", (match["rest"],)
        kept = "".join(words[:2])
        return f"{entity}在{match['date']}{kept}了什么？", (match["rest"],)
    return None


def _several(sentences: list[str], entity: str, rng: random.Random) -> tuple[str, tuple[str, ...]] | None:
    start = rng.randrange(max(1, len(sentences) - 6))
    window = sentences[start : start + 7]
    phrases = [phrase for phrase in (_phrase(sentence, rng) for sentence in window) if phrase]
    if len(phrases) < 3:
        return None
    chosen = sorted(rng.sample(phrases, rng.randint(2, min(4, len(phrases)))), key=phrases.index)
    *ways, aim = chosen
    joined = "、".join(ways[:-1]) + ("和" if len(ways) > 1 else "") + ways[-1]
    question = rng.choice(
        [
            f"{entity}是如何通过{joined}来{aim}的？",
            f"{entity}如何{joined}，从而{aim}？",
            f"{entity}的{joined}与{aim}有什么关系？",
        ]
    )
    return question, tuple(chosen)


def _summary(sentences: list[str], entity: str, rng: random.Random) -> tuple[str, tuple[str, ...], str] | None:
    """Return a question for all that a text says about a subject that two to five of its sentences name."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update({word for word, tag in rjieba.tag(sentence) if tag in {"n", "vn"} and len(word) > 1})
    subjects = sorted(word for word, count in counts.items() if 2 <= count <= 5 and word not in entity)
    if not subjects:
        return None
    about = rng.choice(subjects)
    ask = rng.choice(
        [
            "总结{0}的{1}情况。",
            "总结{0}{1}的主要内容。",
            "{0}在{1}方面采取了哪些措施？",
            "{0}的{1}有哪些变化？",
            "概括{0}的{1}及其影响。",
        ]
    )
    return ask.format(entity, about), tuple(sentence for sentence in sentences if about in sentence), about


def _phrase(sentence: str, rng: random.Random) -> str:
    """Return a run of two or three content words as it stands in the sentence."""
    runs, run = list[str](), list[str]()
    for word, tag in [*rjieba.tag(sentence), ("。", "x")]:
        if tag in CONTENT:
            run.append(word)
            continue
        if len(run) >= 2:
            first = rng.randrange(len(run) - 1)
            runs.append("".join(run[first : first + rng.randint(2, 3)]))
        run = []
    runs = [text for text in runs if 4 <= len(text) <= 12]
    return rng.choice(runs) if runs else ""
