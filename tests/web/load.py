"""Load test on loopback: `python -m tests.web.load [seconds]`, over the bundled report.

200 visitors through POST /v1/ask and 50 through the page's own queue, each with questions of its own and checking
every answer against the one that the same question got when it was asked alone. A visitor reads for a while after each
answer (`THINK` seconds on average). Prints one JSON line for each interface; exits with 1 on an error or wrong answer.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from tests.web.serving import Site, served

THINK = 5.0
HTTP_VISITORS, PAGE_VISITORS = 200, 50
Ask = Callable[[str], Awaitable[str]]


def questions(address: str) -> dict[str, str]:
    """Questions and the answers they get when nobody else asks."""
    asked: dict[str, str] = {}
    waiting = [
        "海淀上市企业有多少家？",
        "海淀区2022年地区生产总值是多少？",
        "海英计划是什么？",
        "刘勇是谁？",
        "海淀区的区长是谁？",
    ]
    for place in (
        "上市企业",
        "独角兽企业",
        "小巨人企业",
        "科技企业",
        "重点项目",
        "专项基金",
        "第三产业",
        "高新技术企业",
    ):
        waiting += [f"海淀区有多少{place}？", f"海淀区的{place}情况如何？", f"2022年海淀区{place}是多少？"]
    for question in waiting:
        answer = httpx.post(f"{address}/v1/ask", json={"question": question}, timeout=30).raise_for_status()
        asked[question] = answer.json()["answer"]["text"]
    return asked


async def visitor(ask: Ask, known: dict[str, str], until: float, seed: int) -> tuple[list[float], list[str]]:
    """Ask until the time is up; return the seconds of each answer, and what went wrong."""
    choice = random.Random(seed)  # noqa: S311 - it spreads load, it guards nothing
    seconds: list[float] = []
    wrong: list[str] = []
    await asyncio.sleep(choice.uniform(0, THINK))
    while time.monotonic() < until:
        question = choice.choice(list(known))
        started = time.perf_counter()
        try:
            text = await ask(question)
        except (httpx.HTTPError, ValueError, KeyError) as error:
            wrong.append(f"{question}: {error!r}")
        else:
            seconds.append(time.perf_counter() - started)
            if text != known[question]:
                wrong.append(f"{question}: {text}")
        await asyncio.sleep(choice.expovariate(1 / THINK))
    return seconds, wrong


def over_http(client: httpx.AsyncClient) -> Ask:
    """Ask as a program does."""

    async def ask(question: str) -> str:
        response = await client.post("/v1/ask", json={"question": question})
        return str(response.raise_for_status().json()["answer"]["text"])

    return ask


def over_the_queue(client: httpx.AsyncClient, dependency: dict[str, Any], session: str) -> Ask:
    """Ask as the page does: join the queue, then read the stream until the event is complete."""

    async def ask(question: str) -> str:
        event = {"data": [[]], "event_data": {"question": question, "replace": -1}, "fn_index": dependency["id"]}
        joined = await client.post("/gradio_api/queue/join", json={**event, "session_hash": session})
        joined.raise_for_status()
        outputs: list[Any] = []
        async with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
            async for line in stream.aiter_lines():
                message = json.loads(line.removeprefix("data: ")) if line.startswith("data: ") else {}
                if message.get("msg") == "process_generating":
                    outputs.append(message["output"]["data"])
                if message.get("msg") == "process_completed":
                    break
        return str(_turns(outputs)[-1]["answer"]["text"])

    return ask


def _turns(outputs: list[Any]) -> list[Any]:
    """The conversation that the page would keep: the last value or change of the last output."""
    for data in reversed(outputs):
        value = data[-1]
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return value
        for change in value if isinstance(value, list) else []:
            if isinstance(change[-1], list) and change[-1] and "answer" in change[-1][0]:
                return list(change[-1])
    raise ValueError("the queue brought no answer")


def memory(address: str) -> float:
    """Resident memory of the server in MB, as it says itself."""
    lines = httpx.get(f"{address}/metrics", timeout=30).text.splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("process_resident_memory_bytes")) / 1e6


async def load(site: Site, seconds: float) -> bool:
    """Run both kinds of visitors at once; print figures; return whether all went well."""
    known = questions(site.address)
    before, busy = memory(site.address), os.getloadavg()[0]
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=site.address, timeout=30, limits=limits) as client:
        config = (await client.get("/config")).json()
        asking = next(one for one in config["dependencies"] if any(target[1] == "ask" for target in one["targets"]))
        until = time.monotonic() + seconds
        kinds = {
            "http": [visitor(over_http(client), known, until, seed) for seed in range(HTTP_VISITORS)],
            "page": [
                visitor(over_the_queue(client, asking, f"visitor{seed}"), known, until, 1000 + seed)
                for seed in range(PAGE_VISITORS)
            ],
        }
        results = await asyncio.gather(*(asyncio.gather(*visitors) for visitors in kinds.values()))
    good = True
    for name, result in zip(kinds, results, strict=True):
        times = sorted(second for visits, _ in result for second in visits)
        wrong = [one for _, faults in result for one in faults]
        good = good and not wrong
        cuts = statistics.quantiles(times, n=20)
        figures = {"interface": name, "visitors": len(result), "answers": len(times), "wrong": len(wrong)}
        milliseconds = {"median_ms": round(cuts[9] * 1000), "p95_ms": round(cuts[18] * 1000)}
        sys.stdout.write(json.dumps({**figures, **milliseconds, "examples": wrong[:3]}, ensure_ascii=False) + "\n")
    after = memory(site.address)
    grown = {"server_mb": round(after), "grown_mb": round(after - before)}
    sys.stdout.write(json.dumps({**grown, "load_before": round(busy, 2)}) + "\n")
    return good


if __name__ == "__main__":
    duration = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    with served("tests.web.opened", rate_limit="", queue_size=1000, shutdown_seconds=1) as served_site:
        sys.exit(0 if asyncio.run(load(served_site, duration)) else 1)
