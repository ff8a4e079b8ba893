"""The page in a real browser: it asks for nothing, complains of nothing, and shows its plots and marks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from assistant.evaluation.cases import Case
from assistant.evaluation.reporting import html_report
from assistant.evaluation.running import evaluate
from assistant.evaluation.scripted import Scripted

# In a process of its own: playwright's synchronous interface allows only one user in a process.
LOOK = """
import json, sys
from playwright.sync_api import sync_playwright

WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    page = browser.new_page()
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(sys.argv[1])
    seen = {
        "asked": asked,
        "complaints": complaints,
        "plots": page.locator("figure svg:visible").count(),
        "labels": page.locator("figure svg").first.text_content(),
        "marked": page.locator("article mark.gold.cited:visible").all_text_contents(),
        "wide": page.evaluate(WIDE),
    }
    page.set_viewport_size({"width": 390, "height": 800})
    seen["wide on a phone"] = page.evaluate(WIDE)
    browser.close()
print(json.dumps(seen))
"""


def test_the_page_in_a_browser(tmp_path: Path, respondent: Scripted, cases: tuple[Case, ...]) -> None:
    wrong = cases[0].model_copy(update={"answers": ("270家",)})
    page = tmp_path / "run.html"
    page.write_text(html_report(evaluate(respondent, [wrong, *cases[1:]])), encoding="utf-8")
    line = [sys.executable, "-c", LOOK, page.as_uri()]
    done = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=True)
    seen = json.loads(done.stdout)
    assert seen["asked"] == [page.as_uri()]
    assert seen["complaints"] == []
    assert seen["plots"] == 3
    assert "follow-up" in seen["labels"]
    assert seen["marked"] == ["上市企业共有268家。"]
    assert seen["wide"] is False
    assert seen["wide on a phone"] is False
