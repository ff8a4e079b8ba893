"""Load test on loopback: `python -m tests.web.load [seconds]`, over the bundled report.

200 visitors through POST /v1/ask and 50 through the page's own queue. Half of what a visitor asks is what everybody
asks, as the examples on the page; the other half is its own: a question of the benchmark, politely put in one of many
ways. Every answer is compared afterwards with the one that the same question gets when it is asked alone. A visitor reads for
a while after each answer, `--think` seconds on average; 0 for visitors who ask again at once, all from the first moment.
Prints one JSON line for each interface and one for the server; exits with 1 on an error or a wrong answer. Settings
come from the environment, as ASSISTANT_WORKERS.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import ssl
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import psutil

from assistant import Assistant
from assistant.evaluation import load_cases
from tests.conftest import ROOT
from tests.web.serving import Site, served

THINK = 5.0
HTTP_VISITORS, PAGE_VISITORS = 200, 50
OWN = 0.5  # share of the questions that are a visitor's own
BEFORE = "|请问|您好，请问|你好，|麻烦问一下，|我想了解一下，|请教一下，|帮我查一下，|不好意思，请问|打扰了，".split(
    "|"
)
AFTER = "|，谢谢|？谢谢您|？多谢|，麻烦了|？辛苦了|，感谢|？谢谢！".split("|")
Ask = Callable[[str], Awaitable[str]]


@dataclass(frozen=True)
class Heard:
    """What a visitor was told, after how many seconds; or what went wrong instead."""

    question: str
    text: str
    seconds: float
    fault: str = ""


@cache
def common() -> list[str]:
    """What everybody asks."""
    things = "上市企业 独角兽企业 小巨人企业 科技企业 重点项目 专项基金 第三产业 高新技术企业".split()
    return [
        "海淀上市企业有多少家？",
        "海淀区2022年地区生产总值是多少？",
        "海英计划是什么？",
        "刘勇是谁？",
        "海淀区的区长是谁？",
        *(f"海淀区有多少{thing}？" for thing in things),
        *(f"海淀区的{thing}情况如何？" for thing in things),
        *(f"2022年海淀区{thing}是多少？" for thing in things),
    ]


@cache
def written() -> list[str]:
    """The questions of the benchmark, without their marks."""
    return [case.question.rstrip("？?") for case in load_cases(ROOT / "eval" / "cases") if len(case.turns) == 1]


def questions(seed: int) -> Iterator[str]:
    """What one visitor asks, without end."""
    choice = random.Random(seed)  # noqa: S311 - it spreads load, it guards nothing
    while True:
        if choice.random() >= OWN:
            yield choice.choice(common())
        else:
            yield choice.choice(BEFORE) + choice.choice(written()) + choice.choice(AFTER)


async def visitor(ask: Ask, until: float, seed: int, think: float) -> list[Heard]:
    """Ask until the time is up."""
    choice = random.Random(-seed)  # noqa: S311
    heard: list[Heard] = []
    await asyncio.sleep(choice.uniform(0, think))
    for question in questions(seed):
        if time.monotonic() >= until:
            break
        started = time.perf_counter()
        try:
            text, fault = await ask(question), ""
        except (httpx.HTTPError, ValueError, KeyError) as error:
            text, fault = "", repr(error)
        heard.append(Heard(question, text, time.perf_counter() - started, fault))
        if think:
            await asyncio.sleep(choice.expovariate(1 / think))
    return heard


def wrong(heard: list[Heard]) -> list[str]:
    """What was not answered, or not as the assistant answers who is alone with it."""
    with tempfile.TemporaryDirectory() as folder:
        alone = Assistant.open(ROOT / "documents", Path(folder) / "index")
        known = {question: alone.ask(question).text for question in {one.question for one in heard}}
    return [f"{one.question}: {one.fault or one.text}" for one in heard if one.fault or one.text != known[one.question]]


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


def family(site: Site) -> list[psutil.Process]:
    """The server and the processes that it started."""
    server = psutil.Process(site.process.pid)
    return [server, *server.children(recursive=True)]


def memory(site: Site) -> float:
    """What the server and its processes have for themselves, in MB; what they share is counted once for each."""
    return float(sum(one.memory_info().rss for one in family(site))) / 1e6


def busy(site: Site) -> float:
    """Seconds of a core that they took so far."""
    return float(sum(one.cpu_times().user + one.cpu_times().system for one in family(site)))


async def watched(site: Site, until: float) -> list[float]:
    """The memory, every ten seconds."""
    sizes = [memory(site)]
    while (left := until - time.monotonic()) > 0:
        await asyncio.sleep(min(10, left))
        sizes.append(memory(site))
    return sizes


async def load(site: Site, seconds: float, think: float) -> bool:
    """Run both kinds of visitors at once; print figures; return whether all went well."""
    async with AsyncExitStack() as open_clients:
        encryption = ssl.create_default_context()  # unused, and made by each client for itself where it is not given

        async def client() -> httpx.AsyncClient:
            # One for each visitor: a common one would look through the connections of all at each request.
            made = httpx.AsyncClient(base_url=site.address, timeout=60, verify=encryption)
            return await open_clients.enter_async_context(made)

        programs = [await client() for _ in range(HTTP_VISITORS)]
        browsers = [await client() for _ in range(PAGE_VISITORS)]
        config = (await browsers[0].get("/config")).json()
        asking = next(one for one in config["dependencies"] if any(target[1] == "ask" for target in one["targets"]))
        await over_http(programs[0])(common()[0])
        took, own, until = busy(site), time.process_time(), time.monotonic() + seconds
        watching = asyncio.create_task(watched(site, until))
        results = await asyncio.gather(
            *(visitor(over_http(program), until, seed, think) for seed, program in enumerate(programs)),
            *(
                visitor(over_the_queue(browser, asking, f"visitor{seed}"), until, 1000 + seed, think)
                for seed, browser in enumerate(browsers)
            ),
        )
        sizes = await watching
        took, own = busy(site) - took, time.process_time() - own
    good = True
    for name, visits in (("http", results[:HTTP_VISITORS]), ("page", results[HTTP_VISITORS:])):
        heard = [one for visit in visits for one in visit]
        faults = wrong(heard)
        good = good and not faults
        cuts = statistics.quantiles((one.seconds for one in heard), n=20)
        figures = {"interface": name, "visitors": len(visits), "answers": len(heard), "wrong": len(faults)}
        milliseconds = {"median_ms": round(cuts[9] * 1000), "p95_ms": round(cuts[18] * 1000)}
        say({**figures, **milliseconds, "examples": faults[:3]})
    say(
        {
            "think_s": think,
            "server_cpu_s": round(took, 1),
            "visitors_cpu_s": round(own, 1),
            "server_mb": [round(size) for size in sizes],
        }
    )
    return good


def say(figures: dict[str, Any]) -> None:
    """Print one line."""
    sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="A load test.")
    parser.add_argument("seconds", type=float, nargs="?", default=60.0)
    parser.add_argument("--think", type=float, default=THINK, help="seconds that a visitor reads, on average")
    chosen = parser.parse_args()
    say({"load_before": round(os.getloadavg()[0], 2)})
    with served("tests.web.opened", rate_limit="", queue_size=1000, shutdown_seconds=1) as served_site:
        sys.exit(0 if asyncio.run(load(served_site, chosen.seconds, chosen.think)) else 1)
