from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.indexing.windows import WINDOW_CHARS, window_texts, windows
from assistant.types import Passage

TEXTS = st.text(st.sampled_from("海淀区有企业268家，。！？；\n”」 a."), max_size=5 * WINDOW_CHARS)
ENDS = tuple("。！？；\n”」 ")


def test_a_short_text_is_one_window() -> None:
    assert windows("") == [""]
    assert windows("一。二。三") == ["一。二。三"]
    assert windows("好。" * (WINDOW_CHARS // 2)) == ["好。" * (WINDOW_CHARS // 2)]


def test_windows_are_filled_with_whole_sentences() -> None:
    sentence = "字" * 59 + "。"
    assert windows(sentence * 5) == [sentence * 2, sentence * 2, sentence]


def test_a_sentence_longer_than_a_window_stays_whole() -> None:
    long = "长" * 400 + "。"
    assert windows("短。" + long + "短。") == ["短。", long, "短。"]


def test_marks_that_close_a_quotation_stay_with_it() -> None:
    said = "他说：“" + "好" * 140 + "。”"
    assert windows(said + "\n" + "后来呢。" * 3) == [said + "\n", "后来呢。" * 3]


@given(TEXTS)
def test_windows_are_the_text_cut_where_sentences_end(text: str) -> None:
    found = windows(text)
    assert "".join(found) == text
    assert all(window.endswith(ENDS) for window in found[:-1])
    for window in found:
        # Longer than the limit only where no other end of a sentence would make it shorter.
        assert len(window) <= WINDOW_CHARS or not set("。！？；\n") & set(window.rstrip("。！？；\n”」 "))


@given(TEXTS)
def test_no_two_neighbours_would_fit_into_one_window(text: str) -> None:
    found = windows(text)
    # A neighbour that begins with a sentence which is too long for the window before it is no such case.
    for before, after in pairwise(found):
        first = windows("字" * WINDOW_CHARS + "。" + after)[1]
        assert len(before) + len(first) > WINDOW_CHARS or len(first) < len(after) or len(before + after) > WINDOW_CHARS


def test_each_window_has_the_context_of_its_passage() -> None:
    text = "字" * 99 + "。" + "词" * 99 + "。"
    passage = Passage("id", "题目", "小节", 0, len(text), text)
    assert window_texts(passage) == [f"题目\n小节\n{text[:100]}", f"题目\n小节\n{text[100:]}"]
