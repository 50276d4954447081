"""No view has a serious or critical fault of accessibility, in light or dark, wide or narrow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bench.browsing import settle
from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "page/node_modules/axe-core/axe.min.js"
GRAVE = {"serious", "critical"}
VIEWS = [
    "map",
    "reports",
    "report",
    "happening",
    "claims",
    "sources",
    "origins",
    "conflicts",
    "forecasts",
    "gaps",
    "changes",
    "search?q=depot",
    "import",
    "export",
]


def go_to(page: Page, address: str, view: str) -> None:
    """Open a view; a report and a happening are reached through the lists that lead there."""
    through = {"report": "reports", "happening": "conflicts"}.get(view, view)
    page.goto(f"{address}/#/{through}")
    settle(page)
    if through != view:
        page.locator(f"main a[href^='#/{view}/']").first.click()
        settle(page)


def faults(page: Page) -> list[str]:
    """What axe finds, one line a fault, with where it is."""
    page.evaluate(AXE.read_text(encoding="utf-8"))  # the page's own policy lets no script in
    found: dict[str, Any] = page.evaluate("() => axe.run()")
    return [
        f"{fault['impact']}: {fault['id']}: {node['target']} {node['html'][:120]}"
        for fault in found["violations"]
        for node in fault["nodes"]
        if fault["impact"] in GRAVE
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_no_grave_fault(page: Page, address: str, view: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    go_to(page, address, view)
    assert faults(page) == []


@pytest.mark.parametrize("view", ["map", "report", "claims", "sources"])
def test_no_grave_fault_in_a_narrow_window(page: Page, address: str, view: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    go_to(page, address, view)
    assert faults(page) == []
    wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wider <= 0, "the page scrolls sideways"
