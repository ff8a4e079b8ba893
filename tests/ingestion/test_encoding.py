from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UnreadableDocument
from assistant.ingestion.encoding import decode

REPORT = "海淀区上市企业\r\n2022年，海淀区上市企业共有268家。\r\n"
SHORT = ["海淀", "GDP 10206.9亿元", "标题\n正文很短。", "《北京市“十四五”规划》", "人口313.2万人", "中关村科技园区"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_every_encoding_gives_the_same_text(encoding: str) -> None:
    assert decode(REPORT.encode(encoding)) == REPORT.replace("\r\n", "\n")


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_utf_16_in_both_byte_orders(mark: bytes, encoding: str) -> None:
    assert decode(mark + "海淀".encode(encoding)) == "海淀"


@pytest.mark.parametrize("text", SHORT)
def test_short_gb18030_is_not_taken_for_another_encoding(text: str) -> None:
    assert decode(text.encode("gb18030")) == text


def test_big5_is_told_from_gb18030() -> None:
    text = "台灣經濟報告：上市公司共有二百六十八家，比去年增加十八家。"
    assert decode(text.encode("big5")) == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_become_one_character(end: str) -> None:
    assert decode(f"一{end}二{end}{end}三".encode()) == "一\n二\n\n三"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"plain ASCII with a bell \x07 in it", "binary"),
        (b"caf\xe9 \xe0 la carte", "no known encoding"),
        (b"\xff\xfe\x00", "not valid utf-16-le at byte 0"),
    ],
)
def test_what_is_not_text_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        decode(raw)


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_the_documented_error(raw: bytes) -> None:
    try:
        text = decode(raw)
    except UnreadableDocument:
        return
    assert "\r" not in text
    assert "\0" not in text


@given(st.text(alphabet=st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"])))
def test_utf_8_comes_back_unchanged(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text
