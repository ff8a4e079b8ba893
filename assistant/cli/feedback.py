"""`assistant feedback`: what visitors of the page thought of answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.options import DOCUMENTS, INDEX, Documents, Index, Set, open_assistant
from assistant.cli.output import say

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.evaluation.complaints import Complaint
    from assistant.web.feedback import Verdict

app = typer.Typer(help="What visitors of the page thought of answers.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Keep `export` a command of its own although it is the only one."""


@app.command()
def export(
    out: Annotated[Path, typer.Option(help="The file of cases to write; it must not be there yet.")],
    documents: Documents = DOCUMENTS,
    index: Index = INDEX,
    set_: Set = None,
) -> None:
    """Write the answers that did not help as benchmark cases to be judged."""
    from assistant.evaluation.complaints import complaints_yaml
    from assistant.web.feedback import Feedback

    if out.exists():
        raise typer.BadParameter(f"{out} is there already; choose another name", param_hint="--out")
    assistant = open_assistant(documents, index, set_)
    file = assistant.settings.feedback
    if file is None or not file.is_file():
        raise typer.BadParameter(f"there is no feedback in {file}; name its file with --set feedback=…")
    verdicts = Feedback(file, assistant.settings.feedback_days).all()
    complaints = [_complaint(verdict, assistant) for verdict in verdicts if not verdict.helpful]
    out.write_text(complaints_yaml(complaints), encoding="utf-8")
    say(f"{out}: {len(complaints)} of {len(verdicts)} answers did not help; judge them")


def _complaint(verdict: Verdict, assistant: Assistant) -> Complaint:
    """Quotes of reports that have changed since are left out: a case's evidence must stand in the report."""
    from assistant.evaluation.complaints import Complaint

    sources = {listing.document_id: listing.source for listing in assistant.listings}
    cited = [(sources.get(one["document_id"]), one["quote"]) for one in json.loads(verdict.citations)]
    quotes = tuple((source, quote) for source, quote in cited if source)
    question = verdict.understood or verdict.question
    return Complaint(question, verdict.answer, verdict.comment, quotes, verdict.time, verdict.version)
