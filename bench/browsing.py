"""The page in a real browser: the demo case, ``crossfix serve`` on it, and Debian's Chromium."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

ROOT: Final = Path(__file__).parents[1]
EXAMPLES: Final = ("examples/*.txt", "examples/march/[0-9]*.md")
FIRES: Final = "examples/march/fires.csv"

# The map draws with WebGL, which a machine without a graphics card does in software.
_FLAGS: Final = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
_ADDRESS: Final = re.compile(r"http://127\.0\.0\.1:\d+")
_ENDING: Final = 60  # seconds that a server has to end

# An address within the page is another view without another load: no event of the browser's
# tells when it stands.  It does when, frame after frame, no answer is waited for any more.
_STANDS: Final = """async () => {
  const until = performance.now() + 60_000;
  const waits = () => {
    const main = document.querySelector("main");
    const told = [...(main?.querySelectorAll("[role=status]") ?? [])];
    return !main?.textContent || told.some((one) => one.textContent.startsWith("Reading the case"));
  };
  for (let still = 0; still < 3; still = waits() ? 0 : still + 1) {
    if (performance.now() > until) throw new Error(`the view waits: ${document.body.innerText}`);
    await new Promise(requestAnimationFrame);
  }
}"""


def crossfix(*arguments: object) -> str:
    """Run a command of crossfix as a user of a checkout does; what it printed."""
    command = [sys.executable, "-m", "crossfix", *map(str, arguments)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    if done.returncode != 0:
        raise RuntimeError(f"crossfix {arguments[0]}: {done.stderr}")
    return done.stdout


def make_demo_case(case: Path) -> Path:
    """Read the reports that ship with the project into a case, and check it against fires."""
    crossfix("read", *EXAMPLES, "--case", case)
    crossfix("check", "--case", case, "--fires", FIRES)
    return case


@contextmanager
def serving(case: Path) -> Iterator[str]:
    """The address of ``crossfix serve`` on a case, for as long as the block runs."""
    command = [sys.executable, "-m", "crossfix", "serve", "--case", str(case), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        yield _address(server)
    finally:
        server.terminate()
        said, _ = server.communicate(timeout=_ENDING)
        sys.stderr.write(said)  # what went wrong in it stands in the report of a failed test


def _address(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    said = ""
    for line in server.stdout:
        said += line
        if found := _ADDRESS.search(line):
            return found[0]
    raise RuntimeError(f"crossfix serve did not start: {said}")


def settle(page: Page) -> None:
    """Wait until the view that was gone to stands, with all that it asked for."""
    page.evaluate(_STANDS)


def find_chromium() -> str | None:
    """Where Debian's Chromium is, if it is installed."""
    return shutil.which("chromium")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()
