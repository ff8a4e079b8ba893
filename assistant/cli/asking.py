"""`assistant ask`, `chat` and `search`."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Annotated, Any

import typer

from assistant.cli import exits
from assistant.cli.options import DOCUMENTS, INDEX, AsJson, Documents, Index, Set, open_assistant
from assistant.cli.output import INDENT, errors, say, say_json, show_answer
from assistant.errors import QuestionError
from assistant.types import Answer, Hit

Question = Annotated[str, typer.Argument(help="The question, in quotation marks.", show_default=False)]


def ask(
    question: Question,
    documents: Documents = DOCUMENTS,
    index: Index = INDEX,
    set_: Set = None,
    as_json: AsJson = False,
) -> None:
    """Answer one question, with numbered quotes and their places. Exits with 3 when the reports do not answer it."""
    answer = open_assistant(documents, index, set_).ask(question)
    if as_json:
        say_json(_answer_json(answer))
    else:
        show_answer(answer)
    if answer.refused:
        raise typer.Exit(exits.REFUSED)


def chat(documents: Documents = DOCUMENTS, index: Index = INDEX, set_: Set = None, as_json: AsJson = False) -> None:
    """Talk: follow-up questions are understood from what was said before. Ctrl-D ends.

    With --json every answer is one line of JSON, for programs that talk through a pipe.
    """
    talk = open_assistant(documents, index, set_).conversation()
    while (question := _next_question()) is not None:
        try:
            answer = talk.ask(question)
        except QuestionError as error:
            errors.print(f"error: {error}", markup=False, highlight=False, soft_wrap=True)
            continue
        if as_json:
            say_json_line(answer)
        else:
            show_answer(answer)
            say("")


def search(
    question: Question,
    top_k: Annotated[int, typer.Option("--top-k", min=1, help="How many passages.")] = 5,
    explain: Annotated[bool, typer.Option("--explain", help="Show what the score was made of.")] = False,
    documents: Documents = DOCUMENTS,
    index: Index = INDEX,
    set_: Set = None,
    as_json: AsJson = False,
) -> None:
    """Show the passages that fit best, best first."""
    hits = open_assistant(documents, index, set_).retrieve(question, top_k)
    if as_json:
        say_json([asdict(hit) for hit in hits])
        return
    for number, hit in enumerate(hits, start=1):
        parts = _made_of(hit) if explain else ""
        passage = hit.passage
        place = " · ".join(part for part in (passage.title, passage.heading) if part)
        say(f"{number}. {place} ({passage.start}–{passage.end})  {hit.score:.3f}{parts}")
        say(INDENT + passage.text.replace("\n", "\n" + INDENT) + "\n")


def _made_of(hit: Hit) -> str:
    """What a hit's score was made of; the last two parts only where they added something."""
    parts = [f"lexical {hit.lexical:.3f}", f"dense {hit.dense:.3f}"]
    parts += [f"title +{hit.title:.3f}"] if hit.title else []
    parts += [f"reranker {hit.reranked:+.3f}"] if hit.reranked else []
    return f" = {', '.join(parts)}"


def say_json_line(answer: Answer) -> None:
    """Print an answer as one line of JSON."""
    say(json.dumps(_answer_json(answer), ensure_ascii=False))


def _next_question() -> str | None:
    """The next line that is not empty, None at the end of input."""
    prompt = "> " if sys.stdin.isatty() else ""
    while True:
        try:
            line = input(prompt).strip()
        except EOFError:
            return None
        if line:
            return line


def _answer_json(answer: Answer) -> dict[str, Any]:
    return asdict(answer) | {"refused": answer.refused, "key": answer.key}
