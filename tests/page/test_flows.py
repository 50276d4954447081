"""What a person does on the page: read, filter, choose, correct, undo, bring in, search, export."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bench.browsing import crossfix
from playwright.sync_api import Page, expect

DEPOT = "Oil depot burns near Kremenchuk after missile strike"


def open_report(page: Page, address: str, heading: str = DEPOT) -> None:
    """Go to a report by way of the list, and wait for its text."""
    page.goto(f"{address}/#/reports")
    page.get_by_role("link", name=heading).click()
    expect(page.locator("article.reader .text")).to_be_visible()


def choose_mark(page: Page, words: str) -> None:
    """Choose a mark of the text by its words."""
    page.locator(".text [data-marks]", has_text=words).first.click()
    expect(page.locator(".card h2")).to_be_visible()


def test_read_with_the_keys(page: Page, address: str) -> None:
    open_report(page, address)
    page.keyboard.press("j")
    expect(page).to_have_url(re.compile("mark="))
    first = page.url
    page.keyboard.press("j")
    expect(page).not_to_have_url(first)
    page.keyboard.press("k")
    expect(page).to_have_url(first)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("next mark")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_card_tells_chain_place_and_origins(page: Page, address: str) -> None:
    open_report(page, address)
    choose_mark(page, "hit")
    card = page.locator(".card")
    expect(card).to_contain_text("Dnipro Wire")
    expect(card).to_contain_text("governor of Poltava")
    expect(card).to_contain_text(re.compile(r"\d reports?, \d origins?"))
    expect(card).to_contain_text(re.compile(r"49\.\d+"))


def test_filter_and_choose(page: Page, address: str) -> None:
    page.goto(f"{address}/#/map")
    all_of_them = page.locator(".rail-head h2")
    expect(all_of_them).to_contain_text("happenings")
    before = int(re.sub(r"\D.*", "", all_of_them.inner_text()))
    page.get_by_label(re.compile("^2 or more")).check()
    page.wait_for_function(
        "n => parseInt(document.querySelector('.rail-head h2').textContent) < n", arg=before
    )
    page.locator(".side li button").first.click()
    expect(page).to_have_url(re.compile("chosen=hap_"))
    expect(page.locator(".side")).to_contain_text("origins")
    page.get_by_role("button", name="Clear the filter").click()
    expect(all_of_them).to_contain_text(str(before))


def test_correct_and_undo(page: Page, own_address: str, own_case: Path) -> None:
    open_report(page, own_address)
    choose_mark(page, "hit")
    page.keyboard.press("c")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="What", exact=True).select_option("damage")
    dialog.get_by_role("textbox").last.fill("the depot burned, nothing says what hit it")
    dialog.get_by_role("button", name="Correct").click()
    reviews = page.get_by_role("region", name="Reviews")
    expect(reviews).to_contain_text("corrected")
    expect(reviews).to_contain_text("nothing says what hit it")
    page.reload()
    expect(reviews).to_contain_text("nothing says what hit it")
    assert "nothing says what hit it" in crossfix("reviews", "--case", own_case)
    page.keyboard.press("u")
    reviews.get_by_role("button", name="undo").click()
    expect(page.get_by_role("region", name="Reviews")).to_have_count(0)
    crossfix("verify", "--case", own_case)


def test_reject_needs_a_reason(page: Page, own_address: str) -> None:
    open_report(page, own_address)
    choose_mark(page, "launched")
    page.keyboard.press("r")
    dialog = page.get_by_role("dialog")
    reject = dialog.get_by_role("button", name="Reject")
    expect(reject).to_be_disabled()
    dialog.get_by_role("textbox").fill("it is told of another night")
    reject.click()
    expect(page.get_by_role("region", name="Reviews")).to_contain_text("rejected")


def test_bring_in_files_and_text(page: Page, own_address: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "bridge.txt", tmp_path / "torn.pdf"
    good.write_text(
        "A bridge over the Oskil\n\nPublished 16 March 2025\n\n"
        "The bridge in Kupiansk was destroyed on Saturday, the mayor said.\n",
        encoding="utf-8",
    )
    bad.write_bytes(b"%PDF-1.7 and then nothing")
    page.goto(f"{own_address}/#/import")
    page.get_by_label("Choose files").set_input_files([good, bad])
    job = page.get_by_role("region", name="The import")
    expect(job).to_contain_text("Done", timeout=90_000)
    expect(job).to_contain_text("1 report added, 1 not readable")
    expect(job.locator("li", has_text="torn.pdf")).to_contain_text("could not be read")
    page.get_by_label("Title").fill("A note")
    page.get_by_label(re.compile("what “today” means")).fill("2025-03-16")
    page.get_by_label("Text", exact=True).fill("Drones struck a substation in Lozova today.")
    page.get_by_role("button", name="Read it").click()
    expect(job).to_contain_text("1 report added, 0 not readable", timeout=60_000)
    job.get_by_role("link", name="read it").click()
    expect(page.locator(".text")).to_contain_text("substation")


def test_search_leads_to_the_words(page: Page, address: str) -> None:
    page.goto(f"{address}/#/map")
    page.get_by_label("Search the case").fill("fuel depot")
    page.keyboard.press("Enter")
    hit = page.locator("main li", has_text="text").locator("a mark").first
    expect(hit).to_be_visible()
    hit.click()
    expect(page.locator(".text")).to_contain_text("depot")


@pytest.mark.parametrize("form", ["geojson", "acled", "folder"])
def test_export(page: Page, address: str, form: str) -> None:
    page.goto(f"{address}/#/export")
    with page.expect_download() as downloading:
        page.get_by_role("link", name=form, exact=True).click()
    assert Path(downloading.value.path()).stat().st_size > 500


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("claims", "had captured the village of Kostiantynopil"),
        ("sources", "borne out"),
        ("origins", "was copied by"),
        ("conflicts", "captured"),
        ("forecasts", "55–80%"),
        ("gaps", "missing embed"),
        ("changes?since=2025-03-14", "new happening"),
    ],
)
def test_each_list_holds_what_the_case_holds(
    page: Page, address: str, view: str, words: str
) -> None:
    page.goto(f"{address}/#/{view}")
    expect(page.locator("main")).to_contain_text(words)


def test_the_file_works_without_a_network(page: Page, demo: Path, tmp_path: Path) -> None:
    written = tmp_path / "case.html"
    crossfix("report", "--case", demo, "-o", written)
    page.context.set_offline(True)
    page.goto(f"{written.as_uri()}#/reports")
    page.get_by_role("link", name=DEPOT).click()
    choose_mark(page, "hit")
    expect(page.get_by_role("button", name=re.compile("Reject"))).to_have_count(0)
    page.goto(f"{written.as_uri()}#/map")
    expect(page.locator(".rail-head h2")).to_contain_text("happenings")


def test_resolve_a_forecast_and_grade_a_source(page: Page, own_address: str) -> None:
    page.goto(f"{own_address}/#/forecasts")
    page.get_by_role("button", name="Resolve").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Outcome").select_option("false")
    dialog.get_by_role("textbox", name="Why").fill("the front stood still until April")
    dialog.get_by_role("button", name="Resolve").click()
    expect(page.locator("main")).to_contain_text("the front stood still until April")
    page.goto(f"{own_address}/#/sources")
    page.get_by_role("row", name=re.compile("Northern Dispatch")).get_by_role(
        "button", name="Grade"
    ).click()
    dialog.get_by_role("combobox", name="The grade").select_option("D")
    dialog.get_by_role("textbox", name="Why").fill("it took a village that was not taken")
    dialog.get_by_role("button", name="Set the grade").click()
    row = page.get_by_role("row", name=re.compile("Northern Dispatch"))
    expect(row).to_contain_text("not usually reliable")
