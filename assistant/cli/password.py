"""`assistant password`."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cli.output import say


def password(
    word: Annotated[
        str, typer.Option("--password", prompt=True, confirmation_prompt=True, hide_input=True, help="Better typed.")
    ],
) -> None:
    """Make the hash of a password for the setting staff_password, which opens /staff."""
    from assistant.web.password import hash_password

    if len(word) < 8 or not word.isascii():
        raise typer.BadParameter(
            "take at least 8 characters, all of them ASCII: browsers differ in how they send others"
        )
    say(f"staff_password = '{hash_password(word)}'")
