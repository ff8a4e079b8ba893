"""Comparing two runs over the same cases."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.errors import CaseError
from assistant.evaluation.case_result import CaseResult
from assistant.evaluation.conditions import differing_conditions
from assistant.evaluation.measures import MEASURES
from assistant.evaluation.run import Run
from assistant.evaluation.significance import randomisation_test


@dataclass(frozen=True, slots=True)
class Change:
    """A case in both runs."""

    before: CaseResult
    after: CaseResult


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure over the cases that have it in both runs; `p` as `randomisation_test` gives it."""

    name: str
    before: float
    after: float
    cases: int
    p: float

    @property
    def change(self) -> float:
        """How much better the second run is: positive is better, also where lower values are."""
        return (self.after - self.before) * (1 if MEASURES[self.name].higher else -1)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one run to another.

    `conditions` says what besides the answers differs, a line each. `better`: wrong before, right now; `worse`: the
    other way round; `changed`: another text, as right or wrong as before. `differences` are the measures taken case by
    case; times, memory and areas are not among them.
    """

    before: Run
    after: Run
    conditions: tuple[str, ...]
    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    changed: tuple[Change, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    differences: tuple[Difference, ...]


def compare(before: Run, after: Run) -> Comparison:
    """Compare two runs, case by case. Raises CaseError when they share no case."""
    old = {result.case.id: result for result in before.results}
    new = {result.case.id: result for result in after.results}
    shared = [Change(old[name], new[name]) for name in old if name in new]
    if not shared:
        raise CaseError(f"the runs {before.name!r} and {after.name!r} share no case; compare runs over the same cases")
    return Comparison(
        before=before,
        after=after,
        conditions=differing_conditions(before, after),
        better=tuple(pair for pair in shared if pair.after.right and not pair.before.right),
        worse=tuple(pair for pair in shared if pair.before.right and not pair.after.right),
        changed=tuple(
            pair for pair in shared if _same_verdict(pair) and pair.before.answer.text != pair.after.answer.text
        ),
        only_before=tuple(name for name in old if name not in new),
        only_after=tuple(name for name in new if name not in old),
        differences=tuple(_differences(shared)),
    )


def _same_verdict(pair: Change) -> bool:
    return pair.before.right is pair.after.right


def _differences(shared: list[Change]) -> list[Difference]:
    differences = []
    for name in MEASURES:
        both = [pair for pair in shared if name in pair.before.scores and name in pair.after.scores]
        if both:
            before = [pair.before.scores[name] for pair in both]
            after = [pair.after.scores[name] for pair in both]
            p = randomisation_test(before, after)
            differences.append(Difference(name, sum(before) / len(both), sum(after) / len(both), len(both), p))
    return differences
