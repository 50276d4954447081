"""The page in one file, in a browser: every link in it leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.browsing import settle
from playwright.sync_api import Page, expect

from crossfix.case import open_case
from crossfix.config import Config
from crossfix.findings.disclosure import Policy
from crossfix.web.report import Wanted, write_report

VIEWS = ["map", "reports", "claims", "sources", "origins", "conflicts", "forecasts", "gaps",
         "changes"]  # fmt: skip
OPEN = Policy(exact_positions=True, delay_days=None, real_names=True)


@pytest.fixture(scope="module", params=[Policy(), OPEN], ids=["safe", "open"])
def file(
    request: pytest.FixtureRequest, demo: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The demo case in one file, with everything held back that is by default, or nothing."""
    folder = tmp_path_factory.mktemp("file")
    wanted = Wanted(to=folder / "case.html", policy=request.param)
    with open_case(demo, read_only=True) as case:
        write_report(case, Config(data=str(folder / "data")), wanted, print)
    return wanted.to


def links_on(page: Page) -> list[str]:
    """Where the links of the view that is shown lead in the page, what is folded unfolded."""
    page.evaluate("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    found: list[str] = page.eval_on_selector_all(
        "main a[href^='#/']", "all => all.map((a) => a.getAttribute('href'))"
    )
    return found


def follow(page: Page, address: str) -> None:
    """Go where a link leads as a click does, and wait until the view stands."""
    page.evaluate("(to) => { location.hash = to; }", address)
    settle(page)


def crawl(page: Page) -> Iterator[str]:
    """Every address that any link of any view leads to, each shown when it is yielded."""
    ahead = [f"#/{view}" for view in VIEWS]
    known = set(ahead)
    while ahead:
        address = ahead.pop(0)
        follow(page, address)
        yield address
        for found in links_on(page):
            if found not in known:
                known.add(found)
                ahead.append(found)


def test_every_link_leads_to_something_in_the_file(page: Page, file: Path) -> None:
    page.goto(f"{file.as_uri()}#/reports")
    settle(page)
    followed: list[str] = []
    for address in crawl(page):
        followed.append(address)
        main = page.locator("main")
        assert main.locator("[role=alert]").count() == 0, (address, main.inner_text()[:300])
        assert main.inner_text().strip(), address
        if "mark=" in address:
            assert page.locator(".card h2").count() == 1, address
    views = {re.split("[/?]", address[2:])[0] for address in followed}
    assert views == {*VIEWS, "report", "happening"}
    assert len(followed) > 100


def test_links_are_clicked(page: Page, file: Path) -> None:
    """Of every view a link of each kind, with the mouse: nothing lies over it."""
    for view in VIEWS:
        page.goto(f"{file.as_uri()}#/{view}")
        settle(page)
        kinds = {address.split("/")[1]: address for address in reversed(links_on(page))}
        for address in kinds.values():
            follow(page, f"#/{view}")
            links_on(page)
            page.locator(f"main a[href='{address}']").first.click()
            expect(page).to_have_url(re.compile(re.escape(address) + "$"))
            expect(page.locator("main [role=alert]")).to_have_count(0)


def test_a_happening_is_opened_by_one_of_its_events(page: Page, file: Path) -> None:
    page.goto(f"{file.as_uri()}#/conflicts")
    page.locator("main a[href^='#/happening/']").first.click()
    expect(page.locator("main h1")).not_to_have_text("Conflicts")
    mark = page.locator("main a[href*='mark=evt_']").first.get_attribute("href")
    assert mark is not None
    event = mark.split("mark=")[1]
    heading = page.locator("main h1").inner_text()
    follow(page, f"#/happening/{event}")
    expect(page.locator("main h1")).to_have_text(heading)


def test_what_changed_can_be_asked_for_any_day(page: Page, file: Path) -> None:
    for day in ("2001-01-01", "2025-03-10", "2025-03-15", "2030-01-01"):
        page.goto(f"{file.as_uri()}#/changes?since={day}")
        settle(page)
        expect(page.locator("main [role=alert]")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("Nothing changed since 2030-01-01")
