"""`assistant index` and `serve`."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import exits
from assistant.cli.options import DOCUMENTS, INDEX, AsJson, Documents, Index, Set, open_assistant
from assistant.cli.output import say, say_json
from assistant.errors import DamagedIndex


def index(
    documents: Documents = DOCUMENTS,
    index: Index = INDEX,
    check: Annotated[
        bool, typer.Option("--check", help="Build nothing: compare the index with its checksums; exits with 4.")
    ] = False,
    set_: Set = None,
    as_json: AsJson = False,
) -> None:
    """Build the index of the reports, or bring it up to date."""
    if check:
        _check(index)
        return
    started = time.perf_counter()
    assistant = open_assistant(documents, index, set_)
    seconds = time.perf_counter() - started
    rows = [
        {"source": document.source, "title": document.title, "characters": len(document.text), "id": document.id}
        for document in assistant.documents
    ]
    if as_json:
        say_json({"version": assistant.version, "seconds": round(seconds, 3), "documents": rows})
        return
    for row in rows:
        say(f"{row['source']}  {row['title']}  {row['characters']} characters")
    say(f"index {assistant.version}: {len(rows)} documents, {seconds:.2f} s")


def _check(index: Path) -> None:
    from assistant.indexing.store import verify_index

    try:
        verify_index(index)
    except DamagedIndex as error:
        say(f"problem: {error}")
        raise typer.Exit(exits.NOT_MET) from error
    say(f"{index} is whole")


def serve(
    documents: Documents = DOCUMENTS,
    index: Index = INDEX,
    host: Annotated[str | None, typer.Option(help="Address to listen on; the same as --set host=…")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port; the same as --set port=…")] = None,
    set_: Set = None,
) -> None:
    """Serve the chat page until Ctrl-C."""
    from assistant.web import serve as serve_page

    named = [f"{name}={value}" for name, value in (("host", host), ("port", port)) if value is not None]
    assistant = open_assistant(documents, index, (set_ or []) + named)
    settings = assistant.settings
    if settings.port:
        say(f"serving {len(assistant.documents)} reports at http://{settings.host}:{settings.port} (Ctrl-C ends)")
    # Ctrl-C is how serving ends, no failure.
    with suppress(KeyboardInterrupt):
        serve_page(assistant, settings)
