"""Defaults < assistant.toml < environment < arguments; unknown keys, wrong types and ranges are errors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.errors import SettingsError
from assistant.settings import FILE, PREFIX, Settings, load_settings

DEFAULTS = Settings.model_validate({})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / FILE


def test_the_defaults(file: Path) -> None:
    assert load_settings(file, {}) == DEFAULTS
    assert (DEFAULTS.host, DEFAULTS.encoder, DEFAULTS.passage_chars) == ("127.0.0.1", "static", 800)


def test_every_setting_has_a_default_and_says_what_it_means() -> None:
    for name, field in Settings.model_fields.items():
        assert not field.is_required(), name
        assert field.description, name


@pytest.mark.parametrize(
    ("in_file", "in_environment", "as_argument", "expected"),
    [
        (None, None, None, 800),
        (100, None, None, 100),
        (None, "200", None, 200),
        (None, None, 300, 300),
        (100, "200", None, 200),
        (100, None, 300, 300),
        (None, "200", 300, 300),
        (100, "200", 300, 300),
    ],
)
def test_the_later_one_wins(
    file: Path, in_file: int | None, in_environment: str | None, as_argument: int | None, expected: int
) -> None:
    if in_file is not None:
        file.write_text(f"passage_chars = {in_file}\n", encoding="utf-8")
    environment = {} if in_environment is None else {f"{PREFIX}PASSAGE_CHARS": in_environment}
    assert load_settings(file, environment, passage_chars=as_argument).passage_chars == expected


def test_each_source_sets_what_the_others_leave(file: Path) -> None:
    file.write_text('port = 1234\nhost = "0.0.0.0"\n', encoding="utf-8")
    loaded = load_settings(file, {"ASSISTANT_PORT": "4321", "HOME": "/root", "assistant_port": "9"}, concurrency=2)
    assert (loaded.host, loaded.port, loaded.concurrency) == ("0.0.0.0", 4321, 2)  # noqa: S104 - only compared


def test_the_file_is_looked_for_in_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings(environment={}) == DEFAULTS
    Path(FILE).write_text("port = 1234\n", encoding="utf-8")
    assert load_settings(environment={}).port == 1234


def test_the_process_environment_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_PORT", "1234")
    assert load_settings(tmp_path / FILE).port == 1234


@pytest.mark.parametrize("origin", ["file", "environment", "arguments"])
def test_an_unknown_key_names_the_nearest(file: Path, origin: str) -> None:
    environment: dict[str, str] = {}
    arguments: dict[str, Any] = {}
    if origin == "file":
        file.write_text("passage_char = 100\n", encoding="utf-8")
    elif origin == "environment":
        environment["ASSISTANT_PASSAGE_CHAR"] = "100"
    else:
        arguments["passage_char"] = 100
    where = str(file) if origin == "file" else f"the {origin}"
    with pytest.raises(SettingsError) as caught:
        load_settings(file, environment, **arguments)
    assert str(caught.value) == f"unknown setting 'passage_char' in {where}; did you mean 'passage_chars'?"


@given(st.text(min_size=1, max_size=12))
def test_any_unknown_key_names_a_known_one(key: str) -> None:
    if key in Settings.model_fields:
        return
    with pytest.raises(SettingsError, match=r"did you mean '([a-z0-9_]+)'") as caught:
        load_settings(Path("missing.toml"), {f"{PREFIX}{key}": "1"})
    assert str(caught.value).rsplit("'", 2)[1] in Settings.model_fields


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("passage_chars", "many"),
        ("passage_chars", 49),
        ("passage_chars", 5001),
        ("dense_weight", -0.1),
        ("dense_weight", 1.1),
        ("support_threshold", 2),
        ("port", 65536),
        ("port", 1.5),
        ("max_question_chars", 9),
        ("host", 3),
        ("root_path", "reports/"),
        ("lock_seconds", -1),
    ],
)
def test_a_wrong_value_is_named(file: Path, name: str, value: Any) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(file, {}, **{name: value})
    assert str(caught.value).startswith(f"setting {name!r} cannot be {value!r}: ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("passage_chars", 50),
        ("passage_chars", 5000),
        ("dense_weight", 0),
        ("dense_weight", 1),
        ("port", 0),
        ("root_path", ""),
    ],
)
def test_the_ends_of_a_range_are_allowed(file: Path, name: str, value: Any) -> None:
    assert getattr(load_settings(file, {}, **{name: value}), name) == value


@pytest.mark.parametrize("content", [b"port = \n", b"\xff\xfe", b"[port"])
def test_a_file_that_is_no_toml(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(SettingsError, match=r"assistant\.toml is not valid TOML: .*; correct it or delete it"):
        load_settings(file, {})


@pytest.mark.parametrize("name", Settings.model_fields)
def test_settings_never_change(name: str) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(DEFAULTS, name, getattr(DEFAULTS, name))
