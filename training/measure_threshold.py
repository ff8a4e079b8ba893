"""How much support an answer should need: what each threshold refuses, on reports that no model was fitted to.

python -m training.measure_threshold [--plot docs/threshold.svg]

Every question is answered with the setting `support_threshold` at 0, so that each answer comes with its support; what a
rule refuses stays refused. The threshold chosen is the largest that refuses at most `AT_MOST` of the right answers.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from pathlib import Path

from assistant.answering.enough import THRESHOLD
from training.measure_visitors import judge_all

AT_MOST = 0.03
TRIED = (0.0, 0.01, 0.02, 0.035, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def refused(supports: Sequence[float], threshold: float) -> float:
    """Return the share of answers, 0 to 1, whose support is under a threshold."""
    return sum(support < threshold for support in supports) / len(supports)


def largest(right: Sequence[float], at_most: float = AT_MOST) -> float:
    """Return the largest threshold under which at most a share of the right answers lies."""
    return sorted(right)[math.floor(at_most * len(right))]


def plot(answers: dict[str, list[float]], chosen: float, file: Path) -> None:
    """Draw what each threshold refuses of what is answered rightly, wrongly, and without an answer in the text."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.5))
    steps = [i / 500 for i in range(501)]
    for name, style in (("right", "-"), ("wrong", "--"), ("answered", ":")):
        label = {"right": "right answers", "wrong": "wrong answers", "answered": "answers where the report has none"}[
            name
        ]
        axes.plot(steps, [refused(answers[name], step) for step in steps], style, label=label)
    axes.axvline(chosen, color="grey", linewidth=0.8, label=f"{AT_MOST:.0%} of the right ones: {chosen:.3f}")
    axes.axvline(THRESHOLD, color="black", linewidth=0.8, label=f"shipped: {THRESHOLD}")
    axes.set(xlabel="threshold", ylabel="refused", xlim=(0, 1), ylim=(0, 1))
    axes.legend()
    figure.savefig(file, metadata={"Date": None})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plot", type=Path, help="SVG or PNG file for the curve")
    options = parser.parse_args()
    answers: dict[str, list[float]] = {"right": [], "wrong": [], "answered": []}
    for verdict, answer in judge_all(support_threshold=0.0):
        if verdict in answers:
            answers[verdict].append(answer.support)
    print("threshold  of right  of wrong  of answers where there is none")
    for threshold in TRIED:
        shares = (refused(answers[name], threshold) for name in ("right", "wrong", "answered"))
        print(f"{threshold:9.3f}" + "".join(f"{share:10.1%}" for share in shares))
    chosen = largest(answers["right"])
    print(f"{AT_MOST:.0%} of {len(answers['right'])} right answers have less support than {chosen:.3f}")
    if options.plot:
        plot(answers, chosen, options.plot)


if __name__ == "__main__":
    main()
