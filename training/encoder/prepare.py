"""From raw data to token ids; kept in training/work, since the counting takes a minute."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from training.corpus import WORK, Question, news, synonym_sets, training_questions, visits
from training.encoder.pairs import Asked
from training.encoder.recipe import Recipe
from training.encoder.synonyms import Synonyms
from training.encoder.tokens import Texts, batch, tokenise
from training.encoder.vocabulary import build, choose, count_words


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that training needs. `frequencies` (vocabulary,) are the tokens' shares of the running text."""

    tokenizer: Tokenizer
    frequencies: NDArray[np.float64]
    news: Texts
    contexts: Texts
    texts: list[str]
    questions: list[Question]
    asked: list[Asked]
    synonyms: Synonyms


def prepare(data: Path, recipe: Recipe) -> Prepared:
    """Count, build the tokenizer, cut everything into tokens."""
    read = training_questions(data)
    questions = read + [Question(one.text, one.question, one.evidence) for one in visits(data) if one.evidence]
    contexts = list(dict.fromkeys(question.context for question in questions))
    counts = Counter(_counts(data, contexts, questions))
    kept = choose(counts, recipe.words, recipe.bigrams)
    tokenizer = build(kept)
    cut = tokenise(tokenizer, contexts)
    total = sum(kept.values())
    ids = tokenizer.get_vocab()
    shares = np.full(len(ids), 1 / total)
    for word, count in kept.items():
        shares[ids[word]] = count / total
    return Prepared(
        tokenizer,
        shares,
        _news(data, tokenizer, f"{recipe.words}-{recipe.bigrams}"),
        cut,
        contexts,
        questions,
        _asked(tokenizer, questions, contexts, cut, len(read)),
        Synonyms(tokenizer, synonym_sets(data)),
    )


def _counts(data: Path, contexts: Sequence[str], questions: Sequence[Question]) -> dict[str, int]:
    kept = WORK / "encoder" / "counts.json"
    if not kept.exists():
        counts = count_words([*news(data), *contexts, *(question.question for question in questions)])
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(counts, ensure_ascii=False), encoding="utf-8")
    loaded: dict[str, int] = json.loads(kept.read_text(encoding="utf-8"))
    return loaded


def _news(data: Path, tokenizer: Tokenizer, vocabulary: str) -> Texts:
    kept = WORK / "encoder" / f"news-{vocabulary}.npz"
    if not kept.exists():
        np.savez(kept, *astuple(tokenise(tokenizer, news(data))))
    with np.load(kept) as arrays:
        return Texts(*(arrays[name] for name in arrays.files))


def _asked(
    tokenizer: Tokenizer, questions: Sequence[Question], contexts: Sequence[str], cut: Texts, read: int
) -> list[Asked]:
    """The questions, of which the first `read` come from reading comprehension and the others from visitors."""
    where = {context: place for place, context in enumerate(contexts)}
    asked = []
    tokens = batch(tokenizer, [one.question for one in questions])
    for number, (question, ids) in enumerate(zip(questions, tokens, strict=True)):
        place = where[question.context]
        answered = cut.sentence_at(place, question.context.index(question.answers[0]))
        asked.append(Asked(ids, place, answered, visitor=number >= read))
    return asked
