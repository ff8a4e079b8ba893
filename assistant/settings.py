"""The settings: one frozen, typed object.

Later ones win: the defaults below, `assistant.toml` in the working directory, environment variables
(`ASSISTANT_` and the name in capitals), arguments.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from assistant.errors import SettingsError

PREFIX = "ASSISTANT_"
KEY = "OPENAI_API_KEY"
FILE = "assistant.toml"


class Settings(BaseModel):
    """Every parameter of the program, with its default, range and meaning."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    encoder: str = Field(
        "static", description="'static' for the shipped model, else a sentence-transformers folder or hub name"
    )
    passage_chars: int = Field(800, ge=50, le=5000, description="longest passage, in characters")
    max_document_bytes: int = Field(20_000_000, ge=1, description="a larger file is left out with a warning")
    max_question_chars: int = Field(500, ge=10, description="a longer question is refused with an error")
    dense_weight: float = Field(0.4, ge=0, le=1, description="share of the dense score in the fused score")
    title_weight: float = Field(3.0, ge=0, description="what a question that names a report's title adds to its scores")
    candidates: int = Field(100, ge=1, description="best passages whose titles are compared with the question")
    reranker: str = Field(
        "", description="cross-encoder that ranks the best passages again, a folder or hub name; empty: none does"
    )
    rerank_passages: int = Field(20, ge=1, description="best passages that the reranker reads")
    rerank_weight: float = Field(
        3.0, ge=0, description="what the reranker's z-scored scores count beside the fused ones"
    )
    evidence_passages: int = Field(10, ge=1, description="hits in which evidence is looked for")
    answer_chars: int = Field(90, ge=20, description="a sentence longer than this is cut to the clauses that answer")
    synonyms: Path | None = Field(
        None, description="file with more sets of synonyms, a set a line, words apart by spaces"
    )
    support_threshold: float | None = Field(
        None, ge=0, le=1, description="support under which an answer is refused; unset: the shipped model's own"
    )
    rank_bm25_up_to: int = Field(
        100, ge=0, description="a shelf of up to this many passages is searched with rank-bm25, a larger one on disk"
    )
    lock_seconds: float = Field(60.0, ge=0, description="how long to wait for another process that builds the index")
    host: str = Field("127.0.0.1", description="address the page listens on")
    port: int = Field(7860, ge=0, le=65535, description="port the page listens on; 0 picks a free one")
    root_path: str = Field(
        "", pattern=r"^(/[^/\s]+)*$", description="path under which a proxy serves the page, as /reports"
    )
    trusted_proxies: str = Field(
        "127.0.0.1", description="addresses, separated by commas, whose X-Forwarded-For is believed"
    )
    concurrency: int = Field(8, ge=1, description="questions that are answered at the same time")
    workers: int = Field(
        1,
        ge=0,
        description="processes that answer the service's questions beside the one that serves, where no language model does; "
        "0: that one answers them itself",
    )
    remembered_answers: int = Field(
        1000, ge=0, description="latest answers that the service keeps in its memory for whoever asks the same; 0: none"
    )
    queue_size: int = Field(200, ge=1, description="questions that may wait; a further one is told to come back")
    rate_limit: str = Field(
        "120/minute", description="requests of one client, as 120/minute or 2/second; empty for no limit"
    )
    watch_seconds: float = Field(
        5.0, ge=0, description="how often the page's server looks for changed reports; 0 for never"
    )
    feedback: Annotated[Path | None, BeforeValidator(lambda value: value or None)] = Field(
        Path("feedback.sqlite"),
        description="SQLite file for what visitors thought of answers; empty: they are not asked",
    )
    feedback_days: int = Field(365, ge=1, description="how long feedback is kept")
    staff_password: str = Field(
        "", description="hash of the password for /staff, as `assistant password` makes it; empty: there is no /staff"
    )
    uploads: bool = Field(False, description="whether staff may add and remove reports at /staff")
    llm_url: str = Field(
        "", description="base URL of an OpenAI-compatible server, as http://127.0.0.1:8000/v1; empty: no language model"
    )
    llm_model: str = Field("", description="the model's name on that server; its key is read from OPENAI_API_KEY alone")
    llm_seconds: float = Field(20.0, gt=0, description="how long the language model may take for one answer")
    llm_retries: int = Field(2, ge=0, description="further attempts when its server is busy or cannot be reached")
    llm_tokens: int = Field(800, ge=1, description="longest answer of the language model, in tokens")
    llm_prompt_chars: int = Field(4000, ge=100, description="how much of the reports it is given, in characters")
    llm_rewrite: bool = Field(False, description="whether it may also complete follow-ups and add words to search with")
    llm_cache: Path | None = Field(
        None, description="SQLite file that keeps what it said, by question, index version and model; unset: nothing"
    )
    llm_prompt_price: float = Field(0.0, ge=0, description="price of a million tokens that it reads, for the figures")
    llm_completion_price: float = Field(0.0, ge=0, description="price of a million tokens that it writes")
    shutdown_seconds: float = Field(10.0, ge=0, description="how long answers in flight may take when told to stop")


def load_settings(file: Path | None = None, environment: Mapping[str, str] | None = None, **arguments: Any) -> Settings:
    """Put the settings together from the file, the environment and the arguments.

    Raises SettingsError for an unknown key, naming the nearest known one, and for a value of the wrong type or range.
    An argument that is None counts as not given.
    """
    path = Path(FILE) if file is None else file
    values: dict[str, Any] = {}
    if path.is_file():
        values |= _known(_read_toml(path), str(path))
    variables = os.environ if environment is None else environment
    values |= _known(
        {key.removeprefix(PREFIX).lower(): value for key, value in variables.items() if key.startswith(PREFIX)},
        "the environment",
    )
    values |= _known({key: value for key, value in arguments.items() if value is not None}, "the arguments")
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"setting {name!r} cannot be {first['input']!r}: {first['msg']}") from error


def language_model_key(environment: Mapping[str, str] | None = None) -> str:
    """Return the language model's key from the environment, its only place: no file, no run and no log has it."""
    return (os.environ if environment is None else environment).get(KEY, "")


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML: {error}; correct it or delete it") from error


def _known(values: dict[str, Any], origin: str) -> dict[str, Any]:
    for key in values:
        if key not in Settings.model_fields:
            nearest = difflib.get_close_matches(key, Settings.model_fields, n=1, cutoff=0.0)[0]
            raise SettingsError(f"unknown setting {key!r} in {origin}; did you mean {nearest!r}?")
    return values
