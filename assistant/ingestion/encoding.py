"""From a file's bytes to text."""

from __future__ import annotations

import codecs
import re

from assistant.errors import UnreadableDocument

# UTF-32's mark begins with UTF-16's, so it is looked for first.
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_CHINESE = ["gb18030", "big5"]
_LINE_END = re.compile(r"\r\n?")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(raw: bytes) -> str:
    """Return the text of `raw` with every line end as "\\n" and without a byte order mark.

    UTF-8, UTF-16 and UTF-32 with a byte order mark, UTF-8 without, GB18030 and Big5 are known.
    Raises UnreadableDocument when `raw` is binary, or in none of them.
    """
    text = _decode(raw)
    if _CONTROL.search(text):
        raise UnreadableDocument("it is binary, not text; leave it out, or save it as a UTF-8 text file")
    return _LINE_END.sub("\n", text)


def _decode(raw: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark):
            return _strict(raw[len(mark) :], encoding)
    if b"\0" in raw:
        raise UnreadableDocument("it is binary, not text; leave it out, or save it as a UTF-8 text file")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(raw, _chinese_encoding(raw))


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(f"it is not valid {encoding} at byte {error.start}; save it as UTF-8") from error


def _chinese_encoding(raw: bytes) -> str:
    """Return which Chinese encoding `raw` is in; GB18030 where both read equally well, as it is the commoner one."""
    from charset_normalizer import from_bytes  # only a file that is not UTF-8 needs it

    matches = from_bytes(raw, cp_isolation=_CHINESE, threshold=0.5)
    if not matches:
        raise UnreadableDocument("it is in no known encoding (UTF-8, UTF-16, GB18030, Big5); save it as UTF-8")
    return min(matches, key=lambda match: (match.chaos, -match.coherence, _CHINESE.index(match.encoding))).encoding
