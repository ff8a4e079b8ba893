"""A language model behind any server that speaks OpenAI's protocol: vLLM, Ollama, DeepSeek, OpenAI."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import httpx
from pydantic import BaseModel, ValidationError
from tenacity import (
    Retrying,
    retry_if_exception_type,
    sleep_using_event,
    stop_after_attempt,
    stop_when_event_set,
    wait_random_exponential,
)

from assistant.errors import GeneratorError, GeneratorUnavailable
from assistant.generation.generator import Prompt, Usage
from assistant.settings import Settings

MOST_CHARS = 2_000_000  # of a whole response with its JSON around every token
_BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})


class _Delta(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    delta: _Delta = _Delta()
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Chunk(BaseModel):
    choices: list[_Choice] = []
    usage: _Usage | None = None
    error: object = None


class HttpGenerator:
    """Calls `POST {base}/chat/completions` and reads the stream. Safe to share between threads."""

    def __init__(self, client: httpx.Client, model: str, max_tokens: int, retries: int) -> None:
        self.name = model
        self._client = client
        self._max_tokens = max_tokens
        self._attempts = retries + 1

    @classmethod
    def open(cls, settings: Settings, key: str) -> HttpGenerator:
        """Set up the client for the server and model of the settings; nothing is sent yet."""
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        client = httpx.Client(base_url=settings.llm_url, headers=headers, timeout=settings.llm_seconds)
        return cls(client, settings.llm_model, settings.llm_tokens, settings.llm_retries)

    def stream(self, prompt: Prompt, stopped: Event) -> Iterator[str | Usage]:
        """Yield the pieces of the answer as they come, and the usage. Raises GeneratorError."""
        retrying = Retrying(
            stop=stop_after_attempt(self._attempts) | stop_when_event_set(stopped),
            wait=wait_random_exponential(multiplier=0.25, max=4),
            sleep=sleep_using_event(stopped),
            retry=retry_if_exception_type(GeneratorUnavailable),
            reraise=True,
        )
        response = retrying(self._send, prompt)
        try:
            yield from _pieces(_lines(response, stopped))
        except httpx.HTTPError as error:
            raise GeneratorError(f"the language model's answer broke off: {error!r}") from error
        finally:
            response.close()

    def _send(self, prompt: Prompt) -> httpx.Response:
        body = {
            "model": self.name,
            "messages": [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}],
            "temperature": 0,
            "max_tokens": self._max_tokens,
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        try:
            response = self._client.send(self._client.build_request("POST", "chat/completions", json=body), stream=True)
        except httpx.HTTPError as error:
            raise GeneratorUnavailable(
                f"the language model at {self._client.base_url} cannot be reached: {error!r}"
            ) from error
        if response.status_code != httpx.codes.OK:
            response.close()
            failure = GeneratorUnavailable if response.status_code in _BUSY else GeneratorError
            raise failure(f"the language model's server answered {response.status_code}; check llm_url, llm_model, key")
        return response


def _lines(response: httpx.Response, stopped: Event) -> Iterator[str]:
    """Yield the lines of a response; one that never ends, or is one endless line, is given up."""
    rest, taken = "", 0
    for text in response.iter_text():
        taken += len(text)
        if stopped.is_set() or taken > MOST_CHARS:
            raise GeneratorError(f"the language model's answer did not end after {taken} characters")
        *lines, rest = (rest + text).split("\n")
        yield from lines
    yield rest


def _pieces(lines: Iterator[str]) -> Iterator[str | Usage]:
    finish = ""
    for line in lines:
        data = line.removeprefix("data:").strip()
        if not line.startswith("data:") or not data:
            continue
        if data == "[DONE]":
            finish = finish or "stop"
            break
        chunk = _chunk(data)
        if chunk.usage is not None:
            yield Usage(chunk.usage.prompt_tokens, chunk.usage.completion_tokens)
        for choice in chunk.choices[:1]:
            if choice.delta.content:
                yield choice.delta.content
            finish = choice.finish_reason or finish
    if finish != "stop":
        raise GeneratorError(f"the language model's answer is cut off (finish_reason {finish!r}); raise llm_tokens")


def _chunk(data: str) -> _Chunk:
    try:
        chunk = _Chunk.model_validate_json(data)
    except ValidationError as error:
        raise GeneratorError(f"the language model's server sent what is no chunk of a chat: {data[:80]!r}") from error
    if chunk.error is not None:
        raise GeneratorError(f"the language model's server failed while it answered: {str(chunk.error)[:80]!r}")
    return chunk
