"""A passage cut into windows, each of which gets a vector: a long passage says too much for one."""

from __future__ import annotations

import re

from assistant.indexing.texts import indexed_text
from assistant.types import Passage

WINDOW_CHARS = 150
"""What a window holds at most, unless a single sentence is longer."""
_SENTENCE = re.compile(r"[^。！？；!?;\n]*[。！？；!?;\n][。！？；!?;\n”」』）\s]*|[^。！？；!?;\n]+")


def window_texts(passage: Passage) -> list[str]:
    """Return what is encoded of a passage: each of its windows, with the passage's context."""
    return [indexed_text(passage, window) for window in windows(passage.text)]


def windows(text: str, limit: int = WINDOW_CHARS) -> list[str]:
    """Cut `text` into runs of whole sentences, up to `limit` characters unless one is longer; together they are `text`.

    Sentences are found by their last characters alone: nothing is quoted from a window, and it takes a tenth of the time.
    """
    if len(text) <= limit:
        return [text]
    found = [""]
    for sentence in _SENTENCE.findall(text):
        if found[-1] and len(found[-1]) + len(sentence) > limit:
            found.append("")
        found[-1] += sentence
    return found
