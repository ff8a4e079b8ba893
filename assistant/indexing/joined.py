"""Many texts as one, so that work on each character is done for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.text import fold

END = "\0"
"""What stands after each text, and in none."""


class Joined:
    """Folded texts, each with an END: text i is `text[bounds[i]:bounds[i + 1] - 1]`."""

    def __init__(self, texts: Iterable[str]) -> None:
        parts = [text.replace(END, " ") for text in texts]
        self.text = fold(END.join([*parts, ""]))
        self.bounds = np.cumsum([0, *(len(part) + 1 for part in parts)], dtype=np.int64)

    def __iter__(self) -> Iterator[str]:
        """Yield the folded texts."""
        return (self.text[start : end - 1] for start, end in pairwise(self.bounds.tolist()))

    @property
    def codes(self) -> NDArray[np.uint32]:
        """The code of each character of `text`."""
        return np.frombuffer(self.text.encode("utf-32-le"), dtype=np.uint32)

    def rows(self, places: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return in which of the texts each of `places` in `text` is."""
        number_of = np.repeat(np.arange(len(self.bounds) - 1, dtype=np.int32), np.diff(self.bounds))
        rows: NDArray[np.int32] = number_of[places]
        return rows
