"""Whether evidence speaks of the time that a question asks about."""

from __future__ import annotations

import re

from assistant.answering.candidates import Candidate
from assistant.answering.key import key_span
from assistant.answering.question import Asked, Question
from assistant.answering.view import View, view
from assistant.answering.years import governing, own_year

_CLAUSE_END = re.compile("[,;。]")
_AIM = re.compile("(?:发展|奋斗|追求|规划)的?目标|目标[是为]|的目标(?!的)|预期|力争|有望")
_EXPECTED = re.compile("预计|计划|(?:发展|奋斗|追求|规划)的?目标|目标[是为]|力争|有望|预期")
_HOPES = re.compile("按照?规划|力争|计划(?:实现|完成|投资|建成|建设|新增|达到)|预计")
_AHEAD = re.compile("(?:任务|计划|安排|部署|打算|下一步)$")
_HOPED = re.compile(
    "目标|计划|打算|想|预计|力争|规划|预期|有望|将|会|在建|准备|拟|定多少|要(?:达到|开|建|办|增|做|完成|新)|今年(?:还|要)|今后|未来|下一步|接下来|明年"
)
_ACHIEVED = re.compile("实际|已|完成了|实现了|达到了")
_DATED = frozenset({Asked.NUMBER, Asked.SHARE, Asked.RANK})


def broken_year(question: Question, candidate: Candidate, document: str) -> str:
    """Return that the evidence speaks of other years than the question."""
    titled = candidate.context.years
    if question.edition and titled and not question.edition & titled:
        return _other_years(question.edition, titled)
    asked, here = question.years, candidate.view.years
    if not asked:
        return ""
    if question.asked in _DATED:
        return _other_figure(question, candidate, document)
    if asked & here:
        return ""
    near = candidate.before.years | candidate.context.years | candidate.heading.years
    if here and not (asked <= near and not _dated(candidate.view)):
        return _other_years(asked, here)
    if here or any(str(year) in document for year in asked):
        return ""  # a report names its year once and goes on
    return _other_years(asked, candidate.context.years | near | candidate.lead.years | candidate.passage.years)


def _other_figure(question: Question, candidate: Candidate, document: str) -> str:
    """Return that a figure holds for another year: the one before it in the sentence, else the one named last.

    A report names its year once and goes on, in its title or at the start of a section.
    """
    asked, here = question.years, candidate.view
    heads = candidate.before.years if candidate.header else frozenset[int]()
    if heads:
        return "" if asked & heads else _other_years(asked, heads)
    key = key_span(question, here.text)
    year = governing(here.text, key[0]) if key else 0
    if year or asked & here.years:
        return "" if {year or min(asked & here.years)} & asked else _other_years(asked, frozenset({year}))
    last = governing(document, document.find(here.text))
    titled = candidate.context.years or frozenset({own_year(document)})
    usual = candidate.heading.years or (titled | {last}) - {0}
    return "" if asked & usual else _other_years(asked, usual)


def _other_years(asked: frozenset[int], found: frozenset[int]) -> str:
    missing = "、".join(f"{year}年" for year in sorted(asked))
    if not found:
        return f"报告没有说明{missing}的情况。"
    return f"报告里有{'、'.join(f'{year}年' for year in sorted(found)[:3])}的内容，没有{missing}的。"


def _dated(sentence: View) -> bool:
    """Whether the sentence sets its time at the start, so that the time holds for all of it."""
    first = next((found for found in sentence.quantities if found.kind in ("year", "date")), None)
    return first is not None and first.start <= 4


def broken_month(question: Question, candidate: Candidate) -> str:
    """Return that the evidence speaks of other months than the question."""
    asked, here = view(question.text).months, candidate.view.months
    if not asked or not here or {month % 100 for month in asked} & {month % 100 for month in here}:
        return ""
    return f"报告没有说明{'、'.join(f'{month % 100}月' for month in sorted(asked))}的这一项。"


def only_expected(question: Question, candidate: Candidate) -> str:
    """Return that a figure is only hoped for: 预计到2023年达到1万亿元 says not what it was in 2023."""
    if question.asked not in (Asked.NUMBER, Asked.SHARE) or _HOPED.search(question.text):
        return ""
    key = key_span(question, candidate.view.text)
    here, following = _around(key, candidate.view.text) if key else ("", "")
    found = _EXPECTED.search(here) or _AIM.search(following)
    ahead = candidate.view.text[: key[0]] if key else ""
    if found is None and not _ACHIEVED.search(ahead):
        found = _HOPES.search(ahead) or _AHEAD.search(candidate.heading.text)
    return f"报告只有{found.group()}的数字。" if found else ""


def _around(key: tuple[int, int], sentence: str) -> tuple[str, str]:
    """Return the clause in which a key stands, and the next one."""
    start = max(sentence.rfind(mark, 0, key[0]) for mark in ",;:") + 1
    ends = [match.end() for match in _CLAUSE_END.finditer(sentence, key[1])][:2]
    first, second = (*ends, len(sentence), len(sentence))[:2]
    return sentence[start:first], sentence[first:second]
