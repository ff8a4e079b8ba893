"""Whether a claim keeps to the question's years, months, places and names."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answering.background import idf
from assistant.answering.name_lists import SCOPES
from assistant.answering.names import bare
from assistant.answering.question import Asked, Question
from assistant.answering.view import NARROWING, view
from assistant.generation.atoms import atoms
from assistant.generation.sources import Sources
from assistant.generation.wording import stands

_SCOPES = NARROWING - {"预计", "目标", "计划"}
_PACE = frozenset({"平均", "每天"})
_NEW = re.compile("诞生|成立|设立|创办|新建")  # what is founded is new, though 新增 is not said
_COMMON = 6.0  # idf up to which a Latin word is a common one
_SIDE_BY_SIDE = re.compile("和|与|跟|同|、|比|及|离|相当于|占|领先|落后|高于|低于|差|倍|减")
_COMPARED = re.compile(
    "(?:超过|超越|赶超|超|高于|低于|多于|少于|不及|不如|落后于?|领先于?|次于|接近|赶上|追上|比|差)了?([^,。;?]{2,8})"
)
_HAN = re.compile("[\u4e00-\u9fff]")


def strays(question: Question, claim: str, sources: Sources, reported: Callable[[str], bool]) -> bool:
    """Whether a folded claim is about another year, month, place or name than the question asks for.

    What neither the claim nor its quotes say may be said by the title or the heading over them. `reported` tells
    whether a name stands anywhere in the reports that are cited.
    """
    return (
        _other_time(question, claim, sources)
        or _other_place(question, claim, sources, reported)
        or _other_scope(question, claim, sources)
        or _no_name(question, sources)
    )


def _other_time(question: Question, claim: str, sources: Sources) -> bool:
    asked, here = view(question.text), view(claim)
    if question.asked is Asked.YES_NO and here.years:
        return False  # whether it was then is what is asked
    for wanted, said, quoted, around in (
        (question.years, here.years, view(sources.text).years, view(sources.context).years),
        (_months(asked.months), _months(here.months), _months(view(sources.text).months), frozenset[int]()),
    ):
        found = said or quoted or around
        if wanted and found and not wanted & found:
            return True
    return False


def _other_scope(question: Question, claim: str, sources: Sources) -> bool:
    """Whether the question asks for a part or a pace (人均, 新增) that neither the claim nor its quotes speak of."""
    if _SIDE_BY_SIDE.search(question.text):
        return False  # 总数和新增数: either may be spoken of
    said = claim + sources.text
    spoken = view(claim).scopes | view(sources.text).scopes | ({"新增"} if _NEW.search(said) else set())
    asked = {word for word in view(question.text).scopes & _SCOPES - spoken if word not in said}
    return bool(asked - _PACE if any(word in said for word in _PACE) else asked)


def _months(found: frozenset[int]) -> frozenset[int]:
    return frozenset(month % 100 for month in found)


def _other_place(question: Question, claim: str, sources: Sources, reported: Callable[[str], bool]) -> bool:
    asked = _places(question.text)
    if not asked:
        return False
    around = sources.text + sources.context + "".join(one.passage.text for one in sources.candidates)
    near = {place for place in asked if place in around}
    if not near or (near != asked and not _SIDE_BY_SIDE.search(question.text)):
        # 海淀在北京排名第几: a further place need not be said again where all that is said is of a place asked for,
        # unless it is what that is compared with: 哪一年超过西安.
        here, further = _places(claim) | _places(sources.text) | _places(sources.context), asked - near
        compared = _COMPARED.findall(question.text)
        if not near or here - asked or not all(reported(one) for one in further):
            return True
        if any(one in with_what for one in further for with_what in compared):
            return True
    said = _places(claim) | (_places(sources.text) if sources.leaning else set())
    if not said or any(one in place or place in one for one in said for place in asked):
        return False
    # Another place than the one asked for: fine inside what the title is about, unless the quote tells the two apart.
    return not any(place in sources.context and place not in sources.text for place in asked)


def _places(text: str) -> set[str]:
    found = (_short(text[atom.start : atom.end]) for atom in atoms(text) if atom.kind == "place")
    return {place for place in found if place not in SCOPES}


def _no_name(question: Question, sources: Sources) -> bool:
    """Whether a name of the question stands nowhere near.

    Latin words are not looked for when they are common (gdp), or when the whole question is in Latin letters.
    """
    near = sources.text + sources.context + "".join(one.passage.text + one.lead.text for one in sources.candidates)
    chinese = _HAN.search(question.text)
    names = [name for name in question.names if not name.isascii() or (chinese and idf(name) > _COMMON)]
    places = _places(question.text)
    return not all(_short(name) in places or _is_near(_short(name), near) for name in names)


def _short(place: str) -> str:
    """Return 西安 for 西安市 and 西安地区."""
    return bare(place.removesuffix("地区"))


def _is_near(name: str, near: str) -> bool:
    """Whether a name stands in a text; of 刘勇用, as the tagger cuts 刘勇用哪几个特点, all but the last character."""
    return stands(name, near) or name in near.replace(" ", "") or (len(name) == 3 and name[:2] in near)
