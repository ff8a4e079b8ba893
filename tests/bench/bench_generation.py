"""What the verification of a language model's claims lets through and holds back, over the benchmark's cases.

Run: `make bench-generation`, or python -m tests.bench.bench_generation; --verbose names each claim judged wrongly.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assistant import Assistant
from assistant.evaluation import Case, Run, evaluate, load_cases
from assistant.generation.evidence import Evidence, Table
from assistant.generation.generator import Prompt
from assistant.generation.verify import Fault
from assistant.testing import ScriptedGenerator, offered
from tests.generation import servers, writers

ROOT = Path(__file__).parent.parent.parent
SEEDS = 4
LIMIT = 1.0
QUESTION = "海淀上市企业有多少家？"
Model = Callable[[Prompt], Iterator[str]]
Ids = tuple[str, ...]


@dataclass
class Tally:
    """Claims of one kind: `good` were judged rightly; those that were not stand in `bad`."""

    claims: int = 0
    good: int = 0
    bad: list[str] = field(default_factory=list)


@dataclass
class Verdicts:
    """True claims by their form, false ones by what was changed, and the milliseconds of processor time that each took."""

    true: dict[str, Tally] = field(default_factory=dict)
    false: dict[str, Tally] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)

    def judge(self, kind: str, table: Table, text: str, ids: Ids, *, wanted: bool) -> None:
        """Verify one claim, and count whether the verdict is the one that is `wanted`."""
        tally = (self.true if wanted else self.false).setdefault(kind, Tally())
        started = time.thread_time()
        fault: Fault | None = table.find_fault(text, table.cited(ids))
        self.times.append((time.thread_time() - started) * 1000)
        tally.claims += 1
        if (fault is None) is wanted:
            tally.good += 1
        else:
            tally.bad.append(f"{fault}: {table.asked} | {text}")


def main(verbose: bool) -> int:
    """Print the tables; return 1 when a hostile model changed an answer."""
    cases = load_cases(ROOT / "eval" / "cases")
    with tempfile.TemporaryDirectory() as folder:
        shelf = (ROOT / "documents", Path(folder) / "index")
        assistant = Assistant.open(*shelf)
        show(verdicts(assistant, cases), verbose)
        plain = evaluate(assistant, cases)
        say(f"without a model: {right(plain)}")
        changed = 0
        for name, hostile in writers.HOSTILE.items():
            run = evaluate(Assistant.open(*shelf, generator=ScriptedGenerator(hostile)), cases)
            differ = sum(a.answer.text != b.answer.text for a, b in zip(plain.results, run.results, strict=True))
            changed += differ
            say(f"{name:<20}{differ:>4} answers changed; {fates(run)}")
        models: dict[str, Model] = {"perfect": perfect_model(plain), "parrot": writers.parrot}
        for name, write in models.items():
            run = evaluate(Assistant.open(*shelf, generator=ScriptedGenerator(write)), cases)
            say(f"{name:<20}{right(run)}; {fates(run)}")
        for script in (servers.silent, servers.stalling, servers.slow, servers.pinging, servers.endless):
            say(f"{script.__name__:<20}answered {late(shelf, script):.3f} s after the time limit")
    return int(changed > 0)


def late(shelf: tuple[Path, Path], script: servers.Script) -> float:
    """How many seconds after the time limit the answer without a model is there, with a server that hangs on the wire."""
    with servers.serving(script) as server:
        assistant = Assistant.open(*shelf, llm_url=server.url, llm_model="small", llm_seconds=LIMIT)
        Assistant.open(*shelf).ask(QUESTION)  # what is loaded once is no part of it
        return servers.elapsed(lambda: assistant.ask(QUESTION)) - LIMIT


def verdicts(assistant: Assistant, cases: tuple[Case, ...]) -> Verdicts:
    """Judge what a perfect model would say to every case with evidence, and falsified versions of it."""
    found, names = Verdicts(), writers.names_of(assistant.documents[0].text)
    evidence = Evidence(assistant._shelf.retriever, assistant.settings)
    for case in (case for case in cases if case.evidence):
        table = evidence.lay_out(understood(assistant, case))
        for form, text, ids in perfect_claims(case, table):
            found.judge(form, table, text, ids, wanted=True)
            for kind, wrong in falsified(text, names, case.id):
                found.judge(kind, table, wrong, ids, wanted=False)
    return found


def understood(assistant: Assistant, case: Case) -> str:
    """The last turn as the conversation understands it."""
    chat = assistant.conversation()
    answer = [chat.ask(turn) for turn in case.turns][-1]
    return answer.understood or case.question


def perfect_claims(case: Case, table: Table) -> Iterator[tuple[str, str, Ids]]:
    """Yield true claims with their ids: the gold sentences and the question restated, also with figures rewritten."""
    gold = writers.sentences_with(
        tuple(one.quote for one in case.evidence), {one.id: one.candidate.sentence.text for one in table.offered}
    )
    claims: list[tuple[str, str, Ids]] = [("verbatim", text.rstrip("。；"), (name,)) for name, text in gold.items()]
    said = writers.restated(table.asked, case.key) if case.key and gold and "typo" not in case.tags else None
    claims += [("restated", said, tuple(gold))] if said else []
    for form, text, ids in claims:
        yield form, text, ids
        for written, write in (("numerals", writers.in_numerals), ("rounded", writers.rounded)):
            if (other := write(text)) != text:
                yield f"{form}, {written}", other, ids


def falsified(claim: str, names: dict[str, list[str]], seed: str) -> Iterator[tuple[str, str]]:
    """Yield the claim with one thing changed, and what it is."""
    for turn in range(SEEDS):
        chance = random.Random(f"{seed}{claim}{turn}")  # noqa: S311 - not for secrets
        wrongs = {
            "digit": writers.one_digit(claim, chance),
            "year": writers.other_year(claim, chance),
            "name": writers.other_name(claim, names, chance),
            "unit": writers.other_unit(claim, chance),
        }
        yield from ((kind, wrong) for kind, wrong in wrongs.items() if wrong is not None)


def perfect_model(plain: Run) -> Model:
    """A model that says the gold sentences it is offered, and 无 where there is no gold."""
    gold = {
        one.answer.understood or one.case.question: tuple(quote.quote for quote in one.case.evidence)
        for one in plain.results
        if one.case.evidence
    }

    def write(prompt: Prompt) -> Iterator[str]:
        quotes = gold.get(json.loads(prompt.user)["question"], ())
        said = writers.sentences_with(quotes, offered(prompt)) if quotes else {}
        yield from (f"{text}[{name}]\n" for name, text in said.items())
        yield "" if said else "无"

    return write


def right(run: Run) -> str:
    """The figures of a run that a model could harm."""
    names = ("answerable_right", "unanswerable_refused", "citation_precision", "quotes_exact")
    return ", ".join(f"{name} {100 * (run.figures[name].value or 0):.1f} %" for name in names)


def fates(run: Run) -> str:
    """What became of the model's claims."""
    done = [one.answer.generation for one in run.results if one.answer.generation]
    dropped = Counter(fault for one in done for fault in one.dropped)
    return f"{sum(one.shown for one in done)} claims shown, dropped {dict(dropped.most_common())}"


def show(found: Verdicts, verbose: bool) -> None:
    """Print how many claims of each kind were judged rightly, and how long that took."""
    for name, tallies in (("true claims let through", found.true), ("false claims caught", found.false)):
        whole = Tally(sum(one.claims for one in tallies.values()), sum(one.good for one in tallies.values()))
        say(name)
        for kind, tally in [*tallies.items(), ("all", whole)]:
            say(f"  {kind:<20}{tally.good:>6} of {tally.claims:<6}{100 * tally.good / tally.claims:6.2f} %")
            for line in sorted(set(tally.bad)) if verbose else ():
                say(f"      {line}")
    slow = statistics.quantiles(found.times, n=100)[98]
    say(f"verification: median {statistics.median(found.times):.2f} ms, 99 % under {slow:.2f} ms a claim")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main("--verbose" in sys.argv))
