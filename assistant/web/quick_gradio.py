"""Gradio in half the time."""

from __future__ import annotations

import inspect
import os
import ssl
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from importlib import import_module
from types import ModuleType
from typing import Any
from unittest.mock import patch

import jinja2


class Later(ModuleType):
    """Stands in for a module, which is imported when something of it is first asked for.

    `importlib.util.LazyLoader` does not serve: a second `import` of the same module already loads it.
    """

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def import_gradio() -> None:
    """Import Gradio without six things that take it seconds.

    It parses its own source to write a stub file beside each component, but for those whose class has no file: during
    the import none has one. It imports pandas, and the MCP library where that is installed; the page uses neither.
    At each event it chooses how matplotlib draws, where that is installed, which imports it at the first visitor's. It
    compiles a template for the docstring of each component's events. And its HTTP clients read the certificates of all
    authorities, three times: they are left without, and so without a host that they would talk to, for the page needs none.
    """
    sys.modules.setdefault("pandas", Later("pandas"))
    hidden = {} if "mcp" in sys.modules else {"mcp": None}
    sys.modules.update(hidden)  # type: ignore[arg-type] # None is how Python says that there is no such module
    try:
        with (
            patch.object(inspect, "getfile", _no_file),
            patch.object(jinja2, "Template", _Unrendered),
            patch.object(ssl.SSLContext, "load_verify_locations", _no_authorities),
        ):
            import gradio.component_meta
            import gradio.events
            import gradio.utils

        # What is made later is made in full: a stub file would be written of a template else.
        for module in (gradio.component_meta, gradio.events):
            vars(module)["Template"] = jinja2.Template
        gradio.utils.MatplotlibBackendMananger = nullcontext  # type: ignore[misc, assignment] # it is only entered
    finally:
        for name in hidden:
            del sys.modules[name]


@contextmanager
def no_application() -> Iterator[None]:
    """Within it, building Blocks and their queue makes no web application: Gradio makes a whole one at each of three steps.

    The one that is mounted afterwards serves; the queue looks for it in `Blocks.app`.
    """
    from gradio.routes import App

    with patch.object(App, "create_app", staticmethod(lambda *_, **__: None)):
        yield


@contextmanager
def no_analytics() -> Iterator[None]:
    """Within it, `Blocks.queue` makes a queue that keeps no record of its events.

    Else it puts the last 10,000 into a pandas table after each one, for a page of figures that is not served: 0.1 s of
    work an event, more with every event, and 80 MB.
    """
    with patch.dict(
        os.environ, {"GRADIO_ANALYTICS_CACHE_FREQUENCY": str(sys.maxsize), "GRADIO_ANALYTICS_MAX_EVENTS": "1"}
    ):
        yield


class _Unrendered:
    """A template that stays as it is."""

    def __init__(self, text: str) -> None:
        self._text = text

    def render(self, **_: Any) -> str:
        return self._text


def _no_authorities(*_: Any, **__: Any) -> None:
    """Trust nobody."""


def _no_file(_: Any) -> str:
    raise OSError("not looked for")
