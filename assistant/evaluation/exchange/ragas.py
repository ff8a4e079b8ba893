"""A run as rows for ragas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assistant.evaluation.case_result import CaseResult
from assistant.evaluation.metrics.containing import without_markers
from assistant.evaluation.run import Run


def export_ragas(run: Run, path: Path) -> None:
    """Write one JSON object a line with the fields of ragas' `SingleTurnSample`.

    `ragas.EvaluationDataset.from_jsonl(path)` reads it. Unanswerable questions, chat and follow-ups are left out,
    because that format has no place for a refusal or a history. The reference is the first of all alternatives.
    """
    rows = [_row(result) for result in run.results if result.case.answerable and len(result.case.turns) == 1]
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")


def _row(result: CaseResult) -> dict[str, Any]:
    return {
        "user_input": result.case.question,
        "response": without_markers(result.answer.text),
        "retrieved_contexts": [hit.passage.text for hit in result.hits],
        "reference": "；".join(item[0] for item in result.case.alternatives),
        "reference_contexts": [evidence.quote for evidence in result.case.evidence],
    }
