from assistant.answering.translations import load_translations, read


def test_a_line_is_a_word_with_what_it_stands_for() -> None:
    assert read("赚 净利润:60 利润:40\n住 常住人口:100\n") == {
        "赚": {"净利润": 0.6, "利润": 0.4},
        "住": {"常住人口": 1.0},
    }


def test_shipped_words_stand_for_what_reports_say() -> None:
    table = load_translations()
    assert "净利润" in table["赚"]
    assert "书记" in table["一把手"]
    assert "总资产" in table["家底"]


def test_shipped_weights_are_shares() -> None:
    for word, meanings in load_translations().items():
        assert all(0 < weight <= 1 for weight in meanings.values()), word
        assert 0.5 <= sum(meanings.values()) <= 1.06, word
