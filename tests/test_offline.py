"""What only shows between processes: the same answers under any hash seed, and no network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
QUESTIONS = [
    "海淀上市企业有多少家",
    "独角兽企业有多少家？",
    "刘勇怎么看万亿元？",
    "2022年海淀区的GDP比沈阳市多多少？",
    "火星上有多少家企业？",
    "海淀区有哪些高校？",
    "你好",
]
ANSWERS = """
import dataclasses, json, sys
from assistant import Assistant
assistant = Assistant.open(*sys.argv[1:3])
answers = assistant.ask_many(json.loads(sys.argv[3]))
print(json.dumps([dataclasses.asdict(answer) for answer in answers] + [assistant.suggestions()]))
"""
CUT_OFF = """
import sys
reached_for = []
def guard(event, arguments):
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if host not in ("127.0.0.1", "::1", "localhost", None):
        reached_for.append(host)
        raise OSError(f"the network is cut off, and {host} was asked for")
sys.addaudithook(guard)
"""
PAGE = """
from assistant import Assistant
assistant = Assistant.open(*sys.argv[1:3])
assert "268家" in assistant.ask("海淀上市企业有多少家").text
assert "torch" not in sys.modules

import threading, time, urllib.request
import uvicorn
from assistant.web import create_app
server = uvicorn.Server(uvicorn.Config(create_app(assistant, assistant.settings), port=0, log_config=None))
threading.Thread(target=server.run, daemon=True).start()
while not server.started:
    time.sleep(0.05)
port = server.servers[0].sockets[0].getsockname()[1]
page = urllib.request.urlopen(f"http://127.0.0.1:{port}/").read().decode()
server.should_exit = True
assert "readingRoom" in page or "gradio" in page
assert reached_for == [], reached_for
print("worked")
"""


def run(program: str, *arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_answers_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    shelf = (str(ROOT / "documents"), str(tmp_path / "index"))
    first, second = (run(ANSWERS, *shelf, json.dumps(QUESTIONS), PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert len(json.loads(first)) == len(QUESTIONS) + 1
    assert json.loads(first) == json.loads(second)


def test_everything_works_with_the_network_cut_off(tmp_path: Path) -> None:
    assert run(CUT_OFF + PAGE, str(ROOT / "documents"), str(tmp_path / "index")).strip() == "worked"


def test_the_cut_is_real() -> None:
    """Else the test above would prove nothing."""
    program = "import socket\ntry:\n    socket.create_connection(('example.com', 80), 1)\nexcept OSError as error:\n    print(error)"
    assert "the network is cut off, and example.com was asked for" in run(CUT_OFF + program)
