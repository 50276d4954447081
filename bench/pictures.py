"""The pictures of the page in the docs: ``python -m bench.pictures`` (or ``make pictures``).

They are taken of the case of the example reports, so that anybody can make them again.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

from bench.browsing import chromium, make_demo_case, serving, settle

FOLDER: Final = Path(__file__).parents[1] / "docs/pictures"
_SETTLED: Final = 500  # milliseconds for the last frame
_MAP: Final = 60_000  # milliseconds that the map may take without a graphics card
_DRAWN: Final = "() => performance.getEntriesByName('map-rested').length > 0"


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: its name, the view, what is clicked in it, how it looks.

    ``clicks`` are the words of a link, or a selector that begins with a dot.
    """

    name: str
    view: str
    clicks: tuple[str, ...] = ()
    dark: bool = False
    width: int = 1360
    height: int = 860


SHOTS: Final = (
    Shot("reader", "reports", ("Oil depot burns", ".text [data-marks]:has-text('hit')")),
    Shot("reader-dark", "reports", ("The line along the river",), dark=True),
    Shot("reader-narrow", "reports", ("Oil depot burns",), width=400),
    Shot("map", "map"),
    Shot("map-dark", "map", (".side li button",), dark=True),
    Shot("claims", "claims"),
    Shot("sources", "sources"),
    Shot("origins", "origins"),
    Shot("conflicts", "conflicts"),
    Shot("forecasts", "forecasts"),
    Shot("missing", "gaps"),
    Shot("changes", "changes"),
)


def take(page: Page, address: str, shot: Shot, to: Path) -> None:
    """Take one picture."""
    page.set_viewport_size({"width": shot.width, "height": shot.height})
    page.emulate_media(color_scheme="dark" if shot.dark else "light", reduced_motion="reduce")
    page.goto("about:blank")
    page.goto(f"{address}/#/{shot.view}")
    settle(page)
    for what in shot.clicks:
        found = page.locator(what) if what.startswith(".") else page.get_by_role("link", name=what)
        found.first.click()
        settle(page)
    if shot.view == "map":
        page.wait_for_function(_DRAWN, timeout=_MAP)
    page.wait_for_timeout(_SETTLED)
    page.screenshot(path=to / f"{shot.name}.png")


def main(wanted: list[str]) -> None:
    """Take all pictures, or those named."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        case = make_demo_case(Path(folder) / "demo.case")
        with serving(case) as address, chromium() as browser:
            page = browser.new_page()
            for shot in SHOTS:
                if not wanted or shot.name in wanted:
                    take(page, address, shot, FOLDER)
                    print(FOLDER.name + "/" + shot.name + ".png")


if __name__ == "__main__":
    main(sys.argv[1:])
