"""How long a question takes, cold and warm, against the targets.

Run: `make bench-ask`, or python -m tests.bench.bench_ask
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path

from assistant import Assistant
from assistant.evaluation import load_cases

ROOT = Path(__file__).parent.parent.parent
QUESTION = "海淀上市企业有多少家"
TIMES = 5


@dataclass(frozen=True)
class Figure:
    """One measured value beside its target, which it must stay under.

    `busy` is the processor time in it: on a loaded machine the wall clock shows the others' work too.
    """

    name: str
    value: float
    target: float
    unit: str
    busy: float | None = None

    def __str__(self) -> str:
        verdict = "ok" if self.value < self.target else "OVER"
        busy = "" if self.busy is None else f"  ({self.busy:.2f} {self.unit} of processor time)"
        return (
            f"{self.name:<44}{self.value:>9.2f} {self.unit:<3} target < {self.target:g} {self.unit:<3} {verdict}{busy}"
        )


@dataclass(frozen=True)
class Timing:
    """Seconds by the wall clock, and of processor time."""

    wall: float
    busy: float


def main() -> int:
    """Print every figure; return 1 when one is over its target."""
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for measured in (cold(Path(folder) / "cold"), opening(Path(folder)), warm(Path(folder) / "warm")):
            for figure in measured:
                sys.stdout.write(f"{figure}\n")
            figures += measured
    return int(any(figure.value >= figure.target for figure in figures))


def cold(index: Path) -> list[Figure]:
    """The installed command in a process of its own; the first run builds the index."""
    first, *runs = [asked(index) for _ in range(TIMES + 1)]
    return [
        median("assistant ask, cold", [timing for timing, _ in runs], 1.5),
        median("assistant ask, cold, and the index built", [first[0]], 2.0),
        Figure("assistant ask, peak memory", max(megabytes for _, megabytes in runs), 300, "MB"),
    ]


def asked(index: Path) -> tuple[Timing, float]:
    """Return how long one `assistant ask` took, and its peak memory in megabytes."""
    command = [str(Path(sys.executable).with_name("assistant")), "ask", QUESTION]
    place = ["--documents", str(ROOT / "documents"), "--index", str(index)]
    started = time.perf_counter()
    process = subprocess.Popen([*command, *place], stdout=subprocess.PIPE)
    said = process.stdout.read().decode("utf-8") if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    timing = Timing(time.perf_counter() - started, usage.ru_utime + usage.ru_stime)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode or "268家" not in said:
        raise SystemExit(f"{QUESTION} was answered with {said!r}, exit code {process.returncode}")
    return timing, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def opening(folder: Path) -> list[Figure]:
    """Opening the bundled report without an index, and with one."""
    fresh = [timed(opened, folder / f"fresh-{number}") for number in range(TIMES)]
    again = [timed(opened, folder / "fresh-0") for _ in range(TIMES)]
    return [median("open, index built", fresh, 2.0), median("open again", again, 0.5)]


def warm(index: Path) -> list[Figure]:
    """Questions to the bundled report."""
    times = answered(opened(index))
    slow = [1000 * statistics.quantiles(each, n=20)[-1] for each in zip(*map(astuple, times), strict=True)]
    return [
        median(f"ask, warm, median of {len(times)} questions", times, 10, "ms"),
        Figure("ask, warm, 95th percentile", slow[0], 50, "ms", slow[1]),
    ]


def answered(assistant: Assistant) -> list[Timing]:
    """Every turn of the benchmark's cases as a question of its own; every tenth warms up, the others are measured."""
    turns = list(dict.fromkeys(turn for case in load_cases(ROOT / "eval" / "cases") for turn in case.turns))
    assistant.ask_many(turns[::10])
    return [timed(assistant.ask, turn) for number, turn in enumerate(turns) if number % 10]


def median(name: str, times: list[Timing], target: float, unit: str = "s") -> Figure:
    scale = 1000 if unit == "ms" else 1
    wall, busy = (scale * statistics.median(each) for each in zip(*map(astuple, times), strict=True))
    return Figure(name, wall, target, unit, busy)


def opened(index: Path) -> Assistant:
    return Assistant.open(ROOT / "documents", index)


def timed(work: Callable[..., object], *arguments: object) -> Timing:
    wall, busy = time.perf_counter(), time.process_time()
    work(*arguments)
    return Timing(time.perf_counter() - wall, time.process_time() - busy)


if __name__ == "__main__":
    sys.exit(main())
