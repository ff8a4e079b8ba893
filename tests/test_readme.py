"""README.md keeps its word: its Python runs, its commands run, and the files it names are there."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHELLS = ("", "sh", "bash", "shell", "console")
PATH = re.compile(r"`((?:assistant|documents|eval|index|training|tests|\.ci)/[\w./*-]*|[\w-]+\.(?:py|md|toml|txt))`")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def blocks(*languages: str) -> list[str]:
    return [code for language, code in BLOCK.findall(TEXT) if language in languages]


def shell_lines() -> list[str]:
    joined = "\n".join(blocks(*SHELLS)).replace("\\\n", " ")
    return [line.strip().removeprefix("$ ") for line in joined.splitlines()]


COMMANDS = [line for line in shell_lines() if line.startswith("assistant ")]
TARGETS = [
    target for line in shell_lines() if line.startswith("make ") for target in shlex.split(line, comments=True)[1:]
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory like the repository's root, in which commands may write."""
    folder = tmp_path_factory.mktemp("desk")
    for name in ("documents", "eval"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("runs"))
    return folder


def test_the_main_things_are_shown() -> None:
    assert any(line.startswith("assistant ask ") for line in COMMANDS)
    assert any("Assistant.open(" in code for code in blocks("python"))
    assert {"run", "test"} <= set(TARGETS)


def test_the_python_runs(desk: Path) -> None:
    """All blocks one after the other, as a reader would type them."""
    program = "\n".join(blocks("python"))
    done = subprocess.run([sys.executable, "-c", program], cwd=desk, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_commands_run(desk: Path) -> None:
    """In their order, since a later one may use what an earlier one wrote. A refusal exits with 3."""
    for line in COMMANDS:
        name, *arguments = shlex.split(line, comments=True)
        command = [str(Path(sys.executable).with_name(name)), *arguments]
        if arguments[0] == "serve":
            serve(command, desk)
            continue
        done = subprocess.run(command, cwd=desk, input="你好\n", capture_output=True, text=True, check=False)
        assert done.returncode in (0, 3), f"{line}: {done.stdout}{done.stderr}"


def serve(command: list[str], desk: Path) -> None:
    """Start the page, see that it is there, and stop it."""
    port = command[command.index("--port") + 1] if "--port" in command else "7860"
    with subprocess.Popen(command, cwd=desk, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not is_served(f"http://127.0.0.1:{port}/readyz"):
            time.sleep(0.2)
        running = process.poll() is None
        process.terminate()
        said = process.communicate()[1]
    assert running, said


def is_served(address: str) -> bool:
    try:
        return httpx.get(address, timeout=5).status_code == 200
    except httpx.TransportError:
        return False


def test_the_targets_are_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in TARGETS:
        assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("name", sorted({*PATH.findall(TEXT), *LINK.findall(TEXT)}))
def test_what_it_names_is_there(name: str) -> None:
    assert list(ROOT.glob(name.rstrip("/"))), f"README.md names {name}, which does not exist"


def test_the_reading_order_names_files() -> None:
    order = re.search(
        r"^#+ [^\n]*(?:[Rr]eading order|[Rr]ead the code|阅读顺序)[^\n]*\n(.*?)(?=^#+ |\Z)",
        TEXT,
        re.MULTILINE | re.DOTALL,
    )
    named = [path for path in PATH.findall(order.group(1)) if path.endswith(".py")] if order else []
    assert len(named) >= 10
    assert len(named) == len(set(named))
