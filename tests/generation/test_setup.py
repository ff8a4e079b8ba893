"""When a model is asked at all: never unless it is set, and never with half of the settings."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.generation import setup
from assistant.generation.client import HttpGenerator
from assistant.generation.setup import load_generator
from assistant.settings import Settings, language_model_key
from assistant.testing import ScriptedGenerator
from tests.conftest import ROOT
from tests.generation.conftest import Open
from tests.generation.servers import saying, serving


def settings(**values: object) -> Settings:
    return Settings.model_validate(values)


def test_without_settings_there_is_none() -> None:
    assert load_generator(settings()) is None


def test_with_both_there_is_one() -> None:
    generator = load_generator(settings(llm_url="http://127.0.0.1:1/v1", llm_model="small"))
    assert isinstance(generator, HttpGenerator)
    assert generator.name == "small"


@pytest.mark.parametrize("half", [{"llm_url": "http://127.0.0.1:1/v1"}, {"llm_model": "small"}])
def test_half_of_it_is_an_error(half: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="llm_url and llm_model belong together"):
        load_generator(settings(**half))


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup, "EXTRA", ("httpx", "surely_not_installed"))
    with pytest.raises(
        SettingsError, match=r"needs surely_not_installed; install the extra: pip install 'assistant\[llm\]'"
    ):
        load_generator(settings(llm_url="http://127.0.0.1:1/v1", llm_model="small"))


def test_the_key_comes_from_the_environment_alone(shelf: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    assert language_model_key({"OPENAI_API_KEY": "secret"}) == "secret"
    assert language_model_key({}) == ""
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    with serving(saying(lambda _: ["无"])) as server:
        assistant = shelf(llm_url=server.url, llm_model="small")
        assistant.ask("海淀上市企业有多少家？")
    assert server.keys == ["Bearer secret"]
    assert "secret" not in assistant.settings.model_dump_json()


def test_without_the_extra_everything_else_works(tmp_path: Path) -> None:
    """A program in which neither httpx nor tenacity can be imported answers, and talks, as it always did."""
    program = f"""
import sys
sys.modules["httpx"] = sys.modules["tenacity"] = None
from assistant import Assistant
chat = Assistant.open({str(ROOT / "documents")!r}, {str(tmp_path / "index")!r}).conversation()
print(chat.ask("海淀上市企业有多少家").key, chat.ask("那新增了多少家？").key)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "268家 19家"


def test_what_it_took_is_logged_and_told(shelf: Open, caplog: pytest.LogCaptureFixture) -> None:
    model = ScriptedGenerator(lambda _: ["没有编号的句子。\n"])
    assistant = shelf(generator=model, llm_prompt_price=2.0, llm_completion_price=8.0)
    with caplog.at_level(logging.INFO, "assistant.generation"):
        answer = assistant.ask("海淀上市企业有多少家？")
    done = answer.generation
    assert done is not None
    asked = len(model.prompts[0].system) + len(model.prompts[0].user)
    assert (done.model, done.prompt_tokens, done.completion_tokens) == ("scripted", asked, 9)
    assert done.cost == pytest.approx((asked * 2 + 9 * 8) / 1_000_000)
    assert (done.shown, done.dropped, done.failed) == (0, ("no_source",), False)
    (record,) = [one for one in caplog.records if one.name == "assistant.generation.answerer"]
    assert record.__dict__["fields"]["dropped"] == ("no_source",)
    assert "海淀" not in str(record.__dict__["fields"])


def test_suggestions_ask_no_model(shelf: Open) -> None:
    model = ScriptedGenerator(lambda _: ["无"])
    assert shelf(generator=model).suggestions()
    assert model.prompts == []
