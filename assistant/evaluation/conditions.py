"""Under which conditions two runs were made, and how they differ."""

from __future__ import annotations

from assistant.evaluation.run import Run

UNSET = str(None)


def differing_conditions(before: Run, after: Run) -> tuple[str, ...]:
    """What differs between two runs besides their answers, as `name: before → after`; empty when nothing does."""
    old, new = _conditions(before), _conditions(after)
    # A setting that one of the programs does not know yet is as good as unset.
    return tuple(
        f"{name}: {old.get(name, UNSET)} → {new.get(name, UNSET)}"
        for name in dict.fromkeys((*old, *new))
        if old.get(name, UNSET) != new.get(name, UNSET)
    )


def _conditions(run: Run) -> dict[str, str]:
    fixed = {
        "program": run.program.version,
        "code": run.program.code,
        "index": run.index.version,
        "documents": ", ".join(document.source for document in run.documents),
        "jobs": str(run.jobs),
    }
    machine = {f"machine, {name}": value for name, value in run.machine.items()}
    return fixed | machine | {f"setting {name}": str(value) for name, value in run.settings.items()}
