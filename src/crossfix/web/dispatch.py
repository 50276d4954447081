"""From a request to an endpoint of the table and back."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar, cast

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive

from crossfix.errors import CrossfixError
from crossfix.model import Record
from crossfix.web.answers import JSON, answer, encode, refusal_of, refused
from crossfix.web.desk import Desk
from crossfix.web.kept import Kept
from crossfix.web.routes import Answered, Asked, Parameter, Refusal, Route

T = TypeVar("T")

_FORM: Final = "multipart/form-data"
_LOOK: Final = "look at GET /api/openapi.json"


def endpoint_of(route: Route, desk: Desk, kept: Kept) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint of a route as Starlette calls it."""

    async def respond(request: Request) -> Response:
        try:
            asked = await _take_apart(route, desk, request)
            if not route.by_head:
                return _answered(await _run(route, asked), route.status)
            return await run_in_threadpool(_kept_or_made, route, asked, kept)
        except Refusal as refusal:
            return refused(refusal)
        except CrossfixError as error:
            return refused(refusal_of(error))

    return respond


def _kept_or_made(route: Route, asked: Asked, kept: Kept) -> Response:
    """What is kept of the answer, as long as the case stands as it did."""
    with asked.desk.answering():
        state, target = asked.desk.state, _target(asked.request)
        found = kept.get(target, state)
        if found is None:
            made = cast(Callable[[Asked], Answered], route.endpoint)(asked)
            if isinstance(made, Response):
                return made
            found = kept.put(target, state, encode(made))
    return found.respond(asked.request.headers)


async def _run(route: Route, asked: Asked) -> Answered:
    if inspect.iscoroutinefunction(route.endpoint):
        return await cast(Callable[[Asked], Awaitable[Answered]], route.endpoint)(asked)
    return await run_in_threadpool(cast(Callable[[Asked], Answered], route.endpoint), asked)


def _answered(made: Answered, status: int) -> Response:
    return made if isinstance(made, Response) else answer(made, status)


def _target(request: Request) -> str:
    return f"{request.url.path}?{request.url.query}"


# --- taking a request apart -----------------------------------------------------------


async def _take_apart(route: Route, desk: Desk, request: Request) -> Asked:
    request = Request(request.scope, _bounded(request, route.most_bytes))
    body = None
    if route.body is not None or route.form:
        body = await _read_body(route, request)
    return Asked(
        desk=desk,
        request=request,
        path={name: str(value) for name, value in request.path_params.items()},
        query=_read_query(route, request),
        body=body,
    )


def _bounded(request: Request, most: int) -> Receive:
    """The body as it comes in, refused (413) once it is longer than ``most`` bytes."""
    too_long = Refusal(413, f"the body is longer than {most:,} bytes", "send less at a time")
    told = request.headers.get("content-length", "")
    seen = int(told) if told.isdecimal() and len(told) < 20 else 0
    if seen > most:
        raise too_long
    seen = 0

    async def receive() -> Message:
        nonlocal seen
        message = await request.receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise too_long
        return message

    return receive


async def _read_body(route: Route, request: Request) -> Record | None:
    sort = _media_type(request.headers)
    if sort == _FORM and route.form:
        return None
    if sort != JSON or route.body is None:
        wanted = " or ".join([JSON] * (route.body is not None) + [_FORM] * bool(route.form))
        raise Refusal(415, f"the body is not {wanted}", f"send Content-Type: {wanted}")
    try:
        return msgspec.json.decode(await request.body(), type=route.body)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise Refusal(400, f"the body is no {route.body.__name__} ({error})", _LOOK) from None


def _media_type(headers: Headers) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _read_query(route: Route, request: Request) -> dict[str, str | int | None]:
    known = {parameter.name: parameter for parameter in route.query}
    found: dict[str, str | int | None] = {name: one.default for name, one in known.items()}
    for name, value in request.query_params.multi_items():
        if name not in known:
            names = ", ".join(known) or "none"
            raise Refusal(400, f"there is no parameter {name!r} here", f"known: {names}")
        found[name] = _parse(known[name], value)
    return found


def _parse(parameter: Parameter, value: str) -> str | int:
    if parameter.is_number:
        return _parse_number(parameter, value)
    if parameter.choices and value not in parameter.choices:
        remedy = f"choose from {', '.join(parameter.choices)}"
        raise Refusal(400, f"{parameter.name} cannot be {value!r}", remedy)
    return value


def _parse_number(parameter: Parameter, value: str) -> int:
    least, most = parameter.least, parameter.most
    if value.isascii() and value.isdigit() and len(value) < 16:
        number = int(value)
        if (least is None or number >= least) and (most is None or number <= most):
            return number
    bounds = f"from {least} to {most}" if most is not None else f"from {least} on"
    raise Refusal(400, f"{parameter.name} cannot be {value!r}", f"give a whole number {bounds}")
