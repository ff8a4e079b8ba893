"""Make every shipped model from the training data, in order.

python -m training.train [--data FOLDER] [--device cuda]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from training.corpus import PARTS, ROOT

ENCODERS = [[], *(["--without", str(part), "--steps", "1000"] for part in range(PARTS))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with the training data")
    parser.add_argument("--device", default="cpu", help="where the encoders are trained: cpu, or cuda")
    options = parser.parse_args()
    data = ["--data", str(options.data.resolve())] if options.data else []
    _run("training.words", *data)
    for which in ENCODERS:
        _run("training.encoder.train", *which, *data, "--device", options.device)
    _run("training.translations")
    _run("training.ranker.prepare")
    _run("training.ranker.fit")
    _run("training.ranker.near_miss")


def _run(module: str, *arguments: str) -> None:
    """Run a step in its own process: what one holds in memory is gone before the next begins."""
    print("==", module, *arguments, flush=True)
    subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, check=True)  # noqa: S603 our own module names


if __name__ == "__main__":
    main()
