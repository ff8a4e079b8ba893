"""Scripted models that know the benchmark's gold: one that answers perfectly, one that falsifies half of what it says."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator

from assistant.evaluation import Run
from assistant.generation.generator import Prompt
from assistant.testing import offered
from tests.generation import writers

Model = Callable[[Prompt], Iterator[str]]
SEEDS = 4


def perfect_model(plain: Run) -> Model:
    """A model that says the gold sentences it is offered, and 无 where there is no gold."""
    gold = {
        one.answer.understood or one.case.question: tuple(quote.quote for quote in one.case.evidence)
        for one in plain.results
        if one.case.evidence
    }

    def write(prompt: Prompt) -> Iterator[str]:
        quotes = gold.get(json.loads(prompt.user)["question"], ())
        said = writers.sentences_with(quotes, offered(prompt)) if quotes else {}
        yield from (f"{text}[{name}]\n" for name, text in said.items())
        yield "" if said else "无"

    return write


class HalfWrong:
    """What another model says, with a digit, year, name or unit changed in every other claim; `wrong` are those."""

    def __init__(self, model: Model, names: dict[str, list[str]]) -> None:
        self.wrong: set[str] = set()
        self._model = model
        self._names = names

    def __call__(self, prompt: Prompt) -> Iterator[str]:
        for place, line in enumerate(self._model(prompt)):
            text, bracket, name = line.rpartition("[")
            wrongs = [wrong for _, wrong in falsified(text, self._names, prompt.user)] if bracket else []
            if wrongs and (place + len(prompt.user)) % 2:
                self.wrong.add(wrongs[0].rstrip("。；"))
                yield f"{wrongs[0]}[{name}"
            else:
                yield line


def falsified(claim: str, names: dict[str, list[str]], seed: str) -> Iterator[tuple[str, str]]:
    """Yield what is changed with the claim in which it is, one thing in each."""
    for turn in range(SEEDS):
        chance = random.Random(f"{seed}{claim}{turn}")  # noqa: S311 - not for secrets
        wrongs = {
            "digit": writers.one_digit(claim, chance),
            "year": writers.other_year(claim, chance),
            "name": writers.other_name(claim, names, chance),
            "unit": writers.other_unit(claim, chance),
        }
        yield from ((kind, wrong) for kind, wrong in wrongs.items() if wrong is not None)
