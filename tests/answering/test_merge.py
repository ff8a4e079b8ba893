"""Several answers on one numbering."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answering.merge import MARKER, renumber, unique_citations
from assistant.types import Answer, AnswerKind, Citation, Claim


def citation(number: int, start: int, length: int = 4, document: str = "a") -> Citation:
    return Citation(number, document, "题", "节", start, start + length, "x" * length)


def answer(text: str, key: str, *citations: Citation) -> Answer:
    start = text.index(key)
    claim = Claim(MARKER.sub("", text), tuple(c.number for c in citations))
    return Answer("问", text, AnswerKind.FACT, citations, (claim,), ((start, start + len(key)),))


def test_same_place_gets_the_same_number() -> None:
    first = answer("甲有3家[1]。[2]", "3家", citation(1, 0), citation(2, 50))
    second = answer("[1]乙有5家[2]。", "5家", citation(1, 50), citation(2, 90))
    merged = renumber([first, second])
    assert [a.text for a in merged.answers] == ["甲有3家[1]。[2]", "[2]乙有5家[3]。"]
    assert [(c.number, c.start) for c in merged.citations] == [(1, 0), (2, 50), (3, 90)]
    assert merged.answers[1].claims[0].markers == (2, 3)
    assert merged.answers[1].key == "5家"


def test_key_spans_move_when_markers_grow() -> None:
    many = answer("".join(f"[{n}]" for n in range(1, 10)) + "九", "九", *(citation(n, n * 10) for n in range(1, 10)))
    last = answer("甲[1]有3家[1]。", "3家", citation(1, 500))
    moved = renumber([many, last]).answers[1]
    assert (moved.text, moved.key) == ("甲[10]有3家[10]。", "3家")


def test_same_offsets_in_two_documents_are_two_places() -> None:
    assert len(unique_citations([citation(1, 0), citation(1, 0, document="b"), citation(7, 0)])) == 2


@settings(deadline=None)  # the first example reads the dictionary
@given(st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=5, unique=True), min_size=1, max_size=5))
def test_markers_and_citations_match_one_to_one(places: list[list[int]]) -> None:
    answers = [
        answer(
            "".join(f"第{place}处[{n}]" for n, place in enumerate(each, 1)) + "完",
            "完",
            *(citation(n, place * 10) for n, place in enumerate(each, 1)),
        )
        for each in places
    ]
    merged = renumber(answers)
    assert [c.number for c in merged.citations] == list(range(1, len(merged.citations) + 1))
    assert len({c.start for c in merged.citations}) == len(merged.citations) == len({p for e in places for p in e})
    place_of = {c.number: c.start // 10 for c in merged.citations}
    for each, found in zip(places, merged.answers, strict=True):
        assert [place_of[int(n)] for n in MARKER.findall(found.text)] == each
        assert {c.number for c in found.citations} == {int(n) for n in MARKER.findall(found.text)}
        assert found.key == "完"
