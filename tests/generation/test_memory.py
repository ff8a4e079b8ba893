"""What the model said is kept by question, index version and model, and verified again when it is read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import GeneratorError
from assistant.generation.generator import Prompt
from assistant.generation.memory import Memory
from assistant.testing import ScriptedGenerator, offered
from tests.generation.conftest import Open

QUESTION = "海淀上市企业有多少家？"
SAID = (("共有268家", (("d", 1, 9),)), ("编造的", None))


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "said.sqlite")
    assert memory.recall("问", "v1", "small") is None
    memory.keep("问", "v1", "small", SAID)
    assert Memory(tmp_path / "said.sqlite").recall("问", "v1", "small") == SAID


@pytest.mark.parametrize("about", [("问？", "v1", "small"), ("问", "v2", "small"), ("问", "v1", "large")])
def test_another_question_version_or_model_is_another_answer(tmp_path: Path, about: tuple[str, str, str]) -> None:
    memory = Memory(tmp_path / "said.sqlite")
    memory.keep("问", "v1", "small", SAID)
    assert memory.recall(*about) is None


def test_a_file_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "said.sqlite"
    path.write_text("not a database, but text that is long enough to be looked at" * 20)
    with pytest.raises(GeneratorError, match=r"llm_cache .*said\.sqlite cannot be used: .*delete it or name another"):
        Memory(path)


def listed(prompt: Prompt) -> Iterator[str]:
    name = next(one for one, text in offered(prompt).items() if "268家" in text)
    yield f"海淀共有二百六十八家上市企业。[{name}]"


def test_a_question_is_asked_once(shelf: Open, tmp_path: Path) -> None:
    model = ScriptedGenerator(listed)
    assistant = shelf(generator=model, llm_cache=tmp_path / "said.sqlite")
    first, second = assistant.ask_many([QUESTION, QUESTION])
    assert len(model.prompts) == 1
    assert first.text == second.text == "海淀共有二百六十八家上市企业。[1]"
    assert first.generation is not None
    assert second.generation is not None
    assert (first.generation.remembered, second.generation.remembered) == (False, True)
    assert (first.generation.completion_tokens > 0, second.generation.completion_tokens) == (True, 0)


def test_what_was_changed_in_the_file_is_not_believed(shelf: Open, tmp_path: Path) -> None:
    path = tmp_path / "said.sqlite"
    assistant = shelf(generator=ScriptedGenerator(listed), llm_cache=path)
    assistant.ask(QUESTION)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE said SET claims = replace(claims, '六十八', '五十八')")
    connection.close()
    answer = assistant.ask(QUESTION)
    assert answer.generation is not None
    assert (answer.generation.remembered, answer.generation.dropped) == (True, ("number",))
    assert "二百五十八" not in answer.text


def test_nothing_is_kept_unless_asked_for(shelf: Open) -> None:
    model = ScriptedGenerator(listed)
    shelf(generator=model).ask_many([QUESTION, QUESTION])
    assert len(model.prompts) == 2


def test_an_answer_that_broke_off_is_not_kept(shelf: Open, tmp_path: Path) -> None:
    def breaking(prompt: Prompt) -> Iterator[str]:
        yield from listed(prompt)
        raise GeneratorError("the connection is gone")

    model = ScriptedGenerator(breaking)
    shelf(generator=model, llm_cache=tmp_path / "said.sqlite").ask_many([QUESTION, QUESTION])
    assert len(model.prompts) == 2
