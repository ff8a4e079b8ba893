"""`assistant serve`, from start to Ctrl-C."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any


def test_the_page_is_served_until_ctrl_c(shelf: Any) -> None:
    program = str(Path(sys.executable).with_name("assistant"))
    line = [program, "serve", "--port", "0", *shelf.options]
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True, encoding="utf-8", cwd=shelf.root) as server:
        assert server.stderr is not None
        said = []
        address = None
        for entry in server.stderr:
            said.append(entry)
            address = re.search(r"http://127\.0\.0\.1:\d+", entry)
            if address:
                break
        assert address, said
        with urllib.request.urlopen(address[0]) as page:  # noqa: S310 - our own server
            assert "text/html" in page.headers["content-type"]
        server.send_signal(signal.SIGINT)
        rest = server.communicate()[1]
        assert server.returncode == 0, rest
        assert "Traceback" not in rest
