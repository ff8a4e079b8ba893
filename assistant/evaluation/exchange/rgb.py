"""RGB: questions with passages that answer them and passages that do not (Chen et al. 2024)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.evaluation.cases import Case, Kind, slug
from assistant.evaluation.exchange.foreign import ForeignSet, evidence_for, standing, unique
from assistant.evaluation.exchange.rows import read_rows


def load_rgb(path: Path) -> ForeignSet:
    """Read rows of `id`, `query`, `answer`, `positive` and `negative`, one JSON object a line.

    An answer is text, alternatives, or a list of either of which all must be given. Every passage becomes a report.
    The evidence is the sentence of a positive passage in which the first alternative found stands. A question whose
    positive passages hold no alternative is left out. In the sets for information integration `positive` is a list of
    lists; in those for counterfactuals the false passages `positive_wrong` are not read.
    Raises CaseError when the file is of another format.
    """
    rows = read_rows(path, "id", "query", "answer", "positive", "negative")
    documents: dict[str, str] = {}
    cases = []
    for name, row in zip(unique([slug(row["id"]) for row in rows]), rows, strict=True):
        positive = _passages(row["positive"])
        for kind, passages in (("positive", positive), ("negative", _passages(row["negative"]))):
            documents |= {f"{name}-{kind}-{number}.txt": text for number, text in enumerate(passages)}
        case = _case(name, row, positive)
        if case is not None:
            cases.append(case)
    return ForeignSet(path.name.partition(".")[0], documents, tuple(cases))


def _case(name: str, row: dict[str, Any], positive: list[str]) -> Case | None:
    answers = _answers(row["answer"])
    evidence = []
    for item in answers:
        found = next(
            (
                (number, text, start, start + len(each))
                for number, text in enumerate(positive)
                for each in item
                for start in standing(text, each)
            ),
            None,
        )
        if found is None:
            return None
        number, text, start, end = found
        evidence.append(evidence_for(f"{name}-positive-{number}.txt", text, start, end))
    kind = Kind.LIST if len(answers) > 1 else Kind.NAME
    return Case(id=name, kind=kind, turns=(row["query"],), answers=answers, evidence=tuple(dict.fromkeys(evidence)))


def _passages(value: list[Any]) -> list[str]:
    return [text for item in value for text in (item if isinstance(item, list) else [item]) if text.strip()]


def _answers(value: Any) -> tuple[tuple[str, ...], ...]:
    """Text is one item; of a list every element is an item, a list inside it holds an item's alternatives."""
    if isinstance(value, str):
        return ((value.strip(),),)
    return tuple(tuple(each.strip() for each in item) if isinstance(item, list) else (item.strip(),) for item in value)
