"""How fast the page's map answers in a browser: ``python -m bench.map_speed CASE``.

It serves the case, opens the view in Debian's Chromium and prints what the page itself measured
with ``performance.mark``: the first view (from asking for the page to the list and timeline
standing there), each filter (from the change to what is drawn after it), and what the main
thread worked meanwhile, which does not count what else runs on the machine. Needs Playwright
and Chromium.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.browsing import chromium, serving

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

PATIENCE: Final = 60_000
FILTERS: Final = ("words=strike", "origins=2", "grade=1+2", "type=strike", "")
"""Filters that are asked for one after the other, by the address; the last is none."""

MEASURED: Final = (
    "() => performance.getEntriesByType('measure').map((m) => [m.name, m.duration, m.startTime])"
)


def worked(session: CDPSession) -> float:
    """Milliseconds that the main thread of the page worked so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))


def await_measure(page: Page, count: int) -> list[tuple[str, float]]:
    """The measures of the page once there are so many."""
    for _ in range(PATIENCE // 50):
        found = page.evaluate(MEASURED)
        if len(found) >= count:
            return [(name, duration) for name, duration, _ in found]
        page.wait_for_timeout(50)
    raise TimeoutError(f"the page measured {len(found)} of {count} views")


def change(page: Page, query: str) -> None:
    """Ask for a filter as the page itself does when a reader chooses it."""
    page.evaluate(
        "(query) => { performance.mark('map-changed'); location.hash = '#/map?' + query; }", query
    )


def main(case: Path) -> int:
    """Open the page, filter, print."""
    with serving(case) as address, chromium() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(f"{address}/#/map")
        (_, first), *_ = await_measure(page, 1)
        print(f"{'first view':<24} {first:7.0f} ms  main thread {worked(session):7.0f} ms")
        page.wait_for_timeout(8_000)
        drawn = page.evaluate("() => performance.getEntriesByName('map-drawn')[0]?.startTime")
        print(f"{'map drawn':<24} {drawn or float('nan'):7.0f} ms")
        for nth, query in enumerate(FILTERS, start=2):
            before = worked(session)
            change(page, query)
            _, took = await_measure(page, nth)[nth - 1]
            busy = worked(session) - before
            print(f"{query or 'no filter':<24} {took:7.0f} ms  main thread {busy:7.0f} ms")
            page.wait_for_timeout(4_000)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
