"""`assistant eval check`, `new` and `import`: the cases themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import exits
from assistant.cli.options import DOCUMENTS, INDEX, Documents, Index, Set, open_assistant
from assistant.cli.output import INDENT, say, say_json
from assistant.errors import UnknownDocument

Cases = Annotated[Path, typer.Option("--cases", help="A file or folder of cases.")]
CASES = Path("eval/cases")


def check(
    cases: Cases = CASES,
    documents: Documents = DOCUMENTS,
    index: Index = INDEX,
    show_missing: Annotated[bool, typer.Option("--missing", help="List the sentences that no case touches.")] = False,
    every_kind: Annotated[bool, typer.Option("--every-kind", help="A kind without a case is a problem.")] = False,
    set_: Set = None,
) -> None:
    """Check the cases against the reports. Exits with 4 when a case must be mended."""
    from assistant.evaluation import check_cases, load_cases

    found = check_cases(load_cases(cases), open_assistant(documents, index, set_).documents)
    say(f"{found.cases} cases: " + ", ".join(f"{kind} {count}" for kind, count in found.kinds.items()))
    lacking = [f"no case of kind: {', '.join(found.missing_kinds)}"] if found.missing_kinds else []
    for coverage in found.coverage:
        touched = coverage.sentences - len(coverage.missing)
        say(f"{coverage.document.source}: {touched} of {coverage.sentences} sentences are evidence of a case")
        for sentence in coverage.missing if show_missing else ():
            say(INDENT + sentence)
    for doubt in found.doubts if every_kind else (*lacking, *found.doubts):
        say(f"look at: {doubt}")
    problems = (*lacking, *found.problems) if every_kind else found.problems
    for problem in problems:
        say(f"problem: {problem}")
    if problems:
        raise typer.Exit(exits.NOT_MET)
    say("all cases are sound")


def new(
    document: Annotated[str, typer.Argument(help="The report, as its path in the documents folder.")],
    out: Annotated[Path, typer.Option(help="The file of cases to write; it must not be there yet.")],
    documents: Documents = DOCUMENTS,
    index: Index = INDEX,
    set_: Set = None,
) -> None:
    """Draft cases from a report: figures, dates, titles and names with their evidence. The questions are left to you."""
    from assistant.evaluation import draft_yaml

    if out.exists():
        raise typer.BadParameter(f"{out} is there already; choose another name", param_hint="--out")
    shelf = {each.source: each for each in open_assistant(documents, index, set_).documents}
    if document not in shelf:
        raise UnknownDocument(f"no report {document!r} in {documents}; there are: {', '.join(shelf)}")
    text = draft_yaml(shelf[document])
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")
    count = text.count("\n- id: ")
    say(f"{count} drafts in {out}; write questions into `turns`; drafts without one are left out")


def schema() -> None:
    """Print the JSON schema of a file of cases, for editors and programs."""
    from assistant.evaluation import case_schema

    say_json(case_schema())


def import_set(
    source: Annotated[
        str, typer.Argument(metavar="FORMAT:PATH", help="squad:, beir:, rgb:, companies: or off-topic: and a path.")
    ],
    out: Annotated[Path, typer.Option(help="The folder that gets documents/ and cases.jsonl.")],
    sample: Annotated[int | None, typer.Option(min=1, help="At most so many cases, drawn by chance.")] = None,
) -> None:
    """Turn somebody else's set into reports and cases of ours."""
    from assistant.evaluation.exchange import load_foreign, write_set

    found = load_foreign(source)
    found = found.sample(sample) if sample else found
    write_set(found, out)
    say(f"{len(found.documents)} reports in {out / 'documents'}, {len(found.cases)} cases in {out / 'cases.jsonl'}")
