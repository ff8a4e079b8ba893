"""The weights of what is asked, for many sentences at once, against one at a time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.weighing import Weighing, held
from assistant.answering.weights import share

KEYS = st.sampled_from("甲乙丙丁戊己")
WEIGHTS = st.dictionaries(KEYS, st.floats(0.1, 20), max_size=6)
SENTENCES = st.lists(st.tuples(st.frozensets(KEYS), st.frozensets(KEYS)), min_size=1, max_size=5)


@given(WEIGHTS, SENTENCES)
def test_of_the_whole_and_of_what_is_left_the_same_as_one_by_one(
    weights: dict[str, float], sentences: list[tuple[frozenset[str], frozenset[str]]]
) -> None:
    left = [{key: weight for key, weight in weights.items() if key not in title} for title, _ in sentences]
    weighing, found = Weighing.of(weights, left), held(weights, [words for _, words in sentences])
    expected = [[share(each, words) for each, (_, words) in zip(some, sentences, strict=True)]
                for some in ([weights] * len(sentences), left)]  # fmt: skip
    assert weighing.mean(found).tolist() == expected
    missing = [[max((weight for key, weight in each.items() if key not in words), default=0)
                for each, (_, words) in zip(some, sentences, strict=True)]
               for some in ([weights] * len(sentences), left)]  # fmt: skip
    assert weighing.heaviest(~found).tolist() == missing


def test_means_of_values() -> None:
    weighing = Weighing.of({"甲": 3.0, "乙": 1.0}, [{"乙": 1.0}])
    assert weighing.mean(np.array([[0.5], [1.0]])).tolist() == [[0.625], [1.0]]
    assert weighing.heaviest(np.array([[0.5], [-1.0]])).tolist() == [[1.5], [-1.0]]


def test_other_weights_for_the_same_keys() -> None:
    weighing = Weighing.of({"甲": 3.0, "乙": 1.0}, [{"甲": 3.0, "乙": 1.0}]).times(np.array([1.0, 0.0]))
    assert weighing.mean(held(["甲", "乙"], [{"乙"}])).tolist() == [[0.0], [0.0]]
    assert weighing.mean(held(["甲", "乙"], [{"甲"}])).tolist() == [[1.0], [1.0]]


@pytest.mark.parametrize("weights", [{}, {"甲": 1.0}])
def test_nothing_asked_is_not_there(weights: dict[str, float]) -> None:
    weighing = Weighing.of(weights, [{}])
    assert weighing.mean(held(weights, [set()])).tolist() == [[0.0], [0.0]]
    assert weighing.heaviest(~held(weights, [{"甲"}])).tolist() == [[0.0], [0.0]]


def test_what_sets_hold() -> None:
    words = frozenset("乙丙")
    assert held(["甲", "乙"], [words, frozenset("甲"), words]).tolist() == [[False, True, False], [True, False, True]]
    assert held([], [words]).shape == (0, 1)
    assert held(["甲"], []).shape == (1, 0)
