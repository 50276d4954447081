"""What a person decides on the page: given with a reason, shown with who and when, taken back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from bench.browsing import crossfix
from playwright.sync_api import Locator, Page, expect

from tests.page.test_axe import faults
from tests.page.test_flows import choose_mark, open_report


def several(page: Page, address: str) -> dict[str, Any]:
    """A happening that several reports tell."""
    rows = page.request.get(f"{address}/api/happenings").json()["rows"]
    return next(row for row in rows if row["reports"] > 1)


def accounts(page: Page, address: str, name: str) -> list[str]:
    """The events that are told of one happening."""
    whole = page.request.get(f"{address}/api/happenings/{name}").json()
    return [account["event"] for account in whole["accounts"]]


def give_reason(page: Page, action: str, words: str) -> None:
    """Fill in the dialog that stands open, with the keyboard alone, and send it."""
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name=action)).to_be_disabled()
    dialog.get_by_role("textbox", name=re.compile("Why")).focus()
    page.keyboard.type(words)
    dialog.get_by_role("button", name=action).press("Enter")
    expect(dialog).to_have_count(0)


def compared(page: Page) -> Locator:
    return page.get_by_role("region", name="Compared accounts")


def test_a_judgement_is_undone_at_once(page: Page, own_address: str, own_case: Path) -> None:
    row = several(page, own_address)
    before = accounts(page, own_address, row["id"])
    page.goto(f"{own_address}/#/happening/{row['id']}")
    compared(page).get_by_role("button", name="different").first.press("Enter")
    give_reason(page, "Judge: different", "two nights")
    status = page.locator(".outcome", has_text="Judged: different.")
    expect(status).to_be_visible()
    assert accounts(page, own_address, row["id"]) != before
    status.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator(".outcome", has_text="Undone.")).to_be_focused()
    assert accounts(page, own_address, row["id"]) == before
    expect(compared(page)).not_to_contain_text("judged")
    crossfix("verify", "--case", own_case)


def test_a_judgement_is_shown_and_taken_back_later(page: Page, own_address: str) -> None:
    row = several(page, own_address)
    page.goto(f"{own_address}/#/happening/{row['id']}")
    compared(page).get_by_role("button", name="same").first.click()
    give_reason(page, "Judge: same", "the same depot on the same night")
    page.reload()
    expect(compared(page)).to_contain_text("judged same")
    expect(compared(page)).to_contain_text(re.compile(r"by .+, 20\d\d-\d\d-\d\d \d\d:\d\d UTC"))
    expect(compared(page)).to_contain_text("the same depot on the same night")
    assert faults(page) == []
    compared(page).get_by_role("button", name=re.compile("Take back the judgement")).press("Enter")
    give_reason(page, "Take it back", "it was another depot")
    expect(page.locator(".outcome", has_text="Taken back.")).to_be_visible()
    expect(compared(page)).not_to_contain_text("judged")
    page.wait_for_function("document.activeElement !== document.body")  # the focus is not lost


def test_what_was_cut_apart_is_put_together_where_it_is_looked_at(
    page: Page, own_address: str
) -> None:
    row = several(page, own_address)
    left, right = accounts(page, own_address, row["id"])[:2]
    body = {"left": left, "right": right, "judgement": "different", "because": "two nights"}
    said = page.request.post(
        f"{own_address}/api/judgements", data=body, headers={"X-Crossfix": "1"}
    )
    assert said.ok
    apart = page.request.get(f"{own_address}/api/happenings/{right}").json()["row"]["id"]
    assert apart != row["id"]
    page.goto(f"{own_address}/#/happening/{apart}")
    expect(compared(page)).to_contain_text("judged different")
    compared(page).get_by_role("button", name=re.compile("Take back the judgement")).click()
    give_reason(page, "Take it back", "one night")
    # The happening that was looked at is gone: what its accounts are told in now stands there.
    expect(page.locator("main")).to_contain_text(f"{row['reports']} reports")
    expect(compared(page)).not_to_contain_text("judged")


def test_a_grade_is_given_with_its_reason_and_undone(page: Page, own_address: str) -> None:
    row = several(page, own_address)
    page.goto(f"{own_address}/#/happening/{row['id']}")
    grading = page.get_by_role("region", name="Credibility")
    grading.get_by_role("button", name=re.compile("^Grade")).press("Enter")
    page.get_by_role("dialog").get_by_role("combobox", name="The grade").select_option("5")
    give_reason(page, "Set the grade", "nobody saw it")
    expect(grading).to_contain_text("improbable, graded by a person")
    expect(grading).to_contain_text(re.compile(r"set by .+ UTC: “nobody saw it”"))
    grading.get_by_role("button", name="Undo").click()
    expect(grading).to_contain_text("Undone.")
    expect(grading).not_to_contain_text("graded by a person")


def test_the_grade_of_a_source_is_taken_back_later(page: Page, own_address: str) -> None:
    page.goto(f"{own_address}/#/sources")
    row = page.get_by_role("row", name=re.compile("Northern Dispatch"))
    row.get_by_role("button", name=re.compile("^Grade")).press("Enter")
    page.get_by_role("dialog").get_by_role("combobox", name="The grade").select_option("D")
    give_reason(page, "Set the grade", "it took a village that was not taken")
    expect(row).to_contain_text("not usually reliable, graded by a person")
    page.reload()
    row.locator("summary").press("Enter")
    expect(row).to_contain_text("it took a village that was not taken")
    row.get_by_role("button", name=re.compile("Take back")).press("Enter")
    give_reason(page, "Take it back", "it was corrected the next day")
    expect(row).to_contain_text("Taken back.")
    expect(row).not_to_contain_text("graded by a person")


def test_a_source_is_accepted_and_corrected(page: Page, own_address: str, own_case: Path) -> None:
    open_report(page, own_address)
    choose_mark(page, "governor")
    source = page.get_by_role("region", name="The source")
    source.locator("summary").first.press("Enter")
    source.get_by_role("button", name="Accept the source").press("Enter")
    expect(source).to_contain_text("accepted")
    source.get_by_role("button", name="Correct the source").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Name").fill("Governor of Poltava Oblast")
    dialog.get_by_role("combobox", name="Kind of source").select_option("military")
    dialog.get_by_role("textbox", name="How do you know?").fill("so the office signs")
    dialog.get_by_role("button", name="Correct").press("Enter")
    expect(source).to_contain_text("Governor of Poltava Oblast")
    expect(source).to_contain_text("official → military")
    assert faults(page) == []
    expect(page.locator(".card .chain").first).to_contain_text("Governor of Poltava Oblast")
    assert "so the office signs" in crossfix("reviews", "--case", own_case)
    source.get_by_role("button", name=re.compile("Take back")).press("Enter")
    give_reason(page, "Take it back", "the office signs otherwise")
    expect(source).not_to_contain_text("Oblast")
    expect(source).to_contain_text("accepted")  # what was said before stands again
    crossfix("verify", "--case", own_case)
