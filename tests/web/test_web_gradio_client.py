"""Gradio's own client asks through the page's queue."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from tests.web.serving import Site
from tests.web.shelf import LISTED


@pytest.fixture(scope="module")
def client(site: Site) -> Iterator[Client]:
    client = Client(site.address, verbose=False)
    yield client
    client.close()


def test_the_one_endpoint_is_described(client: Client) -> None:
    described = client.view_api(return_format="dict", print_info=False)
    assert list(described["named_endpoints"]) == ["/ask"]
    assert described["unnamed_endpoints"] == {}


def test_answer_and_follow_up(client: Client) -> None:
    first = client.predict("海淀上市企业有多少家？", [], api_name="/ask")
    assert first["answer"]["citations"][0]["quote"] == LISTED
    second = client.predict("那新增了多少家？", [first], api_name="/ask")
    assert second["answer"]["understood"] == "2022年海淀区新增上市企业有多少家？"
    assert second["answer"]["text"] == "2022年海淀区新增上市企业19家。[1]"


def test_too_long_question_is_said_plainly(client: Client) -> None:
    with pytest.raises(AppError, match="请缩短到 100 个字以内"):
        client.predict("长" * 101, [], api_name="/ask")
