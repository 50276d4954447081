"""A small case with all kinds of entries, served in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from crossfix.case import open_case
from crossfix.config import Config
from crossfix.linkwork import lay_out
from crossfix.web.app import make_app
from crossfix.web.desk import Desk
from crossfix.web.security import Access
from tests.case.reports import make_pairs

TODAY = date(2025, 6, 1)
HOME = "http://127.0.0.1:8765"

Serve = Callable[..., TestClient]


@pytest.fixture(scope="session")
def made_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four reports of three paragraphs, laid beside each other, and one that was not readable."""
    path = tmp_path_factory.mktemp("web") / "made.case"
    with open_case(path, create=True, who="Ada") as case:
        case.add_many(make_pairs(4, paragraphs=3))
        case.record_issue("torn.pdf", "is cut short; send it again")
        lay_out(case)
    return path


@pytest.fixture
def case_path(made_case: Path, tmp_path: Path) -> Path:
    """A copy of the case that the test may write into."""
    path = tmp_path / "a.case"
    path.write_bytes(made_case.read_bytes())
    return path


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """The files of a page, as small as can be."""
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "app.js").write_text("const ending = '</script><!--';\nconsole.log(ending);\n")
    (folder / "app.css").write_text("body { color: inherit }\n")
    (folder / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>\n')
    return folder


@pytest.fixture
def serve(case_path: Path, bundle: Path, tmp_path: Path) -> Iterator[Serve]:
    """Serves the case; what is given goes to the desk, the guard or the client."""
    running: list[TestClient | Desk] = []

    def begin(
        *, access: Access | None = None, static: Path | None = None, home: str = HOME,
        writable: bool = True, **client: object,
    ) -> TestClient:  # fmt: skip
        config = Config(case=str(case_path), data=str(tmp_path / "data"))
        desk = Desk(config, who="Ada", writable=writable, today=lambda: TODAY)
        running.append(desk)
        made = TestClient(
            make_app(desk, access, static or bundle),
            base_url=home,
            follow_redirects=False,
            **client,  # type: ignore[arg-type]
        )
        running.append(made.__enter__())
        return made

    yield begin
    for one in reversed(running):
        one.__exit__(None, None, None)
