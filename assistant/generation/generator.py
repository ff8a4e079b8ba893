"""The seam behind which language models plug in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Event
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked: `system` says how to answer, `user` is JSON that holds nothing but data."""

    system: str
    user: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that one call took, as the server counts them."""

    prompt_tokens: int
    completion_tokens: int


class Generator(Protocol):
    """A language model. Safe to share between threads. `name` is the model's."""

    name: str

    def stream(self, prompt: Prompt, stopped: Event) -> Iterator[str | Usage]:
        """Yield the answer piece by piece, and the usage where the model tells it; end early once `stopped` is set.

        Raises GeneratorError when the model cannot be reached, refuses, breaks off or answers nonsense.
        """
        ...
