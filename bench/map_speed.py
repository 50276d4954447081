"""How fast the page's map answers in a browser: ``python -m bench.map_speed CASE``.

It serves the case, opens the view in Debian's Chromium and prints what the page itself measured
with ``performance.mark``: the first view (from asking for the page to the list and timeline
standing there), each filter (from the change to what is drawn after it), what the main thread
worked meanwhile, which does not count what else runs on the machine, and when the list stood in
the document.  Filters are asked for twice: while the map is still being drawn, which without a
graphics card the processor does, and once it rests.  Needs Playwright and Chromium.
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
MARKED: Final = "(name) => performance.getEntriesByName(name)[0]?.startTime ?? null"
FILTER: Final = """async (query) => {
  const told = () => document.querySelector('.rail-head h2').textContent;
  const channel = new MessageChannel();
  const turn = () =>
    new Promise((go) => { channel.port1.onmessage = go; channel.port2.postMessage(0); });
  const before = told();
  performance.mark('map-changed');
  const start = performance.now();
  location.hash = '#/map?' + query;
  while (told() === before && performance.now() - start < 60000) await turn();
  return performance.now() - start;
}"""
"""Asks for a filter as the page itself does; the milliseconds until the list is another."""


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


def await_mark(page: Page, name: str) -> float:
    """When the page set a mark, in milliseconds from asking for it."""
    for _ in range(PATIENCE // 50):
        found = page.evaluate(MARKED, name)
        if found is not None:
            return float(found)
        page.wait_for_timeout(50)
    raise TimeoutError(f"the page never set {name}")


def filter_all(page: Page, session: CDPSession, measured: int) -> None:
    """Ask for every filter and print what each took; ``measured`` views were so far."""
    for nth, query in enumerate(FILTERS, start=measured + 1):
        before = worked(session)
        stood = page.evaluate(FILTER, query)
        _, drawn = await_measure(page, nth)[nth - 1]
        busy = worked(session) - before
        told = f"list {stood:5.0f} ms  drawn {drawn:5.0f} ms  main thread {busy:5.0f} ms"
        print(f"{query or 'no filter':<24} {told}")
        page.wait_for_timeout(500)


def main(case: Path) -> int:
    """Open the page, filter, print."""
    with serving(case) as address, chromium() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(f"{address}/#/map")
        (_, first), *_ = await_measure(page, 1)
        print(f"{'first view':<24} {first:7.0f} ms  main thread {worked(session):7.0f} ms")
        filter_all(page, session, 1)
        print(f"{'map drawn':<24} {await_mark(page, 'map-drawn'):7.0f} ms")
        print(f"{'map rests':<24} {await_mark(page, 'map-rested'):7.0f} ms")
        filter_all(page, session, 1 + len(FILTERS))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
