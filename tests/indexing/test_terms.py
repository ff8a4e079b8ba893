from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.indexing import counting
from assistant.indexing.counting import word_postings
from assistant.indexing.joined import Joined
from assistant.indexing.pairs import pair_postings
from assistant.indexing.postings import Postings
from assistant.text import bigrams, words


@pytest.mark.parametrize(("count", "cut"), [(pair_postings, bigrams), (word_postings, words)])
@given(texts=st.lists(st.text("海淀企業二〇2.a-B，。 \n𠮷\ud800第三季度十年%\0\x1f") | st.text(max_size=20)))
def test_terms_counted_at_once_are_those_of_each_text(
    count: Callable[[Joined], Postings], cut: Callable[[str], list[str]], texts: list[str]
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(counting, "AT_ONCE", 30)
        written, expected = count(Joined(texts)), Postings.of(map(cut, texts))
    for name in ("terms", "starts", "rows", "counts", "lengths"):
        np.testing.assert_array_equal(getattr(written, name), getattr(expected, name))
        assert getattr(written, name).dtype == getattr(expected, name).dtype
