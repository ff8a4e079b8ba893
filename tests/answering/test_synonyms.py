from pathlib import Path

import pytest

from assistant.answering.synonyms import Synonyms, load_synonyms
from assistant.errors import SettingsError


def said_everywhere(_: str) -> bool:
    return True


def test_each_word_of_a_set_is_replaced_by_the_others() -> None:
    synonyms = Synonyms([["gdp", "地区生产总值", "经济总量"]])
    assert list(synonyms.variants("海淀的GDP是多少？", said_everywhere)) == [
        ("海淀的地区生产总值是多少？", "gdp", "地区生产总值"),
        ("海淀的经济总量是多少？", "gdp", "经济总量"),
    ]


def test_only_words_that_the_shelf_says_are_tried() -> None:
    synonyms = Synonyms([["gdp", "地区生产总值", "经济总量"]])
    variants = synonyms.variants("海淀的GDP是多少？", "经济总量".__eq__)
    assert [variant.question for variant in variants] == ["海淀的经济总量是多少？"]


def test_the_longest_word_is_the_one_replaced() -> None:
    synonyms = Synonyms([["企业", "公司"], ["小巨人企业", "专精特新企业"]])
    assert [variant.question for variant in synonyms.variants("小巨人企业有几家", said_everywhere)] == [
        "专精特新企业有几家"
    ]


def test_what_stands_around_the_word_is_not_said_twice() -> None:
    synonyms = Synonyms([["小巨人", "专精特新小巨人企业", "小巨人公司"]])
    assert [variant.question for variant in synonyms.variants("国家级专精特新小巨人有几家", said_everywhere)] == [
        "国家级专精特新小巨人企业有几家",
        "国家级专精特新小巨人公司有几家",
    ]


def test_a_users_sets_come_after_the_shipped_ones(tmp_path: Path) -> None:
    file = tmp_path / "synonyms.txt"
    file.write_text("# 我们的说法\n双创 创新创业\n", encoding="utf-8")
    variants = load_synonyms(file).variants("双创政策有哪些？", lambda phrase: phrase == "创新创业")
    assert list(variants) == [("创新创业政策有哪些？", "双创", "创新创业")]


@pytest.mark.parametrize(("content", "named"), [(b"\xff\xfe\x00", "cannot be read"), ("双创\n".encode(), "line 1")])
def test_a_file_that_is_no_list_of_sets_is_refused(tmp_path: Path, content: bytes, named: str) -> None:
    file = tmp_path / "synonyms.txt"
    file.write_bytes(content)
    with pytest.raises(SettingsError, match=named):
        load_synonyms(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="nowhere"):
        load_synonyms(tmp_path / "nowhere.txt")
