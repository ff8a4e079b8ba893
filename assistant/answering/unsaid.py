"""What of a question the evidence leaves unsaid, and what it says beside it: what tells an answer from a near miss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import rjieba

from assistant.answering.alignment import Alignment, likeness
from assistant.answering.background import idf, known
from assistant.answering.candidates import Candidate
from assistant.answering.features import without
from assistant.answering.key import key_clause, key_span
from assistant.answering.question import QUESTION_WORD, Question
from assistant.answering.synonyms import same_as
from assistant.answering.view import View, view
from assistant.answering.weights import share
from assistant.text import bigrams, words

UNSAID = (
    # of what is asked, by weight: what the key's clause, the sentence, what is near, the paragraph and the document say
    "said_clause", "said_sentence", "said_near", "said_paragraph", "said_document",
    # the most telling of what they do not say
    "lacks_clause", "lacks_sentence", "lacks_near", "lacks_paragraph", "lacks_document",
    "elsewhere", "events_lack", "nouns_lack", "figures_lack",
    # how near the sentence comes to what it does not say
    "far_heaviest", "far_likeness", "far_mean",
    # names
    "names", "named_sentence", "named_paragraph", "named_document",
    # what the figure is of, by what stands before it
    "has_key", "label_likeness", "label_share", "label_strange", "label_length", "indicator_sentence",
    "indicator_clause", "indicator_document", "head_sentence", "head_clause", "head_document", "after_key",
    "figures", "same_kind", "asked_length", "terms",
    "new_names", "new_known", "sibling_clause", "sibling_sentence", "qualifier_clause", "qualifier_sentence", "key_gap",
    "key_gap_unsaid", "named_before", "unsaid_likeness_clause", "strange_clause",
)  # fmt: skip
_FORMS = frozenset("公司 有限公司 集团公司 股份公司 有限 股份".split())
REACH = 300  # characters before a sentence in which a name may have been spoken of
_YEAR = re.compile("(?:19|20)\\d\\d")
_FIGURE = re.compile("\\d+(?:\\.\\d+)?")
_BREAKS = re.compile("[,、;。:()\\d]")
_PARTICLES = re.compile("[的了为是有达到约共计占在超过近逾]+$")


def unsaid(question: Question, candidate: Candidate) -> list[float]:
    """Return the UNSAID numbers of a question and the sentence that would be said."""
    # In this order, so that sums do not depend on that of a set; what the title says need not be said again.
    weights = {
        word: idf(word)
        for word in sorted(question.content)
        if word not in candidate.context.text and word not in _FORMS
    }
    near = " ".join(part.text for part in (candidate.view, candidate.before, candidate.heading, candidate.context))
    clause = view(key_clause(question, candidate.sentence.text) or candidate.view.text)
    missing = _lacking(weights, near)
    names = [name for name in _names(question) if name not in candidate.context.text]
    key = key_span(question, candidate.sentence.text)
    return [
        *_said_of(weights, question, candidate, clause, near),
        *_likened(weights, missing, candidate),
        *_names_said(names, candidate),
        *_figure(question, candidate, clause, key),
        len(without(question, candidate.context).text),
        len(weights),
        *_new_names(question, candidate.view.text),
        _sibling(missing, clause.words),
        _sibling(missing, candidate.view.words),
        _said(question.indicator[:-2], clause.text),
        _said(question.indicator[:-2], candidate.view.text),
        *_gap(candidate.view.text, key, weights),
        _share_of(names, candidate.document[max(0, candidate.sentence.start - REACH) : candidate.sentence.start]),
        max(Alignment(missing, [clause]).nearest([clause]).values(), default=1.0),
        _most(word for word in clause.words if len(word) > 1 and word not in question.text and not word[0].isdigit()),
    ]


def _said_of(
    weights: dict[str, float], question: Question, candidate: Candidate, clause: View, near: str
) -> Iterator[float]:
    """Yield how much of what is asked is said in which places, and the most telling of what is not."""
    paragraph, document = _paragraph(candidate), candidate.document
    lacking = [_lacking(weights, place) for place in (clause.text, candidate.view.text, near, paragraph, document)]
    yield from (share(weights, weights.keys() - set(lacks)) if weights else 1.0 for lacks in lacking)
    yield from (max(map(weights.__getitem__, lacks), default=0.0) for lacks in lacking)
    yield _most(word for word in lacking[3] if word in document)
    yield _most(word for word in question.events if word not in near)
    yield _most(word for word in question.nouns if word not in near)
    said = set(_FIGURE.findall(near))
    yield sum(figure not in said and not _YEAR.fullmatch(figure) for figure in _FIGURE.findall(question.text))


def _likened(weights: dict[str, float], missing: Sequence[str], candidate: Candidate) -> list[float]:
    """Return the weight of the heaviest missing word, how near the sentence comes to it, and how far it is from all."""
    near = (candidate.view, candidate.before, candidate.heading)
    nearest = Alignment(list(weights), near).nearest(near)
    heaviest = max(missing, key=lambda word: weights[word], default="")
    far = sum(weights[word] * (1 - nearest.get(word, 0.0)) for word in missing)
    return [weights.get(heaviest, 0.0), nearest.get(heaviest, 1.0), far / max(1.0, sum(weights.values()))]


def _names_said(names: Sequence[str], candidate: Candidate) -> list[float]:
    """Return how many names there are, and the shares of them in the sentence, the paragraph and the document."""
    places = (candidate.view.text, _paragraph(candidate), candidate.document)
    return [len(names), *(_share_of(names, place) for place in places)]


def _figure(question: Question, candidate: Candidate, clause: View, key: tuple[int, int] | None) -> Iterator[float]:
    """Yield what the key is of, by its label and by the places that name the indicator and its head, and the other figures."""
    here, indicator = candidate.view, question.indicator
    yield float(key is not None)
    yield from _label(question, here.text, key)
    yield from (_said(indicator, place) for place in (here.text, clause.text, candidate.document))
    yield from (float(indicator[-2:] in place) for place in (here.text, clause.text, candidate.document))
    yield float(key is not None and bool(set(bigrams(indicator)) & set(bigrams(here.text[key[1] : key[1] + 8]))))
    yield sum(one.kind in ("number", "share") for one in here.quantities)
    yield sum(one.kind == here.quantities[0].kind for one in here.quantities)


def _new_names(question: Question, text: str) -> list[float]:
    """Return how many names that the question has not stand in a sentence: by the tagger, and words that are no known ones."""
    tagged = [(word, tag) for word, tag in rjieba.tag(text) if len(word) > 1 and word not in question.text]
    names = sum(tag in ("nr", "nrt", "ns", "nt", "nz") for _, tag in tagged)
    return [float(names), float(sum(not known(word) and not word[0].isdigit() for word, _ in tagged))]


def _sibling(missing: Iterable[str], said: Sequence[str]) -> float:
    """Return the weight of the most telling unsaid word of whose kind another one is said: 丙类 where 甲类 is, 男生 where 女生 is."""
    return max(
        (
            idf(word)
            for word in missing
            for other in said
            if len(word) > 1
            and len(word) == len(other)
            and word != other
            and (word[-1] == other[-1] or word[0] == other[0])
        ),
        default=0.0,
    )


def _gap(text: str, key: tuple[int, int] | None, weights: dict[str, float]) -> list[float]:
    """Return how far before the key the nearest and the last of the words that are asked stand, 50 where none does."""
    if key is None:
        return [50.0, 50.0]
    places = [text.rfind(word, 0, key[0]) + len(word) for word in weights if word in text[: key[0]]]
    return [float(min(50, key[0] - max(places))), float(min(50, key[0] - min(places)))] if places else [50.0, 50.0]


def _lacking(weights: Iterable[str], text: str) -> list[str]:
    """Return the words that stand in a text neither themselves nor by another word for the same."""
    return [word for word in weights if word not in text and not any(other in text for other in same_as(word))]


def _most(lacking: Iterable[str]) -> float:
    return max(map(idf, lacking), default=0.0)


def _share_of(names: Sequence[str], text: str) -> float:
    """Return the share of the names that stand in a text, 0 where there are none."""
    return sum(name in text for name in names) / max(1, len(names))


def _said(phrase: str, text: str) -> float:
    """Return the share of the pairs of a phrase that stand in a text, 1 where another word for it does."""
    pairs = bigrams(phrase)
    if not pairs or any(other in text for other in same_as(phrase)):
        return 1.0
    return sum(pair in text for pair in pairs) / len(pairs)


def _names(question: Question) -> list[str]:
    """Return the names in a question: those that are known as such, and runs of what no word is."""
    begun = re.match("[\u4e00-\u9fff]{2,8}?(?=20|的|[今去前本]年|第|在)", question.text)
    names = [name for name in question.names if len(name) > 1]
    if begun and not QUESTION_WORD.search(begun.group()) and not any(name in begun.group() for name in names):
        names.append(begun.group())
    return names


def _paragraph(candidate: Candidate) -> str:
    document = candidate.document
    start = document.rfind("\n", 0, candidate.sentence.start) + 1
    return document[start : candidate.sentence.end] + candidate.heading.text + candidate.context.text


def _label(question: Question, text: str, key: tuple[int, int] | None) -> list[float]:
    """Return of the words right before the key: how like they are to what is asked, how much of them it says, and what it does not."""
    label = _PARTICLES.sub("", _BREAKS.split(text[: key[0]])[-1])[-14:] if key else ""
    asked = question.indicator or question.text
    if not label:
        return [0.0, 1.0, 0.0, 0.0]
    pairs = bigrams(label)
    strange = [
        word
        for word in words(label)
        if word not in question.text and not any(o in question.text for o in same_as(word))
    ]

    return [
        likeness(asked, label),
        sum(pair in question.text for pair in pairs) / max(1, len(pairs)),
        _most(strange),
        float(len(label)),
    ]
