"""Every choice of the training, so that an experiment is one option and a table of experiments can be read."""

from __future__ import annotations

import argparse
from dataclasses import MISSING, asdict, dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Recipe:
    """The defaults are what the shipped model was trained with. Shares and probabilities are 0 to 1."""

    words: int = 36_000  # vocabulary: the most frequent words
    bigrams: int = 3_500  # and character pairs out of rarer words, beside every single character
    dimension: int = 512
    nested: int = 0  # the first components alone are trained as well (Matryoshka); 0 for none
    nested_every: int = 4  # in every n-th step
    steps: int = 3_000
    warmup: int = 50
    rate: float = 0.1  # Adam's learning rate, falling to zero in a line
    damping: float = 1e-5  # Adam's epsilon: the gradient of a middling word, so that a rare one is not led by one text
    scale: float = 25.0  # cosines are multiplied by it: 1 / temperature
    news: int = 2_048  # pairs of a batch that come from news,
    reading: int = 1_600  # from reading comprehension, a question and its context,
    wiki: int = 782  # and from the contexts themselves, as from news
    siblings: int = 3  # passages of the same news text in a batch
    keep: float = 0.9  # how often the passage keeps the sentence that the query was cut from
    drop: float = 0.25  # share of a query's tokens left out
    synonyms: float = 0.2  # share of a query's tokens replaced by a synonym, where there is one
    focus: float = 0.7  # how often a question's passage is a few sentences around the answering one
    longest: int = 100  # tokens of a passage at most
    visitors: int = 0  # pairs of a batch that come from visitors' questions, each with the sentence that answers
    strangers: int = 5  # other sentences of its text beside it, which do not
    holdout: float = 0.0  # share of the contexts kept for choosing between recipes
    seed: int = 1

    def second(self) -> Recipe:
        """The second stage, which begins where the first ends: smaller batches, for words far from the reports'."""
        return replace(
            self,
            steps=300,
            warmup=20,
            rate=0.05,
            news=512,
            reading=360,
            wiki=200,
            visitors=540,
            drop=0.15,
            synonyms=0.1,
        )


def parse(arguments: argparse.ArgumentParser) -> tuple[Recipe, argparse.Namespace]:
    """A recipe from the command line, one option for each field, and the other options."""
    for field in fields(Recipe):
        assert field.default is not MISSING  # noqa: S101 every field of a recipe has a default
        arguments.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default)
    options = arguments.parse_args()
    return Recipe(**{name: getattr(options, name) for name in asdict(Recipe())}), options
