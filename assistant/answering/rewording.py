"""Other ways to put a question that found nothing: spelt right, with another word for the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from assistant.answering.decompose import decompose
from assistant.answering.english import in_chinese
from assistant.answering.question import analyse
from assistant.answering.spelling import corrections
from assistant.answering.synonyms import Synonyms
from assistant.answering.vocabulary import Vocabulary
from assistant.indexing.index import Index

MOST = 3
WHOLE_TEXT_UP_TO = 3_000  # passages; of a larger shelf only the titles and the synonyms are known


@dataclass(frozen=True, slots=True)
class Rewording:
    """Another way to put a question, and the word that its evidence has to hold, "" where any will do."""

    question: str
    word: str = ""


class Rewordings:
    """The rewordings of questions to one shelf. Safe to share between threads."""

    def __init__(self, index: Index, synonyms: Synonyms) -> None:
        self._index = index
        self._synonyms = synonyms

    def of(self, question: str) -> Iterator[Rewording]:
        """Yield at most MOST other ways to put `question`."""
        yield from islice(self._all(question), MOST)

    def synonymous(self, question: str, quoted: str = "") -> Iterator[Rewording]:
        """Yield `question` with other words for what it asks about, where `quoted`, its evidence, holds not the word."""
        kind = analyse(question).asked
        for variant in islice(self._synonyms.variants(question, self._says), MOST):
            if variant.old not in quoted and analyse(variant.question).asked is kind:
                yield Rewording(variant.question, variant.new)

    def in_chinese(self, question: str) -> str:
        """Return an English question in Chinese, "" where a word of it is not known."""
        return in_chinese(question, self._vocabulary)

    def _all(self, question: str) -> Iterator[Rewording]:
        right = list(corrections(question, self._vocabulary))
        yield from map(Rewording, right)
        for written in [*right[:1], question]:
            if decompose(written) is None:  # its parts are put in other words one by one
                yield from self.synonymous(written)

    def _says(self, phrase: str) -> bool:
        return not self._small or self._vocabulary.says(phrase)

    @property
    def _small(self) -> bool:
        return len(self._index.passages) <= WHOLE_TEXT_UP_TO

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        if self._small:
            return Vocabulary(document.text for document in self._index.documents.values())
        return Vocabulary(self._index.titles.values())
