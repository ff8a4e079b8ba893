"""Whether what a claim says of a figure is said, in its quotes, before the figure or beside it, and not only after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.topic import tag_words
from assistant.generation.atoms import atoms
from assistant.generation.figures import amounts, stands_for
from assistant.generation.sources import Clause, Sources, clauses_of
from assistant.generation.wording import content, one_word, stands
from assistant.text import Quantity, fold
from assistant.types import Sentence

_TIME = frozenset("年 个月 月 周 天 日 小时 分钟".split())  # 过去三年 says when, and stands anywhere
_COMPARED = re.compile("(?:次于|高于|低于|多于|少于|优于|超过|接近|相当于|落后于?|领先于?|比)[^,。;的]{2,8}的?")
_NAMING = frozenset({"date", "year", "place", "person", "title"})


def said_later(claim: str, sources: Sources) -> str:
    """Return a noun, date or name beside a claim's figure that its quotes come to only after that figure, "" for none.

    In 手术4.28万台，其中四级手术9874台 what the first figure counts is said before it: 四级手术4.28万台 is wrong.
    """
    quoted = one_word(sources.text)
    for clause in clauses_of(claim):
        figures = [one for one in amounts(clause.text) if one.unit not in _TIME]
        ends = [*(one.start for one in figures[1:]), len(clause.text)]
        for found, end in zip(figures, ends, strict=False):
            known = [one_word(text) for text in _up_to(clause, found, sources)]
            strange = (word for word in _told(clause.text[:end]) if stands(word, quoted))
            if known and (word := next((one for one in strange if not any(_has(text, one) for text in known)), "")):
                return word
    return ""


def _told(text: str) -> Iterator[str]:
    """Yield the nouns, dates and names of a claim's text, those aside that something is only compared with."""
    own = _COMPARED.sub("", text)
    yield from (word for word, noun in content(own) if noun)
    yield from (word.text for word in tag_words(own) if word.tag == "b" and len(word.text) > 1)  # 国家级, 民营
    for one in atoms(own):
        if one.kind in _NAMING:
            yield own[one.start : one.end]
        elif one.kind == "grade":
            yield own[one.start : one.end + 1]  # 2号线


def _has(text: str, word: str) -> bool:
    """Whether a text has a word, and not only as the end of a longer one: 出口 is not said in 进出口."""
    longer = {one.text for one in tag_words(text) if one.text.endswith(word) and one.text != word}
    if not longer:
        return stands(word, text)
    return word in re.sub("|".join(map(re.escape, longer)), " ", text)


def _up_to(clause: Clause, found: Quantity, sources: Sources) -> Iterator[str]:
    """Yield for each quoted clause that has the figure all that stands before its end, headings first."""
    for sentence, quote in zip(sources.sentences, sources.quotes, strict=True):
        for one in clauses_of(quote):
            if any(stands_for(clause.text, found, one.text, other) for other in amounts(one.text)):
                yield sources.context + _before(sentence, sources) + one.before + one.text


def _before(sentence: Sentence, sources: Sources) -> str:
    """Return what stands before a sentence in its passage, folded."""
    passages = (one.hit.passage for one in sources.candidates)
    around = (
        one for one in passages if one.document_id == sentence.document_id and one.start <= sentence.start < one.end
    )
    return next((fold(one.text[: sentence.start - one.start]) for one in around), "")
