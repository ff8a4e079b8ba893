"""A real language model that was never trained, over the wire: none of its gibberish reaches the reader."""

from __future__ import annotations

from assistant.evaluation import load_cases
from tests.conftest import ROOT
from tests.generation.conftest import Open
from tests.generation.servers import saying, serving
from tests.generation.untrained import untrained

SAMPLE = 12  # every twelfth case of the benchmark; `make bench-generation` asks all


def test_none_of_its_sentences_is_shown(shelf: Open) -> None:
    questions = [case.question for case in load_cases(ROOT / "eval" / "cases")[::SAMPLE]]
    write = untrained((ROOT / "documents" / "haidian-2022.md").read_text(encoding="utf-8"))
    plain = shelf().ask_many(questions)
    with serving(saying(write)) as server:
        answers = shelf(llm_url=server.url, llm_model="untrained", llm_seconds=300).ask_many(questions)
    assert [answer.text for answer in answers] == [answer.text for answer in plain]
    asked = [answer.generation for answer in answers if answer.generation is not None]
    assert len(asked) > len(questions) / 2
    assert [(done.shown, done.failed) for done in asked] == [(0, False)] * len(asked)
    assert sum(len(done.dropped) for done in asked) > 3 * len(asked)
