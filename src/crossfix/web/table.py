"""The API's table: every route, once."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from crossfix.web import (
    export_api,
    happenings_api,
    imports,
    lists_api,
    reading_api,
    search_api,
    writing,
)
from crossfix.web.openapi import describe
from crossfix.web.routes import Asked, File, Route

API: Final = "/api"
"""Where the paths of the table begin."""


def _openapi(_: Asked) -> Response:
    return Response(describe(TABLE), media_type="application/json")


TABLE: Final[tuple[Route, ...]] = (
    *reading_api.ROUTES,
    *happenings_api.ROUTES,
    *lists_api.ROUTES,
    *search_api.ROUTES,
    *export_api.ROUTES,
    Route(
        "GET",
        "/openapi.json",
        _openapi,
        "This description of the API.",
        answer=File("application/json", "An OpenAPI 3.1 description."),
    ),
    *writing.ROUTES,
    *imports.ROUTES,
)
