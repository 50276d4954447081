"""How the application answers: records as JSON, and whatever goes wrong as a ``Problem``."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from crossfix.errors import BadOption, CaseUnusable, CrossfixError, Skip
from crossfix.model import Record
from crossfix.web.routes import Refusal
from crossfix.web.shapes import Problem

JSON: Final = "application/json"
LOG: Final = logging.getLogger("crossfix.web")

_ENCODER: Final = msgspec.json.Encoder()


def answer(made: Record | Sequence[Record], status: int = 200) -> Response:
    """A record, or several, as JSON."""
    return Response(encode(made), status, media_type=JSON)


def encode(made: Record | Sequence[Record]) -> bytes:
    """The bytes of what the API sends."""
    return _ENCODER.encode(made)


def refused(refusal: Refusal) -> Response:
    """The answer to a request that is refused."""
    return answer(Problem(problem=refusal.problem, remedy=refusal.remedy), refusal.status)


def refusal_of(error: CrossfixError) -> Refusal:
    """How a request is refused that an exception of ours stopped.

    What the request asked for (an option, a report that cannot be read) is its own fault; a
    case that cannot be used now may be usable later; anything else is ours.
    """
    problem = f"{error.item}: {error.problem}"
    if isinstance(error, CaseUnusable):
        return Refusal(409, problem, error.remedy)
    if isinstance(error, BadOption | Skip):
        return Refusal(400, problem, error.remedy)
    LOG.error("%s", error)
    return Refusal(500, problem, error.remedy)


async def on_http_error(_: Request, error: Exception) -> Response:
    """The answer where no route fits, or not with this method."""
    assert isinstance(error, HTTPException)  # what it is registered for
    remedy = "GET /api/openapi.json names all that can be asked"
    told = {404: "there is nothing at this address", 405: "this cannot be done with this method"}
    found = refused(Refusal(error.status_code, told.get(error.status_code, error.detail), remedy))
    found.headers.update(error.headers or {})
    return found


async def on_fault(_: Request, error: Exception) -> Response:
    """The answer when crossfix itself broke: what broke stands on the console only."""
    LOG.error("%s", type(error).__name__, exc_info=error)
    remedy = "look at what crossfix serve printed, and report it as a fault of crossfix"
    return refused(Refusal(500, "crossfix broke on this", remedy))
