"""What the sentence ranker looks at: one row of numbers for a question and a candidate sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.answering.candidates import Candidate
from assistant.answering.coverage import COVERAGE, coverage
from assistant.answering.key import key_span
from assistant.answering.nearness import NEARNESS, nearness
from assistant.answering.question import Asked, Question
from assistant.answering.view import NARROWING, View, view
from assistant.answering.weighing import Weighing
from assistant.text import fold, run_share

_TERM = re.compile(
    "(?:什么是|何谓|所谓)?(.{2,20}?)(?:这个词|的)?(?:是什么|指什么|指的是|是指|什么意思|全称|简称|是啥|[？?]|$)"
)
GAPS = ("rest_words_sentence", "rest_pairs_sentence", "rest_near_sentence", "rest_telling_words", "cosine_rest")
FEATURES = (
    # overlap, as the share of the question's weight that is found: with the whole question, and with
    # what the title and the heading leave of it
    *COVERAGE, *(f"rest_{name}" for name in COVERAGE), "words_context", "title_share", "title_gap",
    # the same by likeness, and by what tells the candidates apart
    *NEARNESS, *(f"rest_{name}" for name in NEARNESS), "focus_near",
    # retrieval
    "cosine", "cosine_passage", "cosine_rest", "score", "score_gap", "lexical_gap", "rank",
    # place and shape
    "position", "position_share", "length", "clauses", "is_question",
    # what is asked against what is there
    "asked", "has_typed", "typed_count", "unit_match", "new_numbers", "new_shares", "new_dates", "people", "places",
    "organisations", "nouns", "titles", "commas", "reason", "way", "definition", "rank_word", "office", "place_word",
    "focus_here", "focus_weight", "focus_distance", "defines",
    # constraints
    "years_met", "years_other", "names_sentence", "names_around", "names_anywhere", "numbers_met",
    "years_near", "months_met", "months_other", "places_met", "places_other", "scope_extra", "scope_missing", "no_key",
    "narrower",
    # how far behind the best candidate
    *(f"{name}_gap" for name in GAPS),
)  # fmt: skip


def feature_rows(question: Question, found: Sequence[Candidate], cosines: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return float32, shape (len(found), len(FEATURES)).

    `cosines` has shape (len(found), 3): the question with the sentence and with the passage, and what the title
    leaves of the question with the sentence.
    """
    if not found:
        return np.zeros((0, len(FEATURES)), dtype=np.float32)
    rests = without_contexts(question, found)
    left = [rests[candidate.context] for candidate in found]
    terms = Weighing.of(question.terms, [some.terms for some in left])
    pairs = Weighing.of(question.pairs, [some.pairs for some in left])
    near, focus_near = nearness(question, found, terms, pairs)
    absolute = np.hstack(
        [
            *coverage(question, left, found, terms, pairs),
            _named(question, found),
            *near,
            focus_near[:, None],
            cosines,
            _retrieved(found),
            np.array([[*_shape(one), *_types(question, one.view), *_constraints(question, one)] for one in found]),
        ],
        dtype=np.float32,
    )
    compared = absolute[:, [FEATURES.index(name) for name in GAPS]]
    return np.hstack([absolute, compared.max(axis=0) - compared])


def without_contexts(question: Question, found: Sequence[Candidate]) -> dict[View, Question]:
    """Return what each title among the candidates leaves of the question, by title; see `without`."""
    contexts = dict.fromkeys(candidate.context for candidate in found)
    return {context: without(question, context) for context in contexts}


def without(question: Question, context: View) -> Question:
    """Return what the title, the heading and the years leave of a question: what the sentence itself has to say.

    A report names its year once and goes on; whether the years fit is a matter of their own (`years_met`).
    """
    if context.text not in question.rests:
        question.rests[context.text] = _without(question, context)
    return question.rests[context.text]


def _without(question: Question, context: View) -> Question:
    years = question.years | question.edition
    known = context.word_set | {str(year) for year in years}
    text = question.text
    for part in context.text.split():
        text = text.replace(part, "")
    for year in years:
        text = text.replace(f"{year}年度", "").replace(f"{year}年", "")
    left = replace(
        question,
        text=text,
        terms={term: weight for term, weight in question.terms.items() if term not in known},
        pairs={pair: weight for pair, weight in question.pairs.items() if pair not in context.pairs | known},
    )
    # Most titles leave the same, and what is worked out from that is kept with it.
    return next((same for same in (question, *question.rests.values()) if same == left), left)


def title_share(question: Question, candidate: Candidate) -> float:
    """Return the share, 0 to 1, of the document's title that the question names as one run; 0 without a title."""
    return run_share(fold(candidate.hit.passage.title), question.text)


def _named(question: Question, found: Sequence[Candidate]) -> NDArray[np.float64]:
    titles = np.array([title_share(question, one) for one in found])
    contexts = [question.share_of_terms(one.context.word_set) for one in found]
    return np.stack([contexts, titles, titles.max() - titles], axis=1)


def _retrieved(found: Sequence[Candidate]) -> NDArray[np.float64]:
    scores, lexical, ranks = np.array([(one.hit.score, one.hit.lexical, one.rank) for one in found], dtype=np.float64).T
    return np.stack([scores, scores.max() - scores, lexical.max() - lexical, ranks], axis=1)


def _shape(candidate: Candidate) -> list[float]:
    text = candidate.view.text
    return [
        float(candidate.position),
        candidate.position / candidate.of,
        math.log(1 + len(text)),
        float(text.count("，") + text.count(",")),
        float(text.rstrip('”"').endswith(("？", "?"))),
    ]


def _types(question: Question, here: View) -> list[float]:
    new = [
        quantity for quantity in here.quantities if here.text[quantity.start : quantity.number_end] not in question.text
    ]
    kinds = [quantity.kind for quantity in new]
    numbers, shares, dates = kinds.count("number"), kinds.count("share"), kinds.count("date") + kinds.count("year")
    typed = {
        Asked.NUMBER: numbers, Asked.SHARE: shares, Asked.DATE: dates, Asked.SPAN: numbers, Asked.PERSON: len(here.people),
        Asked.PLACE: len(here.places) + here.place, Asked.ORGANISATION: len(here.organisations), Asked.RANK: int(here.rank),
        Asked.REASON: int(here.reason), Asked.WAY: int(here.way), Asked.DEFINITION: int(here.definition),
        Asked.OFFICE: int(here.office), Asked.LIST: here.commas, Asked.NAME: here.titles,
    }.get(question.asked, 0)  # fmt: skip
    unit = question.unit and any(question.unit.endswith(quantity.unit) for quantity in new if quantity.unit)
    focus = next((word for word in question.focus if word in here.text), "")
    return [
        float(question.asked), float(typed > 0), float(typed), float(bool(unit)), float(numbers), float(shares),
        float(dates), float(len(here.people)), float(len(here.places)), float(len(here.organisations)), float(here.nouns),
        float(here.titles), float(here.commas), float(here.reason), float(here.way), float(here.definition),
        float(here.rank), float(here.office), float(here.place), float(bool(focus)),
        question.terms.get(focus, 0.0), _distance(question, here, focus), float(_defines(question, here)),
    ]  # fmt: skip


def _defines(question: Question, here: View) -> bool:
    """Whether the sentence says what the thing asked about is, or what a name is short for."""
    if question.asked not in (Asked.DEFINITION, Asked.NAME, Asked.OTHER):
        return False
    named = _TERM.match(question.text)
    if named is None:
        return False
    said = named.group(1).strip('“”"「」《》')
    if said not in here.text:
        return False
    term = re.escape(said)
    marks = '[”"」》]?'
    spelt_out = f'、[^,，。、；;]{{2,12}}[“"「]{term}(?=[”"」])'  # 院士工作站、博士后工作站“双站”
    before = f'(?:简称|即|称为|称作|叫做?|又称|也称|俗称|被称为|称之为|这)[“"「《]?{term}'
    after = f"{term}{marks}(?:是指|指的是|是一|即|指|为|,?(?:全称|简称)|[(])"
    return re.search(f"{before}|{after}|{spelt_out}", here.text) is not None


def _distance(question: Question, here: View, focus: str) -> float:
    """Characters between the focus word and the nearest new quantity, 99 when either is missing."""
    if not focus or question.asked not in (Asked.NUMBER, Asked.SHARE, Asked.DATE, Asked.SPAN):
        return 99.0
    dated = question.asked is Asked.DATE
    places = [quantity.start for quantity in here.quantities if (quantity.kind in ("date", "year")) == dated]
    at = here.text.find(focus)
    return float(min((abs(place - at) for place in places), default=99))


def _constraints(question: Question, candidate: Candidate) -> list[float]:
    here, asked = candidate.view, view(question.text)
    near = here.years | candidate.before.years | candidate.context.years
    numbers = _numbers(question.text)
    months = asked.months & here.months
    return [
        float(len(question.years & here.years)),
        float(bool(question.years) and bool(here.years) and not question.years & here.years),
        *(_names_met(question, candidate) if question.names else (0.0, 0.0, 0.0)),
        sum(number in here.text for number in numbers) / max(1, len(numbers)),
        float(bool(question.years) and question.years <= near),
        float(len(months)),
        float(bool(asked.months) and bool(here.months) and not months),
        float(sum(place in here.text for place in asked.places)),
        float(sum(place not in question.text for place in here.places)),
        float(len(here.scopes - asked.scopes)),
        float(len(asked.scopes - here.scopes)),
        float(key_span(question, candidate.sentence.text) is None),
        float(len((here.scopes - asked.scopes) & NARROWING)),
    ]


def _names_met(question: Question, candidate: Candidate) -> tuple[float, ...]:
    """Return the shares of the names in a question that stand in the sentence, around it and anywhere near."""
    here = candidate.view.text
    around = candidate.before.text + here + candidate.context.text
    anywhere = around + candidate.lead.text + candidate.passage.text
    return tuple(
        sum(name in text for name in question.names) / len(question.names) for text in (here, around, anywhere)
    )


@lru_cache(maxsize=64)
def _numbers(text: str) -> tuple[str, ...]:
    digits, found = "", list[str]()
    for character in text + " ":
        if character.isdigit() or (character == "." and digits):
            digits += character
        elif digits:
            found.append(digits)
            digits = ""
    return tuple(found)
