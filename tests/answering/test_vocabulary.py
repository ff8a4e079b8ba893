import pytest

from assistant.answering.english import in_chinese, is_english
from assistant.answering.pinyin import syllables
from assistant.answering.spelling import corrections
from assistant.answering.vocabulary import Vocabulary

TEXT = (
    "海淀区2022年共有上市企业268家。海淀区区长是李俊杰。海淀区的独角兽企业有40家，仅次于硅谷地区。"
    "海淀区第三产业占比92%。雷军说，海淀很神奇。中关村科创金融服务中心位于海淀区。海淀区出台了“海英计划”。"
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary([TEXT])


def test_syllables() -> None:
    assert syllables("海淀GDP") == ("hai", "dian", "G", "D", "P")


def test_a_name_that_is_no_word_is_found_in_the_title() -> None:
    named = Vocabulary(["# 槿河市2023年统计公报\n\n全年快递业务量7216万件。"])
    assert named.sounding("jinhe") == ["槿河"]
    assert named.sounding("jinheshi") == ["槿河市"]
    assert named.sounding("quannian") == ["全年"]  # a word, from the text
    assert in_chinese("How many express parcels were handled in Jinhe in 2023?", named) == "槿河2023年快递业务量有多少"


def test_words_are_found_by_their_sound(vocabulary: Vocabulary) -> None:
    assert vocabulary.sounding("haidian")[:1] == ["海淀"] or vocabulary.sounding("haidianqu") == ["海淀区"]
    assert vocabulary.sounding("leijun") == ["雷军"]
    assert vocabulary.sounding("chaoyang") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("海定区上市企业有多少家", "海淀区上市企业有多少家"),
        ("海殿的独角兽企业仅次于哪里", "海淀的独角兽企业仅次于哪里"),
        ("海淀的独角售企业有多少家", "海淀的独角兽企业有多少家"),
        ("haidian区有多少家上市企业", "海淀区有多少家上市企业"),
    ],
)
def test_typing_errors_are_put_right(vocabulary: Vocabulary, typed: str, meant: str) -> None:
    assert meant in list(corrections(typed, vocabulary))


@pytest.mark.parametrize(
    "question", ["朝阳区有多少家上市企业？", "西城区的区长是谁？", "海淀区2022年共有上市企业多少家？"]
)
def test_other_places_are_no_typing_errors(vocabulary: Vocabulary, question: str) -> None:
    assert not [other for other in corrections(question, vocabulary) if "朝阳" not in other and "西城" not in other]


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("How many listed companies are there in Haidian?", "海淀上市企业有多少家"),
        ("Who is the mayor of Haidian District?", "海淀区区长是谁"),
        ("What share does the tertiary sector have in Haidian?", "海淀第三产业占比是多少"),
        ("What was Haidian's GDP in 2022?", "海淀2022年GDP是多少"),
        ("What did Lei Jun say about Haidian?", "雷军海淀评价是什么"),
        ("How do companies who are in Haidian work?", "海淀企业工作是如何做的"),  # asks how, not who
        ("Which unicorn-companies are there in Haidian?", "海淀独角兽企业有哪些"),
    ],
)
def test_english_questions_are_put_into_chinese(vocabulary: Vocabulary, english: str, chinese: str) -> None:
    assert is_english(english)
    assert in_chinese(english, vocabulary) == chinese


@pytest.mark.parametrize("english", ["How many listed companies are there in Chaoyang?", "How many quokkas are there?"])
def test_a_word_that_is_unknown_leaves_a_question_untranslated(vocabulary: Vocabulary, english: str) -> None:
    assert in_chinese(english, vocabulary) == ""


def test_of_the_words_for_a_phrase_the_shelfs_own_is_taken() -> None:
    doctors = Vocabulary(["全院有医师874人。"]), Vocabulary(["全院有医生874人。"])
    asked = [in_chinese("How many doctors are there?", shelf) for shelf in doctors]
    assert asked == ["医师有多少", "医生有多少"]


def test_a_name_that_is_no_known_word_is_found_by_its_pinyin() -> None:
    shelf = Vocabulary(["# 年报\n\n修复后的梅栖河已无异味。"])
    assert shelf.spelt("meiqi") == "梅栖"
    assert shelf.spelt("eiqi") == ""  # no whole syllable
    assert shelf.spelt("yiwei") == "异味"


def test_a_chinese_question_with_latin_words_is_not_english() -> None:
    assert not is_english("2022年GDP是多少")
