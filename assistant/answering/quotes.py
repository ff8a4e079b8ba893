"""What is quoted of the sentences that answer: the clauses that do, what they lean on, and all points of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile

from assistant.answering.background import idf
from assistant.answering.candidates import Ranked, document_sentences
from assistant.answering.clauses import answering_part
from assistant.answering.compose import Quote
from assistant.answering.enumeration import announced, items, points, subject
from assistant.answering.question import Asked, Question
from assistant.answering.select import choose, going_on, leans_back, only_announces, several, spoken_by
from assistant.answering.view import view
from assistant.text import fold
from assistant.types import Document

COMMON = 2.0  # idf under which a word names nothing
GOES_ON = 2  # sentences that tell what the one before them announces


class Quotes:
    """Picks quotes from the documents of one shelf, each at most `answer_chars` long where a part of it answers."""

    def __init__(self, documents: Mapping[str, Document], answer_chars: int) -> None:
        self._documents = documents
        self._answer_chars = answer_chars

    def picked(self, question: Question, ranked: Sequence[Ranked]) -> list[Quote]:
        """Return what to quote of the sentences that are supported, best first."""
        quotes, said = list[Quote](), set[tuple[int, int]]()
        chosen = choose(question, ranked)
        announcing = chosen if question.asked is Asked.LIST else ranked[: several(question)]
        listed = next(filter(None, map(self.points, announcing)), [])
        if listed:
            return [self._part(question, quote) for quote in _asked_about(question, listed)]
        for one in chosen:
            whole = self.whole(one)
            before = one.candidate.previous
            if leans_back(whole.text) and before is not None and (before.start, before.end) not in said:
                quotes.append(self._part(question, Quote(whole.document, before.start, before.end)))
            quotes.append(self._part(question, whole))
            said.add((whole.start, whole.end))
        return quotes + (self._continued(question, chosen[0]) if len(chosen) == 1 else [])

    def _continued(self, question: Question, one: Ranked) -> list[Quote]:
        """Return the sentences after the one chosen, where they go on to tell what is asked: 前者的全称是…."""
        document = self._documents[one.candidate.sentence.document_id]
        if only_announces(question, one.candidate.sentence.text):
            return self._told_after(document, one.candidate.position)
        if question.asked is Asked.REASON and not one.candidate.view.reason:
            after = self._told_after(document, one.candidate.position)
            return [self._part(question, quote) for quote in after if view(quote.text).reason][:1]
        if question.asked is Asked.WAY and not one.candidate.view.way:
            after = self._told_after(document, one.candidate.position)[:1]
            return [self._part(question, quote) for quote in after if view(quote.text).way]
        sentences, chosen = document_sentences(document), one.candidate.position
        place = going_on(question, sentences, chosen) or spoken_by(question, sentences, chosen)
        sentence = None if place is None else sentences[place]
        return [] if sentence is None else [self._part(question, Quote(document, sentence.start, sentence.end))]

    def _told_after(self, document: Document, place: int) -> list[Quote]:
        """Return the next sentences of the paragraph, at most GOES_ON."""
        sentences = document_sentences(document)[place : place + GOES_ON + 1]
        together = takewhile(lambda pair: "\n" not in document.text[pair[0].end : pair[1].start], pairwise(sentences))
        return [Quote(document, after.start, after.end) for _, after in together]

    def points(self, ranked: Ranked) -> list[Quote]:
        """Return the points that a text makes one after the other, where the sentence announces or is one of them."""
        document = self._documents[ranked.candidate.sentence.document_id]
        sentences = document_sentences(document)
        place = ranked.candidate.position
        found: Sequence[int] = points(sentences, place) or announced(document, sentences, place)
        return [Quote(document, sentences[place].start, sentences[place].end) for place in found]

    def items(self, question: Question, ranked: Ranked) -> list[Quote]:
        """Return the items of a section whose heading names what is to be listed: 可能面对的风险 for 有哪些风险."""
        document = self._documents[ranked.candidate.sentence.document_id]
        if not _names(question, ranked.candidate.heading.text.split(" · ")[-1]):
            return []
        sentences = document_sentences(document)
        found = items(document, sentences, ranked.candidate.position)
        listed = [Quote(document, sentences[place].start, sentences[place].end) for place in found]
        return _asked_about(question, listed)

    def _part(self, question: Question, whole: Quote) -> Quote:
        """Return the part of a sentence that answers."""
        start, end = answering_part(question, whole.text, self._answer_chars)
        return Quote(whole.document, whole.start + start, whole.start + end)

    def whole(self, ranked: Ranked) -> Quote:
        """Return the whole sentence."""
        sentence = ranked.candidate.sentence
        return Quote(self._documents[sentence.document_id], sentence.start, sentence.end)


def _asked_about(question: Question, listed: list[Quote]) -> list[Quote]:
    """Return of points that are listed those on what the question names, all where there is none: 超高清视频领域."""
    abouts = [subject(quote.text) for quote in listed]
    return [
        quote for quote, about in zip(listed, abouts, strict=True) if about and fold(about) in question.text
    ] or listed


def _names(question: Question, heading: str) -> bool:
    return any(word in heading and idf(word) >= COMMON for word in question.focus)
