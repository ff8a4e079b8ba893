"""The gate: which figures a run must reach before a change may ship."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.errors import CaseError
from assistant.evaluation.comparing import compare
from assistant.evaluation.measures import MEASURES, shown
from assistant.evaluation.run import Run

P = Annotated[float, Field(gt=0, lt=1)]


class Baseline(BaseModel):
    """Against an earlier run: these figures may not be worse with a p-value below `p`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    p: P = 0.05
    figures: tuple[str, ...] = ("right",)


class Gate(BaseModel):
    """What a run must reach. Names are those of `MEASURES`.

    `floors` are least values of figures where higher is better, `ceilings` greatest values of the others. A figure
    that is named and not in the run fails.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    floors: dict[str, float] = {}
    ceilings: dict[str, float] = {}
    baseline: Baseline = Baseline()

    @model_validator(mode="after")
    def _known(self) -> Self:
        for name in (*self.floors, *self.ceilings, *self.baseline.figures):
            if name not in MEASURES:
                raise ValueError(f"there is no figure {name!r}; there are {', '.join(MEASURES)}")
        for names, higher, other in ((self.floors, True, "ceilings"), (self.ceilings, False, "floors")):
            for name in names:
                if MEASURES[name].higher is not higher:
                    raise ValueError(f"{name!r} belongs under {other}")
        return self


def load_gate(path: Path) -> Gate:
    """Read a gate. Raises CaseError when the file is missing or not valid."""
    try:
        return Gate.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise CaseError(f"there is no gate at {path}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseError(f"{path} is not valid TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise CaseError(f"{path}: {place or 'gate'}: {first['msg'].removeprefix('Value error, ')}") from error


def breaches(gate: Gate, run: Run, baseline: Run | None = None) -> tuple[str, ...]:
    """What of the gate the run does not meet, a sentence each; empty when it passes.

    With a `baseline` also every figure of `gate.baseline` that is worse than there, by `randomisation_test`.
    Raises CaseError when run and baseline share no case.
    """
    found = [_low(run, name, floor) for name, floor in gate.floors.items()]
    found += [_high(run, name, ceiling) for name, ceiling in gate.ceilings.items()]
    if baseline is not None:
        found += [
            f"{each.name} fell from {shown(each.name, each.before)} to {shown(each.name, each.after)} (p = {each.p:.3f})"
            for each in compare(baseline, run).differences
            if each.name in gate.baseline.figures and each.change < 0 and each.p < gate.baseline.p
        ]
    return tuple(problem for problem in found if problem)


def _low(run: Run, name: str, floor: float) -> str:
    if name not in run.figures:
        return f"{name} was not measured; its floor is {shown(name, floor)}"
    value = run.figures[name].value
    return f"{name} is {shown(name, value)}, below its floor {shown(name, floor)}" if value < floor else ""


def _high(run: Run, name: str, ceiling: float) -> str:
    if name not in run.figures:
        return f"{name} was not measured; its ceiling is {shown(name, ceiling)}"
    value = run.figures[name].value
    return f"{name} is {shown(name, value)}, above its ceiling {shown(name, ceiling)}" if value > ceiling else ""
