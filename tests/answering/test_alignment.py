import numpy as np
import pytest

from assistant.answering.alignment import Alignment, likeness
from assistant.answering.view import view
from assistant.indexing.encoder import load_encoder


def test_a_term_that_stands_in_the_text_is_as_near_as_can_be() -> None:
    text = view("海淀区共有上市企业268家。")
    assert Alignment(["企业"], [text]).nearest([text])["企业"] == pytest.approx(1, abs=1e-3)


def test_likeness_is_the_cosine_to_the_nearest_word() -> None:
    text = view("公司营收增长。")
    vectors = load_encoder("static").encode(["收入", *text.words])
    expected = float(np.max(vectors[1:] @ vectors[0]))
    assert Alignment(["收入"], [text]).nearest([text])["收入"] == pytest.approx(expected, abs=2e-3)


def test_the_nearest_of_several_texts_counts_and_an_empty_one_does_not() -> None:
    near, empty = view("上市企业"), view("")
    alignment = Alignment(["企业"], [near, empty])
    assert alignment.nearest([empty]) == {"企业": 0}
    assert alignment.nearest([empty, near]) == alignment.nearest([near])


def test_likeness_of_two_phrases() -> None:
    first, second = load_encoder("static").encode(["收入", "营收"])
    assert likeness("收入", "营收") == pytest.approx(float(first @ second), abs=2e-3)
    assert likeness("收入", "营收") == likeness("营收", "收入")
    assert likeness("企业", "企业") == pytest.approx(1, abs=1e-3)
    assert likeness("收入", "营收") > likeness("收入", "鱼")
    assert likeness("收入", "") == 0
