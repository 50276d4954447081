"""The page in a real browser: ``crossfix serve`` on the case of the example reports.

Debian's Chromium is used, found on the PATH.  Without it these tests are skipped with that
reason, except where ``CI`` is set: there it is a fault.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.browsing import chromium, find_chromium, make_demo_case, serving
from playwright.sync_api import Browser, BrowserContext, Page, expect

expect.set_options(timeout=30_000)  # a busy machine takes its time


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case of the example reports, checked against the example fires; not to be changed."""
    return make_demo_case(tmp_path_factory.mktemp("demo") / "demo.case")


@pytest.fixture(scope="package")
def address(demo: Path, browser: Browser) -> Iterator[str]:
    """The demo case, served; for tests that change nothing."""
    with serving(demo) as url:
        yield url


@pytest.fixture
def own_case(demo: Path, tmp_path: Path) -> Path:
    """A copy of the demo case, which a test may write into."""
    return Path(shutil.copy(demo, tmp_path / "own.case"))


@pytest.fixture
def own_address(own_case: Path, browser: Browser) -> Iterator[str]:
    """The copy, served."""
    with serving(own_case) as url:
        yield url


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, without a window; closed after this package, since its loop of events runs on."""
    if find_chromium() is None:
        assert not os.environ.get("CI"), "Chromium is not installed"
        pytest.skip("needs Chromium (Debian's package chromium)")
    with chromium() as browser:
        yield browser


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window of its own; nothing but the server on this machine can be reached from it."""
    context = browser.new_context(viewport={"width": 1360, "height": 860})
    context.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), lambda route: route.abort())
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that must not raise an error, nor be refused anything by its own policy."""
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield page
    expected = re.compile(r"status of 4\d\d|GPU stall|WebGL")
    assert not [fault for fault in faults if not expected.search(fault)]
