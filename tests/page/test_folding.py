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
    "third": """Beheaded prisoners: what the police of Kupiansk say

Published 16 March 2025

According to the police, soldiers beheaded two prisoners in Kupiansk on 12 March. The courier
found their papers in the drawer of a writing desk at the town hall, between two maps of the river
bank and a list of those who had crossed it. Trains will probably run through Kupiansk again before
the end of May, the analyst said. A video of the crossing was posted below:
""",
    "fourth": """What lay in the drawer

Published 17 March 2025

The courier found their papers in the drawer of a writing desk at the town hall, between two maps
of the river bank and a list of those who had crossed it. A shell hit the bridge in Kupiansk on
13 March, the mayor said.
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
    "reports",
    "report",
    "origins",
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


def titled(page: Page, address: str) -> str:
    """The report that has a graphic title."""
    rows = page.request.get(f"{address}/api/reports").json()["rows"]
    found: str = next(row["id"] for row in rows if row["heading_graphic"])
    return found


def go_to(page: Page, address: str, view: str) -> None:
    if view == "happening":
        rows = page.request.get(f"{address}/api/happenings").json()["rows"]
        view += "/" + next(row["id"] for row in rows if row["graphic"])
    if view == "report":
        view += "/" + titled(page, address)
    page.goto(f"{address}/#/{view}")
    settle(page)
    expect(page.locator("main")).to_contain_text(re.compile("folded"))


@pytest.mark.parametrize("view", VIEWS)
def test_graphic_words_are_folded(page: Page, graphic_address: str, view: str) -> None:
    go_to(page, graphic_address, view)
    expect(page.locator("main")).not_to_contain_text(WORDS)


@pytest.mark.parametrize("view", ["reports", "claims", "search?q=courier", "conflicts", "gaps"])
def test_a_link_to_a_report_with_a_folded_title_keeps_a_name(
    page: Page, graphic_address: str, view: str
) -> None:
    go_to(page, graphic_address, view)
    link = page.get_by_role("link", name=re.compile(r"^A title is folded\s+\(tells of ")).first
    expect(link).to_have_attribute("href", re.compile("^#/report/doc_"))
    same = page.locator(f"a[href='{link.get_attribute('href')}']")
    title = page.locator(".titled", has=same).first
    title.get_by_role("button", name="Open the title").press("Enter")
    expect(title).to_contain_text(WORDS)
    expect(title.get_by_role("link", name=WORDS)).to_be_visible()
    fold = title.get_by_role("button", name="Fold the title")
    expect(fold).to_be_focused()
    fold.press("Enter")
    expect(title).not_to_contain_text(WORDS)
    assert all(named.strip() for named in page.locator("main a").all_text_contents())


def test_the_title_is_folded_where_the_report_is_read(page: Page, graphic_address: str) -> None:
    go_to(page, graphic_address, "report")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("A title is folded")
    expect(page).to_have_title(re.compile("^A title is folded · "))
    page.get_by_label("Fold graphic passages").uncheck()
    expect(heading).to_contain_text(WORDS)
    expect(page).to_have_title(WORDS)
    page.get_by_label("Fold graphic passages").check()
    expect(page).not_to_have_title(WORDS)
    expect(page.locator("main")).not_to_contain_text(WORDS)
    page.goto(f"{graphic_address}/#/reports")
    expect(page).to_have_title(re.compile("^Reports · "))


def test_the_reader_s_card_folds_what_it_quotes(page: Page, graphic_address: str) -> None:
    name = titled(page, graphic_address)
    ledger = page.request.get(f"{graphic_address}/api/reports/{name}").json()["ledger"]
    kinds = ("events", "attributions", "claims", "segments", "quantities", "places")
    quoting = [each["id"] for kind in kinds for each in ledger[kind] if WORDS.search(str(each))]
    assert len(quoting) > 2
    card = page.get_by_role("complementary", name="What is chosen")
    for entry in quoting:
        page.goto(f"{graphic_address}/#/report/{name}?mark={entry}")
        expect(card).to_be_visible()
        expect(card).not_to_contain_text(WORDS)
    event = next(each for each in ledger["events"] if WORDS.search(each["trigger"]["text"]))
    page.goto(f"{graphic_address}/#/report/{name}?mark={event['id']}")
    heading = card.get_by_role("heading", level=2)
    heading.get_by_role("button", name="Open").press("Enter")
    expect(heading).to_contain_text(WORDS)
    expect(page.locator(".text")).not_to_contain_text(WORDS)
    heading.get_by_role("button", name="Fold").press("Enter")
    expect(heading).not_to_contain_text(WORDS)
    for _ in range(page.locator(".folded").count()):
        page.locator(".folded").get_by_role("button", name="Open").first.click()
    expect(heading).to_contain_text(WORDS)  # as its passage is open
    expect(heading.locator(".fold")).to_have_count(0)


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
@pytest.mark.parametrize("view", ["claims", "happening", "reports", "report"])
def test_folded_words_have_no_grave_fault(
    page: Page, graphic_address: str, view: str, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    go_to(page, graphic_address, view)
    assert faults(page) == []
    page.locator(".fold, .titled, .folded").first.get_by_role("button", name="Open").click()
    assert faults(page) == []
