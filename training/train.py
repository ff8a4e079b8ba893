"""Make every shipped model from the training data, in order.

python training/train.py [--data FOLDER]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STEPS = ("training.words", "training.encoder.train", "training.ranker.prepare", "training.ranker.fit")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with the training data")
    data = parser.parse_args().data
    arguments = ["--data", str(data.resolve())] if data else []
    for step in STEPS:
        print(f"== {step}", flush=True)
        # Each step in its own process: what one holds in memory is gone before the next begins.
        subprocess.run([sys.executable, "-m", step, *arguments], cwd=ROOT, check=True)  # noqa: S603 our own module names


if __name__ == "__main__":
    main()
