"""The page on paper: all that is on the screen and can be read, on pages that are not cut."""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from bench.browsing import crossfix, settle
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.page.test_axe import go_to
from tests.page.test_flows import DEPOT, open_report

LISTS = ["reports", "claims", "sources", "origins", "conflicts", "forecasts", "gaps",
         "changes?since=2025-03-14"]  # fmt: skip
DRAWN = "() => performance.getEntriesByName('map-drawn').length > 0"
PAPER = {"width": 680, "height": 960}  # an A4 page between its margins, in pixels
BUTTONS = """() => [...document.querySelectorAll('button:not(.ref, .happening, .pair, .kind)')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .map((one) => `${one.className}: ${one.textContent}`)"""
BEYOND = """() => [...document.querySelectorAll('body *')].filter((one) => {
    const box = one.getBoundingClientRect();
    if (!box.width || one.closest('.unseen, svg, .map-box')) return false;
    const cut = getComputedStyle(one).overflowX !== 'visible'
        && one.scrollWidth > one.clientWidth + 1;
    return box.right > innerWidth + 1 || box.left < -1 || cut;
}).map((one) => `${one.tagName}.${one.className}: ${one.textContent.slice(0, 60)}`)"""


def printed(page: Page) -> tuple[PdfReader, str, int]:
    """What is printed: the pages, their words with single spaces, and how many bytes."""
    data = page.pdf(format="A4", prefer_css_page_size=True)
    reader = PdfReader(io.BytesIO(data))
    words = " ".join(one.extract_text() for one in reader.pages)
    return reader, squeezed(words), len(data)


def squeezed(text: str) -> str:
    """Words without blanks and ligatures: a PDF keeps neither as they were."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("view", LISTS)
def test_a_list_on_paper_holds_what_is_on_the_screen(page: Page, address: str, view: str) -> None:
    page.goto(f"{address}/#/{view}")
    heading = page.locator("main h1")
    expect(heading).to_be_visible()
    settle(page)
    links = [link for link in page.locator("main a").all_inner_texts() if link.strip()]
    reader, words, _ = printed(page)
    assert links
    assert squeezed(heading.inner_text()) in words
    for told in (links[0], links[-1]):
        assert squeezed(told) in words
    assert 1 <= len(reader.pages) <= 9
    for number, sheet in enumerate(reader.pages, start=1):
        assert f"{number}/{len(reader.pages)}" in squeezed(sheet.extract_text())


@pytest.mark.parametrize("view", [*LISTS, "map", "report", "happening"])
def test_nothing_stands_there_that_can_only_be_pressed(page: Page, address: str, view: str) -> None:
    go_to(page, address, view)
    page.emulate_media(media="print")
    assert page.evaluate(BUTTONS) == []


def test_a_report_on_paper(page: Page, address: str) -> None:
    open_report(page, address)
    told = [squeezed(words) for words in page.locator(".text .words").all_inner_texts()]
    _, words, size = printed(page)
    assert squeezed(DEPOT) in words
    assert len(told) > 2
    for paragraph in told:
        assert paragraph[:40] in words
        assert paragraph[-20:] in words
    assert "SHA-256" in words  # the card of the report follows its text
    assert size < 400_000, "marks are lines, not pictures of lines"


def test_a_chosen_mark_on_paper(page: Page, address: str) -> None:
    open_report(page, address)
    page.locator(".text [data-marks]", has_text="hit").first.click()
    expect(page.locator(".card h2")).to_be_visible()
    _, words, _ = printed(page)
    assert "Onwhoseword" in words or "Whoseword" in words
    for pressed in ("Reject", "Correct", "Close"):
        assert pressed not in words


def test_the_map_on_paper(page: Page, address: str) -> None:
    page.goto(f"{address}/#/map")
    page.wait_for_function(DRAWN, timeout=90_000)
    happenings = page.locator(".happenings li").count()
    reader, words, _ = printed(page)
    assert max(image.image.width for image in reader.pages[0].images if image.image) > 400
    assert "happeningsonthemap" in words
    assert "When" in words
    assert happenings > 20
    last = page.locator(".happenings li .title").last.inner_text()
    assert squeezed(last) in words


@pytest.mark.parametrize("view", [*LISTS, "map", "report", "happening"])
def test_nothing_is_cut_at_the_edge(page: Page, address: str, view: str) -> None:
    go_to(page, address, view)
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)  # type: ignore[arg-type]
    page.wait_for_timeout(200)
    assert page.evaluate(BEYOND) == []


def test_paper_is_light_in_the_dark(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="dark")
    open_report(page, address)
    ink = "() => getComputedStyle(document.body).color"
    assert brightness(page.evaluate(ink)) > 150
    page.emulate_media(media="print", color_scheme="dark")
    assert brightness(page.evaluate(ink)) < 80
    ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert brightness(ground) == 255


def brightness(colour: str) -> float:
    red, green, blue = (int(part) for part in re.findall(r"\d+", colour)[:3])
    return (red + green + blue) / 3


def test_heads_of_tables_are_repeated(page: Page, address: str) -> None:
    page.goto(f"{address}/#/reports")
    expect(page.locator("thead").first).to_be_visible()
    page.emulate_media(media="print")
    shown: Any = page.eval_on_selector("thead", "one => getComputedStyle(one).display")
    assert shown == "table-header-group"


def test_the_file_on_paper_tells_what_was_held_back(page: Page, demo: Path, tmp_path: Path) -> None:
    written = tmp_path / "case.html"
    crossfix("report", "--case", demo, "-o", written)
    page.goto(f"{written.as_uri()}#/claims")
    page.wait_for_selector(".entries li")
    _, words, _ = printed(page)
    assert "privatepersonsstandunderpseudonyms" in words
    assert "reasonsthatpeoplewroteareleftout" in words
