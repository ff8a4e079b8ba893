"""The result of running all cases, and its JSON form."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import CaseError
from assistant.evaluation.case_result import CaseResult
from assistant.evaluation.diagnosis import Step, diagnose
from assistant.evaluation.provenance import IndexRecord, Program, ShelfEntry
from assistant.evaluation.summary import Figure, summarise

FORMAT = 2


class Run(BaseModel):
    """The result of running all cases, with what is needed to repeat it.

    `created` is UTC in ISO 8601, `seconds` the time of the whole run, `peak_memory` in MiB (None where the system does
    not tell).
    """

    model_config = ConfigDict(frozen=True)

    format: int = FORMAT
    name: str
    created: str
    program: Program
    machine: dict[str, str]
    settings: dict[str, Any]
    index: IndexRecord
    documents: tuple[ShelfEntry, ...]
    warnings: tuple[str, ...]
    jobs: int
    seconds: float
    peak_memory: float | None
    results: tuple[CaseResult, ...]

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Every figure that applies, by its name in `measures.MEASURES`."""
        return summarise(self.results, self.peak_memory)

    @cached_property
    def kinds(self) -> dict[str, dict[str, Figure]]:
        """The figures of each kind of case that occurs."""
        names = dict.fromkeys(result.case.kind.value for result in self.results)
        return {name: summarise([item for item in self.results if item.case.kind == name]) for name in names}

    @property
    def left_out(self) -> tuple[str, ...]:
        """The ids of the cases whose evidence is on no document of this shelf."""
        return tuple(result.case.id for result in self.results if result.left_out)

    def rows(self) -> list[dict[str, str | float | bool]]:
        """A flat row for every case, as `pandas.DataFrame(run.rows())` likes it."""
        return [result.row() | {"step": diagnose(result) or ""} for result in self.results]

    @cached_property
    def steps(self) -> dict[Step, tuple[CaseResult, ...]]:
        """The wrong cases by the step that failed first, in the order of `Step`; steps without one are left out."""
        found = {step: tuple(result for result in self.results if diagnose(result) is step) for step in Step}
        return {step: results for step, results in found.items() if results}

    def save(self, path: Path) -> None:
        """Write the run as JSON, its figures first; folders are made as needed."""
        figures = {name: {"value": figure.value, "cases": figure.cases} for name, figure in self.figures.items()}
        path.parent.mkdir(parents=True, exist_ok=True)
        content = {"figures": figures, **self.model_dump(mode="json")}
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Run:
        """Read a run. Raises CaseError when the file is missing or holds no run of this format."""
        try:
            run = cls.model_validate_json(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise CaseError(f"there is no run at {path}; `assistant eval run` makes one") from error
        except (ValidationError, UnicodeDecodeError) as error:
            raise CaseError(f"{path} holds no run of the benchmark; make it again with `assistant eval run`") from error
        if run.format != FORMAT:
            raise CaseError(f"{path} is a run of format {run.format}, this program reads {FORMAT}; make it again")
        return run
