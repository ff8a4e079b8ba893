"""Train the shipped encoder and write it into the package.

    python -m training.encoder.train [--data FOLDER] [--out FOLDER] [--device cuda] [any field of the recipe]

In two stages: the recipe's, and from there `Recipe.second` on visitors' questions.
With `--holdout 0.2 --out ''` nothing is written, and the contexts kept back show what a choice is worth. With
`--without PART` a third of all texts and their questions stays unseen, and the model goes to `training/work`: the ranker
is fitted to what its encoder has not seen, as a new report will be.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import normalize

from training.corpus import DATA, MODELS, PARTS, news, part, unseeing
from training.encoder.evaluate import kept_back, measure, pairs
from training.encoder.export import write
from training.encoder.loss import contrast, embed, sums
from training.encoder.pairs import PairSource
from training.encoder.prepare import Prepared, prepare
from training.encoder.recipe import Recipe, parse
from training.encoder.tokens import batch

THREADS = 2


def initial(frequencies: NDArray[np.float64], recipe: Recipe) -> Tensor:
    """Random directions, as long as the token is rare: (vocabulary, dimension); the unknown token stays zero."""
    torch.manual_seed(recipe.seed)
    rarity = torch.tensor(-np.log(frequencies) / 10, dtype=torch.float32)
    weights = torch.randn(len(frequencies), recipe.dimension) * rarity[:, None]
    weights[0] = 0
    return weights


def rate_at(step: int, recipe: Recipe) -> float:
    """The learning rate: up over the warm-up, then down to zero, both in a line."""
    return recipe.rate * min(1.0, step / recipe.warmup) * (1 - (step - 1) / recipe.steps)


def train(table: Tensor, source: PairSource, recipe: Recipe, device: str = "cpu") -> Tensor:
    """The table of token vectors, (vocabulary, dimension), after the recipe's steps from another one."""
    weights = table.to(device).requires_grad_()
    optimiser = torch.optim.Adam([weights], betas=(0.9, 0.99), eps=recipe.damping, fused=True)
    started, total = time.monotonic(), 0.0
    for step in range(1, recipe.steps + 1):
        optimiser.param_groups[0]["lr"] = rate_at(step, recipe)
        drawn = source.draw()
        queries, passages = sums(weights, drawn.queries), sums(weights, drawn.passages + drawn.others)
        if recipe.nested and step % recipe.nested_every == 0:
            queries, passages = queries[:, : recipe.nested], passages[:, : recipe.nested]
        loss = contrast(normalize(queries), normalize(passages), recipe.scale)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        total += loss.item()
        if step % 50 == 0:
            print(f"step {step}  loss {total / 50:.4f}  {time.monotonic() - started:.0f} s", flush=True)
            total = 0.0
    return weights.detach().cpu()


def report(prepared: Prepared, table: NDArray[np.float32], held: frozenset[int]) -> None:
    """Print what the contexts kept back say, searched for among themselves: the others are known to the vectors."""

    texts = [prepared.texts[place] for place in sorted(held)]
    among = frozenset(texts)
    asked = pairs([one for one in prepared.questions if one.context in among], texts)
    for dimension in sorted({256, table.shape[1]}):
        shortened = torch.from_numpy(table[:, :dimension].copy())

        def encode(queries: Sequence[str], weights: Tensor = shortened) -> NDArray[np.float32]:
            vectors: NDArray[np.float32] = embed(weights, batch(prepared.tokenizer, queries)).numpy()
            return vectors

        found = measure(encode, asked, texts)
        print(f"held out, {dimension} dimensions, {len(asked)} questions: {found}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="folder with the training data")
    parser.add_argument("--out", default=str(MODELS / "encoder"), help="folder to write the model to; '' for none")
    parser.add_argument("--without", type=int, choices=range(PARTS), help="part of the texts that it must not see")
    parser.add_argument("--device", default="cpu", help="where torch computes: cpu, or cuda")
    recipe, options = parse(parser)
    torch.set_num_threads(THREADS)
    prepared = prepare(options.data, recipe)
    held = kept_back(len(prepared.texts), recipe.holdout)
    texts = np.arange(len(prepared.news))
    if options.without is not None:
        held |= {place for place, text in enumerate(prepared.texts) if part(text) == options.without}
        texts = np.array([place for place, text in enumerate(news(options.data)) if part(text) != options.without])
    asked = [one for one in prepared.asked if one.context not in held]
    print(f"{len(prepared.frequencies)} tokens, {len(prepared.news.ids)} of them in the news", flush=True)
    weights = initial(prepared.frequencies, recipe)
    for stage in (recipe, recipe.second()):
        print(stage, flush=True)
        source = PairSource(prepared.news, texts, prepared.contexts, asked, prepared.synonyms, stage)
        weights = train(weights, source, stage, options.device)
    table: NDArray[np.float32] = weights.numpy()
    if held:
        report(prepared, table, held)
    out = options.out if options.without is None else unseeing(options.without)
    if out:
        write(Path(out), prepared.tokenizer, table)


if __name__ == "__main__":
    main()
