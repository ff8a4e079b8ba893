"""What the commands print: text for people, JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from assistant.types import Answer, Citation

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

errors = Console(stderr=True)
INDENT = "    "


def say(text: str | Text) -> None:
    """Print to standard output as it is: no markup, no cut lines."""
    Console().print(text, markup=False, highlight=False, soft_wrap=True)


def say_json(value: Any) -> None:
    """Print a value as JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write(path: Path, text: str) -> None:
    """Write a file, with the folders it needs, and say so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    say(f"wrote {path}")


def show_answer(answer: Answer) -> None:
    """Print an answer with its key spans in bold, then its numbered quotes, each with its place.

    Under a refusal stand the nearest quotes, said to be only near.
    """
    if answer.understood:
        say(Text(f"→ {answer.understood}", style="dim"))
    text = Text(answer.text)
    for start, end in answer.key_spans:
        text.stylize("bold", start, end)
    say(text)
    if answer.note:
        say(Text(f"（{answer.note}）", style="dim"))
    if answer.related:
        say(Text("\n报告里相关的内容：", style="dim"))
    for citation in answer.citations or answer.related:
        _show_citation(citation)


def _show_citation(citation: Citation) -> None:
    place = " · ".join(part for part in (citation.title, citation.heading) if part)
    say(f"\n[{citation.number}] {place} ({citation.start}–{citation.end})")
    say(INDENT + citation.quote)


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error, fed with (stage, done, total); nothing is drawn without work, or where nobody watches."""
    with ExitStack() as stack:
        bars: dict[str, TaskID] = {}
        drawn: list[Progress] = []

        def report(stage: str, done: int, total: int) -> None:
            if not errors.is_terminal:
                return
            if not drawn:
                drawn.append(stack.enter_context(_progress()))
            if stage not in bars:
                bars[stage] = drawn[0].add_task(stage, total=total)
            drawn[0].update(bars[stage], completed=done, total=total)

        yield report


def _progress() -> Progress:
    # Only long work pays for this import.
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=errors, transient=True)
