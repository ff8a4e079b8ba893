"""The options that several commands share, and opening the assistant they describe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.output import errors, progress_bar

if TYPE_CHECKING:
    from assistant.assistant import Assistant

Documents = Annotated[Path, typer.Option("--documents", help="The folder of reports.", show_default=True)]
Index = Annotated[Path, typer.Option("--index", help="The folder of the index; made when missing.")]
Set = Annotated[
    list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Any setting; may be given several times.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]

DOCUMENTS = Path("documents")
INDEX = Path("index")
ARGUMENTS = frozenset({"documents", "index", "progress", "generator"})
"""What `Assistant.open` takes besides settings."""


def parse_settings(pairs: list[str] | None) -> dict[str, Any]:
    """The settings of `--set name=value`. Raises BadParameter for one without an equals sign."""
    settings: dict[str, Any] = {}
    for pair in pairs or ():
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise typer.BadParameter(f"{pair!r} is not NAME=VALUE", param_hint="--set")
        if name.strip() in ARGUMENTS:
            raise typer.BadParameter(f"{name.strip()!r} is no setting", param_hint="--set")
        settings[name.strip()] = value.strip()
    return settings


def open_assistant(
    documents: Path, index: Path, pairs: list[str] | None, progress: Callable[[str, int, int], None] | None = None
) -> Assistant:
    """Open the assistant with a progress bar while it works, and say on standard error which files were left out."""
    from assistant.assistant import Assistant

    settings = parse_settings(pairs)
    if progress is not None:
        assistant = Assistant.open(documents=documents, index=index, progress=progress, **settings)
    else:
        with progress_bar() as report:
            assistant = Assistant.open(documents=documents, index=index, progress=report, **settings)
    for warning in assistant.warnings:
        errors.print(f"warning: {warning}", markup=False, highlight=False, soft_wrap=True)
    return assistant
