"""What can be made of a trained table without training again, on the contexts that its training kept back.

    python -m training.encoder.probe [--model FOLDER] [--held-out SHARE]

Each variant changes the token vectors alone, so that sentence-transformers would read it as it reads the table itself.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from assistant.indexing.encoder import SHIPPED, StaticEncoder
from training.corpus import training_questions
from training.encoder.evaluate import kept_back, measure, pairs
from training.encoder.recipe import Recipe

Table = NDArray[np.float32]


def variants(table: Table, shown: Table, shares: NDArray[np.float32]) -> Iterator[tuple[str, Table]]:
    """Tables by name. `shown` are the vectors of the contexts that were trained on, `shares` log token frequencies."""
    yield "as it is", table
    norms = np.linalg.norm(table, axis=1, keepdims=True)
    for power in (-0.3, 0.3, 0.5):
        yield f"rows times their norm ** {power}", table * np.maximum(norms, 1e-9) ** power
    unit = table / np.maximum(norms, 1e-9)
    for power in (0.5, 1.0, 1.5):
        yield f"rows of length idf ** {power}", unit * np.maximum(-shares, 0)[:, None] ** power
    variances, directions = np.linalg.eigh(shown.T @ shown / len(shown))
    for power in (0.1, 0.25, 0.5):
        scaled = directions * (variances + 1e-5) ** -power
        yield f"whitened by variance ** -{power}", table @ scaled @ directions.T
    for count in (1, 8):
        top = directions[:, -count:]
        yield f"without the {count} strongest directions", table - table @ top @ top.T
    random = np.random.default_rng(1)
    for width in (256, 512):
        code = random.standard_normal((len(table), width)).astype(np.float32) / np.sqrt(width)
        yield f"with {width} random dimensions more, at 0.4", np.concatenate([table, 0.4 * code * norms], axis=1)
    squeeze = random.standard_normal((table.shape[1], 256)).astype(np.float32)
    yield "projected at random to 256 dimensions", table @ squeeze
    yield "its rare rows shared, 22,200 in all", table[_shared(len(table), 19_000, 3_200)]


def _shared(tokens: int, own: int, rest: int) -> NDArray[np.int64]:
    """Row numbers: the first `own` tokens keep theirs, all others share `rest`."""
    rows = np.arange(tokens)
    rows[own:] = own + (rows[own:] - own) % rest
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=SHIPPED, help="folder of a static model")
    parser.add_argument("--held-out", type=float, default=Recipe().holdout, help="share that its training kept back")
    options = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(options.model / "tokenizer.json"))
    stored = load_file(options.model / "model.safetensors")
    trained = stored["embeddings"] * stored["weights"][:, None]
    shares = np.array([share for _, share in json.loads(tokenizer.to_str())["model"]["vocab"]], dtype=np.float32)

    def encoder(table: Table) -> StaticEncoder:
        return StaticEncoder("probe", tokenizer, table, np.ones(len(table), dtype=np.float32))

    asked = training_questions()
    texts = list(dict.fromkeys(question.context for question in asked))
    held = kept_back(len(texts), options.held_out)
    kept = [texts[place] for place in sorted(held)]
    of_kept = pairs([question for question in asked if question.context in set(kept)], kept)
    shown = encoder(trained).encode([text for place, text in enumerate(texts) if place not in held])
    print(f"{len(of_kept)} questions, {len(kept)} texts")
    for name, table in variants(trained, shown, shares):
        print(f"{name:45} {measure(encoder(table.astype(np.float32)).encode, of_kept, kept)}", flush=True)


if __name__ == "__main__":
    main()
