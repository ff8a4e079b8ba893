"""Takes the pictures of the guide: `python -m tests.evaluation.screenshots` writes eval/*.png from the bundled report."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page, sync_playwright

from assistant import Assistant
from assistant.evaluation import Run, evaluate, load_cases
from assistant.evaluation.ablation import ablations
from assistant.evaluation.reporting import html_report

ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
BOTH = "article:has(mark.gold:not(.cited)):has(mark.cited:not(.gold))"
"""A wrong case where something else than the gold evidence was cited."""


def runs(index: Path) -> list[Run]:
    """The bundled report's run and its ablations."""
    cases = load_cases(ROOT / "eval" / "cases")
    whole = Assistant.open(ROOT / "documents", index)
    changed: dict[str, dict[str, Any]] = {"whole": {}} | ablations(whole.settings.model_dump())
    return [
        evaluate(Assistant.open(ROOT / "documents", index, **settings), cases, name=name)
        for name, settings in changed.items()
    ]


def take(page: Page) -> None:
    """The plots, and the shortest wrong case of that sort."""
    page.locator(".plots").screenshot(path=ROOT / "eval" / "report.png")
    shortest = min(page.locator(BOTH).all(), key=lambda case: len(case.inner_text()))
    shortest.screenshot(path=ROOT / "eval" / "wrong-case.png")


def main() -> None:
    """Take both pictures."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        whole, *others = runs(Path(folder) / "index")
        report = Path(folder) / "report.html"
        report.write_text(html_report(whole, others), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 900, "height": 900})
        page.goto(report.as_uri())
        take(page)
        browser.close()


if __name__ == "__main__":
    main()
