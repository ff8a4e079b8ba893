"""`assistant eval check`: the cases themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import exits
from assistant.cli.options import DOCUMENTS, INDEX, Documents, Index, Set, open_assistant
from assistant.cli.output import INDENT, say

Cases = Annotated[Path, typer.Option("--cases", help="A file or folder of cases.")]
CASES = Path("eval/cases")


def check(
    cases: Cases = CASES,
    documents: Documents = DOCUMENTS,
    index: Index = INDEX,
    show_missing: Annotated[bool, typer.Option("--missing", help="List the sentences that no case touches.")] = False,
    set_: Set = None,
) -> None:
    """Check the cases against the reports. Exits with 4 when a case must be mended."""
    from assistant.evaluation import check_cases, load_cases

    loaded = load_cases(cases)
    found = check_cases(loaded, open_assistant(documents, index, set_).documents)
    say(f"{found.cases} cases: " + ", ".join(f"{kind} {count}" for kind, count in found.kinds.items()))
    if found.missing_kinds:
        say(f"no case of kind: {', '.join(found.missing_kinds)}")
    for coverage in found.coverage:
        touched = coverage.sentences - len(coverage.missing)
        say(f"{coverage.document.source}: {touched} of {coverage.sentences} sentences are evidence of a case")
        for sentence in coverage.missing if show_missing else ():
            say(INDENT + sentence)
    for problem in found.problems:
        say(f"problem: {problem}")
    if not found.sound:
        raise typer.Exit(exits.NOT_MET)
    say("all cases are sound")
