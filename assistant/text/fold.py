"""One spelling for characters that mean the same, with every offset kept."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache, lru_cache

import numpy as np
import opencc
from numpy.typing import NDArray

LONG = 200
"""Characters from which it pays to replace all at once."""
_CJK = range(0x3400, 0xA000)
_COMPATIBLE = (range(0x2000, 0x3400), range(0xF900, 0xFFF0))


def fold(text: str) -> str:
    """Return `text` in lower case, half width and simplified characters; `len(fold(text)) == len(text)`.

    Characters are replaced one by one, and one whose equivalent is longer (㎡) stays, so an offset into the
    result is an offset into `text`: no map back is needed.
    """
    if len(text) < LONG:
        return _short(text)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return _codes()[codes].tobytes().decode("utf-32-le")


@lru_cache(maxsize=4096)
def _short(text: str) -> str:
    return text.translate(_table())


@cache
def _codes() -> NDArray[np.uint32]:
    codes = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    codes[list(_table())] = [ord(new) for new in _table().values()]
    return codes


@cache
def _table() -> dict[int, str]:
    characters = [chr(code) for code in _CJK]
    simplified = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    table = {ord(old): new for old, new in zip(characters, simplified, strict=True) if old != new and len(new) == 1}
    for code in (*range(0x80), *range(0xA0, 0x250), *(code for block in _COMPATIBLE for code in block)):
        folded = unicodedata.normalize("NFKC", chr(code)).lower()
        if len(folded) == 1 and folded != chr(code):
            table[code] = folded
    table |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # half a character, which no library takes
    # A compatible character may be traditional itself: folding twice must change nothing.
    return {code: table.get(ord(new), new) for code, new in table.items()}
