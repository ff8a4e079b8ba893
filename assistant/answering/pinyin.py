"""How Chinese words sound."""

from __future__ import annotations

import os
from functools import lru_cache

# Single characters are all that is looked up here; the phrases take half a second and 40 MB.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

from pypinyin import lazy_pinyin


def syllables(text: str) -> tuple[str, ...]:
    """Return the pinyin of each character, without tones: 海淀 gives hai, dian. A Latin letter stands for itself."""
    return tuple(map(_syllable, text))


@lru_cache(maxsize=10_000)
def _syllable(character: str) -> str:
    return lazy_pinyin(character)[0]
