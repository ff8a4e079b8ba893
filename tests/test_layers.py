"""The direction of imports: each layer may import only layers below it."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "assistant"
LAYERS = (
    {"errors", "types", "settings"},
    {"text"},
    {"ingestion"},
    {"indexing"},
    {"retrieval"},
    {"answering"},
    {"generation"},
    {"conversation"},
    {"answers"},
    {"assistant"},
    {"workers"},
    {"evaluation", "web"},
    {"cli"},
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module] if node.module != "assistant" else [f"assistant.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "assistant" and len(parts) > 1:
                found.add(parts[1] if parts[1] in LEVEL or parts[1] == "testing" else "assistant")
    return found


def test_there_are_files_to_look_at() -> None:
    assert len(FILES) > 30


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_downwards(path: Path) -> None:
    layer = layer_of(path)
    if layer in {"testing", "__main__"}:
        return
    for name in imported(path):
        assert name != "testing", f"{path.name} imports the fakes"
        assert name == layer or LEVEL[name] < LEVEL[layer] or {name, layer} <= LAYERS[0], f"{path.name} imports {name}"


def test_training_is_not_imported() -> None:
    for path in FILES:
        assert "training" not in path.read_text(encoding="utf-8").split("import ")[0].split(), path
