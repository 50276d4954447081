"""Running the application: one process on one address, until it is told to stop."""

from __future__ import annotations

import gc
import logging
import socket
import sys
import webbrowser
from collections.abc import Callable
from contextlib import closing
from typing import Final

import uvicorn

from crossfix.errors import BadOption
from crossfix.web.app import make_app
from crossfix.web.desk import Desk
from crossfix.web.page import REMEDY, missing, static_folder
from crossfix.web.security import Access

PORT: Final = 8765
"""The port where none is named; the next free one where it is taken."""
_TRIED: Final = 20
_TURN: Final = 0.0005
"""Seconds that a thread reckons before another has its turn; Python's own are ten times that,
which every piece of an answer would wait for as long as something is reckoned."""
_MADE: Final = (50_000, 20, 50)
"""Objects made before Python looks for circles among them.  What is held of a case has none
and stays; at Python's own 700 that search took a fourth of the time."""

Say = Callable[[str], object]


def set_up() -> None:
    """Set the interpreter up for holding much in memory while several threads answer.

    For a process that does nothing but serve, before anything of the case is fetched.
    """
    sys.setswitchinterval(_TURN)
    gc.set_threshold(*_MADE)


def bind(host: str, port: int | None) -> socket.socket:
    """A socket that listens on an address; 0 is any free port.

    Raises :class:`~crossfix.errors.BadOption` where that cannot be.
    """
    wanted = range(PORT, PORT + _TRIED) if port is None else (port,)
    bare = host.strip("[]")
    family = socket.AF_INET6 if ":" in bare else socket.AF_INET
    failed: OSError | None = None
    for number in wanted:
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((bare, number))
        except (OSError, OverflowError) as error:
            listening.close()
            failed = error if isinstance(error, OSError) else OSError(str(error))
            continue
        listening.listen(128)
        return listening
    problem = f"cannot be served on ({failed.strerror if failed else 'no port'})"
    raise BadOption(f"{host} {port if port is not None else PORT}", problem, "name another --port")


def address_of(host: str, port: int, token: str | None) -> str:
    """The address to open in a browser."""
    bare = host.strip("[]")
    shown = {"0.0.0.0": socket.gethostname(), "::": socket.gethostname()}.get(bare, bare)
    name = f"[{shown}]" if ":" in shown else shown
    return f"http://{name}:{port}/" + (f"?token={token}" if token else "")


def serve(desk: Desk, access: Access, listening: socket.socket, say: Say) -> None:
    """Answer requests until Ctrl-C or SIGTERM; what is being written is finished first."""
    if gone := missing(static_folder()):
        say(f"the page was not built ({', '.join(gone)}): {REMEDY}; the API is served")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("crossfix: %(message)s"))
    log = logging.getLogger("crossfix.web")
    log.addHandler(handler)
    settings = uvicorn.Config(
        make_app(desk, access),
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        lifespan="on",
        timeout_graceful_shutdown=5,
        ws="none",
    )
    try:
        with closing(listening):
            uvicorn.Server(settings).run(sockets=[listening])
    finally:
        log.removeHandler(handler)


def open_browser(address: str) -> bool:
    """Open the address in a browser; False where there is none with a window of its own."""
    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return False
    # A browser in the terminal would take the terminal from the server.
    return type(found) is not webbrowser.GenericBrowser and found.open(address)
