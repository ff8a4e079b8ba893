"""The official MCP client uses the shelf's tools."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest
from mcp.client import Client
from mcp.types import TextContent

from tests.web.serving import Site, served
from tests.web.shelf import LISTED, REPORT

T = TypeVar("T")


def connected(site: Site, work: Callable[[Client], Awaitable[T]]) -> T:
    async def run() -> T:
        async with Client(f"{site.address}/mcp") as client:
            return await work(client)

    with ThreadPoolExecutor(1) as threads:  # the browser tests keep an event loop in this one
        return threads.submit(lambda: asyncio.run(run())).result()


def call(site: Site, name: str, **arguments: Any) -> dict[str, Any]:
    """What the tool returned, as the structure that its schema promises."""
    result = connected(site, lambda client: client.call_tool(name, arguments))
    assert not result.is_error, result.content
    assert isinstance(result.structured_content, dict)
    return result.structured_content


def test_three_tools_that_only_read(site: Site) -> None:
    tools = connected(site, lambda client: client.list_tools()).tools
    assert [tool.name for tool in tools] == ["ask", "search", "read"]
    for tool in tools:
        assert tool.description
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint


def test_ask_answers_with_the_quotes(site: Site) -> None:
    told = call(site, "ask", question="海淀上市企业有多少家？")
    assert (
        told["text"] == f"截至2022年年底，海淀区共有上市企业268家。[1]\n\n[1] {LISTED} ——《海淀区2022年经济运行》企业"
    )
    (citation,) = told["citations"]
    assert REPORT.text[citation["start"] : citation["end"]] == citation["quote"] == LISTED
    assert told["refused"] is False
    assert call(site, "ask", question="养老金是多少？")["refused"] is True


def test_ask_leans_on_earlier_questions(site: Site) -> None:
    told = call(site, "ask", question="那新增了多少家？", earlier=["海淀上市企业有多少家？"])
    assert told["understood"] == "2022年海淀区新增上市企业有多少家？"


def test_read_goes_through_a_document(site: Site) -> None:
    whole = call(site, "read", document_id="report")
    assert (whole["text"], whole["total"], whole["end"]) == (REPORT.text, len(REPORT.text), len(REPORT.text))
    assert call(site, "read", document_id="report", start=5)["text"] == REPORT.text[5:]
    assert call(site, "read", document_id="report", start=10**6)["text"] == ""


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("ask", {"question": "长" * 101}, "请缩短到 100 个字以内"),
        ("ask", {"question": "坏"}, "请再发送一次"),
        ("read", {"document_id": "../../etc/passwd"}, "这里没有要找的内容"),
        ("read", {"document_id": "report", "start": -1}, "greater than or equal to 0"),
    ],
)
def test_what_cannot_be_done_is_said_plainly(site: Site, name: str, arguments: dict[str, Any], message: str) -> None:
    result = connected(site, lambda client: client.call_tool(name, arguments))
    assert result.is_error
    (content,) = result.content
    assert isinstance(content, TextContent)
    assert message in content.text


def test_search_finds_passages_with_their_places() -> None:
    with served("tests.web.opened", rate_limit="", shutdown_seconds=1) as site:
        found = call(site, "search", query="上市企业", top_k=2)["result"]
        assert len(found) == 2
        best = found[0]["passage"]
        text = call(site, "read", document_id=best["document_id"], start=best["start"])["text"]
        assert text.startswith(best["text"])
        assert found[0]["score"] >= found[1]["score"]


def test_nothing_of_a_question_is_logged(site: Site) -> None:
    call(site, "ask", question="独角兽，不可记录？")
    assert "不可记录" not in site.log.read_text(encoding="utf-8")
