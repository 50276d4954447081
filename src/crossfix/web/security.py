"""Who may ask the application, and what its answers may do in a browser.

The application is bound to the loopback unless somebody says otherwise.  That alone keeps no
other site out of a browser on the same computer, so every request is looked at:

* its ``Host`` must be a name that the application is bound to, else another site's name was
  made to point here (DNS rebinding);
* with a token it must carry it: in a cookie, which the address ``?token=...`` sets once, or
  in an ``Authorization`` header;
* a browser must not send it for another site (``Origin``, ``Sec-Fetch-Site``);
* what writes must have the header ``X-Crossfix``, which no form and no link can send.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from crossfix.web.answers import refused
from crossfix.web.routes import Refusal

WRITE_HEADER: Final = "x-crossfix"
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_ANYWHERE: Final = frozenset({"0.0.0.0", "::", ""})
_SAFE: Final = frozenset({"GET", "HEAD"})
_HOST: Final = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[a-z0-9._-]+))(?::\d{1,5})?")

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
"""What the page may load and run: its own files, and nothing that stands in a text."""

HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": ", ".join(
        f"{name}=()"
        for name in (
            "accelerometer",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "hid",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "serial",
            "usb",
        )
    ),
}


@dataclass(frozen=True, slots=True)
class Access:
    """By what names the application is reached, and the token that it asks for, if any.

    ``numbers`` lets any address written in numbers through: no name can be made to point
    to those.
    """

    names: frozenset[str] = LOOPBACK
    numbers: bool = False
    token: str | None = None

    def knows(self, host: str) -> bool:
        """Whether a ``Host`` header names this application."""
        name = _name_of(host)
        return name in self.names or (self.numbers and _is_address(name))

    @property
    def cookie(self) -> str:
        """The name of the cookie: another for every token, since all ports share cookies."""
        digest = hashlib.sha256((self.token or "").encode()).hexdigest()
        return f"crossfix-{digest[:8]}"

    def holds(self, given: str | None) -> bool:
        """Whether this is the token."""
        wanted = self.token or ""
        return given is not None and hmac.compare_digest(given.encode(), wanted.encode())


def is_loopback(bind: str) -> bool:
    """Whether an address to bind to can be reached from this computer only."""
    name = bind.strip("[]").lower()
    return name in LOOPBACK or (_is_address(name) and ipaddress.ip_address(name).is_loopback)


def access_to(bind: str, token: str | None, names: Iterable[str] = ()) -> Access:
    """The access to an application that is bound to an address.

    ``names`` are other names that it is reached by.
    """
    bound = bind.strip("[]").lower()
    known = {name.strip("[]").lower() for name in names}
    if is_loopback(bind):
        return Access(LOOPBACK | {bound} | known, token=token)
    if bound in _ANYWHERE:
        return Access(LOOPBACK | known, numbers=True, token=token)
    return Access(frozenset({bound}) | known, token=token)


class Guard:
    """Lets a request through, or answers why not; puts the safe headers on every answer."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at one request."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-cache")
            await send(message)

        answer = self._check(HTTPConnection(scope), scope)
        await (answer or self._app)(scope, receive, send_safely)

    def _check(self, asked: HTTPConnection, scope: Scope) -> Response | None:
        """The answer to a request that goes no further."""
        host = asked.headers.get("host", "")
        if not self._access.knows(host):
            problem = "crossfix is not served under this name"
            return _told(scope, Refusal(421, problem, "use the address that it printed"))
        if self._access.token is not None:
            known = self._known(asked, scope)
            if known is not None:
                return known
        try:
            check_origin(scope["method"], scope["path"], asked.headers)
        except Refusal as refusal:
            return _told(scope, refusal)
        return None

    def _known(self, asked: HTTPConnection, scope: Scope) -> Response | None:
        """``None`` for one who has the token; else the answer, which may hand it out."""
        access = self._access
        scheme, _, bearer = asked.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and access.holds(bearer.strip()):
            return None
        if access.holds(asked.cookies.get(access.cookie)):
            return None
        if scope["path"] == "/" and access.holds(QueryParams(scope["query_string"]).get("token")):
            answer = RedirectResponse("/", 303)
            answer.set_cookie(
                access.cookie, access.token or "", httponly=True, samesite="strict", path="/"
            )
            return answer
        remedy = "open the whole address that crossfix serve printed, or send the token"
        return _told(scope, Refusal(401, "a token is needed", remedy))


def check_origin(method: str, path: str, headers: Headers) -> None:
    """Refuse what a browser sends for another site; raises :exc:`Refusal`.

    A link from elsewhere may open the page itself, and nothing else.  Scripts that are no
    browser send neither header, and must have :data:`WRITE_HEADER` to write.
    """
    opens_page = method in _SAFE and path == "/" and headers.get("sec-fetch-mode") != "cors"
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site not in {None, "same-origin", "none"} and not opens_page:
        raise Refusal(403, "another site asks", "open crossfix itself")
    if origin is not None and _host_of(origin) != headers.get("host", "").lower():
        raise Refusal(403, "another site asks", "open crossfix itself")
    if method not in _SAFE and headers.get(WRITE_HEADER) != "1":
        raise Refusal(403, "the header X-Crossfix is missing", "send X-Crossfix: 1")


def _told(scope: Scope, refusal: Refusal) -> Response:
    """A refusal: a record for what asks the API, words for what asks for the page."""
    if scope["path"].startswith("/api/"):
        return refused(refusal)
    words = f"crossfix: {refusal.problem}; {refusal.remedy}\n"
    return PlainTextResponse(words, status_code=refusal.status)


def _host_of(origin: str) -> str:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return ""
    return parts.netloc.lower() if parts.scheme in {"http", "https"} else ""


def _name_of(host: str) -> str:
    """The name in a ``Host`` header without port and brackets; empty for what is no host."""
    found = _HOST.fullmatch(host.strip().lower())
    return (found["six"] or found["name"]) if found else ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
