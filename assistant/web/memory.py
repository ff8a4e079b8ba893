"""The latest answers, kept for the next visitor who asks the same: an answer depends on nothing but what is asked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from hashlib import blake2b
from threading import Lock

from assistant.types import Turn

LARGEST = 16_000_000  # bytes, all together


class Memory:
    """Up to `most` turns, and `LARGEST` bytes of them written out, those used last; in this process only.

    Safe to share between threads. What was asked before a question is kept as a digest alone.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[bytes, tuple[Turn, int]] = OrderedDict()
        self._size = 0
        self._changing = Lock()

    def recall(self, version: str, question: str, turns: Sequence[Turn]) -> Turn | None:
        """Return the turn that answered `question` after `turns` from that version of the index, None for none."""
        if not self._most:
            return None
        key = _key(version, question, turns)
        with self._changing:
            kept = self._kept.get(key)
            if kept is None:
                return None
            self._kept.move_to_end(key)
            return kept[0]

    def keep(self, version: str, turns: Sequence[Turn], turn: Turn) -> None:
        """Remember the turn that came after `turns`. One that a language model wrote is told anew each time."""
        if not self._most or turn.answer.generation is not None:
            return
        key, size = _key(version, turn.question, turns), len(repr(turn).encode("utf-8", "surrogatepass"))
        with self._changing:
            self._size += size - self._kept.pop(key, (turn, 0))[1]
            self._kept[key] = (turn, size)
            while len(self._kept) > self._most or self._size > LARGEST:
                self._size -= self._kept.popitem(last=False)[1][1]

    def forget(self) -> None:
        """Forget everything, as when the shelf has changed."""
        with self._changing:
            self._kept.clear()
            self._size = 0


def _key(version: str, question: str, turns: Sequence[Turn]) -> bytes:
    said = repr((version, question, *turns))
    return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=16).digest()
