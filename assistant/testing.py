"""Stand-ins for the parts that come from outside, small enough to compute by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import Event

import numpy as np
from numpy.typing import NDArray

from assistant.generation.generator import Prompt, Usage


class ToyEncoder:
    """Counts letters and digits by their code point modulo `dimension`, and scales the counts to unit length.

    With 8 dimensions "aab" (code points 97, 97, 98) is (0, 2, 1, 0, 0, 0, 0, 0) / √5.
    """

    def __init__(self, dimension: int = 64) -> None:
        self.name = f"toy-{dimension}"
        self.dimension = dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors, float32 (len(texts), dimension), rows of unit length; a row is zero for a text without letters."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for vector, text in zip(vectors, texts, strict=True):
            for character in filter(str.isalnum, text):
                vector[ord(character) % self.dimension] += 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors


class ScriptedGenerator:
    """A language model that says what `write` makes of the prompt, piece by piece, and counts characters as tokens.

    ScriptedGenerator(lambda prompt: ["海淀区有12家图书馆。", f"[{next(iter(offered(prompt)))}]"])
    """

    def __init__(self, write: Callable[[Prompt], Iterable[str]], name: str = "scripted") -> None:
        self.name = name
        self.prompts: list[Prompt] = []
        self._write = write

    def stream(self, prompt: Prompt, stopped: Event) -> Iterator[str | Usage]:
        """Yield the pieces of the script, then the usage. Raises what `write` raises."""
        self.prompts.append(prompt)
        written = 0
        for piece in self._write(prompt):
            if stopped.is_set():
                return
            written += len(piece)
            yield piece
        yield Usage(len(prompt.system) + len(prompt.user), written)


def offered(prompt: Prompt) -> dict[str, str]:
    """The sentences that a prompt offers, by their ids."""
    return {sentence["id"]: sentence["text"] for sentence in json.loads(prompt.user).get("sentences", ())}
