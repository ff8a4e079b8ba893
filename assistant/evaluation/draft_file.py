"""A file of drafted cases, for a person to fill in."""

from __future__ import annotations

from itertools import count
from pathlib import PurePosixPath
from typing import Any

import yaml

from assistant.evaluation.cases import slug
from assistant.evaluation.drafting import Draft, drafts
from assistant.types import Document

BY_HAND = """
# What cannot be drafted. Take away the signs in front, write the questions, and choose ids. `eval/README.md` tells more.
# - {id: PREFIX-near-miss-1, kind: unanswerable, unanswerable: wrong-year, turns: [""]}
# - {id: PREFIX-near-miss-2, kind: unanswerable, unanswerable: wrong-place, turns: [""]}
# - {id: PREFIX-near-miss-3, kind: unanswerable, unanswerable: wrong-indicator, turns: [""]}
# - id: PREFIX-follow-up-1
#   kind: follow-up
#   turns: ["", ""]
#   answers: [""]
#   evidence:
#   - {document: SOURCE, quote: ""}
"""


def draft_yaml(document: Document) -> str:
    """The drafts of a report as a file of cases whose `turns` are empty, each sentence above its drafts.

    Ids are the report's name and a number. Drafts without a question are left out when the file is read.
    """
    prefix = slug(PurePosixPath(document.source).stem)
    numbers = count(1)
    parts = [f"# Drafted from {document.source}. Write questions into `turns`; drafts without one are left out.\n"]
    for sentence, found in drafts(document):
        parts.append(f"\n# {''.join(filter(str.isprintable, sentence))}\n")
        parts += [cases_yaml([_row(draft, document.source, f"{prefix}-{next(numbers):03d}")]) for draft in found]
    return "".join(parts) + BY_HAND.replace("PREFIX", prefix).replace("SOURCE", document.source)


def _row(draft: Draft, source: str, name: str) -> dict[str, Any]:
    evidence: dict[str, Any] = {"document": source, "quote": draft.quote}
    if draft.occurrence is not None:
        evidence["occurrence"] = draft.occurrence
    return {
        "id": name,
        "kind": draft.kind.value,
        "turns": [""],
        "answers": [draft.key],
        "key": draft.key,
        "evidence": [evidence],
    }


def cases_yaml(rows: list[dict[str, Any]]) -> str:
    """Rows of cases as YAML that people edit: short lists on one line, Chinese as it is."""
    return yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, default_flow_style=None, width=1000)
