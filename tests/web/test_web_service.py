from __future__ import annotations

import json
import re
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import httpx
import pytest

from assistant.errors import SettingsError
from assistant.web.guard import MAX_BODY, Guard
from assistant.web.words import WORDS
from tests.web.serving import Site, served
from tests.web.shelf import ANSWERS, LISTED

STATIC = files("assistant.web").joinpath("static")


@pytest.fixture(scope="module")
def service(site: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site.address, timeout=20) as client:
        yield client


def test_ask_answers_with_exact_citations(service: httpx.Client) -> None:
    body = service.post("/v1/ask", json={"question": "海淀上市企业有多少家？"}).json()
    assert body["refused"] is False
    assert body["version"] == "canned"
    (citation,) = body["answer"]["citations"]
    assert citation["quote"] == LISTED
    assert citation["end"] - citation["start"] == len(LISTED)


def test_ask_leans_on_the_turns_it_is_given(service: httpx.Client) -> None:
    first = service.post("/v1/ask", json={"question": "海淀上市企业有多少家？"}).json()["answer"]
    turns = [{"question": first["question"], "answer": first}]
    second = service.post("/v1/ask", json={"question": "那新增了多少家？", "turns": turns}).json()["answer"]
    assert second["understood"] == "2022年海淀区新增上市企业有多少家？"


def test_stream_sends_sentences_whose_concatenation_is_the_answer(service: httpx.Client) -> None:
    text = service.post("/v1/ask", json={"question": "独角兽？", "stream": True}).text
    events = [block.split("\n") for block in text.strip().split("\n\n")]
    pieces = [json.loads(data.removeprefix("data: ")) for event, data in events if event == "event: piece"]
    assert pieces == ["独角兽企业50余家[1]；", "独角兽企业40家[2]。"]
    whole = json.loads(events[-1][1].removeprefix("data: "))
    assert whole["answer"]["text"] == "".join(pieces) == ANSWERS["独角兽"].text


def test_stream_sends_a_sentence_when_it_is_there(service: httpx.Client) -> None:
    with service.stream("POST", "/v1/ask", json={"question": "逐句，独角兽？", "stream": True}) as response:
        blocks = response.iter_raw()
        first = next(blocks)
        assert "独角兽企业50余家[1]；" in first.decode()
        assert "独角兽企业40家" not in first.decode()
        assert "独角兽企业40家" in b"".join(blocks).decode()


def test_stream_that_cannot_begin_has_the_status_of_its_error(service: httpx.Client) -> None:
    response = service.post("/v1/ask", json={"question": "坏", "stream": True})
    assert (response.status_code, response.json()["error"]["code"]) == (500, "failed")


@pytest.mark.parametrize(
    ("body", "status", "code", "message"),
    [
        ({"question": " "}, 422, "empty", "问题是空的"),
        ({"question": "长" * 101}, 422, "too_long", "请缩短到 100 个字以内"),
        ({"question": "坏"}, 500, "failed", "请再发送一次"),
        ({}, 422, "invalid", "body.question"),
        ({"question": "问", "turns": [{"question": "问"}]}, 422, "invalid", "answer"),
    ],
)
def test_errors_have_one_shape_and_a_plain_sentence(
    service: httpx.Client, body: object, status: int, code: str, message: str
) -> None:
    response = service.post("/v1/ask", json=body)
    assert response.status_code == status
    assert response.json()["error"]["code"] == code
    assert message in response.json()["error"]["message"]


def test_health_readiness_and_figures(service: httpx.Client) -> None:
    service.post("/v1/ask", json={"question": "独角兽？"})
    service.get("/wp-login.php")
    assert service.get("/healthz").json() == {"status": "ok"}
    assert service.get("/readyz").json() == {"status": "ready", "documents": 1, "version": "canned"}
    figures = service.get("/metrics").text
    assert 'assistant_answers_total{kind="conflict"}' in figures
    assert 'assistant_requests_total{route="other",status="404"} 1.0' in figures
    assert "wp-login" not in figures


def test_description_names_the_routes(service: httpx.Client) -> None:
    paths = service.get("/openapi.json").json()["paths"]
    assert {"/v1/ask", "/healthz", "/readyz"} <= set(paths)


def test_page_passes_its_own_policy_and_previews_nothing(service: httpx.Client) -> None:
    response = service.get("/")
    policy = response.headers["content-security-policy"]
    nonce = re.search(r"'nonce-([^']+)'", policy)
    assert nonce is not None
    assert response.text.count("<script") == response.text.count(f'<script nonce="{nonce[1]}"')
    assert service.get("/").headers["content-security-policy"] != policy
    assert 'lang="zh-CN"' in response.text
    assert "og:" not in response.text
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]


def test_every_answer_carries_the_headers(service: httpx.Client) -> None:
    for path in ("/", "/healthz", "/nothing", "/page/page.js"):
        headers = service.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["content-security-policy"].startswith("default-src")
        assert len(headers["x-request-id"]) == 16


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file/etc/passwd",
        "/gradio_api/proxy=https://example.com",
        "/gradio_api/upload",
        "/gradio_api/run/predict",
        "/gradio_api/runs",
        "/gradio_api/dev/reload",
        "/monitoring",
        "/docs",
        "/login",
        "/assets/../../../etc/passwd",
        "/static/..%2f..%2f..%2fetc/passwd",
    ],
)
def test_nothing_else_is_reachable(service: httpx.Client, path: str) -> None:
    for method in ("GET", "POST"):
        response = service.request(method, path, content=b"")
        assert response.status_code in (403, 404, 405)
        assert "root:" not in response.text


def test_large_bodies_and_bodies_without_a_length_are_turned_away(service: httpx.Client) -> None:
    assert service.post("/v1/ask", content=b"x" * (MAX_BODY + 1)).status_code == 413
    assert service.post("/v1/ask", content=iter([b"{}"])).status_code == 411


def test_client_that_asks_too_fast_is_told_when_to_come_back() -> None:
    with served(rate_limit="2/minute", root_path="/reports") as site, httpx.Client(base_url=site.address) as limited:
        responses = [limited.post("/v1/ask", json={"question": "独角兽？"}) for _ in range(3)]
        assert [response.status_code for response in responses] == [200, 200, 429]
        assert 1 <= int(responses[2].headers["retry-after"]) <= 60
        assert "问得太快了" in responses[2].json()["error"]["message"]
        assert limited.get("/healthz").status_code == 200
        page = limited.get("/").text  # and the path under a proxy is in every address
        linked = set(re.findall(r'"/reports/page/([^"]+)"', page))
        assert linked == {file.name for file in STATIC.iterdir()} - {"staff.css"}
        assert f'"root":"{site.address}/reports"' in page


def test_rate_that_cannot_be_read_is_a_settings_error() -> None:
    with pytest.raises(SettingsError, match="'rate_limit' cannot be 'often'"):
        Guard(lambda *_: None, "often")  # type: ignore[arg-type]


def test_more_questions_than_may_wait_are_told_to_come_back() -> None:
    settings = {"rate_limit": "", "concurrency": 1, "queue_size": 1}
    with served(**settings) as site, httpx.Client(timeout=40) as client, ThreadPoolExecutor(8) as threads:

        def ask(_: int) -> httpx.Response:
            return client.post(f"{site.address}/v1/ask", json={"question": "慢"})

        responses = list(threads.map(ask, range(8)))  # one is answered, one waits, six are too many
    assert {response.status_code for response in responses} == {200, 503}
    busy = next(response for response in responses if response.status_code == 503)
    assert busy.headers["retry-after"] == "2"
    assert "现在提问的人很多" in busy.json()["error"]["message"]


def test_in_a_burst_every_question_is_answered_right_or_told_to_come_back() -> None:
    expected = {"上市": ANSWERS["上市"].text, "独角兽": ANSWERS["独角兽"].text, "两份": ANSWERS["两份"].text}
    settings = {"rate_limit": "", "concurrency": 2, "queue_size": 3, "remembered_answers": 0}
    with served(**settings) as site, httpx.Client(timeout=60) as client, ThreadPoolExecutor(40) as threads:

        def ask(number: int) -> tuple[str, httpx.Response]:
            thing = list(expected)[number % 3]
            question = {"question": f"慢，第{number}个人问：{thing}？"}
            return thing, client.post(f"{site.address}/v1/ask", json=question)

        asked = [threads.submit(ask, number) for number in range(40)]
        while (health := client.get(f"{site.address}/healthz")).is_success and not all(one.done() for one in asked):
            time.sleep(0.1)
        responses = [one.result() for one in asked]
        later = ask(40)
    assert health.json() == {"status": "ok"}
    answered = [(thing, response.json()) for thing, response in responses if response.status_code == 200]
    turned_away = [response for _, response in responses if response.status_code != 200]
    assert len(answered) >= 5  # two at a time, three wait; whoever comes when one is done may take its place
    assert [body["answer"]["text"] for _, body in answered] == [expected[thing] for thing, _ in answered]
    assert turned_away
    for response in turned_away:
        assert (response.status_code, response.headers["retry-after"]) == (503, "2")
        assert response.json()["error"]["code"] == "too_busy"
        assert response.json()["error"]["message"] == WORDS["too_busy"][0] == "现在提问的人很多，请过一会儿再发送。"
    assert later[1].json()["answer"]["text"] == expected[later[0]]


def test_answer_in_flight_is_finished_when_told_to_stop() -> None:
    with served(rate_limit="") as site, ThreadPoolExecutor(1) as threads:
        asked = threads.submit(httpx.post, f"{site.address}/v1/ask", json={"question": "慢，独角兽"}, timeout=20)
        time.sleep(0.7)
        site.process.send_signal(signal.SIGTERM)
        assert asked.result().json()["answer"]["kind"] == "conflict"
        assert site.process.wait(10) in (0, -signal.SIGTERM)


def test_logs_are_json_and_hold_nothing_personal(service: httpx.Client, site: Site) -> None:
    identifier = service.post("/v1/ask?secret=1", json={"question": "独角兽呢？"}).headers["x-request-id"]
    text = site.log.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    answered, line = [line for line in lines if line.get("request") == identifier]
    assert (answered["message"], answered["kind"]) == ("answered", "conflict")
    assert answered["answering_ms"] >= 0
    assert answered["waiting_ms"] >= 0
    assert (line["message"], line["route"], line["status"]) == ("request", "/v1/ask", 200)
    assert line["ms"] >= 0
    for private in ("独角兽", "secret", "127.0.0.1"):
        assert private not in json.dumps([answered, line], ensure_ascii=False)


def test_changed_shelf_is_picked_up_without_a_restart(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "a.md").write_text("# 甲区2022年经济\n\n2022年，甲区共有上市企业12家。\n", encoding="utf-8")
    shelf = {"documents": str(documents), "index": str(tmp_path / "index")}
    with served("tests.web.opened", **shelf, watch_seconds=0.2, rate_limit="") as site:
        before = httpx.get(f"{site.address}/readyz").json()
        (documents / "b.md").write_text("# 乙区2022年经济\n\n2022年，乙区共有上市企业34家。\n", encoding="utf-8")
        deadline = time.monotonic() + 20
        while (after := httpx.get(f"{site.address}/readyz").json()) == before and time.monotonic() < deadline:
            time.sleep(0.1)
    assert (before["documents"], after["documents"]) == (1, 2)
    assert before["version"] != after["version"]


def test_no_answer_mixes_an_old_and_a_new_shelf(tmp_path: Path) -> None:
    report = "# 甲区2022年经济\n\n2022年，甲区共有上市企业{}家，全年新增{}家。\n"
    documents = tmp_path / "documents"
    documents.mkdir()
    file = documents / "a.md"
    file.write_text(report.format(12, 3), encoding="utf-8")
    shelf = {"documents": str(documents), "index": str(tmp_path / "index")}
    with served("tests.web.opened", **shelf, watch_seconds=0.1, rate_limit="") as site, httpx.Client() as client:
        seen: set[str] = set()
        deadline = time.monotonic() + 60
        while len(seen) < 4 and time.monotonic() < deadline:
            answer = client.post(f"{site.address}/v1/ask", json={"question": "甲区有多少家上市企业？"}, timeout=30)
            (citation,) = answer.raise_for_status().json()["answer"]["citations"]
            figures = re.findall(r"(\d+)家", citation["quote"])
            assert int(figures[0]) == int(figures[1]) * 4
            assert f"{figures[0]}家" in answer.json()["answer"]["text"]
            if figures[0] not in seen:
                seen.add(figures[0])
                file.write_text(report.format(12 + 4 * len(seen), 3 + len(seen)), encoding="utf-8")
    assert len(seen) == 4
