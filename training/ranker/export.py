"""A LightGBM model as the plain arrays that `assistant.answering.trees` reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lightgbm as lgb
import numpy as np


def export(booster: lgb.Booster, path: Path) -> None:
    """Write the trees of `booster` to an .npz file. A leaf is a negative target, -k-1 for leaf k."""
    features: list[int] = []
    thresholds: list[float] = []
    left: list[int] = []
    right: list[int] = []
    leaves: list[float] = []

    def walk(node: dict[str, Any]) -> int:
        if "split_feature" not in node:
            leaves.append(node["leaf_value"])
            return -len(leaves)
        place = len(features)
        features.append(node["split_feature"])
        thresholds.append(node["threshold"])
        left.append(0)
        right.append(0)
        left[place] = walk(node["left_child"])
        right[place] = walk(node["right_child"])
        return place

    roots = [walk(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    trees = {
        "feature": np.array(features, dtype=np.int16),
        "threshold": np.array(thresholds, dtype=np.float32),
        "left": np.array(left, dtype=np.int32),
        "right": np.array(right, dtype=np.int32),
        "leaves": np.array(leaves, dtype=np.float32),
        "roots": np.array(roots, dtype=np.int32),
    }
    np.savez_compressed(path, **trees)
