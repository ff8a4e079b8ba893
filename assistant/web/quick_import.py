"""Gradio in half the time."""

from __future__ import annotations

import inspect
import sys
from typing import Any
from unittest.mock import patch


def import_gradio() -> None:
    """Import Gradio without two things that it does whenever it is imported, and that take over a second.

    It parses its own source to write a stub file beside each component, but for those whose class has no file: during
    the import none has one. And it imports the MCP library where that is installed; the page has no use for it.
    """
    hidden = {} if "mcp" in sys.modules else {"mcp": None}
    sys.modules.update(hidden)  # type: ignore[arg-type] # None is how Python says that there is no such module
    try:
        with patch.object(inspect, "getfile", _no_file):
            import gradio  # noqa: F401 - later imports find it
    finally:
        for name in hidden:
            del sys.modules[name]


def _no_file(_: Any) -> str:
    raise OSError("not looked for")
