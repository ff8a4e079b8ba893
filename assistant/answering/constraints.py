"""Whether evidence keeps to what the question asks for: its years, places, people and names."""

from __future__ import annotations

from assistant.answering.candidates import Candidate
from assistant.answering.key import key_clause
from assistant.answering.names import bare
from assistant.answering.question import Question
from assistant.answering.view import View, view


def broken(question: Question, candidate: Candidate, document: str) -> str:
    """Return in a sentence what the evidence does not meet, "" when it meets all; `document` is the folded text.

    Asked for 2019年 or 朝阳区, a sentence on 2022年 or 海淀区 is no evidence.
    """
    return (
        _broken_year(question, candidate, document)
        or _broken_month(question, candidate)
        or _broken_place(question, candidate, document)
        or _broken_name(question, candidate, document)
    )


def _broken_year(question: Question, candidate: Candidate, document: str) -> str:
    asked, here = question.years, candidate.view.years
    if not asked or asked & here:
        return ""
    near = candidate.before.years | candidate.context.years | candidate.heading.years
    if here and not (asked <= near and not _dated(candidate.view)):
        return _other_years(asked, here)
    if here or any(str(year) in document for year in asked):
        return ""  # a report names its year once and goes on
    return _other_years(asked, candidate.context.years | near | candidate.lead.years | candidate.passage.years)


def _other_years(asked: frozenset[int], found: frozenset[int]) -> str:
    missing = "、".join(f"{year}年" for year in sorted(asked))
    if not found:
        return f"报告没有说明{missing}的情况。"
    return f"报告里有{'、'.join(f'{year}年' for year in sorted(found)[:3])}的内容，没有{missing}的。"


def _dated(sentence: View) -> bool:
    """Whether the sentence sets its time at the start, so that the time holds for all of it."""
    first = next((found for found in sentence.quantities if found.kind in ("year", "date")), None)
    return first is not None and first.start <= 4


def _broken_month(question: Question, candidate: Candidate) -> str:
    asked, here = view(question.text).months, candidate.view.months
    if not asked or not here or {month % 100 for month in asked} & {month % 100 for month in here}:
        return ""
    return f"报告没有说明{'、'.join(f'{month % 100}月' for month in sorted(asked))}的这一项。"


def _broken_place(question: Question, candidate: Candidate, document: str) -> str:
    places = view(question.text).places
    if not places:
        return ""
    here = candidate.view
    near = here.text + candidate.before.text + candidate.context.text + candidate.heading.text + candidate.lead.text
    for place in places:
        if bare(place) not in near:
            return _absent(place, document)
    clause = key_clause(question, candidate.view.text)
    others = [bare(place) for place in view(clause).places]
    if others and not any(bare(place) in clause for place in places) and not any(o in question.text for o in others):
        return f"报告说的是{others[0]}，没有说{places[-1]}的这一项。"
    if any(bare(place) in here.text for place in places) or not here.places:
        return ""
    if any(bare(other) in question.text for other in here.places):
        return ""
    return f"报告说的是{here.places[0]}，没有说{places[-1]}的这一项。"


def _broken_name(question: Question, candidate: Candidate, document: str) -> str:
    near = "".join(
        part.text
        for part in (
            candidate.before,
            candidate.view,
            candidate.after,
            candidate.context,
            candidate.heading,
            candidate.lead,
            candidate.passage,
        )
    )
    for name in question.names:
        if bare(name) not in near and name not in near.replace(" ", ""):
            return _absent(name, document)
    return ""


def _absent(name: str, document: str) -> str:
    return f"报告没有说明{name}的这一项。" if bare(name) in document else f"报告没有提到{name}。"
