"""True claims that the benchmark's gold gives, also with figures written otherwise, and falsified ones, all judged."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

from assistant import Assistant
from assistant.evaluation import Case
from assistant.generation.composition import Composition
from assistant.generation.evidence import Table, place_of
from tests.bench.models import falsified
from tests.bench.remembered import Remembered
from tests.generation import writers

Ids = tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """A claim, and whether its verdict is right."""

    kind: str
    text: str
    right: bool


def judge(
    remembered: Remembered, cases: tuple[Case, ...], questions: list[str]
) -> tuple[list[Judged], list[Judged], list[float]]:
    """Return the true claims of all cases with evidence, the falsified ones, and the milliseconds each true one waits."""
    true, false, delays = list[Judged](), list[Judged](), list[float]()
    names = writers.names_of(next(iter(remembered.evidence.documents.values())).text)
    for case, question in zip(cases, questions, strict=True):
        if not case.evidence:
            continue
        table = remembered.evidence.lay_out(question)
        for form, text, ids in perfect_claims(case, table):
            cited = table.cited(ids) or ()
            fault = table.find_fault(text, cited)
            true.append(Judged(form, f"{fault}: {question} | {text}", fault is None))
            composition = Composition(remembered.plain.answer(question), table)
            started = time.thread_time()
            composition.add(text, [place_of(one) for one in cited])
            delays.append((time.thread_time() - started) * 1000)
            for kind, wrong in falsified(text, names, case.id):
                held = table.find_fault(wrong, cited) is not None
                false.append(Judged(kind, f"{question} | {wrong}", held))
    return true, false, delays


def understood(assistant: Assistant, case: Case) -> str:
    """The last turn as the conversation understands it."""
    chat = assistant.conversation()
    answer = [chat.ask(turn) for turn in case.turns][-1]
    return answer.understood or case.question


def perfect_claims(case: Case, table: Table) -> Iterator[tuple[str, str, Ids]]:
    """Yield true claims with their ids: the gold sentences and the question restated, also with figures rewritten."""
    gold = writers.sentences_with(
        tuple(one.quote for one in case.evidence), {one.id: one.candidate.sentence.text for one in table.offered}
    )
    claims: list[tuple[str, str, Ids]] = [("verbatim", text.rstrip("。；"), (name,)) for name, text in gold.items()]
    said = writers.restated(table.asked, case.key) if case.key and gold and "typo" not in case.tags else None
    # A key without the 约 before it is no true claim.
    if (
        said
        and "约" not in said
        and any(re.search(f"约[^，。；]*{re.escape(case.key or '')}", text) for text in gold.values())
    ):
        said = None
    claims += [("restated", said, tuple(gold))] if said else []
    for form, text, ids in claims:
        yield form, text, ids
        for written, write in (("numerals", writers.in_numerals), ("rounded", writers.rounded)):
            if (other := write(text)) != text:
                yield f"{form}, {written}", other, ids
