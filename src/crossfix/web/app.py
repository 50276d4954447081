"""The application: the page, its files, and the API, behind the guard."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from crossfix.web.answers import on_fault, on_http_error
from crossfix.web.bundle import Bundle
from crossfix.web.desk import Desk
from crossfix.web.dispatch import endpoint_of
from crossfix.web.importing import imports_of
from crossfix.web.kept import Kept
from crossfix.web.page import REMEDY, missing, render_shell, static_folder
from crossfix.web.security import Access, Guard
from crossfix.web.table import TABLE

_LOG: Final = logging.getLogger("crossfix.web")


def make_app(desk: Desk, access: Access | None = None, static: Path | None = None) -> Starlette:
    """The application on a case that is open.

    ``access`` says by what names it is reached and whether a token is asked for; without it,
    only by the names of the loopback.  ``static`` is another folder for the page's bundle.
    """
    folder = static_folder() if static is None else static
    bundle = Bundle(folder)

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(bundle.load)
        desk.settle()
        yield
        await run_in_threadpool(imports_of(desk).stop)

    app = Starlette(
        routes=[
            Route("/", _shell(desk, folder)),
            Mount("/api", routes=_api_routes(desk)),
            Route("/static/{name}", bundle.respond),
        ],
        middleware=[
            Middleware(Guard, access=access or Access()),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5),
        ],
        exception_handlers={HTTPException: on_http_error, Exception: on_fault},
        lifespan=running,
    )
    app.router.redirect_slashes = False
    return app


def _api_routes(desk: Desk) -> Sequence[BaseRoute]:
    """The table as routes; the methods of one path stand together."""
    kept = Kept()
    return [
        Route(route.path, endpoint_of(route, desk, kept), methods=[route.method]) for route in TABLE
    ]


def _shell(desk: Desk, folder: Path) -> Callable[[Request], Awaitable[Response]]:
    async def shell(_: Request) -> Response:
        if gone := missing(folder):
            _LOG.error("the page was not built (%s): %s", ", ".join(gone), REMEDY)
            told = f"crossfix: the page was not built; {REMEDY}.\nThe API answers under /api/.\n"
            return PlainTextResponse(told, status_code=503)
        return HTMLResponse(render_shell(f"{desk.holdings.stock.name} – crossfix"))

    return shell
