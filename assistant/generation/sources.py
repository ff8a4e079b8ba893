"""What a claim rests on: the sentences it cites, folded, and what is said about them by their place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.answering.candidates import Candidate
from assistant.answering.select import leans_back
from assistant.text import clause_spans, fold
from assistant.types import Sentence

_QUOTED = re.compile("“[^”]+”|《[^》]+》")
_COUNTS = re.compile(r"[\u4e00-\u9fff]{2}\d[\d.]*[\u4e00-\u9fff%]")
_NAMING = re.compile("(?:以下)?(?:简称|[全简又也亦俗统]称|又名|即)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence, and what stands in front of it there."""

    text: str
    before: str


@dataclass(frozen=True)
class Sources:
    """The cited sentences in the order in which they stand, with the one before where a sentence opens with 他 or 该."""

    candidates: tuple[Candidate, ...]

    @cached_property
    def leaning(self) -> bool:
        """Whether a cited sentence opens with 他 or 该, so that the one before names whom it speaks of."""
        return any(one.previous is not None and leans_back(one.sentence.text) for one in self.candidates)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences that are quoted, each once."""
        found = list[Sentence]()
        for candidate in self.candidates:
            if candidate.previous is not None and leans_back(candidate.sentence.text):
                found.append(candidate.previous)
            found.append(candidate.sentence)
        return tuple(dict.fromkeys(found))

    @cached_property
    def quotes(self) -> tuple[str, ...]:
        """The folded texts of the sentences, with the names that 前者 and 后者 stand for."""
        before = {one.sentence: one.previous.text for one in self.candidates if one.previous is not None}
        return tuple(_told(fold(one.text), fold(before.get(one, ""))) for one in self.sentences)

    @cached_property
    def text(self) -> str:
        """The folded quotes, a line each."""
        return "\n".join(self.quotes)

    @cached_property
    def context(self) -> str:
        """The folded titles and headings that the quotes stand under."""
        return "\n".join(dict.fromkeys(f"{one.context.text}\n{one.heading.text}" for one in self.candidates))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the quotes."""
        return tuple(clause for quote in self.quotes for clause in clauses_of(quote))


def _told(sentence: str, previous: str) -> str:
    """Return a sentence with the last two quoted names of the one before it in the place of 前者 and 后者."""
    names = _QUOTED.findall(previous)[-2:]
    return sentence.replace("前者", names[0]).replace("后者", names[1]) if len(names) == 2 else sentence


@lru_cache(maxsize=4096)
def clauses_of(quote: str) -> tuple[Clause, ...]:
    """Return the clauses of a folded sentence; one that only gives another name (简称“海英计划”) belongs to that before."""
    texts = list[str]()
    for start, end in clause_spans(quote):
        if texts and _NAMING.match(quote, start):
            texts[-1] += quote[start:end]
        else:
            texts += _counted(quote[start:end])
    return tuple(Clause(text, "".join(texts[:place])) for place, text in enumerate(texts))


def _counted(clause: str) -> list[str]:
    """Return a clause cut where it counts one thing after the other: 肝移植37例、肾移植61例."""
    parts = clause.split("、")
    if len(parts) < 2 or not all(_COUNTS.search(part) for part in parts):
        return [clause]
    return [part + "、" for part in parts[:-1]] + parts[-1:]
