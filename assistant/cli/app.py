"""The commands put together, and errors turned into one line."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from assistant.cli import asking, benchmark, exits, feedback, password, shelf
from assistant.cli.output import errors, say
from assistant.errors import AssistantError

app = typer.Typer(
    name="assistant",
    help="Ask a Chinese report a question and get a short answer you can check.",
    epilog="Exit codes: 0 done, 1 error, 2 wrong usage, 3 refused (ask), 4 checked and not as it should be.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(asking.ask)
app.command()(asking.chat)
app.command()(asking.search)
app.command()(shelf.index)
app.command()(shelf.serve)
app.command()(password.password)
app.add_typer(benchmark.app, name="eval")
app.add_typer(feedback.app, name="feedback")


def _show_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        say(f"assistant {version('assistant')}")
        raise typer.Exit


@app.callback()
def _common(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Options before any command."""


def main() -> None:
    """Run the command line. An error the program knows is one line on standard error and exit code 1."""
    try:
        app()
    except AssistantError as error:
        message = str(error)
    except OSError as error:
        message = f"{error.filename}: {error.strerror}" if error.filename else str(error)
    errors.print(f"error: {message}", markup=False, highlight=False, soft_wrap=True)
    sys.exit(exits.ERROR)
