"""How soon the page is there: `python -m tests.bench.bench_page`, over the bundled report.

Prints one JSON line: seconds from starting `app.py` to the first ready answer of /readyz, and in Chromium from asking
for the address to the first character that the question box takes; medians of `RUNS`, and the load of the machine.
"""

from __future__ import annotations

import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from playwright.sync_api import Browser, sync_playwright

from tests.web.conftest import CHROMIUM

ROOT = Path(__file__).parents[2]
RUNS = 5


@contextmanager
def started() -> Iterator[tuple[str, float]]:
    """Start `app.py` on a free port; yield its address and how many seconds it took to be ready."""
    with socket.socket() as free, TemporaryDirectory() as kept:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        environment = os.environ | {"ASSISTANT_PORT": str(port), "ASSISTANT_FEEDBACK": f"{kept}/feedback.sqlite"}
        address = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=address) as client:  # one for all looks: making it takes longer than a look
            begun = time.perf_counter()
            app = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
            while not ready(client):
                time.sleep(0.02)
            seconds = time.perf_counter() - begun
        with app:
            try:
                yield address, seconds
            finally:
                app.terminate()


def ready(client: httpx.Client) -> bool:
    """Whether the service says that it can answer."""
    try:
        return client.get("/readyz").status_code == 200
    except httpx.ConnectError:
        return False


def typing(browser: Browser, address: str) -> float:
    """Seconds until a visitor who has never been here can type."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator("#question").press("a")
    seconds = time.perf_counter() - begun
    context.close()
    return seconds


def main() -> None:
    """Measure and print."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        readiness, typings = [], []
        for _ in range(RUNS):
            with started() as (address, seconds):
                readiness.append(seconds)
                typings.append(typing(browser, address))
        browser.close()
    figures = {"ready_s": statistics.median(readiness), "type_s": statistics.median(typings)}
    rounded = {name: round(value, 2) for name, value in figures.items()}
    sys.stdout.write(json.dumps({**rounded, "runs": RUNS, "load": round(os.getloadavg()[0], 2)}) + "\n")


if __name__ == "__main__":
    main()
