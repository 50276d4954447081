"""Text of reports is never markup, and never reaches outside its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.browsing import crossfix, serving, settle
from playwright.sync_api import BrowserContext, Page, expect

HOSTILE = {
    "script": "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'>",
    "handler": '"><svg onload=window.ran=3> <a href="javascript:window.ran=4">here</a>',
    "template": "{{ 7 * 7 }} ${window.ran = 5} <%= ran %> </script><script>window.ran=6</script>",
    "bidirectional": "\u202egnp.tekcor\u202c and \u2066inside\u2069 \u200f left",
    "wide": "M" * 40_000,
}
TEXT = """{name} {payload}

Published 14 March 2025

The governor of Poltava region said that two missiles hit a depot near Kremenchuk {payload} on
Friday. "{payload}", he added.

{payload} said that 12 people were injured in Lozova. The enemy will probably attack {payload}
before the end of March.
"""


@pytest.fixture(scope="module")
def hostile_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    for name, payload in HOSTILE.items():
        text = TEXT.format(name=name, payload=payload)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    case = folder / "hostile.case"
    crossfix("read", *sorted(folder.glob("*.txt")), "--case", case)
    return case


def visit(page: Page, start: str) -> None:
    """Look at every view, every report and some of their marks."""
    for view in (
        "map",
        "claims",
        "sources",
        "origins",
        "conflicts",
        "forecasts",
        "gaps",
        "reports",
    ):
        page.goto(f"{start}#/{view}")
        settle(page)
        assert page.evaluate("window.ran") is None, view
    reports = page.locator("main a[href^='#/report/']")
    expect(reports).to_have_count(len(HOSTILE))
    links = {reports.nth(at).get_attribute("href") for at in range(reports.count())}
    for link in sorted(filter(None, links)):
        page.goto(f"{start}{link}")
        settle(page)
        page.keyboard.press("j")
        assert page.evaluate("window.ran") is None, link


def test_nothing_runs_in_the_application(page: Page, hostile_case: Path) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    with serving(hostile_case) as address:
        visit(page, f"{address}/")
        page.goto(f"{address}/#/search?q=script")
        settle(page)
        assert page.evaluate("window.ran") is None


def test_nothing_runs_in_the_file(
    page: Page, context: BrowserContext, hostile_case: Path, tmp_path: Path
) -> None:
    written = tmp_path / "case.html"
    crossfix("report", "--case", hostile_case, "-o", written)
    context.set_offline(True)
    visit(page, written.as_uri())


def test_a_long_line_stays_in_its_column(page: Page, hostile_case: Path) -> None:
    with serving(hostile_case) as address:
        page.goto(f"{address}/#/reports")
        page.get_by_role("link", name="wide").first.click()
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
