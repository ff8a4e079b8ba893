"""Adding and removing reports while the page is served."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.assistant import Assistant
from assistant.errors import AssistantError, UnknownDocument
from assistant.ingestion.reader import SUFFIXES, read_document


class ShelfChangeError(AssistantError):
    """A report cannot be added or removed."""


def add_report(assistant: Assistant, name: str, content: bytes) -> None:
    """Put a file into the documents folder, in place of one of the same name; a refresh takes it up.

    Raises ShelfChangeError for a name that is none, and DocumentError for a file that holds no report.
    """
    name = os.path.basename(name.replace("\\", "/"))
    if name.startswith(".") or not name.isprintable() or not name.lower().endswith(SUFFIXES):
        raise ShelfChangeError(f"{name!r} is no name for a report; it must end in {' or '.join(SUFFIXES)}")
    with TemporaryDirectory() as folder:
        tried = Path(folder, name)
        tried.write_bytes(content)
        read_document(tried, Path(folder), assistant.settings.max_document_bytes)
    unseen = assistant.folder / f".{secrets.token_hex(8)}"  # hidden files are passed over, so none is read half written
    unseen.write_bytes(content)
    os.replace(unseen, assistant.folder / name)


def remove_report(assistant: Assistant, document_id: str) -> None:
    """Delete a report's file; a refresh forgets it. Raises UnknownDocument, or ShelfChangeError for the last one."""
    sources = {listing.document_id: listing.source for listing in assistant.listings}
    if document_id not in sources:
        raise UnknownDocument(f"no document has the id {document_id!r}; load the page anew")
    if len(sources) == 1:
        raise ShelfChangeError("this is the only report; add another one before removing it")
    (assistant.folder / sources[document_id]).unlink(missing_ok=True)
