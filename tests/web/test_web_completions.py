"""OpenAI's own client uses the shelf as a model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from openai import OpenAI, UnprocessableEntityError
from openai.types.chat import ChatCompletionMessageParam

from tests.web.serving import Site
from tests.web.shelf import LISTED


@pytest.fixture(scope="module")
def client(site: Site) -> Iterator[OpenAI]:
    with OpenAI(base_url=f"{site.address}/v1", api_key="none", max_retries=0, timeout=20) as client:
        yield client


def test_the_one_model_is_listed(client: OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["report"]


def test_answer_carries_its_quotes_in_words_and_as_fields(client: OpenAI) -> None:
    completion = client.chat.completions.create(
        model="report",
        temperature=0.7,
        messages=[{"role": "system", "content": "说谎"}, {"role": "user", "content": "海淀上市企业有多少家？"}],
    )
    message = completion.choices[0].message
    assert message.content == (
        f"截至2022年年底，海淀区共有上市企业268家。[1]\n\n[1] {LISTED} ——《海淀区2022年经济运行》企业"
    )
    assert message.model_extra is not None
    assert message.model_extra["citations"][0]["quote"] == LISTED
    assert message.model_extra["refused"] is False


def test_follow_up_leans_on_what_the_user_said_before(client: OpenAI) -> None:
    completion = client.chat.completions.create(
        model="report",
        messages=[
            {"role": "user", "content": "海淀上市企业有多少家？"},
            {"role": "assistant", "content": "一共1000家。"},
            {"role": "user", "content": [{"type": "text", "text": "那新增了多少家？"}]},
        ],
    )
    content = completion.choices[0].message.content
    assert content is not None
    assert content.startswith("2022年海淀区新增上市企业19家。[1]")


def test_stream_is_the_same_answer_in_pieces(client: OpenAI) -> None:
    question: list[ChatCompletionMessageParam] = [{"role": "user", "content": "独角兽？"}]
    whole = client.chat.completions.create(model="report", messages=question).choices[0].message
    chunks = list(client.chat.completions.create(model="report", messages=question, stream=True))
    pieces = [chunk.choices[0].delta.content for chunk in chunks if chunk.choices[0].delta.content]
    assert len(pieces) > 2
    assert "".join(pieces) == whole.content
    last = chunks[-1].choices[0]
    assert last.finish_reason == "stop"
    assert (last.delta.model_extra or {})["citations"] == (whole.model_extra or {})["citations"]


def test_no_question_is_an_error_that_the_client_understands(client: OpenAI) -> None:
    with pytest.raises(UnprocessableEntityError, match="问题是空的"):
        client.chat.completions.create(model="report", messages=[{"role": "system", "content": "问"}])
