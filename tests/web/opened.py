"""Serves a folder of reports from a fresh index, as `make run` does, on the socket it is handed."""

from __future__ import annotations

import json
import sys
import tempfile

from assistant import Assistant
from assistant.web import create_app
from tests.web.serving import report_connections, run

if __name__ == "__main__":
    sys.addaudithook(report_connections)
    with tempfile.TemporaryDirectory() as index:
        assistant = Assistant.open(**{"index": f"{index}/index", **json.loads(sys.argv[2])})
        run(create_app(assistant, assistant.settings), int(sys.argv[1]), assistant.settings)
