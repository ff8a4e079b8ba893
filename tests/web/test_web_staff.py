"""/staff over real HTTP and in the browser: closed without the password, and everything strangers wrote shown as text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.types import Turn
from assistant.web import create_app
from assistant.web.feedback import Feedback
from assistant.web.password import hash_password, matches
from tests.web.serving import Site, served
from tests.web.shelf import ANSWERS, ATTACK, canned
from tests.web.test_accessibility import violations

PASSWORD = "open, please: 1 2 3"  # noqa: S105 - of this test alone
HASH = hash_password(PASSWORD)
STAFF = httpx.BasicAuth("anybody", PASSWORD)
FIRST = "# 云谷区2022年经济\n\n2022年，云谷区共有上市企业12家。\n"
SECOND = "# 雾山区2022年经济\n\n2022年，雾山区共有上市企业34家。\n"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("staff")
    (folder / "documents").mkdir()
    (folder / "documents" / "a.md").write_text(FIRST, encoding="utf-8")
    attacked = Turn(ATTACK, ANSWERS["上市"])
    Feedback(folder / "feedback.sqlite", 30).add(attacked, "v", False, f"不对{ATTACK}")
    return folder


@pytest.fixture(scope="module")
def office(shelf: Path) -> Iterator[Site]:
    folders = {"documents": str(shelf / "documents"), "index": str(shelf / "index")}
    settings = {"feedback": str(shelf / "feedback.sqlite"), "rate_limit": "", "shutdown_seconds": 1}
    with served("tests.web.opened", **folders, **settings, staff_password=HASH, uploads=True) as site:
        yield site


@pytest.fixture
def staff(office: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=office.address, auth=STAFF, timeout=20) as client:
        yield client


def test_hash_is_of_one_password() -> None:
    assert matches(PASSWORD, HASH)
    assert not matches(PASSWORD + " ", HASH)
    assert PASSWORD not in HASH
    assert hash_password(PASSWORD) != HASH


def test_password_itself_is_no_hash() -> None:
    settings = Settings.model_validate({"staff_password": "secret", "feedback": ""})
    with pytest.raises(SettingsError, match="'staff_password' cannot be 'secret': it is no hash; make one with"):
        create_app(canned(settings), settings)


def test_there_is_no_staff_page_without_a_password(site: Site) -> None:
    for path in ("/staff", "/staff/reports/add", "/staff/reports/remove"):
        assert httpx.get(f"{site.address}{path}").status_code in (404, 405)
        assert httpx.post(f"{site.address}{path}", content=b"").status_code in (404, 405)


def test_nobody_else_gets_in_and_guessing_ends_soon() -> None:
    settings = {"staff_password": HASH, "rate_limit": "", "shutdown_seconds": 1, "uploads": True}
    with served(**settings) as site, httpx.Client(base_url=site.address, timeout=20) as client:
        asked = client.get("/staff")
        assert asked.status_code == 401
        assert asked.headers["www-authenticate"].startswith("Basic")
        for path in ("/staff/reports/add", "/staff/reports/remove"):
            assert client.post(path, content=b"").status_code == 401
        wrong = [client.get("/staff", auth=("a", f"guess{n}")).status_code for n in range(12)]
        assert wrong == [401] * 10 + [429] * 2
        assert client.get("/staff", auth=STAFF).status_code == 429


def test_feedback_is_read_and_shown_as_text(staff: httpx.Client) -> None:
    response = staff.get("/staff")
    assert response.status_code == 200
    assert "不对&lt;script&gt;" in response.text
    assert "<script" not in response.text
    assert "script" not in response.headers["content-security-policy"]
    assert response.headers["cache-control"] == "no-store"


def test_report_is_added_answered_from_and_removed(staff: httpx.Client, shelf: Path) -> None:
    question = {"question": "雾山区有多少家上市企业？"}
    added = staff.post("/staff/reports/add", files={"file": ("../../雾山区.md", SECOND.encode(), "text/markdown")})
    assert (added.status_code, added.headers["location"]) == (303, "/staff")
    assert (shelf / "documents" / "雾山区.md").read_text(encoding="utf-8") == SECOND
    answer = staff.post("/v1/ask", json=question).json()["answer"]
    assert "34家" in answer["text"]
    identifier = answer["citations"][0]["document_id"]
    assert staff.post("/staff/reports/remove", data={"document": identifier}).status_code == 303
    assert not (shelf / "documents" / "雾山区.md").exists()
    assert staff.post("/v1/ask", json=question).json()["refused"] is True
    assert [path.name for path in (shelf / "documents").iterdir()] == ["a.md"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.exe", b"MZ", "is no name for a report"),
        (".hidden.md", FIRST.encode(), "is no name for a report"),
        ("empty.md", b"", "empty.md holds no text"),
        ("binary.md", bytes(range(256)) * 20, "binary.md cannot be read"),
    ],
)
def test_what_is_no_report_is_not_added(staff: httpx.Client, shelf: Path, name: str, content: bytes, said: str) -> None:
    response = staff.post("/staff/reports/add", files={"file": (name, content)})
    assert response.status_code == 422
    assert said in response.text
    assert [path.name for path in (shelf / "documents").iterdir()] == ["a.md"]


def test_last_report_and_unknown_ones_stay(staff: httpx.Client, shelf: Path) -> None:
    unknown = staff.post("/staff/reports/remove", data={"document": "../a.md"})
    assert unknown.status_code == 422
    assert "no document has the id" in unknown.text
    answer = staff.post("/v1/ask", json={"question": "云谷区有多少家上市企业？"}).json()["answer"]
    response = staff.post("/staff/reports/remove", data={"document": answer["citations"][0]["document_id"]})
    assert response.status_code == 422
    assert "this is the only report" in response.text
    assert (shelf / "documents" / "a.md").exists()


def test_form_on_another_site_is_turned_away(staff: httpx.Client, shelf: Path) -> None:
    for origin in ("cross-site", "same-site", "none"):
        response = staff.post(
            "/staff/reports/add", files={"file": ("b.md", SECOND)}, headers={"sec-fetch-site": origin}
        )
        assert response.status_code == 403
    assert not (shelf / "documents" / "b.md").exists()


def test_uploads_are_off_unless_turned_on(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "a.md").write_text(FIRST, encoding="utf-8")
    folders = {"documents": str(documents), "index": str(tmp_path / "index")}
    settings = {"staff_password": HASH, "rate_limit": "", "shutdown_seconds": 1}
    with served("tests.web.opened", **folders, **settings) as site:
        page = httpx.get(f"{site.address}/staff", auth=STAFF, timeout=20)
        assert 'type="file"' not in page.text
        response = httpx.post(
            f"{site.address}/staff/reports/add", files={"file": ("b.md", SECOND)}, auth=STAFF, timeout=20
        )
    assert response.status_code == 403
    assert [path.name for path in documents.iterdir()] == ["a.md"]


def test_details_tell_how_an_answer_was_found(staff: httpx.Client) -> None:
    text = staff.get("/staff", params={"question": "云谷区有多少家上市企业？"}).text
    assert "support 0." in text
    assert "lexical" in text
    assert "2022年，云谷区共有上市企业12家。" in text
    assert staff.get("/staff", params={"question": "长" * 1000}).status_code == 422


def test_staff_page_in_the_browser(chromium: Browser, office: Site) -> None:
    context = chromium.new_context(http_credentials={"username": "staff", "password": PASSWORD})
    page = context.new_page()
    page.goto(f"{office.address}/staff")
    expect(page.locator(".verdicts")).to_contain_text(f"不对{ATTACK}")
    assert page.evaluate("window.hit") is None
    assert violations(page) == []
    page.locator("input[type=file]").set_input_files({"name": "b.md", "mimeType": "", "buffer": SECOND.encode()})
    page.get_by_role("button", name="添加 Add", exact=True).click()
    expect(page.locator(".shelf li")).to_have_count(2)
    page.get_by_role("button", name="删除 Remove 雾山区2022年经济").click()
    expect(page.locator(".shelf li")).to_have_count(1)
    context.close()


def test_no_address_is_in_the_feedback_file(shelf: Path) -> None:
    connection = sqlite3.connect(shelf / "feedback.sqlite")
    columns = [row[1] for row in connection.execute("PRAGMA table_info(feedback)")]
    connection.close()
    assert columns == ["time", "version", "helpful", "comment", "question", "understood", "answer", "citations"]
