"""Reading rows of JSON, packed or not."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

from assistant.errors import CaseError


def read_text(path: Path) -> str:
    """The text of a file, unpacked when its name ends in .gz. Raises CaseError when it is missing or not UTF-8."""
    try:
        content = path.read_bytes()
        return (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8-sig")
    except FileNotFoundError as error:
        raise CaseError(f"there is no file {path}") from error
    except (UnicodeDecodeError, gzip.BadGzipFile, EOFError) as error:
        raise CaseError(f"{path} cannot be read: {error}") from error


def read_rows(path: Path, *needed: str) -> list[dict[str, Any]]:
    """The objects of a file with one JSON object a line, each of which has the fields `needed`."""
    rows = []
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        row = parse(line, f"{path}, line {number}")
        missing = [name for name in needed if not isinstance(row, dict) or name not in row]
        if missing:
            raise CaseError(f"{path}, line {number} has no field {missing[0]!r}; is it of another format?")
        rows.append(row)
    return rows


def parse(text: str, where: str) -> Any:
    """The value of a JSON text, line ends as reports have them. Raises CaseError that names `where` it stands."""
    try:
        return _line_ends(json.loads(text))
    except json.JSONDecodeError as error:
        raise CaseError(f"{where} is not JSON: {error}") from error


def _line_ends(value: Any) -> Any:
    """The value with every line end in its texts as a report's reader leaves it, so that quotes are found again."""
    if isinstance(value, str):
        return re.sub(r"\r\n?", "\n", value)
    if isinstance(value, list):
        return [_line_ends(item) for item in value]
    return {key: _line_ends(item) for key, item in value.items()} if isinstance(value, dict) else value
