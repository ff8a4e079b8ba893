"""Questions answered by processes of their own."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil
import pytest

from assistant import Assistant
from assistant.web.room import Room
from assistant.workers import Workers
from tests.web.serving import Site, served

REPORT = (
    "# {place}2022年经济\n\n2022年，{place}共有上市企业{number}家，全年新增{more}家。\n"
    "{place}有图书馆8家。区长是王小明。\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.md").write_text(REPORT.format(place="云谷区", number=12, more=3), encoding="utf-8")
    return tmp_path


@pytest.fixture
def site(folder: Path) -> Iterator[Site]:
    folders = {"documents": str(folder / "documents"), "index": str(folder / "index")}
    with served("tests.web.opened", **folders, workers=2, watch_seconds=0.2, rate_limit="", shutdown_seconds=1) as site:
        yield site


def workers(site: Site) -> list[psutil.Process]:
    """The processes that have opened the shelf; multiprocessing's tracker of resources is none of them."""
    children = psutil.Process(site.process.pid).children()
    return [child for child in children if "spawn_main" in " ".join(child.cmdline())]


def ask(site: Site, question: str, **more: object) -> httpx.Response:
    return httpx.post(f"{site.address}/v1/ask", json={"question": question, **more}, timeout=60)


def test_answers_are_those_of_one_process(site: Site, folder: Path) -> None:
    alone = Assistant.open(folder / "documents", folder / "other").conversation()
    first = ask(site, "云谷区有多少家上市企业？").json()["answer"]
    assert first["text"] == alone.ask("云谷区有多少家上市企业？").text
    turns = [{"question": first["question"], "answer": first}]
    assert ask(site, "那新增了多少家？", turns=turns).json()["answer"]["text"] == alone.ask("那新增了多少家？").text
    too_long = ask(site, "长" * 501)
    assert (too_long.status_code, too_long.json()["error"]["code"]) == (422, "too_long")


def test_a_worker_that_is_killed_is_replaced(site: Site) -> None:
    assert "12家" in ask(site, "云谷区有多少家上市企业？").json()["answer"]["text"]
    for worker in workers(site):
        worker.kill()
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: ask(site, "云谷区有多少家上市企业？"), range(4)))
    assert ["12家" in answer.json()["answer"]["text"] for answer in answers] == [True] * 4


def test_changed_shelf_reaches_the_workers(site: Site, folder: Path) -> None:
    assert ask(site, "雾山区有多少家上市企业？").json()["refused"] is True
    report = REPORT.format(place="雾山区", number=34, more=5)
    (folder / "documents" / "b.md").write_text(report, encoding="utf-8")
    deadline = time.monotonic() + 30
    while (answer := ask(site, "雾山区有多少家上市企业？").json())["refused"] and time.monotonic() < deadline:
        time.sleep(0.1)
    assert "34家" in answer["answer"]["text"]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_the_server(site: Site, how: signal.Signals) -> None:
    ask(site, "云谷区有多少家上市企业？")
    running = psutil.Process(site.process.pid).children()
    assert workers(site)
    os.kill(site.process.pid, how)
    site.process.wait(20)
    assert psutil.wait_procs(running, timeout=20)[1] == []
    if how is signal.SIGTERM:
        assert "leaked" not in site.log.read_text(encoding="utf-8")


def test_questions_to_suggest_are_those_of_one_process(folder: Path) -> None:
    alone = Assistant.open(folder / "documents", folder / "index")
    beside = Workers(alone)
    assert beside.suggestions() == alone.suggestions() != ()
    answer = alone.ask("云谷区有多少家上市企业？")
    assert beside.follow_ups(answer) == alone.follow_ups(answer) != ()


def test_nothing_more_is_suggested_while_many_wait(folder: Path) -> None:
    alone = Assistant.open(folder / "documents", folder / "index")
    beside = Workers(alone)
    room, answer = Room(alone, workers=beside), alone.ask("云谷区有多少家上市企业？")
    with ThreadPoolExecutor(9) as threads:  # the processes are still starting
        waiting = [threads.submit(beside.turn, "云谷区有多少家上市企业？", ()) for _ in range(9)]
        while not (beside.busy or all(one.done() for one in waiting)):
            time.sleep(0.001)
        assert room.follow_ups(answer) == ()
    assert not beside.busy
    assert room.follow_ups(answer) == alone.follow_ups(answer) != ()


def test_a_language_model_is_heard_in_the_serving_process(folder: Path) -> None:
    folders = {"documents": str(folder / "documents"), "index": str(folder / "index")}
    model = {"llm_url": "http://127.0.0.1:9/v1", "llm_model": "small"}
    with served("tests.web.opened", **folders, **model, workers=2, shutdown_seconds=1) as site:
        assert workers(site) == []
