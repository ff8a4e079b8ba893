"""What can be taken away from the program, to see what it is worth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SEARCHES = {"lexical": {"dense_weight": 0}, "dense": {"dense_weight": 1}}
"""Half of the search alone."""
OPTIONAL: dict[str, dict[str, Any]] = {
    "reranking": {"reranker": ""},
    "language-model": {"llm_url": "", "llm_model": ""},
}
"""Parts that are off by default, in the order in which they work, each with the settings that switch it off. One is
configured when its first setting has a value.
"""

Changes = dict[str, Any]


def ablations(settings: Mapping[str, Any], optional: Mapping[str, Mapping[str, Any]] = OPTIONAL) -> dict[str, Changes]:
    """The runs to make besides that of the whole program with `settings`: a name, and which settings to change.

    Lexical and dense search alone, without any optional part. Where parts are configured also both searches ("hybrid")
    and that with one part after the other, up to the whole program, which is not repeated.
    """
    configured = [name for name, off in optional.items() if settings.get(next(iter(off)))]
    off = {key: value for name in configured for key, value in optional[name].items()}
    found = {name: off | changes for name, changes in SEARCHES.items()}
    if configured:
        found["hybrid"] = off
    for count, name in enumerate(configured[:-1], start=1):
        found[f"with-{name}"] = {key: value for later in configured[count:] for key, value in optional[later].items()}
    return found
