"""Reading files of cases, with messages that say which case is wrong and how."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from assistant.errors import CaseError
from assistant.evaluation.cases import Case

log = logging.getLogger(__name__)
TOLD = 10
"""How many wrong cases one message names."""


def load_cases(path: Path) -> tuple[Case, ...]:
    """Read the cases of a `.yaml` or `.jsonl` file, or of all such files below a folder in the order of their names.

    Drafts, whose question is still empty, are left out; how many is logged as a warning.
    Raises CaseError that names the first `TOLD` wrong cases with their files, or two cases of one id.
    """
    cases: list[Case] = []
    problems: list[str] = []
    drafts = 0
    for file, position, row in _numbered_rows(path):
        if _is_draft(row):
            drafts += 1
            continue
        try:
            cases.append(Case.model_validate(row))
        except ValidationError as error:
            problems.append(f"{file}: {_label(row, position)}: {_reason(error)}")
    problems += [f"{path}: two cases have the id {name!r}" for name in _repeated(case.id for case in cases)]
    if problems:
        more = [f"… and {len(problems) - TOLD} more like these"] if len(problems) > TOLD else []
        raise CaseError("\n".join(problems[:TOLD] + more))
    if drafts:
        log.warning("%s: %d drafts without a question are left out", path, drafts)
    return tuple(cases)


def _is_draft(row: Any) -> bool:
    turns = row.get("turns") if isinstance(row, dict) else None
    return isinstance(turns, list) and turns != [] and all(turn is None or not str(turn).strip() for turn in turns)


def _numbered_rows(path: Path) -> Iterator[tuple[Path, int, Any]]:
    """Every row with its file and its number there, from 1."""
    files = sorted(file for file in path.rglob("*") if file.suffix in READERS) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise CaseError(f"{path} holds no cases; give a .yaml or .jsonl file, or a folder of them")
    for file in files:
        for position, row in enumerate(_rows(file), start=1):
            yield file, position, row


def _rows(file: Path) -> list[Any]:
    if file.suffix not in READERS:
        raise CaseError(f"{file} is not a file of cases; its name must end in one of {', '.join(READERS)}")
    try:
        rows = READERS[file.suffix](file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise CaseError(f"{file} cannot be read: {' '.join(str(error).split())}") from error
    if not isinstance(rows, list):
        raise CaseError(f"{file} must hold a list of cases, each starting with '- id:'")
    return rows


class _Loader(yaml.SafeLoader):
    """YAML that refuses a key given twice, of which plain YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        for key in _repeated(key.value for key, _ in node.value):
            problem = f"the key {key!r} is given twice"
            raise yaml.constructor.ConstructorError(None, None, problem, node.start_mark)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def _read_yaml(text: str) -> Any:
    return yaml.load(text, _Loader) or []  # noqa: S506 - it is a safe loader


def _read_lines(text: str) -> Any:
    return [json.loads(line) for line in text.split("\n") if line.strip()]


READERS = {".yaml": _read_yaml, ".yml": _read_yaml, ".jsonl": _read_lines}


def _repeated(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [name for name in names if name in seen or seen.add(name)]  # type: ignore[func-returns-value]


def _label(row: Any, position: int) -> str:
    name = row.get("id") if isinstance(row, dict) else None
    return f"case {name!r}" if name else f"case number {position}"


def _reason(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    if place.startswith("turns") and first["type"] == "string_too_short":
        return "a turn is empty; write it into `turns`, or delete the case"
    hint = "; put it in quotation marks" if first["type"] == "string_type" and first["input"] is not None else ""
    return f"{place or 'the case'}: {first['msg'].removeprefix('Value error, ')}{hint}"
