"""Graphic passages are folded wherever words of a report are quoted, until they are opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from bench.browsing import crossfix, serving, settle
from playwright.sync_api import Browser, Page, expect

from tests.page.test_axe import faults

REPORTS = {
    "first": """What was found in Kupiansk

Published 14 March 2025

According to the police, soldiers beheaded two prisoners in Kupiansk on 12 March. The enemy will
probably leave more beheaded prisoners behind in Kupiansk before the end of April, the analyst
said. A shell hit the bridge in Kupiansk on 13 March, the mayor said.

A video of the beheaded prisoners was posted below:
""",
    "second": """A courier's notes

Published 15 March 2025

According to the police, soldiers beheaded three prisoners in Kupiansk on 12 March. The ministry
denied that its soldiers beheaded prisoners in Kupiansk on 12 March. A shell hit the bridge in
Kupiansk on 13 March, the mayor said.
""",
}
WORDS = re.compile("behead", re.IGNORECASE)
VIEWS = [
    "claims",
    "gaps",
    "conflicts",
    "forecasts",
    "changes?since=2025-03-14",
    "search?q=prisoners",
    "happening",
    "map",
]


@pytest.fixture(scope="module")
def graphic_address(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[str]:
    """Two reports that tell of the dead in detail, served."""
    folder = tmp_path_factory.mktemp("graphic")
    for name, text in REPORTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    case = folder / "graphic.case"
    crossfix("read", *sorted(folder.glob("*.txt")), "--case", case)
    with serving(case) as url:
        yield url


def go_to(page: Page, address: str, view: str) -> None:
    if view == "happening":
        rows = page.request.get(f"{address}/api/happenings").json()["rows"]
        view += "/" + next(row["id"] for row in rows if row["graphic"])
    page.goto(f"{address}/#/{view}")
    settle(page)
    expect(page.locator("main")).to_contain_text(re.compile("folded"))


@pytest.mark.parametrize("view", VIEWS)
def test_graphic_words_are_folded(page: Page, graphic_address: str, view: str) -> None:
    go_to(page, graphic_address, view)
    expect(page.locator("main")).not_to_contain_text(WORDS)


def test_words_are_opened_and_folded_again_by_key(page: Page, graphic_address: str) -> None:
    go_to(page, graphic_address, "claims")
    fold = page.locator(".fold").first
    fold.get_by_role("button", name="Open").press("Enter")
    expect(fold).to_be_focused()
    expect(fold).to_contain_text(WORDS)
    expect(page.locator(".fold.small").first).to_be_visible()  # the others stay as they were
    fold.get_by_role("button", name="Fold").press("Enter")
    expect(fold).not_to_contain_text(WORDS)


def test_the_setting_holds_everywhere(page: Page, graphic_address: str) -> None:
    go_to(page, graphic_address, "claims")
    page.get_by_role("button", name="Never fold").first.click()
    for view in ("claims", "conflicts", "forecasts", "search?q=prisoners"):
        page.goto(f"{graphic_address}/#/{view}")
        expect(page.locator("main")).to_contain_text(WORDS)
        expect(page.locator("main")).not_to_contain_text("folded")
    page.goto(f"{graphic_address}/#/reports")
    page.get_by_role("link", name="courier").click()
    expect(page.locator(".text")).to_contain_text(WORDS)
    page.get_by_label("Fold graphic passages").check()
    expect(page.locator(".text")).not_to_contain_text(WORDS)
    page.goto(f"{graphic_address}/#/claims")
    expect(page.locator("main")).to_contain_text("folded")
    expect(page.locator("main")).not_to_contain_text(WORDS)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["claims", "happening"])
def test_folded_words_have_no_grave_fault(
    page: Page, graphic_address: str, view: str, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    go_to(page, graphic_address, view)
    assert faults(page) == []
    page.locator(".fold").first.get_by_role("button", name="Open").click()
    assert faults(page) == []
