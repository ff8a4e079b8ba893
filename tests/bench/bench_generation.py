"""What the verification of a language model's claims lets through and holds back, over all cases of the benchmark.

Run: `make bench-generation`, or python -m tests.bench.bench_generation; --verbose names each claim judged wrongly.
"""

from __future__ import annotations

import logging
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from copy import copy
from pathlib import Path

from assistant import Assistant
from assistant.evaluation import Run, evaluate, load_cases
from assistant.generation.client import HttpGenerator
from assistant.generation.generator import Generator
from assistant.settings import Settings
from assistant.testing import ScriptedGenerator
from assistant.types import Answer
from tests.bench.claims import Judged, judge, understood
from tests.bench.models import HalfWrong, perfect_model
from tests.bench.remembered import Remembered
from tests.generation import handwritten, servers, writers
from tests.generation.untrained import untrained

ROOT = Path(__file__).parent.parent.parent
LIMIT = 1.0
SOON = 0.03  # seconds that a server which hangs is given for each case
QUESTION = "海淀上市企业有多少家？"
FAILING = {
    "429": servers.status(429), "500": servers.status(500), "401": servers.status(401),
    "broken JSON": servers.broken_json, "other JSON": servers.other_json, "error in the stream": servers.error_inside,
    "truncated": servers.truncated, "a web page": servers.web_page,
}  # fmt: skip
HANGING = (servers.silent, servers.stalling, servers.slow, servers.pinging, servers.endless, servers.one_line)


def main(verbose: bool) -> int:
    """Print the tables; return 1 when a hostile model changed an answer."""
    logging.getLogger("assistant.generation").setLevel(logging.ERROR)  # each outage is a warning, and all are outages
    cases = load_cases(ROOT / "eval" / "cases")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shelf = (ROOT / "documents", folder / "index")
        assistant = Assistant.open(*shelf)
        for report in handwritten.REPORTS:
            (folder / report).mkdir()
            verdicts = handwritten.judged(report, folder / report)
            for title, faithful in (("faithful", True), ("false", False)):
                here = [one for one in verdicts if (one.kind == handwritten.FAITHFUL) is faithful]
                show(
                    f"written by hand about {report}: {title}",
                    [Judged(one.kind, one.text, one.right) for one in here],
                    verbose,
                )
        questions = [understood(assistant, case) for case in cases]
        remembered = Remembered(assistant)
        true, false, delays = judge(remembered, cases, questions)
        show("true claims let through", true, verbose)
        show("false claims caught", false, verbose)
        say(f"added by verification: median {statistics.median(delays):.2f} ms, "
            f"99 % under {statistics.quantiles(delays, n=100)[98]:.2f} ms a sentence")  # fmt: skip
        changed = hostile(remembered, questions)
        models(assistant, remembered, evaluate(assistant, cases))
        for script in HANGING[:5]:
            say(f"{script.__name__:<28}answered {late(shelf, script):.3f} s after the time limit")
    return int(changed > 0)


def hostile(remembered: Remembered, questions: list[str]) -> int:
    """Ask every question with each hostile model and server; print and return how many answers they changed."""
    text = (ROOT / "documents" / "haidian-2022.md").read_text(encoding="utf-8")
    changed = 0
    lies = {**writers.HOSTILE, "untrained transformer": untrained(text, tokens=40)}
    for name, write in lies.items():
        changed += ask_all(f"{name}, over HTTP", remembered, questions, servers.saying(write), 60.0)
    for name, script in FAILING.items():
        changed += ask_all(name, remembered, questions, script, 60.0)
    for script in HANGING:
        changed += ask_all(script.__name__, remembered, questions, script, SOON)
    return changed


def ask_all(name: str, remembered: Remembered, questions: list[str], script: servers.Script, seconds: float) -> int:
    """Ask a server everything; print and return how many answers are not word by word those without a model."""
    with servers.serving(script) as server:
        settings = Settings.model_validate(
            {"llm_url": server.url, "llm_model": name, "llm_seconds": seconds, "llm_retries": 0}
        )
        generator = HttpGenerator.open(settings, "")
        # A fresh voice for each question: none is spared for the model having been out before.
        answers = [remembered.voice(generator, settings).answer(question) for question in questions]
    differ = sum(
        one.text != remembered.plain.answer(question).text for one, question in zip(answers, questions, strict=True)
    )
    say(f"{name:<28}{differ:>4} answers changed; {fates(answers)}")
    return differ


def models(assistant: Assistant, remembered: Remembered, plain: Run) -> None:
    """Print what models that answer well, half wrong and beside the point make of the figures."""
    say(f"{'without a model':<28}{right(plain)}")
    cases = [one.case for one in plain.results]
    half = HalfWrong(perfect_model(plain), writers.names_of(assistant.documents[0].text))
    for name, write in (("perfect", perfect_model(plain)), ("half wrong", half), ("parrot", writers.parrot)):
        run = evaluate(with_model(assistant, remembered, ScriptedGenerator(write)), cases)
        say(f"{name:<28}{right(run)}; {fates(one.answer for one in run.results)}")
        if name == "half wrong":
            shown = {claim.text.rstrip("。") for one in run.results for claim in one.answer.claims}
            say(f"{'':<28}{len(half.wrong)} claims falsified, shown {sorted(shown & half.wrong)}")


def with_model(assistant: Assistant, remembered: Remembered, generator: Generator) -> Assistant:
    """The assistant with a model, that does not work out again what it answers without one."""
    other, shelf, answers = copy(assistant), copy(assistant._shelf), copy(assistant._shelf.answers)
    answers.voice = remembered.voice(generator, assistant.settings)
    other._shelf, shelf.answers = shelf, answers
    return other


def late(shelf: tuple[Path, Path], script: servers.Script) -> float:
    """How many seconds after the time limit the answer without a model is there, with a server that hangs on the wire."""
    with servers.serving(script) as server:
        assistant = Assistant.open(*shelf, llm_url=server.url, llm_model="small", llm_seconds=LIMIT)
        Assistant.open(*shelf).ask(QUESTION)  # what is loaded once is no part of it
        return servers.elapsed(lambda: assistant.ask(QUESTION)) - LIMIT


def right(run: Run) -> str:
    """The figures of a run that a model could harm."""
    names = ("answerable_right", "unanswerable_refused", "citation_precision", "quotes_exact")
    return ", ".join(f"{name} {100 * (run.figures[name].value or 0):.1f} %" for name in names)


def fates(answers: Iterable[Answer]) -> str:
    """What became of the model's claims."""
    done = [one.generation for one in answers if one.generation]
    dropped = Counter(fault for one in done for fault in one.dropped)
    failed = sum(one.failed for one in done)
    return f"asked {len(done)}, out {failed}, {sum(one.shown for one in done)} claims shown, dropped {dict(dropped.most_common())}"


def show(title: str, judged: list[Judged], verbose: bool) -> None:
    """Print how many claims of each kind were judged rightly."""
    say(title)
    kinds = dict.fromkeys(one.kind for one in judged)
    for kind in [*kinds, "all"]:
        here = [one for one in judged if kind in (one.kind, "all")]
        good = sum(one.right for one in here)
        say(f"  {kind:<22}{good:>6} of {len(here):<6}{100 * good / len(here):6.2f} %")
        for line in sorted({one.text for one in here if not one.right}) if verbose and kind != "all" else ():
            say(f"      {line}")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main("--verbose" in sys.argv))
