"""No request that fits the description of the API, or nearly does, breaks the server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error

from crossfix.config import Config
from crossfix.web.app import make_app
from crossfix.web.desk import Desk
from crossfix.web.security import Access
from crossfix.web.table import TABLE

EXAMPLES = 6


@pytest.fixture(scope="module")
def described(
    made_case: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[schemathesis.BaseSchema]:
    folder = tmp_path_factory.mktemp("schema")
    path = folder / "a.case"
    path.write_bytes(made_case.read_bytes())
    config = Config(case=str(path), data=str(folder))
    with Desk(config, today=lambda: date(2025, 6, 1)) as desk:
        app = make_app(desk, Access(frozenset({"localhost", "testserver"})))
        yield schemathesis.openapi.from_asgi("/api/openapi.json", app)


OPERATIONS = [(route.method, route.path) for route in TABLE]


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_no_request_breaks_the_server(
    described: schemathesis.BaseSchema, method: str, path: str
) -> None:
    operation = described[f"/api{path}"][method.lower()]

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def check(case: Any) -> None:
        answer = case.call(headers={"X-Crossfix": "1"})
        case.validate_response(answer, checks=[not_a_server_error])

    check()
